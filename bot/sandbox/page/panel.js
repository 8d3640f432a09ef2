// What only a sandbox has: block the bot, see (and move) the clock, choose the theme.

import { el, iconButton } from "./dom.js";
import { store, stored } from "./state.js";
import { fullTime, words } from "./words.js";

const THEME = "studybot.theme";
const STEPS = [["+10", "minutes", 600], ["+1", "hour", 3600], ["+1", "day", 86400], ["+1", "week", 604800]];

export function applyTheme(theme = stored(THEME) ?? "auto") {
  if (theme === "auto") document.documentElement.removeAttribute("data-theme");
  else document.documentElement.setAttribute("data-theme", theme);
}

/** Open the panel. `acts`: block(bool), forward(seconds); `person` is who we are. */
export function openPanel(world, person, acts) {
  const dialog = el("dialog", { class: "sheet", "aria-labelledby": "panel-title" });
  const close = () => dialog.close();
  const title = el("h2", { id: "panel-title", text: words.panel });
  dialog.append(el("div", { class: "sheet-head" }, title, iconButton("close", words.close, close)));
  dialog.append(el("p", { class: "about", text: words.sandbox }), clock(world, acts), blocking(person, acts, close), themes());
  show(dialog);
}

function blocking(person, acts, close) {
  const label = person.blocked ? words.unblock : words.block;
  const press = () => {
    acts.block(!person.blocked);
    close();
  };
  const button = el("button", { type: "button", class: person.blocked ? "wide" : "wide danger", text: label, on: { click: press } });
  return el("section", {}, button, !person.blocked && el("p", { class: "about", text: words.blockHint }));
}

function clock(world, acts) {
  const now = el("time", { class: "clock" });
  const tick = () => {
    now.textContent = fullTime(world.now());
    setTimeout(() => now.isConnected && tick(), 1000);
  };
  tick();
  const section = el("section", {}, el("h3", { text: words.clock }), now);
  if (world.canForward) section.append(forward(acts));
  return section;
}

function forward(acts) {
  const step = ([number, unit, seconds]) => el("button", { type: "button", class: "chip", text: `${number} ${words[unit]}`, on: { click: () => acts.forward(seconds) } });
  return el("div", { class: "chips", role: "group", "aria-label": words.forward }, STEPS.map(step));
}

function themes() {
  const current = stored(THEME) ?? "auto";
  const choice = (name) => {
    const radio = el("input", { type: "radio", name: "theme", value: name });
    radio.checked = name === current;
    radio.addEventListener("change", () => {
      store(THEME, name);
      applyTheme(name);
    });
    return el("label", { class: "chip" }, radio, words.themes[name]);
  };
  return el("section", { role: "radiogroup", "aria-label": words.theme }, el("h3", { text: words.theme }), el("div", { class: "chips" }, Object.keys(words.themes).map(choice)));
}

/** The bot's alert: text and OK. */
export function alertBox(text) {
  const dialog = el("dialog", { class: "alert", role: "alertdialog", "aria-labelledby": "alert-text" });
  dialog.append(el("p", { id: "alert-text", dir: "auto", text }), el("button", { type: "button", class: "wide", text: words.ok, on: { click: () => dialog.close() } }));
  show(dialog);
}

/** What can be done with a message, as a sheet. `list` holds {label, run}. */
export function actionSheet(list) {
  if (document.querySelector("dialog[open]")) return;
  const dialog = el("dialog", { class: "actions", "aria-label": words.actions });
  const item = ({ label, run }) => {
    const press = () => {
      dialog.close();
      run();
    };
    return el("button", { type: "button", class: "action", text: label, on: { click: press } });
  };
  dialog.append(...list.map(item));
  show(dialog);
}

// The content stands in a box of its own, so that a click on the dialog itself is one outside the content.
function show(dialog) {
  const body = el("div", { class: "dialog-body" }, [...dialog.childNodes]);
  dialog.append(body);
  document.body.append(dialog);
  dialog.addEventListener("close", () => dialog.remove());
  // The finger whose long press opened the dialog is lifted over it: only a press that began outside closes it.
  let outside = false;
  dialog.addEventListener("pointerdown", (event) => (outside = event.target === dialog));
  dialog.addEventListener("click", (event) => {
    if (outside && event.target === dialog) dialog.close();
  });
  dialog.showModal();
}
