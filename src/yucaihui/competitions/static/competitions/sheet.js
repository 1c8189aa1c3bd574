// A sheet saves itself while its judge writes. Pressing a button waits for a save that is under
// way and stops the next one, so that the two never meet at the server. It works without.

const form = document.querySelector(".score-form");
let saving = false;
let pressed = false;

form?.addEventListener("htmx:beforeRequest", (event) => {
  if (pressed) event.preventDefault();
  else saving = true;
});
form?.addEventListener("htmx:afterRequest", () => {
  saving = false;
});
form?.addEventListener("submit", (event) => {
  pressed = true;
  if (!saving) return;
  event.preventDefault();
  const again = () => form.requestSubmit(event.submitter);
  form.addEventListener("htmx:afterRequest", again, { once: true });
});
// The page may come back as it was left.
addEventListener("pageshow", () => {
  pressed = false;
});
