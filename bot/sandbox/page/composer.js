// The input: text of several lines, replying and editing, commands, attachments, the bot's reply keyboard.

import { el, icon, iconButton } from "./dom.js";
import { CommandList } from "./commands.js";
import { replyKeyboard } from "./keyboards.js";
import { authorOf, keyOf, summary } from "./state.js";
import { words } from "./words.js";

const TALLEST = 180;

export class Composer {
  /** `acts`: say({text, reply}), save(message, text), send({kind, file, caption, reply}), start(), unblock(), editLast(). */
  constructor(root, acts) {
    this.root = root;
    this.acts = acts;
    this.drafts = new Map();
    this.place = "";
    this.reply = null;
    this.editing = null;
    this.keys = null;
    this.forced = 0;
    this.build();
  }

  build() {
    this.input = el("textarea", { rows: 1, dir: "auto", enterkeyhint: "send", autocomplete: "off", "aria-label": words.placeholder, placeholder: words.placeholder });
    this.commands = new CommandList(this.input, (text) => this.say(text));
    this.context = el("div", { class: "context", hidden: true });
    this.menuButton = iconButton("slash", words.menu, () => this.commands.toggleAll(), { class: "menu-button", "aria-haspopup": "listbox" });
    this.keysButton = iconButton("keyboard", words.keyboard, () => this.toggleKeys(), { hidden: true });
    this.sendButton = iconButton("send", words.send, () => this.submit(), { class: "send" });
    this.voiceButton = iconButton("voice", words.voice, () => this.media("voice"));
    this.stickerButton = iconButton("sticker", words.sticker, () => this.media("sticker"));
    this.picker = el("input", { type: "file", class: "offscreen", tabindex: "-1", "aria-label": words.attach });
    const attach = iconButton("attach", words.attach, () => this.picker.click());
    this.field = el("div", { class: "field" }, this.menuButton, this.input, this.keysButton, this.stickerButton, attach, this.picker);
    this.line = el("div", { class: "line" }, this.field, this.voiceButton, this.sendButton);
    this.below = el("div", { class: "below", hidden: true });
    this.instead = el("button", { type: "button", class: "wide", hidden: true });
    this.root.append(this.commands.list, this.context, this.line, this.below, this.instead);
    this.listen();
  }

  listen() {
    this.input.addEventListener("input", () => this.changed());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("paste", (event) => this.pasted(event));
    this.picker.addEventListener("change", () => {
      for (const file of this.picker.files) this.file(file);
      this.picker.value = "";
    });
  }

  // --- where we are --------------------------------------------------------------------------------------

  /** Another chat is open: put away the draft of the last one, take out this one's. */
  open(place) {
    if (place === this.place) return;
    this.drafts.set(this.place, this.editing ? "" : this.input.value);
    this.place = place;
    this.forced = 0;
    this.forget();
    this.input.value = this.drafts.get(place) ?? "";
    this.changed();
  }

  /** `state`: {blocked, fresh, commands, standing} as the open chat has them now. */
  show(state) {
    this.commands.known = state.commands;
    this.menuButton.hidden = state.commands.length === 0;
    this.offer(state);
    this.showKeys(state.standing);
    if (state.standing.force && this.forced !== keyOf(state.standing.message)) {
      this.forced = keyOf(state.standing.message);
      this.replyTo(state.standing.message);
    }
    this.input.placeholder = state.standing.placeholder || words.placeholder;
  }

  /** In place of the input: Start in an empty private chat, Unblock in a blocked one. */
  offer({ blocked, fresh }) {
    this.instead.hidden = !(blocked || fresh);
    this.line.hidden = !this.instead.hidden;
    this.instead.textContent = blocked ? words.unblock : words.start;
    this.instead.onclick = blocked ? this.acts.unblock : this.acts.start;
  }

  // --- the bot's keyboard --------------------------------------------------------------------------------

