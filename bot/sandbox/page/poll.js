// Polls and quizzes: choosing, results, the explanation of a quiz.

import { el, icon } from "./dom.js";
import { formatted } from "./formatting.js";
import { words } from "./words.js";

/** The poll of a message. `view.person` votes; results show after voting or when the poll is closed. */
export function pollCard(message, view, acts) {
  const poll = message.poll;
  const votes = message.sandbox.votes;
  const over = poll.is_closed || votes.length > 0;
  const hidden = message.sandbox.hidden;
  const card = el("div", { class: "poll" });
  card.append(el("div", { class: "poll-question", dir: "auto" }, formatted(poll.question, poll.question_entities)));
  card.append(el("div", { class: "poll-kind" }, kindOf(poll), countdown(message, view)));
  card.append(over ? results(message) : ballot(message, view, acts));
  if (over && poll.type === "quiz" && poll.explanation) card.append(explanation(poll));
  if (hidden) card.append(el("div", { class: "poll-total", text: words.later }));
  card.append(el("div", { class: "poll-total", text: poll.total_voter_count ? words.votes(poll.total_voter_count) : words.noVotes }));
  return card;
}

function kindOf(poll) {
  if (poll.is_closed) return words.final;
  if (poll.type === "quiz") return poll.is_anonymous ? words.anonymousQuiz : words.quiz;
  return poll.is_anonymous ? words.anonymousPoll : words.publicPoll;
}

function countdown(message, view) {
  const poll = message.poll;
  const end = poll.close_date ?? (poll.open_period ? message.date + poll.open_period : null);
  if (poll.is_closed || end === null) return null;
  const node = el("span", { class: "countdown", role: "timer" });
  const tick = () => {
    const seconds = Math.max(0, Math.round(end - view.now() / 1000));
    node.textContent = ` · ${words.left(`${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`)}`;
    if (seconds > 0) setTimeout(() => node.isConnected && tick(), 1000);
  };
  tick();
  return node;
}

/** The options as this person sees them, top to bottom: a poll may shuffle them for everybody anew. */
function inOrder(message) {
  const options = message.poll.options.map((option, index) => ({ option, index }));
  return message.sandbox.order.map((index) => options[index]);
}

function ballot(message, view, acts) {
  return message.poll.allows_multiple_answers ? manyOf(message, view, acts) : oneOf(message, acts);
}

function oneOf(message, acts) {
  const list = el("div", { class: "options", role: "group", "aria-label": message.poll.question });
  inOrder(message).forEach(({ option, index }) => {
    const node = el("button", { type: "button", class: "option" }, el("span", { class: "dot" }), optionText(option));
    node.addEventListener("click", () => {
      node.classList.add("busy");
      acts.vote(message, [index]).finally(() => node.classList.remove("busy"));
    });
    list.append(node);
  });
  return list;
}

// What somebody ticked and has not sent yet: the votes of others draw the card anew in the meantime.
const ticked = new Map();

function tickedBy(person, poll) {
  const key = `${person}/${poll.id}`;
  if (!ticked.has(key)) ticked.set(key, new Set());
  return ticked.get(key);
}

function manyOf(message, view, acts) {
  const chosen = tickedBy(view.person, message.poll);
  const list = el("div", { class: "options", role: "group", "aria-label": message.poll.question });
  const send = el("button", { type: "button", class: "vote", text: words.vote, disabled: chosen.size === 0 });
  inOrder(message).forEach(({ option, index }) => {
    const node = el("button", { type: "button", class: "option many", role: "checkbox", "aria-checked": String(chosen.has(index)) }, el("span", { class: "dot" }, icon("done")), optionText(option));
    node.addEventListener("click", () => {
      const on = !chosen.delete(index) && Boolean(chosen.add(index));
      node.setAttribute("aria-checked", String(on));
      send.disabled = chosen.size === 0;
    });
    list.append(node);
  });
  send.addEventListener("click", () => {
    acts.vote(message, [...chosen].sort((a, b) => a - b));
    chosen.clear();
  });
  list.append(send);
  return list;
}

const optionText = (option) => el("span", { class: "option-text", dir: "auto" }, formatted(option.text, option.text_entities));

function results(message) {
  const { poll, sandbox: { votes, hidden } } = message;
  const list = el("ul", { class: `options results${hidden ? " sealed" : ""}` });
  const right = new Set(poll.correct_option_ids ?? (poll.correct_option_id === undefined ? [] : [poll.correct_option_id]));
  const most = Math.max(1, ...poll.options.map((option) => option.voter_count));
  for (const { option, index } of inOrder(message)) list.append(result(poll, option, { mine: votes.includes(index), right: right.has(index), most, hidden }));
  return list;
}

function result(poll, option, { mine, right, most, hidden }) {
  const share = poll.total_voter_count ? Math.round((100 * option.voter_count) / poll.total_voter_count) : 0;
  const quiz = poll.type === "quiz" && !hidden;
  const state = quiz ? (right ? "right" : mine ? "wrong" : "") : mine ? "mine" : "";
  const bar = el("span", { class: "bar", "aria-hidden": "true" }, el("span", {}));
  bar.firstChild.style.width = `${(100 * option.voter_count) / most}%`;
  const mark = el("span", { class: "mark", "aria-hidden": "true" }, (mine || (quiz && right)) && icon(state === "wrong" ? "close" : "done"));
  const said = [quiz && right && words.right, quiz && mine && !right && words.wrong, mine && words.chosen].filter(Boolean).join(", ");
  const head = el("span", { class: "share", text: hidden ? "" : `${share}%` });
  return el("li", { class: `option ${state}` }, head, mark, optionText(option), said && el("span", { class: "said", text: ` (${said})` }), bar);
}

function explanation(poll) {
  const body = el("div", { dir: "auto" }, formatted(poll.explanation, poll.explanation_entities));
  return el("div", { class: "explanation", role: "note", "aria-label": words.explanation }, el("span", { "aria-hidden": "true", text: "💡" }), body);
}
