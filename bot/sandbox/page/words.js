// What the page says, in Russian and English. The browser's language decides, Russian is the default.

const RU = {
  people: "Кто вы сейчас", chats: "Чаты", bot: "бот", back: "К списку чатов", panel: "Песочница", messages: "Сообщения",
  typing: "печатает…", members: (count) => `${count} ${plural(count, "участник", "участника", "участников")}`,
  general: "Общее", forum: "форум", empty: "Здесь пока нет сообщений", what: "Что умеет этот бот?", start: "Запустить",
  placeholder: "Сообщение", send: "Отправить", save: "Сохранить", attach: "Прикрепить фото или файл", sticker: "Отправить стикер",
  voice: "Отправить голосовое", menu: "Команды", keyboard: "Кнопки бота", replyTo: "Ответ", editing: "Изменение сообщения",
  cancel: "Отменить", reply: "Ответить", edit: "Изменить", copy: "Копировать", copied: "Скопировано", actions: "Действия",
  edited: "изменено", photo: "Фото", document: "Файл", stickerWord: "Стикер", voiceWord: "Голосовое сообщение", poll: "Опрос",
  today: "Сегодня", yesterday: "Вчера", down: "К последнему сообщению", earlier: "Показать раньше",
  anonymousPoll: "Анонимный опрос", publicPoll: "Опрос", anonymousQuiz: "Анонимная викторина", quiz: "Викторина",
  final: "Итоги", vote: "Проголосовать", retract: "Отменить голос", noVotes: "Нет голосов", right: "верно", wrong: "неверно",
  chosen: "ваш выбор", explanation: "Пояснение", left: (time) => `осталось ${time}`,
  votes: (count) => `${count} ${plural(count, "голос", "голоса", "голосов")}`,
  spoiler: "Показать скрытый текст", more: "Развернуть", less: "Свернуть", ok: "OK", blocked: "Вы заблокировали бота",
  block: "Заблокировать бота", unblock: "Разблокировать бота", blockHint: "Бот не сможет писать этому человеку.",
  clock: "Время в песочнице", forward: "Перевести часы вперёд", theme: "Тема", themes: { auto: "Как в системе", light: "Светлая", dark: "Тёмная" },
  close: "Закрыть", online: "Бот на связи", waiting: "Бот не забирает сообщения",
  gone: "Нет связи с ботом: процесс остановлен. Подключаюсь снова…", noAnswer: "Бот не ответил на нажатие",
  failed: (why) => `Не получилось: ${why}`, unread: (count) => `непрочитанных: ${count}`, forwarded: "Переслано от", onlyYou: "видно только вам", later: "Результаты появятся, когда опрос закончится",
  unsupported: "Такая кнопка в песочнице не работает", drop: "Отпустите файл здесь", you: "Вы", admin: "админ",
  sandbox: "Песочница: всё происходит на этом компьютере, в Telegram ничего не отправляется.",
  created: "создаёт группу", joined: "присоединяется к группе", added: "добавляет", left_: "выходит из группы", removed: "удаляет",
  topicCreated: "создаёт тему", topicClosed: "закрывает тему", topicReopened: "снова открывает тему", pinned: "закрепляет сообщение",
  upgraded: "Группа теперь супергруппа", titled: "меняет название на", service: "служебное сообщение", minutes: "мин", hour: "ч", day: "день", week: "неделя",
};

