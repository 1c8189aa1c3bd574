// The big screen: asks every half second how things stand, and shows it. Between two answers only
// the clock moves, by the server's time.
import { left } from "./clock.js";

const EVERY = 500; // milliseconds: a reveal is seen within a second
const main = document.querySelector("[data-screen]");
const part = (name) => main.querySelector(`[data-part="${name}"]`);
const words = main.querySelector("[data-words]").content;
const word = (name) => words.querySelector(`[data-word="${name}"]`)?.textContent ?? "";
const still = matchMedia("(prefers-reduced-motion: reduce)");
const own = (turn, stem) => {
  const [first, second] = main.dataset.language === "zh" ? ["zh", "en"] : ["en", "zh"];
  return turn[`${stem}_${first}`] || turn[`${stem}_${second}`];
};
const points = (result) => (Math.floor((result + 50) / 100) / 100).toFixed(2);

let tag = "";
let ahead = 0; // milliseconds of the server's clock before this one
let current = null;
let shown = null; // the turn whose result stands on the screen

const say = (name, text) => {
  const element = part(name);
  if (element.textContent !== text) element.textContent = text;
  element.hidden = !text;
};

const tick = () => {
  if (!current?.minutes) return say("clock", "");
  const { text, over, soon } = left(current.since, current.minutes, Date.now() + ahead);
  say("clock", text);
  part("clock").classList.toggle("clock-over", over);
  part("clock").classList.toggle("clock-soon", soon);
};

// The result counts up for a second and stands; at once for those who want no motion.
const reveal = (turn, fresh) => {
  const element = part("result");
  element.hidden = false;
  element.dataset.value = points(turn.result);
  if (!fresh || still.matches) {
    element.textContent = points(turn.result);
    return;
  }
  const begun = performance.now();
  const step = (at) => {
    if (shown !== turn.uid) return;
    const done = Math.min(1, (at - begun) / 1000);
    element.textContent = points(Math.round(turn.result * (1 - (1 - done) ** 3)));
    if (done < 1) requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
};

const line = (turn) => {
  const item = document.createElement("li");
  if (turn === current) item.setAttribute("aria-current", "true");
  for (const [kind, text] of [["span", turn.position ?? ""], ["b", turn.code],
    ["span", turn.result === null ? "" : points(turn.result)]]) {
    const cell = document.createElement(kind);
    cell.textContent = text;
    item.append(cell, " ");
  }
  return item;
};

const show = (told, first) => {
  current = told.turns.find((turn) => turn.uid === told.current) ?? null;
  say("state", told.state === "ended" ? word("ended") : current ? word(current.state) : word("soon"));
  say("code", current?.code ?? "");
  say("title", current ? own(current, "title") : "");
  say("by", current ? own(current, "organisation") : "");
  const scoring = current?.state === "scoring";
  say("sheets", scoring
    ? word("sheets").replace("{scored}", current.scored).replace("{judges}", current.judges) : "");
  if (current?.result != null) {
    if (shown !== current.uid) {
      shown = current.uid;
      reveal(current, !first);
    }
  } else {
    shown = null;
    say("result", "");
  }
  part("order").replaceChildren(...told.turns.map(line));
  tick();
};

const ask = async () => {
  try {
    const first = !tag;
    const answer = await fetch(main.dataset.screen, {
      cache: "no-store", headers: tag ? { "If-None-Match": tag } : {},
    });
    const clock = Number(answer.headers.get("X-Server-Time"));
    if (clock) ahead = clock - Date.now();
    if (answer.ok) {
      tag = answer.headers.get("ETag");
      show(await answer.json(), first);
    }
    part("lost").hidden = answer.ok || answer.status === 304;
  } catch {
    part("lost").hidden = false;
  }
  setTimeout(ask, EVERY);
};

setInterval(tick, 250);
ask();
