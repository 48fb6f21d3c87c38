const box = document.getElementById('notice');
let timer;

/** Tells that something went wrong, for a while. */
export function notice(text) {
  clearTimeout(timer);
  box.textContent = text;
  box.hidden = false;
  timer = setTimeout(() => (box.hidden = true), 8000);
}
