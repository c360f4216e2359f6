/** The socket to the hub: who this terminal is, what the hub says, and coming back by itself whenever it is lost. */
import { batch } from "@preact/signals";
import type { HubSays, KioskSays, View } from "../channels/kiosk/protocol.ts";
import { forgetIdentity, type Identity, identity } from "./enrolment.ts";
import { resetPreferences } from "./preferences.ts";
import { answered, forget, pending, screenChanged, sendBy, stopSending } from "./press.ts";
import {
  answerPage,
  hearChrome,
  isPadOpen,
  isPanelOpen,
  languages,
  link,
  shapeOf,
  typed,
  view,
} from "./state.ts";

/** A hub that starts again is back within a second or two; a town of kiosks must not all knock at once. */
const FIRST_WAIT_MS = 400;
const LONGEST_WAIT_MS = 8_000;
/** Shorter breaks are not worth a word. */
const OFFLINE_AFTER_MS = 1_000;
/** A press that nobody answered for so long went into a dead line. */
const DEAD_AFTER_MS = 10_000;

let socket: WebSocket | null = null;
let waitMs = FIRST_WAIT_MS;
let offlineTimer: number | undefined;

/** Connects with the identity that is kept, and again whenever the connection is lost. */
export function connect(): void {
  window.addEventListener("offline", () => socket?.close());
  window.addEventListener("online", () => (waitMs = FIRST_WAIT_MS));
  pending.subscribe((waiting) => {
    if (waiting === null || !waiting.isSent) return;
    const { id } = waiting.said;
    setTimeout(() => {
      if (pending.value?.said.id === id) socket?.close();
    }, DEAD_AFTER_MS);
  });
  open();
}

function open(): void {
  const known = identity();
  if (known === null) {
    link.value = "unenrolled";
    return;
  }
  startOfflineTimer();
  const { protocol, host } = location;
  const opened = new WebSocket(`${protocol === "https:" ? "wss" : "ws"}://${host}/kiosk/live`);
  socket = opened;
  opened.addEventListener("open", () => greet(opened, known));
  opened.addEventListener("message", ({ data }) => hear(JSON.parse(String(data)) as HubSays));
  opened.addEventListener("close", () => {
    stopSending();
    startOfflineTimer();
    if (link.value === "unenrolled") return;
    // A part by chance, so that a hub that comes back is not stormed.
    setTimeout(open, waitMs * (0.75 + Math.random() / 2));
    waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS);
  });
}

function greet(opened: WebSocket, { kioskId, token }: Identity): void {
  const send = (said: KioskSays): void => opened.send(JSON.stringify(said));
  send({ kind: "hello", kioskId, token });
  sendBy(send);
}

function startOfflineTimer(): void {
  offlineTimer ??= setTimeout(() => {
    if (link.value !== "unenrolled") link.value = "offline";
  }, OFFLINE_AFTER_MS);
}

function hear(said: HubSays): void {
  switch (said.kind) {
    case "view":
      clearTimeout(offlineTimer);
      offlineTimer = undefined;
      waitMs = FIRST_WAIT_MS;
      batch(() => show(said.view));
      break;
    case "chrome":
      hearChrome(said);
      break;
    case "refused":
      forget();
      forgetIdentity();
      link.value = "unenrolled";
      socket?.close();
      break;
  }
}

function show(shown: View): void {
  const before = view.value;
  const isOnline = link.value === "online";
  // An older view that was overtaken on its way is not shown.
  if (isOnline && before !== null && shown.rev < before.rev) return;
  if (!isOnline || shapeOf(shown) !== shapeOf(before)) screenChanged();
  if (shown.rev !== before?.rev) answerPage.value = 0;
  if (shown.screen !== before?.screen) turnTo(shown);
  view.value = shown;
  link.value = "online";
  answered(shown);
}

/** Another screen: what was begun on the one before is gone, and the first screen begins for somebody else. */
function turnTo(shown: View): void {
  isPadOpen.value = false;
  typed.value = "";
  if (shown.screen !== "attract") return;
  languages.value = shown.languages;
  resetTalk();
}

function resetTalk(): void {
  resetPreferences();
  isPanelOpen.value = false;
}
