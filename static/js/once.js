// A form is sent once, however often its button is pressed while the answer is under way.

const PAUSE = 3000; // ms; afterwards it may be sent again, since the network may have lost it

export function sendOnce(form) {
  let sentAt = -PAUSE;
  form.addEventListener("submit", (event) => {
    if (event.timeStamp - sentAt < PAUSE) event.preventDefault();
    else if (!event.defaultPrevented) sentAt = event.timeStamp;
  });
  window.addEventListener("pageshow", () => {
    sentAt = -PAUSE;
  });
}
