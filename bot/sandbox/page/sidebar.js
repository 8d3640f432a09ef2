// The left column: who we are, and the chats of that person.

import { avatar, colourOf, el, icon } from "./dom.js";
import { authorOf, fullName, serviceText, summary, topicsOf } from "./state.js";
import { shortWhen, words } from "./words.js";

/** The switch between people: tabs, arrows move between them. `choose(personId)`. */
export function showPeople(root, world, current, choose) {
  root.setAttribute("aria-label", words.people);
  const tabs = world.people.map((person) => personTab(world, person, current, choose));
  root.replaceChildren(...tabs);
  root.onkeydown = (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const at = world.people.findIndex((person) => person.id === current);
    choose(world.people[(at + step + world.people.length) % world.people.length].id, true);
  };
}

function personTab(world, person, current, choose) {
  const selected = person.id === current;
  const name = fullName(person);
  const unread = world.chatsOf(person.id).reduce((sum, chat) => sum + world.unread(person.id, chat), 0);
  const tab = el("button", { type: "button", class: "person", role: "tab", "aria-selected": String(selected), "aria-controls": "chats", tabindex: selected ? "0" : "-1", title: name });
  tab.append(avatar(person.id, name), el("span", { class: "person-name", text: person.first_name }));
  if (unread > 0 && !selected) tab.append(badge(unread));
  tab.addEventListener("click", () => choose(person.id));
  return tab;
}

function badge(count) {
  return el("span", { class: "badge", "aria-label": words.unread(count), text: count > 99 ? "99+" : String(count) });
}

/** The list of chats; a forum unfolds into its topics. `open(chatId, topic)`. */
export function showChats(root, world, view, open) {
  root.setAttribute("aria-label", words.chats);
  const rows = [];
  for (const chat of world.chatsOf(view.person)) {
    rows.push(chat.forum ? forum(world, chat, view, open) : chatRow(world, chat, view, open));
  }
  root.replaceChildren(...rows, el("p", { class: "about", text: words.sandbox }));
}

function chatRow(world, chat, view, open) {
  const title = world.titleOf(chat);
  const current = view.chat === chat.id;
  const last = world.last(chat);
  const row = el("button", { type: "button", class: "chat", "aria-current": current ? "true" : null });
  const face = chat.type === "private" ? world.bot.id : chat.id;
  const first = el("span", { class: "chat-first" }, el("b", { text: title }), when(world, last));
  const second = el("span", { class: "chat-second" }, lastLine(world, chat, last, view), unreadBadge(world, chat, view));
  row.append(avatar(face, title), el("span", { class: "chat-about" }, first, second));
  row.addEventListener("click", () => open(chat.id, null));
  return row;
}

function lastLine(world, chat, last, view) {
  if (world.typing.has(chat.id)) return el("span", { class: "last typing", text: words.typing });
  const line = el("span", { class: "last" });
  if (last?.from && chat.type !== "private" && serviceText(last) === null) {
    const own = last.from.id === view.person;
    line.append(el("span", { class: "last-author", text: `${own ? words.you : authorOf(last).name}: ` }));
  }
  line.append(last ? summary(last) : "");
  return line;
}

const when = (world, last) => el("time", { text: last ? shortWhen(last.date, world.now()) : "" });

function unreadBadge(world, chat, view, topic = undefined) {
  const count = world.unread(view.person, chat, topic);
  return count > 0 ? badge(count) : null;
}

function forum(world, chat, view, open) {
  const head = el("div", { class: "chat forum-head" }, avatar(chat.id, chat.title));
  head.append(el("span", { class: "chat-about" }, el("span", { class: "chat-first" }, el("b", { text: chat.title }), el("small", { text: words.forum })), el("span", { class: "chat-second" }, el("span", { class: "last", text: headcount(chat) }))));
  const topics = topicsOf(chat).map((topic) => topicRow(world, chat, topic, view, open));
  return el("div", { class: "forum", role: "group", "aria-label": chat.title }, head, topics);
}

function topicRow(world, chat, topic, view, open) {
  const current = view.chat === chat.id && view.topic === topic.id;
  const row = el("button", { type: "button", class: "topic", "aria-current": current ? "true" : null });
  row.append(el("span", { class: `hash ${colourOf(topic.id ?? 0)}`, "aria-hidden": "true", text: "#" }), el("b", { text: topic.name }));
  const last = world.last(chat, topic.id);
  row.append(el("span", { class: "last", text: last ? summary(last) : "" }), unreadBadge(world, chat, view, topic.id) ?? "");
  row.addEventListener("click", () => open(chat.id, topic.id));
  return row;
}

// The bot is a member like any other.
const headcount = (chat) => words.members(chat.members.length + (chat.bot_inside ? 1 : 0));

export function showHead(root, world, view, chat, { back, panel }) {
  const topic = chat.forum ? topicsOf(chat).find((each) => each.id === view.topic) : null;
  const title = topic ? topic.name : world.titleOf(chat);
  const face = chat.type === "private" ? world.bot.id : chat.id;
  const typing = world.typing.has(chat.id);
  const people = headcount(chat);
  const under = typing ? words.typing : chat.type === "private" ? words.bot : topic ? `${chat.title}, ${people}` : people;
  root.replaceChildren(
    el("button", { type: "button", class: "round back", "aria-label": words.back, title: words.back, on: { click: back } }, icon("back")),
    avatar(face, title),
    el("div", { class: "head-about" }, el("h1", { text: title }), el("p", { class: typing ? "typing" : null, text: under })),
    el("button", { type: "button", class: "round", "aria-label": words.panel, title: words.panel, on: { click: panel } }, icon("settings")),
  );
}
