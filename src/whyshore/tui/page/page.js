// Put the keyboard where it is needed: into the terminal when the program is there, and on the
// way back when it has ended. textual.js marks both on the body.
"use strict";

function keyboardTo(selector) {
  const wanted = document.querySelector(selector);
  if (wanted && document.activeElement !== wanted) {
    wanted.focus();
  }
}

window.addEventListener("load", () => {
  const body = document.body;
  let seen = "";
  new MutationObserver(() => {
    const now = body.classList.contains("-closed")
      ? "#again"
      : body.classList.contains("-first-byte")
        ? ".xterm-helper-textarea"
        : "";
    if (now && now !== seen) {
      seen = now;
      keyboardTo(now);
    }
  }).observe(body, { attributes: true, attributeFilter: ["class"] });
});
