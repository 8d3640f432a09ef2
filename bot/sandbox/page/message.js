// One message as a bubble, or as a line in the middle when it tells of the chat itself.

import { avatar, colourOf, copyText, el, icon, iconButton } from "./dom.js";
import { fileAddress } from "./connection.js";
import { formatted } from "./formatting.js";
import { inlineKeyboard } from "./keyboards.js";
import { pollCard } from "./poll.js";
import { authorOf, fullName, keyOf, serviceText, summary } from "./state.js";
import { fullTime, timeOf, words } from "./words.js";

const LONG_PRESS = 450; // milliseconds
const STEADY = 10; // pixels a resting finger may move

/**
 * The element of a message. `view` tells who looks ({person, group, botId}) and `acts` what can be done:
 * reply(message), edit(message), press(message, button), vote(message, options), command(text), jump(id), menu(…),
 * leadsToBot(url), follow(url).
 */
export function messageNode(message, view, acts) {
  const service = serviceText(message);
  const node = service === null ? bubbleRow(message, view, acts) : el("div", { class: "service" }, el("span", { text: service }));
  node.dataset.id = keyOf(message);
  node.dataset.date = message.date;
  node.dataset.author = service === null ? authorOf(message).id : "";
  return node;
}

function bubbleRow(message, view, acts) {
  const own = message.from?.id === view.person && !message.sender_chat;
  const author = authorOf(message);
  const row = el("article", { class: `row ${own ? "own" : "other"}`, "aria-label": own ? words.you : author.name });
  const column = el("div", { class: "column" }, bubble(message, view, acts, author, own));
  const keyboard = inlineKeyboard(message, acts);
  if (keyboard) column.append(keyboard);
  row.append(view.group && !own ? avatar(author.id, author.name, "small") : "", column, tools(message, acts, own));
  row.classList.toggle("with-keyboard", Boolean(keyboard));
  longPress(row, () => menu(message, acts, own, row));
  return row;
}

function bubble(message, view, acts, author, own) {
  const node = el("div", { class: `bubble${bare(message) ? " bare" : ""}${message.receiver_user ? " secret" : ""}` });
  if (message.receiver_user) node.append(el("div", { class: "only-you" }, icon("eye"), words.onlyYou));
  if (view.group && !own) node.append(el("div", { class: `author ${colourOf(author.id)}` }, author.name, role(message, view)));
  if (message.forward_origin) node.append(forwarded(message.forward_origin));
  if (message.reply_to_message && !startsTopic(message)) node.append(quote(message, acts));
  const media = mediaOf(message);
  if (media) node.append(media);
  if (message.poll) node.append(pollCard(message, view, acts));
  const text = textOf(message, view, acts);
  if (text) node.append(text);
  node.append(meta(message));
  if (Object.keys(message.sandbox.reactions).length) node.append(reactions(message.sandbox.reactions));
  return node;
}

const bare = (message) => Boolean(message.sticker);

function role(message, view) {
  if (message.from?.id === view.botId && !message.sender_chat) return el("span", { class: "role", text: words.bot });
  if (message.sender_tag) return el("span", { class: "role tag", text: message.sender_tag });
  if (message.sender_chat || view.admins.includes(message.from?.id)) return el("span", { class: "role", text: words.admin });
  return null;
}

// Every message of a topic "replies" to the one that opened the topic; messengers do not show that.
function startsTopic(message) {
  return message.reply_to_message.forum_topic_created !== undefined;
}

function forwarded(origin) {
  const name = origin.sender_user ? fullName(origin.sender_user) : (origin.sender_user_name ?? origin.sender_chat?.title ?? origin.chat?.title ?? "");
  return el("div", { class: "forwarded", text: `${words.forwarded} ${name}` });
}

function quote(message, acts) {
  const original = message.reply_to_message;
  const author = authorOf(original);
  const node = el("button", { type: "button", class: `quote ${colourOf(author.id)}` });
  node.append(el("b", { text: author.name }), el("span", { text: message.quote?.text ?? summary(original) }));
  node.addEventListener("click", () => acts.jump(keyOf(original)));
  return node;
}

const ONLY_EMOJI = /^(?:\p{Extended_Pictographic}(?:\uFE0F|\u200D|\p{Extended_Pictographic}|\p{Emoji_Modifier})*\s*){1,3}$/u;

function textOf(message, view, acts) {
  const text = message.text ?? message.caption;
  if (!text) return null;
  const jumbo = message.text && !message.entities?.length && ONLY_EMOJI.test(message.text);
  const content = formatted(text, message.entities ?? message.caption_entities, { command: acts.command, leadsToBot: acts.leadsToBot, follow: acts.follow });
  return el("div", { class: jumbo ? "text jumbo" : "text", dir: "auto" }, content);
}

