// Entities to elements. Offsets are UTF-16 code units, which is what JavaScript strings count in.

import { copyText, el, icon } from "./dom.js";
import { words } from "./words.js";

const SAFE_LINK = /^(https?|tg|mailto|ftp):/iu;
const PLAIN_TAGS = { bold: "b", italic: "i", underline: "u", strikethrough: "s" };
const BLOCKS = new Set(["pre", "blockquote", "expandable_blockquote"]);
const CODE_TAGS = new Set(["code", "pre"]);

/**
 * A fragment showing `text` formatted. `act` may hold `command(text)`, called when a bot command is clicked, and
 * `leadsToBot(url)` with `follow(url)` for links that stay in this messenger.
 */
export function formatted(text, entities = [], act = {}) {
  const sorted = [...(entities ?? [])].sort((a, b) => a.offset - b.offset || b.length - a.length);
  const fragment = document.createDocumentFragment();
  fragment.append(...pieces(text, 0, text.length, sorted, act));
  return fragment;
}

function pieces(text, from, to, entities, act) {
  const nodes = [];
  let at = from;
  let afterBlock = false;
  const plain = (end, beforeBlock) => {
    const gap = trimmed(text.slice(at, end), afterBlock, beforeBlock);
    if (gap) nodes.push(gap);
  };
  for (let i = 0; i < entities.length; i += 1) {
    const entity = entities[i];
    const start = Math.max(entity.offset, at);
    const end = Math.min(entity.offset + entity.length, to);
    if (start >= end) continue;
    plain(start, BLOCKS.has(entity.type));
    const inside = [];
    while (i + 1 < entities.length && entities[i + 1].offset < end) inside.push(entities[(i += 1)]);
    nodes.push(shown(entity, text, start, end, inside, act));
    at = end;
    afterBlock = BLOCKS.has(entity.type);
  }
  plain(to, false);
  return nodes;
}

// A block stands on lines of its own anyway: the line breaks next to it would be empty lines.
function trimmed(gap, afterBlock, beforeBlock) {
  const tail = afterBlock && gap.startsWith("\n") ? gap.slice(1) : gap;
  return beforeBlock && tail.endsWith("\n") ? tail.slice(0, -1) : tail;
}

function shown(entity, text, from, to, inside, act) {
  const raw = text.slice(from, to);
  if (entity.type === "pre") return codeBlock(raw, entity.language ?? "");
  if (CODE_TAGS.has(entity.type)) return inlineCode(raw);
  const content = pieces(text, from, to, inside, act);
  if (PLAIN_TAGS[entity.type]) return el(PLAIN_TAGS[entity.type], {}, content);
  const special = SPECIAL[entity.type];
  return special ? special({ entity, raw, content, act }) : el("span", {}, content);
}

const SPECIAL = {
  spoiler: ({ content }) => spoiler(content),
  blockquote: ({ content }) => el("blockquote", {}, content),
  expandable_blockquote: ({ content }) => expandable(content),
  url: ({ raw, content, act }) => link(/^[a-z][a-z0-9+.-]*:/iu.test(raw) ? raw : `https://${raw}`, content, act),
  email: ({ raw, content, act }) => link(`mailto:${raw}`, content, act),
  text_link: ({ entity, content, act }) => link(entity.url ?? "", content, act),
  bot_command: ({ raw, content, act }) => (act.command ? commandLink(raw, content, act) : el("span", { class: "mention" }, content)),
  mention: ({ content }) => el("span", { class: "mention" }, content),
  text_mention: ({ content }) => el("span", { class: "mention" }, content),
  hashtag: ({ content }) => el("span", { class: "mention" }, content),
};

function link(url, content, act) {
  if (act.leadsToBot?.(url)) return el("button", { type: "button", class: "command", title: url, on: { click: () => act.follow(url) } }, content);
  if (!SAFE_LINK.test(url)) return el("span", {}, content);
  return el("a", { href: url, title: url, target: "_blank", rel: "noopener noreferrer" }, content);
}

function commandLink(raw, content, act) {
  return el("button", { type: "button", class: "command", on: { click: () => act.command(raw) } }, content);
}

function inlineCode(raw) {
  const node = el("code", { title: words.copy, text: raw });
  node.addEventListener("click", async () => {
    if (await copyText(raw)) announceCopied(node);
  });
  return node;
}

function announceCopied(node) {
  node.dispatchEvent(new CustomEvent("copied", { bubbles: true }));
}

function codeBlock(raw, language) {
  const copy = el("button", { type: "button", class: "copy", "aria-label": words.copy, title: words.copy }, icon("copy"));
  copy.addEventListener("click", async () => {
    if (await copyText(raw)) announceCopied(copy);
  });
  const code = el("code", { class: language ? `language-${language.replace(/[^\w+#-]/gu, "")}` : null, text: raw });
  const body = el("pre", { tabindex: "0" }, code);
  if (!language) return el("div", { class: "code bare-code" }, body, copy);
  return el("div", { class: "code" }, el("div", { class: "code-head" }, el("span", { text: language }), copy), body);
}

function spoiler(content) {
  const node = el("span", { class: "spoiler", role: "button", tabindex: "0", "aria-label": words.spoiler }, el("span", { "aria-hidden": "true" }, content));
  const reveal = (event) => {
    if (node.classList.contains("open")) return;
    event.preventDefault();
    event.stopPropagation();
    node.classList.add("open");
    for (const name of ["role", "tabindex", "aria-label"]) node.removeAttribute(name);
    node.firstChild.removeAttribute("aria-hidden");
  };
  node.addEventListener("click", reveal, true);
  node.addEventListener("keydown", (event) => {
    if (event.key === "Enter" || event.key === " ") reveal(event);
  });
  return node;
}

function expandable(content) {
  const body = el("div", { class: "clipped" }, content);
  const toggle = el("button", { type: "button", class: "expand", "aria-expanded": "false", text: words.more });
  toggle.addEventListener("click", () => {
    const open = body.classList.toggle("clipped") === false;
    toggle.setAttribute("aria-expanded", String(open));
    toggle.textContent = open ? words.less : words.more;
  });
  requestAnimationFrame(() => {
    toggle.hidden = body.isConnected && body.scrollHeight <= body.clientHeight + 1;
  });
  return el("blockquote", { class: "expandable" }, body, toggle);
}
