// What a request that a script sends proves itself with. Read anew each time: logging in again changes it.

export function token() {
  return document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? "";
}
