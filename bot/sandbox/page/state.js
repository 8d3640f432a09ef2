// What the page knows: people, chats, their messages, and what each person has read.

import { words } from "./words.js";

const MEMORY = "studybot.read.";

export class World {
  /** `snapshot` is the answer of /api/world. */
  constructor(snapshot) {
    this.bot = snapshot.bot;
    this.people = snapshot.people;
    this.canForward = snapshot.can_forward;
    this.chats = new Map(snapshot.chats.map((chat) => [chat.id, chat]));
    this.viewer = null;
    this.typing = new Map();
    this.setClock(snapshot.now);
  }

  /** Follow the sandbox's clock, which says `now` (ISO 8601) at this moment. */
  setClock(now) {
    this.clockOffset = Date.parse(now) - Date.now();
  }

  now() {
    return Date.now() + this.clockOffset;
  }

  person(id) {
    return this.people.find((person) => person.id === id) ?? this.people[0];
  }

  /** The chats of a person: the private one first, then groups by title. */
  chatsOf(person) {
    return [...this.chats.values()].filter((chat) => chat.members.includes(person));
  }

  titleOf(chat) {
    return chat.type === "private" ? this.bot.first_name : chat.title;
  }

  /** Messages of one chat as the viewer sees them, or of one topic of a forum (`null` is General). Oldest first. */
  messages(chat, topic = null) {
    const all = chat.entries.map((entry) => seen(entry, this.viewer)).filter(Boolean);
    return chat.forum ? all.filter((message) => topicOf(message) === topic) : all;
  }

  last(chat, topic = undefined) {
    const messages = chat.entries.map((entry) => seen(entry, this.viewer)).filter(Boolean);
    return messages.findLast((message) => topic === undefined || topicOf(message) === topic) ?? null;
  }

  /** The number of the newest ordinary message: what is read is counted by it. */
  newest(chat, topic = undefined) {
    const fits = ({ id, view }) => typeof id === "number" && (topic === undefined || topicOf(view ?? {}) === topic);
    return chat.entries.findLast(fits)?.id ?? 0;
  }

  /** Put a new or changed message into its chat. Returns true when it was not there before. */
  put(entry) {
    const chat = this.chats.get(entry.chat);
    if (!chat) return false;
    const at = chat.entries.findIndex((known) => known.id === entry.id);
    if (at >= 0) {
      chat.entries[at] = entry;
      return false;
    }
    chat.entries.push(entry);
    chat.entries.sort((a, b) => a.place[0] - b.place[0] || a.place[1] - b.place[1]);
    return true;
  }

  remove(chatId, id) {
    const chat = this.chats.get(chatId);
    if (chat) chat.entries = chat.entries.filter((entry) => entry.id !== id);
  }

  unread(person, chat, topic = undefined) {
    if (chat.forum && topic === undefined) {
      return topicsOf(chat).reduce((sum, each) => sum + this.unread(person, chat, each.id), 0);
    }
    const read = lastRead(person, chat.id, topic ?? null);
    if (read === null) return 0;
    const fits = ({ id, view }) => id > read && view && view.from?.id !== person && (!chat.forum || topicOf(view) === topic);
    return chat.entries.filter((entry) => typeof entry.id === "number" && fits(entry)).length;
  }

  /** Everything shown now in a chat or topic counts as read by this person. */
  read(person, chat, topic = null) {
    remember(person, chat.id, topic, this.newest(chat, chat.forum ? topic : undefined));
  }

  /** What nobody has looked at in this browser yet counts as read, so that only news is counted. */
  startReading() {
    for (const person of this.people) {
      for (const chat of this.chatsOf(person.id)) {
        for (const topic of topicsOf(chat)) {
          const read = lastRead(person.id, chat.id, topic.id);
          const newest = this.newest(chat, chat.forum ? topic.id : undefined);
          if (read === null || read > newest) this.read(person.id, chat, topic.id);   // greater: a fresh database
        }
      }
    }
  }
}

