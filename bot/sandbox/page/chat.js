// The page: puts the parts together, follows the event stream, remembers where we are in the address.

import { Composer } from "./composer.js";
import { Refused, act, listen, look, upload } from "./connection.js";
import { el } from "./dom.js";
import { formatted } from "./formatting.js";
import { standing } from "./keyboards.js";
import { MessageLog } from "./log.js";
import { actionSheet, alertBox, applyTheme, openPanel } from "./panel.js";
import { showChats, showHead, showPeople } from "./sidebar.js";
import { World, fullName, keyOf, seen, topicOf } from "./state.js";
import { language, words } from "./words.js";

const TYPING_SECONDS = 5;
const TOAST_SECONDS = 5;

const part = (id) => document.getElementById(id);

class Page {
  constructor() {
    this.world = null;
    this.view = { person: null, chat: null, topic: null };
    this.commands = [];
    this.waiting = null;
    const acts = this.bubbleActs();
    this.log = new MessageLog({ scroll: part("scroll"), log: part("log"), down: part("down") }, acts, () => this.earlier());
    this.composer = new Composer(part("composer"), this.composerActs());
    addEventListener("hashchange", () => this.followAddress());
    addEventListener("focus", () => this.world && (this.markRead(), this.showAround()));
    addEventListener("keydown", (event) => this.shortcut(event));
    document.addEventListener("copied", () => this.toast(words.copied));
    this.dropping();
  }

  // --- what bubbles and the input can do -------------------------------------------------------------------

  bubbleActs() {
    return {
      reply: (message) => this.composer.replyTo(message),
      edit: (message) => this.composer.edit(message),
      press: (message, button) => this.press(message, button),
      vote: (message, options) => this.tried(act("vote", { ...this.who(), message: keyOf(message), options })),
      leadsToBot: (url) => leadsTo(url, this.world.bot.username),
      follow: (url) => this.follow(url),
      canRetract: (message) => this.canRetract(message),
      command: (text) => this.say({ text, reply: null }),
      jump: (id) => this.log.jump(id),
      menu: (list) => actionSheet(list),
      toast: (text) => this.toast(text),
    };
  }

  composerActs() {
    return {
      say: (what) => this.say(what),
      save: (message, text) => this.tried(act("edit", { ...this.who(), message: keyOf(message), text })),
      send: (what) => this.send(what),
      start: () => this.say({ text: "/start", reply: null }),
      unblock: () => this.block(false),
      grouped: () => this.chat().type !== "private",
      editLast: () => this.editLast(),
    };
  }

  place() {
    return `${this.view.person}/${this.view.chat}/${this.view.topic ?? 0}`;
  }

  who() {
    return { person: this.view.person, chat: this.view.chat };
  }

  chat() {
    return this.world.chats.get(this.view.chat);
  }

  async say({ text, reply }) {
    this.hush();
    const sent = await this.tried(act("say", { ...this.who(), topic: this.view.topic, text, reply_to: reply ? keyOf(reply) : null }));
    if (!sent) this.composer.restore(text);
  }

  async send({ kind, file, caption, reply }) {
    const fields = { ...this.who(), topic: this.view.topic, kind, caption, reply_to: reply ? keyOf(reply) : null };
    await this.tried(upload(fields, file));
  }

  async press(message, button) {
    this.hush();
    const { person, chat } = this.view;
    const body = { ...this.who(), message: keyOf(message), data: button.callback_data };
    const pressed = await this.tried(act("press", body));
    if (!pressed || person !== this.view.person || chat !== this.view.chat) return;
    if (!pressed.answered) this.toast(words.noAnswer);
    else if (pressed.text && pressed.show_alert) alertBox(pressed.text);
    else if (pressed.text) this.toast(pressed.text);
    if (pressed.url) this.opened(pressed.url);
  }

  opened(url) {
    if (leadsTo(url, this.world.bot.username)) return this.follow(url);
    open(url, "_blank", "noopener");
    return null;
  }

  /** A link to the bot: its private chat opens, and Start is pressed there. */
  async follow(url) {
    const { person } = this.view;
    const led = await this.tried(act("follow", { person, url }));
    if (led && person === this.view.person) this.address(person, led.chat);
  }

  /** Wait for a call; what the server refuses is shown and gives null. */
  async tried(call) {
    try {
      return await call;
    } catch (error) {
      this.toast(error instanceof Refused ? words.failed(error.message) : words.gone);
      return null;
    }
  }

  canRetract(message) {
    const poll = message.poll;
    return Boolean(poll) && poll.type !== "quiz" && !poll.is_closed && message.sandbox.votes.length > 0;
  }

  editLast() {
    const own = (message) => message.from?.id === this.view.person && message.text !== undefined;
    const last = this.world.messages(this.chat(), this.view.topic).findLast(own);
    if (last) this.composer.edit(last);
  }

  block(blocked) {
    return this.tried(act("block", { person: this.view.person, blocked }));
  }

  async forward(seconds) {
    const told = await this.tried(act("clock", { seconds }));
    if (told) this.world.setClock(told.now);
  }

