import { describe, expect, it } from "vitest";
import { type Known, checkKnown } from "./known.ts";
import type { Transfer } from "./transfer.ts";

const entries = [
  { account: "clearing.simulated", amountUnits: 20_000_000 },
  { account: "unapplied", amountUnits: -20_000_000 },
];
const posted: Transfer = {
  id: "payment-1",
  kind: "posted",
  code: "payment",
  pendingId: null,
  cause: "happening-1",
  corrects: null,
  actor: "customer",
  channel: "sms",
  effectiveAtMs: 0,
  month: "2026-11",
  entries,
};
const post: Transfer = { ...posted, kind: "post", pendingId: "pending-1" };
const nothing: Known = { existing: null, refusedCode: null, correctedFound: false, pending: null };
const reserved = { kind: "pending", entries, resolvedBy: null } as const;

function answer(transfer: Transfer, known: Partial<Known>): unknown {
  const result = checkKnown(transfer, { ...nothing, ...known });
  return result === null || result === "exists" ? result : result.code;
}

describe("checkKnown", () => {
  it("has nothing against a new transfer, nor against the post of a pending one", () => {
    expect(answer(posted, {})).toBeNull();
    expect(answer(post, { pending: reserved })).toBeNull();
    expect(answer({ ...post, kind: "void", entries: [] }, { pending: reserved })).toBeNull();
  });

  it("knows the same transfer again, whenever and by whomever it comes, and in any order", () => {
    const again = {
      ...posted,
      actor: "clerk",
      channel: "counter",
      effectiveAtMs: 9,
      month: "2027-01",
      entries: entries.toReversed(),
    };
    expect(answer(again, { existing: posted })).toBe("exists");
  });

  it("knows the post of a pending transfer again, although that one is posted by now", () => {
    expect(answer(post, { existing: post, pending: { ...reserved, resolvedBy: "post" } })).toBe(
      "exists",
    );
  });

  const [first, second] = entries;
  it.each<[string, Partial<Transfer>]>([
    ["kind", { kind: "pending" }],
    ["code", { code: "refund" }],
    ["cause", { cause: "happening-2" }],
    ["corrects", { corrects: "payment-0" }],
    [
      "amounts",
      { entries: entries.map((entry) => ({ ...entry, amountUnits: -entry.amountUnits })) },
    ],
    ["accounts", { entries: [{ account: "bank", amountUnits: 20_000_000 }, ...entries.slice(1)] }],
    ["number of entries", { entries: entries.slice(1) }],
  ])("refuses the same id with another %s", (_, change) => {
    expect(answer({ ...posted, ...change }, { existing: posted, correctedFound: true })).toBe(
      "exists_with_different_content",
    );
  });

  const pendingOf = (change: Partial<NonNullable<Known["pending"]>>): Partial<Known> => ({
    pending: { ...reserved, ...change },
  });
  const part = (debitUnits: number, creditUnits: number): Partial<Transfer> => ({
    entries: [
      { account: first?.account ?? "", amountUnits: debitUnits },
      { account: second?.account ?? "", amountUnits: creditUnits },
    ],
  });
  it.each<[string, string, Partial<Transfer>, Partial<Known>]>([
    [
      "id_was_refused",
      "a refused id",
      {},
      { refusedCode: "would_overdraw_prepaid", ...pendingOf({}) },
    ],
    ["corrected_not_found", "a correction of nothing", { corrects: "x" }, pendingOf({})],
    ["pending_not_found", "the post of nothing", {}, {}],
    ["pending_not_found", "the post of a posted one", {}, pendingOf({ kind: "posted" })],
    ["pending_not_found", "the post of a void", {}, pendingOf({ kind: "void" })],
    ["pending_already_posted", "a second post", {}, pendingOf({ resolvedBy: "post" })],
    [
      "pending_already_posted",
      "a void after a post",
      { kind: "void", entries: [] },
      pendingOf({ resolvedBy: "post" }),
    ],
    ["pending_already_voided", "a post after a void", {}, pendingOf({ resolvedBy: "void" })],
    [
      "pending_already_voided",
      "a second void",
      { kind: "void", entries: [] },
      pendingOf({ resolvedBy: "void" }),
    ],
    ["exceeds_pending", "one unit too much", part(20_000_001, -20_000_001), pendingOf({})],
    ["exceeds_pending", "the other direction", part(-20_000_000, 20_000_000), pendingOf({})],
    [
      "exceeds_pending",
      "an account that has nothing reserved",
      {
        entries: [
          { account: "bank", amountUnits: 1 },
          { account: "unapplied", amountUnits: -1 },
        ],
      },
      pendingOf({}),
    ],
  ])("refuses %s: %s", (code, _, change, known) => {
    expect(answer({ ...post, ...change }, known)).toBe(code);
  });

  it("lets a part of a pending transfer be posted", () => {
    expect(answer({ ...post, ...part(1, -1) }, pendingOf({}))).toBeNull();
  });
});
