// Inline keyboards under a message, and the reply keyboard under the input.

import { copyText, el, icon } from "./dom.js";
import { words } from "./words.js";

const SAFE_LINK = /^(https?|tg):/iu;

/** The inline keyboard of a message, or null. A pressed button spins until `acts.press` is through. */
export function inlineKeyboard(message, acts) {
  const rows = message.reply_markup?.inline_keyboard;
  if (!rows?.length) return null;
  const keyboard = el("div", { class: "inline", role: "group", "aria-label": words.keyboard });
  for (const row of rows) keyboard.append(el("div", { class: "inline-row" }, row.map((button) => inlineButton(message, button, acts))));
  return keyboard;
}

function inlineButton(message, button, acts) {
  if (button.url !== undefined && !acts.leadsToBot(button.url)) return linkButton(button);
  const node = el("button", { type: "button", class: `key ${button.style ?? ""}` }, el("span", { text: button.text }));
  const run = runOf(message, button, acts);
  if (!run) {
    node.disabled = true;
    node.title = words.unsupported;
    return node;
  }
  if (button.url !== undefined) node.append(icon("link"));
  node.addEventListener("click", () => spinning(node, run));
  return node;
}

function runOf(message, button, acts) {
  if (button.url !== undefined) return () => acts.follow(button.url);
  if (button.callback_data !== undefined) return () => acts.press(message, button);
  if (button.copy_text) return async () => (await copyText(button.copy_text.text)) && acts.toast(words.copied);
  return null;
}

function linkButton(button) {
  const safe = SAFE_LINK.test(button.url);
  const props = { class: `key ${button.style ?? ""}`, href: safe ? button.url : null, title: button.url, target: "_blank", rel: "noopener noreferrer" };
  return el("a", props, el("span", { text: button.text }), icon("link"));
}

async function spinning(node, run) {
  if (node.classList.contains("busy")) return;
  node.classList.add("busy");
  node.setAttribute("aria-busy", "true");
  try {
    await run();
  } finally {
    node.classList.remove("busy");
    node.removeAttribute("aria-busy");
  }
}

/**
 * What stands under the input for this person: the newest message that says something about the keyboard decides.
 * Returns {message, keys: rows or null, force: bool, placeholder}; after an answer a forced reply is over.
 */
export function standing(messages, person) {
  for (let i = messages.length - 1; i >= 0; i -= 1) {
    const message = messages[i];
    const markup = message.sandbox.keyboard ?? forcing(message);
    if (!markup) continue;
    const placeholder = markup.input_field_placeholder ?? "";
    if (markup.keyboard) return { message, keys: markup.keyboard, once: Boolean(markup.one_time_keyboard), force: false, placeholder };
    if (markup.remove_keyboard) return NOTHING;
    const answered = messages.slice(i + 1).some((later) => later.from?.id === person);
    if (markup.force_reply && !answered) return { message, keys: null, once: false, force: true, placeholder };
  }
  return NOTHING;
}

// Since Bot API 10.3 an inline keyboard may ask for a reply too.
function forcing(message) {
  return message.reply_markup?.force_reply ? message.reply_markup : null;
}

const NOTHING = Object.freeze({ message: null, keys: null, once: false, force: false, placeholder: "" });

/** The buttons of a reply keyboard; each just sends its text. */
export function replyKeyboard(rows, send) {
  const text = (button) => (typeof button === "string" ? button : button.text);
  const key = (button) => el("button", { type: "button", class: "key", on: { click: () => send(text(button)) } }, el("span", { text: text(button) }));
  return el("div", { class: "keys", role: "group", "aria-label": words.keyboard }, rows.map((row) => el("div", { class: "inline-row" }, row.map(key))));
}
