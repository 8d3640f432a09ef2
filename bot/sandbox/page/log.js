// The message pane: which messages stand there, kept in step with the world, and where it is scrolled to.

import { el } from "./dom.js";
import { messageNode } from "./message.js";
import { keyOf } from "./state.js";
import { dayOf, words } from "./words.js";

const NEAR = 80;
const TOGETHER = 15 * 60;

export class MessageLog {
  /** `earlier()` fetches older messages. `acts` go to the bubbles. */
  constructor({ scroll, log, down }, acts, earlier) {
    Object.assign(this, { scroll, log, down, acts, earlier });
    this.nodes = new Map();
    this.news = 0;
    log.setAttribute("aria-label", words.messages);
    down.setAttribute("aria-label", words.down);
    down.addEventListener("click", () => this.toEnd(true));
    scroll.addEventListener("scroll", () => this.atEnd() && this.settle(), { passive: true });
    this.keepEnd();
  }

  /** Keep the newest message in view when the pane shrinks or a picture arrives. */
  keepEnd() {
    this.sticky = true;
    let before = 0;
    // Only scrolling up lets go of the end: a picture that arrives moves the end away, not the reader.
    const follow = () => {
      if (this.atEnd()) this.sticky = true;
      else if (this.scroll.scrollTop < before) this.sticky = false;
      before = this.scroll.scrollTop;
    };
    this.scroll.addEventListener("scroll", follow, { passive: true });
    const observer = new ResizeObserver(() => this.sticky && this.toEnd());
    observer.observe(this.scroll);
    observer.observe(this.log);
  }

  /** Show a chat anew. `intro` is an element for an empty chat; the same `place` again keeps where one was reading. */
  open(place, messages, view, more, intro) {
    const reading = place === this.place && !this.sticky ? this.scroll.scrollTop : null;
    this.place = place;
    this.view = view;
    this.nodes.clear();
    this.log.setAttribute("aria-live", "off");
    this.log.replaceChildren();
    for (const message of messages) this.append(message);
    if (messages.length === 0) this.log.append(intro);
    else if (more) this.log.prepend(el("button", { type: "button", class: "earlier", text: words.earlier, on: { click: () => this.earlier() } }));
    this.arrange();
    if (reading === null) this.toEnd();
    else this.scroll.scrollTop = reading;
    requestAnimationFrame(() => this.log.setAttribute("aria-live", "polite"));
  }

  append(message) {
    const node = messageNode(message, this.view, this.acts);
    this.nodes.set(keyOf(message), node);
    this.log.append(node);
    return node;
  }

  add(message) {
    const follow = this.sticky || message.from?.id === this.view.person;
    this.log.querySelector(".empty")?.remove();
    const node = this.append(message);
    node.classList.add("fresh");
    this.arrange();
    if (follow) this.toNews(node);
    else this.announce();
  }

  announce() {
    this.news += 1;
    this.showDown();
  }

  showDown() {
    this.down.hidden = this.atEnd();
    this.down.replaceChildren("↓", this.news ? el("span", { class: "badge", text: String(this.news) }) : "");
  }

  settle() {
    this.news = 0;
    this.down.hidden = true;
  }

  /** A message changed: the new bubble takes its place, the focus and the scroll position stay. */
  change(message) {
    const old = this.nodes.get(keyOf(message));
    if (!old) return;
    const focused = [...old.querySelectorAll("button, a")].indexOf(document.activeElement);
    const follow = this.sticky;
    const before = old.offsetHeight;
    const node = messageNode(message, this.view, this.acts);
    this.nodes.set(keyOf(message), node);
    old.replaceWith(node);
    if (focused >= 0) (node.querySelectorAll("button, a")[focused] ?? this.log).focus({ preventScroll: true });
    this.arrange();
    if (follow && node.offsetHeight > before) this.toNews(node);
    else if (follow) this.toEnd();
  }

  drop(key) {
    this.nodes.get(key)?.remove();
    this.nodes.delete(key);
    this.arrange();
  }

  jump(key) {
    const node = this.nodes.get(key);
    if (!node) return;
    node.scrollIntoView({ block: "center", behavior: calm() ? "auto" : "smooth" });
    node.classList.remove("found");
    requestAnimationFrame(() => node.classList.add("found"));
  }

  /** Headings over days, and which bubbles of one author stand together. */
  arrange() {
    this.log.querySelectorAll(".day").forEach((node) => node.remove());
    let before = null;
    for (const node of this.log.querySelectorAll("[data-id]")) {
      const day = dayOf(Number(node.dataset.date), this.view.now());
      if (!before || before.day !== day) node.before(el("div", { class: "day" }, el("span", { text: day })));
      const joined = Boolean(before) && before.day === day && near(before.node, node);
      before?.node.classList.toggle("joined-below", joined);
      node.classList.toggle("joined-above", joined);
      node.classList.remove("joined-below");
      before = { node, day };
    }
  }

  typing(on) {
    this.log.querySelector(".typing-row")?.remove();
    if (!on) return;
    const follow = this.sticky;
    const dots = el("div", { class: "bubble dots", role: "img", "aria-label": words.typing }, el("i"), el("i"), el("i"));
    this.log.append(el("div", { class: "row other typing-row" }, dots));
    if (follow) this.toEnd();
  }

  atEnd() {
    return this.scroll.scrollHeight - this.scroll.scrollTop - this.scroll.clientHeight < NEAR;
  }

  /** Show what is new: a message taller than the pane from its beginning, for one reads from there. */
  toNews(node) {
    if (node.nextElementSibling || node.offsetHeight <= this.scroll.clientHeight) {
      this.toEnd();
      return;
    }
    this.sticky = false;
    node.scrollIntoView({ block: "start", behavior: "instant" });
    this.showDown();
  }

  toEnd(smooth = false) {
    this.scroll.scrollTo({ top: this.scroll.scrollHeight, behavior: smooth && !calm() ? "smooth" : "auto" });
    this.sticky = true;
    this.settle();
  }
}

const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

function near(above, below) {
  const same = above.dataset.author !== "" && above.dataset.author === below.dataset.author;
  return same && Number(below.dataset.date) - Number(above.dataset.date) < TOGETHER;
}
