// Building the page. Text only ever enters it as text nodes, so nothing a person or the bot writes is markup.

/**
 * A new element. In `props`, `text` is its content, `on` holds event listeners, everything else is an attribute:
 * `true` gives a bare one, `false` and `null` leave it out.
 */
export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (name === "text") node.textContent = value;
    else if (name === "on") for (const [event, listener] of Object.entries(value)) node.addEventListener(event, listener);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) node.setAttribute(name, String(value));
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

const PATHS = {
  back: "M15 5l-7 7 7 7",
  send: "M4 12l16-8-6 16-3-6z M11 14l9-10",
  attach: "M19 11l-7.5 7.5a4.6 4.6 0 0 1-6.5-6.5l8-8a3.1 3.1 0 0 1 4.4 4.4l-8 8a1.6 1.6 0 0 1-2.2-2.2l7-7",
  sticker: "M20 13a8 8 0 1 1-9-9c0 0 1 6 3 7s6 2 6 2z M8.5 14.5c1.5 2 4 2.300 5.500 1.500",
  voice: "M12 3a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0V6a3 3 0 0 1 3-3z M6 11a6 6 0 0 0 12 0 M12 17v4",
  keyboard: "M3 7h18v10H3z M7 10h.01 M11 10h.01 M15 10h.01 M8 14h8",
  settings: "M4 7h9 M17 7h3 M15 5v4 M4 17h3 M11 17h9 M9 15v4",
  reply: "M10 6l-6 6 6 6 M4 12h9a7 7 0 0 1 7 7",
  edit: "M5 19l1-4L16 5l3 3L9 18z",
  copy: "M9 9h10v10H9z M15 9V5H5v10h4",
  close: "M6 6l12 12 M18 6L6 18",
  down: "M6 9l6 6 6-6",
  done: "M5 12l5 5 9-10",
  file: "M6 3h8l4 4v14H6z M14 3v4h4",
  eye: "M2.500 12C5 7.500 8.300 5.500 12 5.500s7 2 9.500 6.500c-2.500 4.500-5.800 6.500-9.500 6.500S5 16.500 2.500 12z M12 9.500a2.500 2.500 0 1 0 0 5 2.500 2.500 0 0 0 0-5z",
  link: "M8 16L17 7 M10 7h7v7",
  slash: "M15 4L9 20",
};

/** A line-drawn icon; it is decoration, so the control around it carries the name. */
export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}

/** A round button that shows only an icon; `label` is what a screen reader and a tooltip say. */
export function iconButton(name, label, onClick, props = {}) {
  return el("button", { type: "button", "aria-label": label, title: label, ...props, class: `round ${props.class ?? ""}`, on: { click: onClick } }, icon(name));
}

const COLOURS = 7;

/** One of seven name colours, the same for the same person or chat always. */
export function colourOf(id) {
  return `colour-${Math.abs(Number(id)) % COLOURS}`;
}

/** The first letters of a name, as on an avatar. Whole characters, so an emoji stays one. */
export function initials(name) {
  const words = String(name).trim().split(/\s+/u).slice(0, 2);
  return words.map((word) => Array.from(word)[0] ?? "").join("").toUpperCase();
}

export function avatar(id, name, size = "") {
  return el("span", { class: `avatar ${colourOf(id)} ${size}`, "aria-hidden": "true", text: initials(name) });
}

/** Put text on the clipboard. False when the browser will not let us. */
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

function copyBySelection(text) {
  const area = el("textarea", { class: "offscreen", "aria-hidden": "true" });
  area.value = text;
  document.body.append(area);
  area.select();
  const copied = document.execCommand("copy");
  area.remove();
  return copied;
}