  showKeys(standing) {
    const known = this.keys?.message;
    const changed = (known && keyOf(known)) !== (standing.message && keyOf(standing.message));
    this.keys = standing;
    this.keysButton.hidden = !standing.keys;
    if (!standing.keys) this.below.hidden = true;
    else if (changed) this.fillKeys(standing);
  }

  fillKeys(standing) {
    const press = (text) => {
      if (standing.once) this.below.hidden = true;
      this.acts.say({ text, reply: this.acts.grouped() ? standing.message : null });
    };
    this.below.replaceChildren(replyKeyboard(standing.keys, press));
    this.below.hidden = false;
  }

  toggleKeys() {
    this.below.hidden = !this.below.hidden;
  }

  // --- replying and editing ------------------------------------------------------------------------------

  replyTo(message) {
    this.editing = null;
    this.reply = message;
    this.showContext("reply", `${words.replyTo}: ${authorOf(message).name}`, summary(message));
    this.input.focus({ preventScroll: true });
  }

  edit(message) {
    this.reply = null;
    this.editing = message;
    this.showContext("edit", words.editing, message.text);
    this.input.value = message.text;
    this.changed();
    this.input.focus({ preventScroll: true });
  }

  showContext(name, title, text) {
    const about = el("div", { class: "context-about" }, el("b", { text: title }), el("span", { text }));
    this.context.replaceChildren(icon(name), about, iconButton("close", words.cancel, () => this.cancel()));
    this.context.hidden = false;
    this.sendButton.title = this.editing ? words.save : words.send;
    this.sendButton.setAttribute("aria-label", this.sendButton.title);
  }

  /** A message vanished: neither reply to it nor edit it. */
  gone(key) {
    if ([this.reply, this.editing].some((message) => message && keyOf(message) === key)) this.cancel();
  }

  cancel() {
    const wasEditing = this.editing;
    this.forget();
    if (wasEditing) this.input.value = "";
    this.changed();
    this.input.focus({ preventScroll: true });
  }

  forget() {
    this.reply = null;
    this.editing = null;
    this.context.hidden = true;
    this.sendButton.title = words.send;
    this.sendButton.setAttribute("aria-label", words.send);
  }

  // --- typing and sending --------------------------------------------------------------------------------

  key(event) {
    if (this.commands.key(event)) return;
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      this.submit();
    } else if (event.key === "Escape" && (this.reply || this.editing)) {
      this.cancel();
    } else if (event.key === "ArrowUp" && this.input.value === "" && !this.reply) {
      event.preventDefault();
      this.acts.editLast();
    }
  }

  changed() {
    this.input.style.height = "auto";
    const needed = this.input.scrollHeight; // 0 while a phone shows the list of chats instead
    if (needed) this.input.style.height = `${Math.min(needed, TALLEST)}px`;
    const ready = this.input.value.trim() !== "" || this.editing !== null;
    this.sendButton.hidden = !ready;
    this.voiceButton.hidden = ready;
    this.commands.filter(this.editing ? "" : this.input.value);
  }

  submit() {
    const text = this.input.value;
    if (text.trim() === "") return;
    if (this.editing) {
      this.acts.save(this.editing, text);
      this.cancel();
    } else this.say(text);
  }

  say(text) {
    this.acts.say({ text, reply: this.reply });
    this.clear();
  }

  clear() {
    this.forget();
    this.input.value = "";
    this.changed();
    this.input.focus({ preventScroll: true });
  }

  /** Text the server would not take comes back, unless something new was typed meanwhile. */
  restore(text) {
    if (this.input.value !== "") return;
    this.input.value = text;
    this.changed();
  }

  media(kind) {
    this.acts.send({ kind, reply: this.reply });
    this.forget();
  }

  file(file) {
    const kind = /^image\/(png|jpeg|webp|gif)$/u.test(file.type) ? "photo" : "document";
    this.acts.send({ kind, file, caption: this.editing ? "" : this.input.value, reply: this.reply });
    this.clear();
  }

  pasted(event) {
    const files = [...(event.clipboardData?.files ?? [])];
    if (files.length === 0) return;
    event.preventDefault();
    files.forEach((file) => this.file(file));
  }
}
