// The "/" menu: the bot's commands with their descriptions, filtered while typing.

import { el } from "./dom.js";
import { words } from "./words.js";

const COMMAND_SO_FAR = /^\/([a-z0-9_]*)$/iu;

export class CommandList {
  /** `choose(text)` is called with the command to send. */
  constructor(input, choose) {
    this.input = input;
    this.choose = choose;
    this.known = [];
    this.shown = [];
    this.at = -1;
    this.list = el("div", { class: "commands", id: "commands", role: "listbox", "aria-label": words.menu, hidden: true });
    for (const [name, value] of [["aria-autocomplete", "list"], ["aria-controls", "commands"], ["aria-expanded", "false"], ["role", "combobox"]]) {
      input.setAttribute(name, value);
    }
    document.addEventListener("pointerdown", (event) => {
      if (!event.target.closest("#composer")) this.hide();
    });
  }

  /** Show what fits the text typed so far; anything but a command being typed hides the menu. */
  filter(text) {
    const typed = COMMAND_SO_FAR.exec(text);
    this.show(typed ? this.known.filter((each) => each.command.startsWith(typed[1].toLowerCase())) : []);
  }

  toggleAll() {
    this.show(this.list.hidden ? this.known : []);
    this.input.focus({ preventScroll: true });
  }

  show(commands) {
    this.shown = commands;
    this.list.replaceChildren(...commands.map((each, index) => this.option(each, index)));
    this.list.hidden = commands.length === 0;
    this.input.setAttribute("aria-expanded", String(!this.list.hidden));
    this.mark(-1);
  }

  hide() {
    this.show([]);
  }

  option(each, index) {
    const node = el("div", { class: "command-option", role: "option", id: `command-${index}`, "aria-selected": "false" });
    node.append(el("b", { text: `/${each.command}` }), el("span", { text: each.description }));
    node.addEventListener("pointerdown", (event) => event.preventDefault());   // the input keeps the focus
    node.addEventListener("click", () => this.pick(index));
    return node;
  }

  mark(index) {
    this.at = index;
    [...this.list.children].forEach((node, each) => node.setAttribute("aria-selected", String(each === index)));
    if (index < 0) this.input.removeAttribute("aria-activedescendant");
    else {
      this.input.setAttribute("aria-activedescendant", `command-${index}`);
      this.list.children[index].scrollIntoView({ block: "nearest" });
    }
  }

  pick(index) {
    const text = `/${this.shown[index].command}${this.suffix ?? ""}`;
    this.hide();
    this.choose(text);
  }

  /** Take a key that belongs to the open menu. Nothing is marked at first: Enter then sends the text as typed. */
  key(event) {
    if (this.list.hidden) return false;
    const count = this.shown.length;
    const moves = { ArrowDown: (this.at + 1) % count, ArrowUp: (Math.max(this.at, 0) + count - 1) % count };
    if (event.key in moves) this.mark(moves[event.key]);
    else if (event.key === "Tab" && !event.shiftKey) this.complete(Math.max(this.at, 0));
    else if (event.key === "Enter" && !event.shiftKey && this.at >= 0) this.pick(this.at);
    else if (event.key === "Escape") this.hide();
    else return false;
    event.preventDefault();
    return true;
  }

  complete(index) {
    this.input.value = `/${this.shown[index].command}${this.suffix ?? ""} `;
    this.input.dispatchEvent(new Event("input"));
  }
}
