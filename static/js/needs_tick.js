// A button that waits for the tick it depends on; without JavaScript the server says so.

export function waitForTick(group) {
  const tick = document.getElementById(group.dataset.needs);
  const button = group.querySelector("button");
  const follow = () => {
    button.disabled = !tick.checked;
  };
  tick.addEventListener("change", follow);
  window.addEventListener("pageshow", follow);
  follow();
}
