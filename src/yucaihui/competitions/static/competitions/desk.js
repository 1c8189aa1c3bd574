// The office's desk: its clock, and a fresh page when a colleague has moved on. It works without.
import { left } from "./clock.js";

const clock = document.querySelector("[data-clock]");
if (clock) {
  const ahead = Date.parse(clock.dataset.now) - Date.now();
  const tick = () => {
    const { text, over } = left(clock.dataset.since, Number(clock.dataset.minutes), Date.now() + ahead);
    clock.textContent = text;
    clock.classList.toggle("clock-over", over);
  };
  tick();
  setInterval(tick, 250);
}

document.addEventListener("htmx:afterSettle", () => {
  const [shown, live] = [".desk-now", "#panel-live"].map((one) => document.querySelector(one));
  if (shown && live && shown.dataset.state !== live.dataset.state) location.reload();
});
