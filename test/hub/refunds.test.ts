/** What a processor gives back or holds back, in whatever order it says so: credit first, once, and the books stay whole. */
import { expect, it } from "vitest";
import { must } from "../../core/assert.ts";
import { noteDispute, type NoteDispute } from "../../core/hub/note-dispute.ts";
import { noteRefund, type NoteRefund } from "../../core/hub/note-refund.ts";
import { balancesAt } from "../../core/hub/post.ts";
import { returnPayment } from "../../core/hub/return-payment.ts";
import { verifyLedger } from "../../core/hub/verify-ledger.ts";
import { verifyMoney } from "../../core/hub/verify-money.ts";
import { accountHome } from "../../core/ids.ts";
import { onEachPlacement, type OpenedStore } from "../placements.ts";
import { ana, Town } from "../town.ts";

const home = accountHome("1001");
const phone = "+15550100001";

/** A household with six dollars that has paid twenty more by card. */
async function paid(opened: OpenedStore) {
  const town = new Town(opened);
  await town.found();
  await town.enrol(ana);
  await town.text(phone, "PAY 20");
  const digit = /Reply (\d)/.exec(town.textsTo(phone).at(-1) ?? "")?.[1];
  await town.text(phone, must(digit, "a digit is asked for"));
  const request = must(town.world.charged.at(-1), "a charge was sent");
  const { paymentId } = request;
  const now = () => town.hub.clock.now();
  return {
    settle: () => town.settleCharge(request, "succeeded"),
    /** What the customer is told of refunds, in order. */
    told: async () => {
      await town.pass(1_000);
      return town.textsTo(phone).filter((text) => /refund/i.test(text));
    },
    paymentId,
    refund: (given: Partial<NoteRefund>) =>
      town.hub.store.transact(home, (sql) =>
        noteRefund(sql, now(), home, {
          paymentId,
          refundId: "re-1",
          key: "event",
          actor: "stripe",
          state: "succeeded",
          amountMinor: 700,
          ...given,
        }),
      ),
    dispute: (given: Partial<NoteDispute>) =>
      town.hub.store.transact(home, (sql) =>
        noteDispute(sql, now(), home, {
          paymentId,
          disputeId: "dp-1",
          key: "event",
          actor: "stripe",
          state: "open",
          amountMinor: 2_000,
          reason: "fraudulent",
          ...given,
        }),
      ),
    giveBack: () =>
      town.hub.store.transact(home, (sql) =>
        returnPayment(sql, now(), home, { paymentId, key: "r", reason: "R01", actor: "api" }),
      ),
    /** What the audit finds after a row was changed behind the hub's back. */
    break: (text: string) =>
      town.hub.store.transact(home, (sql) => {
        sql.run(text);
        return verifyMoney(sql);
      }),
    /** The balance and what the processor holds and holds back, in cents. */
    standing: () =>
      town.hub.store.read(home, (sql) => {
        expect([...verifyLedger(sql, home).problems, ...verifyMoney(sql)]).toEqual([]);
        const cents = (account: string): number =>
          (sql.get<{ units: number }>(
            "SELECT posted_units AS units FROM ledger_balance WHERE home = ?1 AND account = ?2",
            [home, account],
          )?.units ?? 0) / 10_000;
        const { balanceUnits } = balancesAt(sql, home);
        return [balanceUnits / 10_000, cents("clearing.simulated"), cents("disputes_held")];
      }),
  };
}

