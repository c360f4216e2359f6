/** Refunds that the utility asks for: kept before they leave, made once whatever becomes of the answer, booked once. */
import { expect, it } from "vitest";
import type { AskRefund } from "../../core/hub/ask-refund.ts";
import { takeCash } from "../../core/hub/take-cash.ts";
import { accountHome } from "../../core/ids.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../core/instant.ts";
import type { RefundOutcome } from "../../core/ports.ts";
import { onEachPlacement } from "../placements.ts";
import { paidByCard } from "../support/paid-by-card.ts";

const home = accountHome("1001");

onEachPlacement("a refund that the utility asks for", (open) => {
  it("is kept before it leaves, made once and booked once, however often it is asked and told of", async () => {
    const { town, ask, hear, asked, standing } = await paidByCard(await open());
    expect(await ask()).toBe("asked");
    expect(await asked()).toMatchObject({ state: "asked", key: "refund/u/1001/r1", actor: "api" });
    expect(town.world.refundsSent).toEqual([]);
    expect(await standing()).toEqual([2_600, 2_000]);
    await town.pass(0);
    expect(town.world.refundsSent).toMatchObject([
      { key: "refund/u/1001/r1", refundId: "r1", amountMinor: 700, currency: "USD" },
    ]);
    expect(await ask()).toBe("repeated");
    expect(await hear()).toEqual({ kind: "seen" });
    await town.pass(HOUR_MS);
    expect(town.world.refundsSent).toHaveLength(1);
    expect(await asked()).toMatchObject({ state: "made", refundId: "re-r1" });
    expect(await standing()).toEqual([1_900, 1_300]);
    expect(await ask({ refundId: "r2", amountMinor: null })).toBe("asked");
    await town.pass(0);
    expect(await standing()).toEqual([600, 0]);
    expect(await ask({ refundId: "r3", amountMinor: null })).toBe("over_refunded");
    expect(await ask({ refundId: "r3", amountMinor: 1 })).toBe("over_refunded");
  });

  it("that its webhook tells of first is booked once, and not looked for any more", async () => {
    const { town, ask, hear, asked, standing } = await paidByCard(await open());
    town.world.refundOutcome = async () => {
      expect(await hear()).toEqual({ kind: "refunded" });
      return { kind: "unknown" };
    };
    town.world.findRefundOutcome = () => Promise.reject(new Error("nobody need ask"));
    await ask();
    await town.pass(0);
    await town.pass(HOUR_MS);
    expect(await asked()).toMatchObject({ state: "made", refundId: "re-r1" });
    expect(await standing()).toEqual([1_900, 1_300]);
  });

  it.each<[string, Partial<AskRefund>, string]>([
    ["of no payment", { paymentId: "p9" }, "no_such_payment"],
    ["in another currency", { currency: "EUR" }, "wrong_currency"],
    ["in no currency", { currency: "" }, "wrong_currency"],
    ["of nothing", { amountMinor: 0 }, "bad_amount"],
    ["of less than nothing", { amountMinor: -1 }, "bad_amount"],
    ["of a part of a cent", { amountMinor: 0.5 }, "bad_amount"],
    ["of no number", { amountMinor: Number.NaN }, "bad_amount"],
    ["of more than was paid", { amountMinor: 2_001 }, "over_refunded"],
    ["of far more", { amountMinor: Number.MAX_SAFE_INTEGER }, "over_refunded"],
  ])("%s is refused, and changes nothing", async (_, given, code) => {
    const { town, ask, asked, standing } = await paidByCard(await open());
    expect(await ask(given)).toBe(code);
    await town.pass(HOUR_MS);
    expect(town.world.refundsSent).toEqual([]);
    expect(await asked()).toBeUndefined();
    expect(await standing()).toEqual([2_600, 2_000]);
  });

  it("of a payment that is not there to give back is refused", async () => {
    const pending = await paidByCard(await open("u1"), false);
    expect(await pending.ask()).toBe("not_settled");
    const { town, ask, act, dispute, giveBack } = await paidByCard(await open("u2"));
    expect(await ask({}, accountHome("9999"))).toBe("no_such_account");
    await act((sql) =>
      takeCash(sql, town.hub.clock.now(), home, {
        paymentId: "cash-1",
        amountMinor: 500,
        currency: "USD",
        drawer: "d1",
        clerk: "maria",
      }),
    );
    expect(await ask({ paymentId: "cash-1", amountMinor: 100 })).toBe("not_by_card");
    await dispute("open");
    expect(await ask()).toBe("disputed");
    await dispute("won");
    await giveBack();
    expect(await ask()).toBe("already_returned");
    expect(town.world.refundsSent).toEqual([]);
  });

  it("counts while it is on its way: no two together are more than the payment", async () => {
    const { town, ask, asked, standing } = await paidByCard(await open());
    town.world.refundOutcome = () => Promise.resolve({ kind: "unknown" });
    const came = await Promise.all(
      Array.from({ length: 64 }, (_, at) => ask({ refundId: `r${String(at)}`, amountMinor: 700 })),
    );
    expect(came.filter((word) => word === "asked")).toHaveLength(2);
    expect(came.filter((word) => word === "over_refunded")).toHaveLength(62);
    expect(await ask({ refundId: "rest", amountMinor: null })).toBe("asked");
    expect(await asked("rest")).toMatchObject({ amountMinor: 600 });
    await town.pass(0);
    expect(await standing()).toEqual([2_600, 2_000]);
  });

  it("under an id that another has is refused", async () => {
    const { ask } = await paidByCard(await open());
    expect(await ask()).toBe("asked");
    expect(await ask({ amountMinor: 701 })).toBe("id_reused");
    expect(await ask({ paymentId: "p9" })).toBe("id_reused");
    expect(await ask({ amountMinor: null })).toBe("repeated");
  });

  it("whose answer is lost is looked up, and sent again only when it can't be under way any more", async () => {
    const { town, ask, asked, standing } = await paidByCard(await open());
    const { world } = town;
    Object.assign(world.processor, { underWayMs: MINUTE_MS });
    const answer = world.refundOutcome;
    world.refundOutcome = () => Promise.resolve({ kind: "unknown" });
    await ask();
    await town.pass(0);
    let looks = 0;
    world.findRefundOutcome = () => {
      looks += 1;
      return Promise.resolve({ kind: "absent" });
    };
    world.refundOutcome = answer;
    for (let seconds = 0; seconds < 59; seconds += 1) await town.pass(1_000);
    expect(looks).toBeGreaterThan(2);
    expect(world.refundsSent).toHaveLength(1);
    await town.pass(MINUTE_MS);
    expect(world.refundsSent.map(({ key }) => key)).toEqual([
      "refund/u/1001/r1",
      "refund/u/1001/r1",
    ]);
    expect(await asked()).toMatchObject({ state: "made" });
    expect(await standing()).toEqual([1_900, 1_300]);
  });

  it("that was found is not sent again", async () => {
    const { town, ask, standing } = await paidByCard(await open());
    town.world.refundOutcome = () => Promise.reject(new Error("a broken connection"));
    town.world.findRefundOutcome = ({ amountMinor }) =>
      Promise.resolve({ kind: "made", processorId: "re-r1", state: "pending", amountMinor });
    await ask();
    await town.pass(0);
    await town.pass(MINUTE_MS);
    expect(town.world.refundsSent).toHaveLength(1);
    expect(await standing()).toEqual([1_900, 1_300]);
  });

  it("that the processor refuses gives nothing back, and may be asked for again under another id", async () => {
    const { town, ask, asked, standing } = await paidByCard(await open());
    town.world.refundOutcome = () => Promise.resolve({ kind: "refused", code: "disputed" });
    await ask({ amountMinor: null });
    await town.pass(0);
    expect(await asked()).toMatchObject({ state: "refused", code: "disputed", refundId: null });
    expect(await standing()).toEqual([2_600, 2_000]);
    expect(await ask({ amountMinor: null })).toBe("repeated");
    expect(await ask({ refundId: "r2", amountMinor: null })).toBe("asked");
  });

  it.each<[string, string, (town: Awaited<ReturnType<typeof paidByCard>>) => Promise<unknown>]>([
    ["came back", "already_returned", ({ giveBack }) => giveBack()],
    ["is disputed", "disputed", ({ dispute }) => dispute("open")],
    [
      "was given back in the processor's own pages",
      "over_refunded",
      ({ hear }) => hear({ refundId: "re-x", amountMinor: 1_500, askedId: "r-other" }),
    ],
  ])("does not leave where the payment %s in the meantime", async (_, code, happen) => {
    const of = await paidByCard(await open());
    const { processor } = of.town.world;
    Object.assign(of.town.world, { processor: null });
    await of.ask();
    await of.town.pass(0);
    await happen(of);
    Object.assign(of.town.world, { processor });
    await of.town.pass(0);
    expect(of.town.world.refundsSent).toEqual([]);
    expect(await of.asked()).toMatchObject({ state: "refused", code });
  });

  it.each([
    ["waited a day for its processor", { processor: null }, "not_sent"],
    ["is another processor's", { processor: { name: "other" } }, "other_processor"],
  ])("does not leave where it %s", async (_, world, code) => {
    const { town, ask, asked, standing } = await paidByCard(await open());
    const { processor } = town.world;
    if (world.processor !== null) Object.assign(processor, world.processor);
    else Object.assign(town.world, world);
    await ask();
    await town.pass(0);
    await town.pass(DAY_MS);
    Object.assign(town.world, { processor });
    await town.pass(0);
    expect(town.world.refundsSent).toEqual([]);
    expect(await asked()).toMatchObject({ state: "refused", code });
    expect(await standing()).toEqual([2_600, 2_000]);
  });

  it("of which nobody can say after a day is left to staff until its word comes", async () => {
    const { town, ask, hear, asked, parked, standing } = await paidByCard(await open());
    town.world.refundOutcome = () => Promise.resolve({ kind: "unknown", code: "StripeAPIError" });
    town.world.findRefundOutcome = () => Promise.resolve({ kind: "unknown" });
    await ask();
    await town.pass(0);
    await town.pass(DAY_MS);
    expect(await asked()).toMatchObject({ state: "unresolved", code: "outcome_unknown" });
    expect(await parked()).toEqual([["refund/r1", "outcome_unknown"]]);
    await town.pass(DAY_MS);
    expect(town.world.refundsSent).toHaveLength(1);
    expect(await ask({ refundId: "r2", amountMinor: 1_400 })).toBe("over_refunded");
    await hear({ state: "pending" });
    expect(await asked()).toMatchObject({ state: "made", refundId: "re-r1" });
    expect(await parked()).toEqual([]);
    expect(await standing()).toEqual([1_900, 1_300]);
  });

  it("never goes back to a state that it has left", async () => {
    const { town, ask, hear, asked, standing } = await paidByCard(await open());
    await ask();
    await town.pass(0);
    for (const [state, kind] of [
      ["pending", "seen"],
      ["succeeded", "seen"],
      ["failed", "refund_failed"],
      ["succeeded", "seen"],
      ["pending", "seen"],
    ] as const) {
      expect(await hear({ state })).toEqual({ kind });
    }
    expect(await asked()).toMatchObject({ state: "made" });
    expect(await standing()).toEqual([2_600, 2_000]);
    expect(await ask({ refundId: "r2", amountMinor: null })).toBe("asked");
    expect(await asked("r2")).toMatchObject({ amountMinor: 2_000 });
  });

  it("that the books can't take is left to staff", async () => {
    const { town, ask, asked, parked } = await paidByCard(await open());
    const made: RefundOutcome = {
      kind: "made",
      processorId: "re-r1",
      state: "succeeded",
      amountMinor: 2_001,
    };
    town.world.refundOutcome = () => Promise.resolve(made);
    await ask();
    await town.pass(0);
    expect(await asked()).toMatchObject({ state: "unresolved", code: "over_refunded" });
    expect(await parked()).toEqual([["refund/r1", "over_refunded"]]);
  });
});