function meta(message) {
  const node = el("span", { class: "meta", title: fullTime(message.date * 1000) });
  if (message.edit_date && !message.reply_markup?.inline_keyboard) node.append(el("span", { class: "edited", text: words.edited }));
  node.append(el("time", { datetime: new Date(message.date * 1000).toISOString(), text: timeOf(message.date) }));
  return node;
}

function reactions(counts) {
  const chip = ([emoji, count]) => el("span", { text: count > 1 ? `${emoji} ${count}` : emoji });
  return el("div", { class: "reactions" }, Object.entries(counts).map(chip));
}

function mediaOf(message) {
  if (message.photo) return photo(message.photo.at(-1), message.caption);
  if (message.sticker) return sticker(message.sticker, message.from?.is_bot);
  if (message.voice) return voice(message.voice);
  if (message.document) return documentCard(message.document);
  return null;
}

function photo(size, caption) {
  const address = fileAddress(size.file_id);
  const image = el("img", { src: address, alt: caption || words.photo, width: size.width, height: size.height });
  return el("a", { class: "photo", href: address, target: "_blank", rel: "noopener noreferrer" }, image);
}

// People's stickers here are samples that stand for an emoji; the bot's are real pictures.
function sticker(value, real) {
  const drawn = el("span", { class: "sticker emoji", role: "img", "aria-label": words.stickerWord, text: value.emoji || "🙂" });
  if (!real) return drawn;
  const image = el("img", { class: "sticker", src: fileAddress(value.file_id), alt: `${words.stickerWord} ${value.emoji ?? ""}`, width: 160, height: 160 });
  image.addEventListener("error", () => image.replaceWith(drawn), { once: true });
  return image;
}

function voice(value) {
  const player = el("audio", { controls: true, preload: "none", src: fileAddress(value.file_id), "aria-label": words.voiceWord });
  return el("div", { class: "voice" }, player, el("span", { class: "size", text: `${value.duration} s` }));
}

function documentCard(value) {
  const name = value.file_name ?? words.document;
  const address = fileAddress(value.file_id);
  const about = el("span", { class: "file-about" }, el("b", { text: name }), el("span", { class: "size", text: sizeOf(value.file_size) }));
  return el("a", { class: "document", href: address, download: name }, el("span", { class: "file-icon" }, icon("file")), about);
}

function sizeOf(bytes) {
  if (bytes === undefined) return "";
  if (bytes < 1024) return `${bytes} B`;
  return bytes < 1024 * 1024 ? `${(bytes / 1024).toFixed(1)} kB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

// --- what can be done with a message ---------------------------------------------------------------------

const editable = (message, own) => own && message.text !== undefined && !message.receiver_user;

function choices(message, acts, own) {
  const list = [];
  // What one wrote to the bot alone cannot be replied to.
  if (!own || !message.receiver_user) list.push({ name: "reply", label: words.reply, run: () => acts.reply(message) });
  if (editable(message, own)) list.push({ name: "edit", label: words.edit, run: () => acts.edit(message) });
  const text = message.text ?? message.caption;
  if (text) list.push({ name: "copy", label: words.copy, run: async () => (await copyText(text)) && acts.toast(words.copied) });
  if (acts.canRetract(message)) list.push({ name: "close", label: words.retract, run: () => acts.vote(message, []) });
  return list;
}

function tools(message, acts, own) {
  const shown = choices(message, acts, own).filter((choice) => choice.name !== "copy");
  return el("div", { class: "tools" }, shown.map((choice) => iconButton(choice.name, choice.label, choice.run)));
}

function menu(message, acts, own, row) {
  acts.menu(choices(message, acts, own), row);
}

/** Long press with a finger, or the right mouse button. Links and selected text keep the browser's own menu. */
function longPress(row, open) {
  let timer = null;
  let start = null;
  const stop = () => clearTimeout(timer);
  row.addEventListener("pointerdown", (event) => {
    if (event.pointerType === "mouse" || event.target.closest("button, a, audio")) return;
    stop();
    start = event;
    timer = setTimeout(open, LONG_PRESS);
  });
  row.addEventListener("pointermove", (event) => {
    if (start && Math.hypot(event.clientX - start.clientX, event.clientY - start.clientY) > STEADY) stop();
  });
  for (const name of ["pointerup", "pointercancel", "pointerleave"]) row.addEventListener(name, stop);
  row.addEventListener("contextmenu", (event) => {
    if (event.target.closest("a, button") || String(getSelection())) return;
    event.preventDefault();
    stop();
    open();
  });
}
