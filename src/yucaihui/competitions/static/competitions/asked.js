// Questions that depend on another answer are shown only when they are asked. Without this script
// all of them stand there, each with a note that says when it applies.

const settle = (form) => {
  const given = new FormData(form);
  for (const control of form.querySelectorAll("[data-asked-if]")) {
    const wanted = JSON.parse(control.dataset.askedValues);
    const asked = given.getAll(control.dataset.askedIf).some((answer) => wanted.includes(answer));
    control.closest(".field").hidden = !asked;
    if (!asked) given.delete(control.name); // what hangs on it is not asked either
  }
};

for (const form of document.querySelectorAll("form:has([data-asked-if])")) {
  for (const note of form.querySelectorAll("[data-asked-note]")) note.hidden = true;
  form.addEventListener("change", () => settle(form));
  settle(form);
}