const EN = {
  people: "Who you are now", chats: "Chats", bot: "bot", back: "Back to the chats", panel: "Sandbox", messages: "Messages",
  typing: "typing…", members: (count) => `${count} ${count === 1 ? "member" : "members"}`,
  general: "General", forum: "forum", empty: "No messages here yet", what: "What can this bot do?", start: "Start",
  placeholder: "Message", send: "Send", save: "Save", attach: "Attach a photo or a file", sticker: "Send a sticker",
  voice: "Send a voice message", menu: "Commands", keyboard: "The bot's buttons", replyTo: "Reply", editing: "Edit message",
  cancel: "Cancel", reply: "Reply", edit: "Edit", copy: "Copy", copied: "Copied", actions: "Actions",
  edited: "edited", photo: "Photo", document: "File", stickerWord: "Sticker", voiceWord: "Voice message", poll: "Poll",
  today: "Today", yesterday: "Yesterday", down: "To the newest message", earlier: "Show earlier",
  anonymousPoll: "Anonymous poll", publicPoll: "Poll", anonymousQuiz: "Anonymous quiz", quiz: "Quiz",
  final: "Final results", vote: "Vote", retract: "Retract vote", noVotes: "No votes", right: "right", wrong: "wrong",
  chosen: "your choice", explanation: "Explanation", left: (time) => `${time} left`,
  votes: (count) => `${count} ${count === 1 ? "vote" : "votes"}`,
  spoiler: "Show hidden text", more: "Show more", less: "Show less", ok: "OK", blocked: "You blocked the bot",
  block: "Block the bot", unblock: "Unblock the bot", blockHint: "The bot cannot write to this person then.",
  clock: "Time in the sandbox", forward: "Set the clock forward", theme: "Theme", themes: { auto: "As the system", light: "Light", dark: "Dark" },
  close: "Close", online: "The bot is listening", waiting: "The bot is not fetching messages",
  gone: "No connection to the bot: its process has stopped. Connecting again…", noAnswer: "The bot did not answer the press",
  failed: (why) => `That did not work: ${why}`, unread: (count) => `${count} unread`, forwarded: "Forwarded from", onlyYou: "only you can see this", later: "Results appear when the poll ends",
  unsupported: "This kind of button does not work in the sandbox", drop: "Drop the file here", you: "You", admin: "admin",
  sandbox: "Sandbox: everything happens on this computer, nothing is sent to Telegram.",
  created: "created the group", joined: "joined the group", added: "added", left_: "left the group", removed: "removed",
  topicCreated: "created the topic", topicClosed: "closed the topic", topicReopened: "reopened the topic", pinned: "pinned a message",
  upgraded: "The group became a supergroup", titled: "changed the title to", service: "service message", minutes: "min", hour: "h", day: "day", week: "week",
};

function plural(count, one, few, many) {
  const tens = count % 100;
  if (tens >= 11 && tens <= 14) return many;
  const ones = count % 10;
  return ones === 1 ? one : ones >= 2 && ones <= 4 ? few : many;
}

const english = (navigator.language || "ru").toLowerCase().startsWith("en");
export const language = english ? "en" : "ru";
export const words = english ? EN : RU;

const CLOCK = new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit", hour12: false });
const DAY = new Intl.DateTimeFormat(language, { day: "numeric", month: "long" });
const DAY_AND_YEAR = new Intl.DateTimeFormat(language, { day: "numeric", month: "long", year: "numeric" });
const SHORT_DAY = new Intl.DateTimeFormat(language, { day: "2-digit", month: "2-digit", year: "2-digit" });
const FULL = new Intl.DateTimeFormat(language, { dateStyle: "full", timeStyle: "medium", hour12: false });

export const timeOf = (seconds) => CLOCK.format(new Date(seconds * 1000));
export const fullTime = (milliseconds) => FULL.format(new Date(milliseconds));

/** The heading over one day's messages; `now` is the sandbox's clock in milliseconds. */
export function dayOf(seconds, now) {
  const date = new Date(seconds * 1000);
  const today = new Date(now);
  if (date.toDateString() === today.toDateString()) return words.today;
  today.setDate(today.getDate() - 1);
  if (date.toDateString() === today.toDateString()) return words.yesterday;
  return date.getFullYear() === new Date(now).getFullYear() ? DAY.format(date) : DAY_AND_YEAR.format(date);
}

/** The time in the list of chats: the clock for today, else the date. */
export function shortWhen(seconds, now) {
  const date = new Date(seconds * 1000);
  return date.toDateString() === new Date(now).toDateString() ? CLOCK.format(date) : SHORT_DAY.format(date);
}
