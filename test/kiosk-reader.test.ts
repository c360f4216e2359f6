/**
 * A card at a reader that the processor drives, at a terminal's socket: the reader is told when the screen comes to the card, and
 * the screen goes on by what becomes of it.
 */
import { afterEach, expect, it } from "vitest";
import type { HubSays, KioskSays, View } from "../channels/kiosk/protocol.ts";
import { KioskLive } from "../channels/kiosk/live.ts";
import { must } from "../core/assert.ts";
import { publishSettings } from "../core/hub/publish-configuration.ts";
import { readKioskScreen } from "../core/hub/kiosk-screen.ts";
import { askReader } from "../core/hub/take-note.ts";
import { takeTurn } from "../core/hub/take-turn.ts";
import { utilityHome } from "../core/ids.ts";
import { createMetrics } from "../hosts/metrics.ts";
import { kioskId } from "./support/kiosk-town.ts";
import { presentAt } from "./support/stripe-readers.ts";
import { StripeTown } from "./support/stripe-town.ts";
import { usd } from "./town.ts";

const home = utilityHome("u");
const open: StripeTown[] = [];

afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

/** A terminal in the lobby beside a reader of Stripe's, with its visitor at the screen of ways to pay. */
async function atTheTender(readers = true) {
  const stripe = await StripeTown.alone();
  open.push(stripe);
  const { hub } = stripe.town;
  const { books } = stripe.server;
  const reader = { device_type: "stripe_s700", status: "online", action: null };
  const readerId = books.make("tmr", "terminal.reader", reader).id;
  const payment = {
    ...usd.payment,
    processor: "stripe",
    ...(readers && { readers: { [kioskId]: readerId } }),
  };
  await hub.store.transact(home, (sql) =>
    publishSettings(sql, hub.clock.now(), home, { settings: { ...usd, payment }, actor: "test" }),
  );
  await stripe.town.settle();
  const heard: HubSays[] = [];
  const live = new KioskLive({
    terminalOf: async () => ({ hub, kioskId }),
    takeTurn,
    readScreen: readKioskScreen,
    askReader,
    simulated: [],
    metrics: createMetrics(),
    fault: (error) => stripe.faults.push(error),
  });
  const terminal = live.join({
    send: (text) => heard.push(JSON.parse(text) as HubSays),
    close: () => heard.push({ kind: "refused", code: "closed", message: "" }),
  });
  const view = (): View => must(heard.findLast((one) => one.kind === "view")?.view, "a screen");
  let said = 0;
  const says = (one: Partial<KioskSays>): Promise<void> => {
    said += 1;
    const about = { id: String(said), rev: view().rev, source: "touch" };
    return terminal.hear(JSON.stringify({ ...about, ...one }));
  };
  await terminal.hear(JSON.stringify({ kind: "hello", kioskId, token: "t" }));
  await says({ kind: "press", option: "begin" });
  await says({ kind: "enter", digits: "1001" });
  await says({ kind: "press", option: "this_is_me" });
  await says({ kind: "press", option: "amount:2000" });
  const goesOn = async (): Promise<void> => {
    await stripe.town.settle();
    await stripe.tell();
    await live.refresh();
  };
  return { stripe, books, readerId, live, view, says, goesOn };
}

const actionOf = ({ books, readerId }: Awaited<ReturnType<typeof atTheTender>>) =>
  books.find(readerId, "terminal.reader")["action"] as { readonly status: string } | null;

it("is asked for by the reader as soon as the screen comes to it, once, and paid", async () => {
  const at = await atTheTender();
  expect(actionOf(at)).toBeNull();
  await at.says({ kind: "press", option: "card" });
  await at.goesOn();
  expect(actionOf(at)?.status).toBe("in_progress");
  expect(at.view()).toMatchObject({ title: { text: "Hold your card to the reader" } });
  // However often the screen is shown, it is one payment.
  for (let step = 0; step < 3; step += 1) await at.live.refresh();
  await at.goesOn();
  expect(at.books.all("payment_intent")).toHaveLength(1);
  presentAt(at.books, at.readerId, "tok_visa");
  await at.goesOn();
  expect(at.view()).toMatchObject({ screen: "success" });
  expect(JSON.stringify(at.view())).toContain("$20.00");
  expect(await at.stripe.balances()).toMatchObject({ balanceUnits: 26_000_000 });
  expect([at.stripe.faults, at.stripe.server.refused]).toEqual([[], []]);
});

it.each([["tok_chargeDeclined"], ["cancel"]])(
  "that comes to nothing (%s) leaves the visitor with what to do next, and nothing charged",
  async (card) => {
    const at = await atTheTender();
    await at.says({ kind: "press", option: "card" });
    await at.goesOn();
    presentAt(at.books, at.readerId, card);
    await at.goesOn();
    expect(at.view().actions.length).toBeGreaterThan(0);
    expect(await at.stripe.balances()).toMatchObject({ balanceUnits: 6_000_000, pendingUnits: 0 });
    expect(at.books.all("charge")).toEqual([]);
  },
);

it("is waited for at the terminal's own reader where Stripe drives none there", async () => {
  const at = await atTheTender(false);
  await at.says({ kind: "press", option: "card" });
  await at.goesOn();
  expect(at.books.all("payment_intent")).toEqual([]);
  expect(actionOf(at)).toBeNull();
});