/** The topics of a forum, General first; of any other chat the one place it has. */
export function topicsOf(chat) {
  return chat.forum ? [{ id: null, name: words.general }, ...chat.topics] : [{ id: null, name: "" }];
}

export function topicOf(message) {
  return message.is_topic_message ? message.message_thread_id : null;
}

/** Who a message is shown as coming from: a person, the bot, or a chat (anonymous admins, channels). */
export function authorOf(message) {
  const chat = message.sender_chat;
  if (chat) return { id: chat.id, name: chat.title ?? "" };
  const from = message.from ?? { id: 0, first_name: "" };
  return { id: from.id, name: fullName(from) };
}

export function fullName(user) {
  return [user.first_name, user.last_name].filter(Boolean).join(" ");
}

/** The message of an entry as that person sees it, null when they do not; most look the same to everybody. */
export function seen(entry, person) {
  if (entry.only !== undefined && entry.only !== person) return null;
  return person in entry.others ? entry.others[person] : entry.view;
}

/** What a message is called on this page: its number, or for an ephemeral one "w" and its own. */
export function keyOf(message) {
  return message.ephemeral_message_id === undefined ? message.message_id : `w${message.ephemeral_message_id}`;
}

/** One line that stands for a message in a list, a quote or a notice. */
export function summary(message) {
  const text = message.text ?? message.caption ?? "";
  const kind = kindWord(message);
  return [kind, text].filter(Boolean).join(kind && text ? ", " : "") || serviceText(message) || "";
}

function kindWord(message) {
  if (message.photo) return `🖼 ${words.photo}`;
  if (message.document) return `📎 ${message.document.file_name ?? words.document}`;
  if (message.sticker) return `${message.sticker.emoji ?? ""} ${words.stickerWord}`.trim();
  if (message.voice) return `🎤 ${words.voiceWord}`;
  if (message.poll) return `📊 ${message.poll.question}`;
  return "";
}

const SERVICE = {
  new_chat_members: (who, value) =>
    value.length === 1 && value[0].id === who.id ? `${who.name} ${words.joined}` : `${who.name} ${words.added} ${value.map(fullName).join(", ")}`,
  left_chat_member: (who, value) => (value.id === who.id ? `${who.name} ${words.left_}` : `${who.name} ${words.removed} ${fullName(value)}`),
  group_chat_created: (who) => `${who.name} ${words.created}`,
  supergroup_chat_created: (who) => `${who.name} ${words.created}`,
  new_chat_title: (who, value) => `${who.name} ${words.titled} «${value}»`,
  migrate_to_chat_id: () => words.upgraded,
  migrate_from_chat_id: () => words.upgraded,
  forum_topic_created: (who, value) => `${who.name} ${words.topicCreated} «${value.name}»`,
  forum_topic_closed: (who) => `${who.name} ${words.topicClosed}`,
  forum_topic_reopened: (who) => `${who.name} ${words.topicReopened}`,
  pinned_message: (who) => `${who.name} ${words.pinned}`,
};

/** The sentence of a service message, or null when the message is an ordinary one. */
export function serviceText(message) {
  for (const [field, sentence] of Object.entries(SERVICE)) {
    if (message[field] !== undefined) return sentence(authorOf(message), message[field]);
  }
  return null;
}

function key(person, chat, topic) {
  return `${MEMORY}${person}.${chat}.${topic ?? 0}`;
}

function lastRead(person, chat, topic) {
  const kept = stored(key(person, chat, topic));
  return kept === null ? null : Number(kept);
}

function remember(person, chat, topic, messageId) {
  store(key(person, chat, topic), String(messageId));
}

/** Reading and writing what this browser remembers; a browser that forbids it just forgets. */
export function stored(name) {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

export function store(name, value) {
  try {
    localStorage.setItem(name, value);
  } catch {
    // private windows may refuse: unread counters then start anew at each reload
  }
}