  dropping() {
    const pane = part("pane");
    const stop = (event) => {
      event.preventDefault();
      pane.classList.toggle("dropping", event.type === "dragover");
    };
    for (const name of ["dragover", "dragleave", "drop"]) pane.addEventListener(name, stop);
    pane.dataset.drop = words.drop;
    pane.addEventListener("drop", (event) => [...event.dataTransfer.files].forEach((file) => this.composer.file(file)));
  }

  toast(text) {
    const node = part("toast");
    node.replaceChildren(formatted(text));
    node.hidden = false;
    clearTimeout(this.toastTimer);
    this.toastTimer = setTimeout(() => (node.hidden = true), TOAST_SECONDS * 1000);
  }

  /** Who goes on has read the notice: over the next answer it would be taken for its verdict. */
  hush() {
    part("toast").hidden = true;
  }

  // --- where we are ----------------------------------------------------------------------------------------

  /** The address is `#/person/chat` or `#/person/chat/topic`; `#/person` shows the list on a phone. */
  followAddress() {
    const [person, chat, topic] = location.hash.replace(/^#\/?/u, "").split("/").filter(Boolean).map(Number);
    const who = this.world.person(person).id;
    const known = this.world.chats.get(chat);
    const there = known?.members.includes(who) ? known : this.world.chatsOf(who)[0];
    const onlyList = Boolean(location.hash) && !known;
    document.body.classList.toggle("list", onlyList);
    this.go({ person: who, chat: there.id, topic: there.forum && there.topics.some((each) => each.id === topic) ? topic : null });
  }

  address(person, chat, topic) {
    location.hash = `#/${[person, chat, topic].filter((each) => each !== null && each !== undefined).join("/")}`;
  }

  async go(view) {
    if (view.person !== this.view.person) this.hush(); // it was said to somebody else
    this.view = view;
    this.world.viewer = view.person;
    this.composer.open(this.place());
    this.commands = [];
    this.showLog();
    this.showAround();
    await this.loadCommands();
  }

  async loadCommands() {
    const { person, chat } = this.view;
    const found = await this.tried(look("commands", { person, chat }));
    if (!found || person !== this.view.person || chat !== this.view.chat) return;
    this.commands = found.commands;
    this.showComposer();
  }

  // --- showing ---------------------------------------------------------------------------------------------

  showLog() {
    const chat = this.chat();
    const { person, topic } = this.view;
    const about = { person, group: chat.type !== "private", botId: this.world.bot.id, admins: chat.admins, now: () => this.world.now() };
    this.log.open(this.place(), this.world.messages(chat, topic), about, chat.more, this.intro(chat));
    this.log.typing(this.world.typing.has(chat.id));
    this.markRead();
  }

  intro(chat) {
    const about = chat.type === "private" && this.world.bot.description;
    if (!about) return el("div", { class: "empty" }, el("p", { text: words.empty }));
    return el("div", { class: "empty" }, el("b", { text: words.what }), el("p", { dir: "auto", text: about }));
  }

  /** Everything around the messages: people, chats, the head, the input. */
  showAround() {
    const { world, view } = this;
    const chat = this.chat();
    const kept = focusedIn(part("side"));
    for (const id of ["people", "players"]) showPeople(part(id), world, view.person, (person, focus) => this.become(person, focus));
    part("players").hidden = chat.type === "private";
    showChats(part("chats"), world, view, (to, topic) => this.address(view.person, to, topic));
    if (kept) part("side").querySelectorAll("button")[kept.index]?.focus({ preventScroll: true });
    showHead(part("head"), world, view, chat, { back: () => this.address(view.person), panel: () => this.panel() });
    this.showComposer();
    document.title = this.title();
  }

  title() {
    const unread = this.world.people.reduce((all, person) => all + this.world.chatsOf(person.id).reduce((sum, chat) => sum + this.world.unread(person.id, chat), 0), 0);
    const name = `${this.world.titleOf(this.chat())} · ${fullName(this.world.person(this.view.person))}`;
    return unread ? `(${unread}) ${name}` : name;
  }

  showComposer() {
    const chat = this.chat();
    const person = this.world.person(this.view.person);
    const messages = this.world.messages(chat, this.view.topic);
    const alone = chat.type === "private";
    const fresh = alone && messages.length === 0;
    this.composer.commands.suffix = alone ? "" : `@${this.world.bot.username}`;
    this.composer.show({ blocked: alone && person.blocked, fresh, commands: this.commands, standing: standing(messages, person.id) });
  }

  /** Be another person, in the same group or in the private chat of that person. */
  become(person, focus = false) {
    const chat = this.chat();
    const to = chat.type !== "private" && chat.members.includes(person) ? chat : this.world.chatsOf(person)[0];
    const list = document.body.classList.contains("list");
    if (list) this.address(person);
    else this.address(person, to.id, to.id === chat.id ? this.view.topic : null);
    if (focus) requestAnimationFrame(() => this.tab()?.focus());
  }

  /** The tab of who we are, in whichever of the two switches can be seen. */
  tab() {
    return [...document.querySelectorAll('[role="tab"][aria-selected="true"]')].find((node) => node.offsetParent);
  }

  /** Alt and a digit: be that person, without a hand leaving the keyboard. */
  shortcut(event) {
    const person = event.altKey && !event.ctrlKey && !event.metaKey && /^Digit[1-9]$/u.test(event.code) && this.world?.people[Number(event.code.at(-1)) - 1];
    if (!person) return;
    event.preventDefault();
    this.become(person.id);
  }

  panel() {
    const acts = { block: (blocked) => this.block(blocked), forward: (seconds) => this.forward(seconds) };
    openPanel(this.world, this.world.person(this.view.person), acts);
  }

  markRead() {
    if (!this.world || !document.hasFocus() || document.body.classList.contains("list")) return;
    this.world.read(this.view.person, this.chat(), this.view.topic);
  }

  async earlier() {
    const chat = this.chat();
    const oldest = chat.entries.find((entry) => typeof entry.id === "number");
    const found = await this.tried(look("messages", { chat: chat.id, before: oldest?.id }));
    if (!found) return;
    for (const entry of found.entries) this.world.put(entry);
    chat.more = found.more;
    this.showLog();
    if (oldest) this.log.nodes.get(oldest.id)?.scrollIntoView({ block: "start" });
  }

  // --- what happens ----------------------------------------------------------------------------------------

  /** Take the whole world anew. What happens meanwhile waits, or an older snapshot would wipe it out. */
  async reload() {
    this.waiting ??= [];
    const snapshot = await this.tried(look("world"));
    if (snapshot) {
      this.world = new World(snapshot);
      this.world.startReading();
      this.followAddress();
    }
    const meanwhile = this.waiting ?? [];
    this.waiting = null;
    const lastWorld = meanwhile.findLastIndex((event) => event.event === "world");
    meanwhile.filter((event, at) => event.event !== "world" || at === lastWorld).forEach((event) => this.happened(event));
  }

  connected() {
    part("gone").hidden = true;
    document.body.classList.remove("offline");
    return this.reload();
  }

  lost() {
    part("gone").textContent = words.gone;
    part("gone").hidden = false;
    document.body.classList.add("offline");
  }

  happened(event) {
    if (this.waiting) this.waiting.push(event);
    else if (this.world) HAPPENINGS[event.event]?.(this, event);
  }

  here(message) {
    const chat = this.chat();
    return message.chat.id === chat.id && (!chat.forum || topicOf(message) === this.view.topic);
  }

  arrived(entry) {
    this.world.put(entry);
    const message = seen(entry, this.view.person);
    if (message?.from?.id === this.world.bot.id) this.stopTyping(entry.chat);
    if (!message) this.hid(entry.chat, entry.id);
    else if (this.here(message)) this.showHere(message);
    this.showAround();
  }

  showHere(message) {
    const messages = this.world.messages(this.chat(), this.view.topic);
    if (this.log.nodes.has(keyOf(message))) this.log.change(message);
    else if (messages.at(-1) === message) this.log.add(message);
    else this.showLog(); // it belongs between others: in the place of the one it replaces, or far above
    this.markRead();
  }

  vanished({ chat, id, entry }) {
    this.world.remove(chat, id);
    this.hid(chat, id);
    if (entry) this.arrived(entry);
    else this.showAround();
  }

  hid(chatId, key) {
    if (chatId !== this.view.chat) return;
    this.log.drop(key);
    this.composer.gone(key);
  }

  isTyping(chatId) {
    clearTimeout(this.world.typing.get(chatId));
    this.world.typing.set(chatId, setTimeout(() => this.stopTyping(chatId), TYPING_SECONDS * 1000));
    if (chatId === this.view.chat) this.log.typing(true);
    this.showAround();
  }

  stopTyping(chatId) {
    clearTimeout(this.world.typing.get(chatId));
    if (this.world.typing.delete(chatId) && chatId === this.view.chat) this.log.typing(false);
    this.showAround();
  }
}

/** Whether an address is the bot's own, which stays in this messenger. */
function leadsTo(url, username) {
  const found = /^(?:https?:\/\/)?(?:t|telegram)\.me\/(\w+)\/?(?:\?start=|\?$|$)/iu.exec(url) ?? /^tg:\/\/resolve\?domain=(\w+)(?:&start=|$)/iu.exec(url);
  return found !== null && found[1].toLowerCase() === username.toLowerCase();
}

function focusedIn(root) {
  const index = [...root.querySelectorAll("button")].indexOf(document.activeElement);
  return index < 0 ? null : { index };
}

const HAPPENINGS = {
  message: (page, event) => page.arrived(event.entry),
  deleted: (page, event) => page.vanished(event),
  typing: (page, event) => page.isTyping(event.chat),
  commands: (page) => page.loadCommands(),
  world: (page) => page.reload(),
};

applyTheme();
document.documentElement.lang = language;
const page = new Page();
listen({ opened: () => page.connected(), closed: () => page.lost(), happened: (event) => page.happened(event) });