onEachPlacement("money that a processor takes back", (open) => {
  it.each<[string, (readonly [NoteRefund["state"], string])[], readonly number[]]>([
    [
      "arrives",
      [
        ["pending", "refunded"],
        ["succeeded", "noted"],
      ],
      [1_900, 1_300, 0],
    ],
    [
      "fails",
      [
        ["pending", "refunded"],
        ["failed", "refund_failed"],
      ],
      [2_600, 2_000, 0],
    ],
    [
      "fails after it had arrived, and is told of again",
      [
        ["succeeded", "refunded"],
        ["failed", "refund_failed"],
        ["succeeded", "seen"],
        ["failed", "seen"],
      ],
      [2_600, 2_000, 0],
    ],
    [
      "is first heard of as failed",
      [
        ["failed", "noted"],
        ["pending", "seen"],
      ],
      [2_600, 2_000, 0],
    ],
  ])("by a refund that %s", async (_, words, standing) => {
    const town = await paid(await open());
    await town.settle();
    for (const [state, kind] of words) expect(await town.refund({ state })).toEqual({ kind });
    expect(await town.standing()).toEqual(standing);
  });

  it("is told to its customer once, and once more where it did not arrive", async () => {
    const town = await paid(await open());
    await town.settle();
    for (const state of ["pending", "succeeded", "pending"] as const) await town.refund({ state });
    const gone = "A refund of $7.00 for Oak St 12 goes to your card. Balance $19.00.";
    expect(await town.told()).toEqual([expect.stringContaining(gone)]);
    for (const state of ["failed", "failed"] as const) await town.refund({ state });
    const back =
      "The refund of $7.00 for Oak St 12 did not arrive and is credited again. Balance $26.00.";
    expect((await town.told()).slice(1)).toEqual([expect.stringContaining(back)]);
  });

  it("that is first heard of as failed is no news to anybody", async () => {
    const town = await paid(await open());
    await town.settle();
    await town.refund({ state: "failed" });
    expect(await town.told()).toEqual([]);
  });

  it.each<[string, (readonly [NoteDispute["state"], string])[], readonly number[]]>([
    [
      "is open",
      [
        ["open", "dispute_open"],
        ["open", "seen"],
      ],
      [2_600, 0, 2_000],
    ],
    [
      "is won",
      [
        ["open", "dispute_open"],
        ["won", "dispute_won"],
      ],
      [2_600, 2_000, 0],
    ],
    [
      "is lost",
      [
        ["open", "dispute_open"],
        ["lost", "dispute_lost"],
      ],
      [600, 0, 0],
    ],
    [
      "is first heard of as lost",
      [
        ["lost", "dispute_lost"],
        ["open", "seen"],
      ],
      [600, 0, 0],
    ],
    [
      "is won, and then said to be lost",
      [
        ["won", "dispute_won"],
        ["lost", "seen"],
      ],
      [2_600, 2_000, 0],
    ],
  ])("by a dispute that %s", async (_, words, standing) => {
    const town = await paid(await open());
    await town.settle();
    for (const [state, kind] of words) expect(await town.dispute({ state })).toEqual({ kind });
    expect(await town.standing()).toEqual(standing);
  });

  it("by a dispute of a part takes that part alone", async () => {
    const town = await paid(await open());
    await town.settle();
    await town.refund({ amountMinor: 300 });
    await town.dispute({ state: "lost", amountMinor: 500 });
    expect(await town.standing()).toEqual([1_800, 1_200, 0]);
  });

  it("is refused where it can't be, and nothing changes", async () => {
    const town = await paid(await open());
    expect(await town.refund({})).toMatchObject({ code: "not_settled" });
    expect(await town.dispute({})).toMatchObject({ code: "not_settled" });
    await town.settle();
    const other = { paymentId: "other" };
    expect(await town.refund(other)).toMatchObject({ code: "no_such_payment" });
    expect(await town.dispute(other)).toMatchObject({ code: "no_such_payment" });
    expect(await town.refund({ amountMinor: 2_001 })).toMatchObject({ code: "over_refunded" });
    expect(await town.dispute({ amountMinor: 2_001 })).toMatchObject({ code: "over_disputed" });
    expect(await town.standing()).toEqual([2_600, 2_000, 0]);
    await town.refund({ amountMinor: 1_500 });
    expect(await town.refund({ refundId: "re-2" })).toMatchObject({ code: "over_refunded" });
    expect(await town.dispute({})).toMatchObject({ code: "over_disputed" });
    expect(await town.giveBack()).toMatchObject({ code: "partly_refunded" });
    expect(await town.standing()).toEqual([1_100, 500, 0]);
  });

  it("is refused once the whole payment came back", async () => {
    const town = await paid(await open());
    await town.settle();
    await town.giveBack();
    expect(await town.refund({})).toMatchObject({ code: "already_returned" });
    expect(await town.dispute({})).toMatchObject({ code: "already_returned" });
    expect(await town.standing()).toEqual([600, 0, 0]);
  });

  it.each([
    ["UPDATE refund SET amount_minor = 699", "refund_unlike_ledger", "re-1"],
    ["UPDATE refund SET state = 'failed'", "refund_unlike_ledger", "re-1"],
    ["DELETE FROM refund", "refund_unlike_ledger", "payment/%/refund/re-1"],
    ["UPDATE dispute SET amount_minor = 499", "dispute_unlike_ledger", "dp-1"],
    ["UPDATE dispute SET state = 'won'", "dispute_unlike_ledger", "dp-1"],
  ])("is found by the audit after %s", async (text, code, name) => {
    const town = await paid(await open());
    await town.settle();
    await town.refund({});
    await town.dispute({ amountMinor: 500 });
    const found = await town.break(text);
    expect(found).toMatchObject([{ code, name: name.replace("%", town.paymentId) }]);
  });
});
