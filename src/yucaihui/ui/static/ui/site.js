// Seasoning: every page works without this file.

// A link that asks for confirmation opens its dialog in place instead of the page it leads to.
document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-dialog]");
  const dialog = link && document.getElementById(link.dataset.dialog);
  if (dialog && typeof dialog.showModal === "function") {
    event.preventDefault();
    dialog.showModal();
  }
});

// Menus close on Escape and on a click elsewhere.
const closeMenus = (except) => {
  for (const menu of document.querySelectorAll("details[data-menu][open]")) {
    if (!menu.contains(except)) menu.open = false;
  }
};
document.addEventListener("click", (event) => closeMenus(event.target));
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = document.activeElement?.closest("details[data-menu][open]");
  closeMenus(null);
  menu?.querySelector("summary").focus();
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) window.print();
});

// Where tabs don't fit, the current one is moved into sight.
for (const tab of document.querySelectorAll(".tabs [aria-current]")) {
  const list = tab.closest("ul");
  list.scrollLeft = tab.offsetLeft - list.offsetLeft - (list.clientWidth - tab.offsetWidth) / 2;
}

// Errors are read out and seen first.
const focusErrors = (root) => root.querySelector?.("[data-focus]")?.focus();

// A file may be dropped on its frame; the frame then says which file it holds.
const size = (bytes) => bytes < 1048576 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1048576).toFixed(1)} MB`;
const enhanceDrop = (frame) => {
  const input = frame.querySelector("input[type=file]");
  const told = frame.querySelector("[data-drop-file]");
  if (frame.dataset.ready || !input) return;
  frame.dataset.ready = "yes";
  frame.querySelector("[data-drop-note]").hidden = false;
  const mark = (over) => (event) => {
    event.preventDefault();
    frame.classList.toggle("drop-over", over);
  };
  frame.addEventListener("dragover", mark(true));
  frame.addEventListener("dragleave", mark(false));
  frame.addEventListener("drop", (event) => {
    mark(false)(event);
    if (!event.dataTransfer.files.length) return;
    input.files = event.dataTransfer.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
  input.addEventListener("change", () => {
    const files = [...input.files];
    const named = files.slice(0, 3).map((file) => `${file.name} (${size(file.size)})`).join(", ");
    const total = files.reduce((sum, file) => sum + file.size, 0);
    told.textContent = files.length > 3 ? `${named} … (${files.length}: ${size(total)})` : named;
  });
};

// A deadline in the reader's own time zone, in place of UTC.
const localTime = new Intl.DateTimeFormat(document.documentElement.lang, {
  year: "numeric", month: "short", day: "numeric", hour: "2-digit", minute: "2-digit",
  timeZoneName: "short",
});
const enhanceTime = (mark) => {
  mark.textContent = localTime.format(new Date(mark.dataset.localTime));
};

const enhance = (root) => {
  root.querySelectorAll?.("[data-drop]").forEach(enhanceDrop);
  root.querySelectorAll?.("[data-local-time]").forEach(enhanceTime);
  focusErrors(root);
};
enhance(document);
document.addEventListener("htmx:afterSettle", (event) => enhance(event.target));
