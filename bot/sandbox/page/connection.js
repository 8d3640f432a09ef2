// Talking to the sandbox's server: JSON calls for acting, one WebSocket for what happens.

const HEADERS = { "X-Sandbox": "1" };   // a header another site's page cannot send without asking first
const FIRST_RETRY = 500;
const LONGEST_RETRY = 4000;

export class Refused extends Error {}

async function answer(response) {
  const body = await response.json().catch(() => ({}));
  if (!response.ok) throw new Refused(body.error ?? `HTTP ${response.status}`);
  return body;
}

export async function look(path, query = {}) {
  const known = Object.entries(query).filter(([, value]) => value !== null && value !== undefined);
  return answer(await fetch(`api/${path}?${new URLSearchParams(known)}`, { headers: HEADERS, cache: "no-store" }));
}

export async function act(name, body) {
  const headers = { ...HEADERS, "Content-Type": "application/json" };
  return answer(await fetch(`api/${name}`, { method: "POST", headers, body: JSON.stringify(body) }));
}

/** Send a photo, document, sticker or voice. `file` may be left out for a sticker and a voice: a sample is sent. */
export async function upload(fields, file) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) if (value !== null && value !== undefined) form.append(name, String(value));
  if (file) form.append("file", file, file.name);
  return answer(await fetch("api/send", { method: "POST", headers: HEADERS, body: form }));
}

export const fileAddress = (fileId) => `api/files/${encodeURIComponent(fileId)}`;

/**
 * Keep one event stream open. `opened` runs at each (re)connection, before any event of it; `closed` when the
 * connection is lost; it is tried again after half a second, then more slowly, at once when the tab comes back.
 */
export function listen({ opened, closed, happened }) {
  let delay = FIRST_RETRY;
  let timer = null;
  const connect = () => {
    clearTimeout(timer);
    timer = null;
    const socket = new WebSocket(`ws://${location.host}/api/events`);
    socket.addEventListener("open", () => {
      delay = FIRST_RETRY;
      opened();
    });
    socket.addEventListener("message", (message) => happened(JSON.parse(message.data)));
    socket.addEventListener("close", () => {
      closed();
      timer = setTimeout(connect, delay);
      delay = Math.min(delay * 2, LONGEST_RETRY);
    });
  };
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && timer !== null) connect();
  });
  connect();
}
