/** The town as the server last told it, and what the person at the page does to it. */
import { computed, signal } from "@preact/signals";
import type {
  CallView,
  ClockView,
  HouseView,
  KioskView,
  PageSays,
  SandboxSays,
  ShownMessage,
  TownView,
} from "../../channels/simulated/protocol.ts";

/** A server that starts again is back within a second or two. */
const RECONNECT_MS = 1_000;
/** A minute of a fast town is shorter than this; more often would only redraw. */
const CLOCK_MS = 250;
/** A sentence must be there long enough to be read. */
const NOTICE_MS = 6_000;

export const town = signal<TownView | null>(null);
export const isConnected = signal(false);
/** The town's clock as it was last told. */
export const clock = signal<ClockView | null>(null);
/** The town's own time, running on between two messages. */
export const townMs = signal<number | null>(null);
export const pickedId = signal<string | null>(null);
export const messages = signal<readonly ShownMessage[]>([]);
/** The call that the picked household's phone is in, or was in last. */
export const call = signal<CallView | null>(null);
/** The devices of every utility's terminal. */
export const kiosks = signal<readonly KioskView[]>([]);
/** Why the server did not do what was asked of it. */
export const refusal = signal<string | null>(null);

export const houses = computed<readonly HouseView[]>(
  () => town.value?.districts.flatMap((district) => district.houses) ?? [],
);
export const picked = computed(
  () => houses.value.find((house) => house.accountId === pickedId.value) ?? null,
);
export const pickedDistrict = computed(
  () =>
    town.value?.districts.find(({ houses: own }) =>
      own.some((house) => house.accountId === pickedId.value),
    ) ?? null,
);

let socket: WebSocket | null = null;
/** When the clock was last told, by the page's own. */
let toldAtMs = 0;

export function say(said: PageSays): void {
  if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(said));
}

export function pick(accountId: string): void {
  if (pickedId.value !== accountId) {
    messages.value = [];
    call.value = null;
  }
  pickedId.value = accountId;
  say({ kind: "pick", accountId });
}

/** Connects, and connects again whenever the connection is lost. */
export function connect(): void {
  setInterval(showTime, CLOCK_MS);
  open();
}

function open(): void {
  const { protocol, host } = location;
  socket = new WebSocket(`${protocol === "https:" ? "wss" : "ws"}://${host}/sandbox/live`);
  socket.addEventListener("open", () => {
    isConnected.value = true;
    if (pickedId.value !== null) pick(pickedId.value);
  });
  socket.addEventListener("message", ({ data }) => hear(JSON.parse(String(data)) as SandboxSays));
  socket.addEventListener("close", () => {
    isConnected.value = false;
    setTimeout(open, RECONNECT_MS);
  });
}

function hear(said: SandboxSays): void {
  switch (said.kind) {
    case "kiosks":
      kiosks.value = said.kiosks;
      break;
    case "town":
      clock.value = said.clock;
      toldAtMs = performance.now();
      town.value = said.town;
      if (pickedId.value === null) pickFirst();
      showTime();
      break;
    case "phone":
      if (said.accountId === pickedId.value) messages.value = said.messages;
      break;
    case "call":
      if (said.accountId === pickedId.value) call.value = said.call;
      break;
    case "refused":
      refusal.value = said.message;
      setTimeout(() => (refusal.value = null), NOTICE_MS);
      break;
  }
}

/** Whoever is worst off is the one to look at first. */
function pickFirst(): void {
  const order = ["off", "low", "on"] as const;
  const first = order
    .flatMap((light) => houses.value.filter((house) => house.light === light))
    .at(0);
  if (first !== undefined) pick(first.accountId);
}

/** Now by the server's clock, which the lines of a call go by. */
export function serverMs(): number {
  return (clock.value?.wallMs ?? 0) + performance.now() - toldAtMs;
}

function showTime(): void {
  if (clock.value === null || !isConnected.value) return;
  const { serviceMs, speed } = clock.value;
  townMs.value = serviceMs + (performance.now() - toldAtMs) * speed;
}
