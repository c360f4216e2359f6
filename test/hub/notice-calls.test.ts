/** A warning that no text may carry goes by a call, where its number agreed to calls; it counts once a person heard it to its end. */
import { expect, it } from "vitest";
import { HOUR_MS, MINUTE_MS } from "../../core/instant.ts";
import type { PlacedCall } from "../../channels/simulated/calls.ts";
import { onEachPlacement } from "../placements.ts";
import { NoticeCallTown, number } from "../support/notice-call-town.ts";

function said(call: PlacedCall | undefined): string {
  const lines = call?.lines() ?? [];
  return lines.flatMap(({ by, text }) => (by === "utility" ? [text] : [])).join(" ");
}

onEachPlacement("a notice by a call", (open) => {
  const ringing = async (): Promise<{ town: NoticeCallTown; call: PlacedCall }> => {
    const town = await NoticeCallTown.of(open);
    await town.consent("granted");
    await town.runLow();
    const [call] = town.rang;
    if (call === undefined) throw new Error("nothing rang");
    return { town, call };
  };

  it("is told to a person, counts once it was heard, and goes on as a call like any other", async () => {
    const { town, call } = await ringing();
    expect(call).toMatchObject({ state: "ringing", isIncoming: true });
    expect(await town.fates()).toEqual(["handed"]);
    call.pickUp("human");
    await town.pass(1_000);
    expect(said(call)).toMatch(
      /^This is Northside Power, with a message about your account\. To get no more calls like this, press 7 at any time\. This is a notice\. Oak Street 12 may be turned off/,
    );
    expect(await town.fates()).toEqual(["handed"]);
    await town.listen(40_000);
    expect(await town.fates()).toEqual(["delivered heard"]);
    expect(await town.withStaff()).toEqual([]);
    await town.press(call, "1");
    expect(said(call)).toMatch(/To pay [^.]+ now, press 1\..+Please enter your PIN/);
  });

  it("is not counted where it was cut short, is tried three times, and is then with staff", async () => {
    const { town, call } = await ringing();
    call.pickUp("human");
    await town.pass(2_000);
    call.hangUp();
    await town.pass(1_000);
    expect(await town.fates()).toEqual(["failed not_heard", "owed"]);
    await town.pass(31 * MINUTE_MS);
    expect(await town.fates()).toEqual(["failed not_heard", "failed no_answer", "owed"]);
    await town.pass(30 * MINUTE_MS);
    town.rang[2]?.decline();
    await town.pass(1_000);
    expect(await town.fates()).toEqual(["failed not_heard", "failed no_answer", "failed busy"]);
    expect(town.rang).toHaveLength(3);
    expect(await town.withStaff()).toEqual(["ivr"]);
  });

  it("leaves nothing of the account on a machine", async () => {
    const { town, call } = await ringing();
    call.pickUp("machine");
    await town.listen(20_000);
    expect(said(call)).toBe(
      "This is Northside Power, with a message about your account. Please call us. Our number is 5 5 5, 0 1 9 9. Our number is 5 5 5, 0 1 9 9.",
    );
    expect(call.state).toBe("over");
    expect(await town.fates()).toEqual(["failed machine", "owed"]);
  });

  it("asks for a key before anything private where nobody can tell a person from a machine", async () => {
    const { town, call } = await ringing();
    call.pickUp("not_sure");
    await town.pass(2_000);
    expect(said(call)).toMatch(/To hear the message, press 1\./);
    expect(said(call)).not.toMatch(/Oak/);
    await town.press(call, "1");
    await town.listen(40_000);
    expect(said(call)).toMatch(/Oak Street 12 may be turned off/);
    expect(await town.fates()).toEqual(["delivered heard"]);
  });

  it("ends calls for good by a key, also while it is being told", async () => {
    const { town, call } = await ringing();
    call.pickUp("human");
    await town.pass(2_000);
    await town.press(call, "7");
    await town.listen(10_000);
    expect(said(call)).toMatch(/You will get no more calls like this from us\./);
    expect(call.state).toBe("over");
    expect(await town.consentNow()).toBe("revoked");
    await town.pass(2 * HOUR_MS);
    expect(town.rang).toHaveLength(1);
    expect(await town.fates()).toEqual(["failed not_heard", "refused no_call_consent"]);
    expect(await town.withStaff()).toEqual(["ivr"]);
  });

  it("is not dialled twice where nobody knows whether it left, and its own events still count", async () => {
    const town = await NoticeCallTown.of(open);
    await town.consent("granted");
    town.calls.setFaults({ answerLostPerMille: 1_000 });
    await town.runLow();
    await town.pass(20 * MINUTE_MS);
    expect(town.rang).toHaveLength(1);
    expect(await town.fates()).toEqual(["failed no_answer", "owed"]);
  });

  it("is not made without consent to calls, and not in quiet hours", async () => {
    const town = await NoticeCallTown.of(open);
    await town.runLow();
    expect(town.rang).toEqual([]);
    expect(await town.fates()).toEqual(["refused no_call_consent"]);
    expect(await town.withStaff()).toEqual(["ivr"]);
  });

  it("is made where its own number agreed by text, and not once that ended it", async () => {
    const town = await NoticeCallTown.of(open);
    await town.agreeByText();
    expect(await town.consentNow()).toBe("granted");
    await town.runLow();
    expect(town.rang).toHaveLength(1);
    town.rang[0]?.decline();
    await town.text(number, "CALLS OFF");
    expect(await town.consentNow()).toBe("revoked");
    await town.pass(2 * HOUR_MS);
    expect(town.rang).toHaveLength(1);
    expect(await town.fates()).toEqual(["failed busy", "refused no_call_consent"]);
  });

  it("is agreed to on a call of its own, by key", async () => {
    const town = await NoticeCallTown.of(open);
    const call = await town.call(number);
    for (const key of ["3", "4", "1", "3"]) await town.press(call, key);
    expect(await town.consentNow()).toBeUndefined();
    // Long enough for the terms, and not for the silence after them.
    await town.listen(15_000);
    await town.press(call, "1");
    expect(await town.consentNow()).toBe("granted");
  });

  it("waits for the end of the quiet hours, though a text would have gone before them", async () => {
    const { town, call } = await ringing();
    // From ten minutes on until two hours from now.
    await town.quiet(10 * 60 + 10, 12 * 60);
    call.decline();
    await town.pass(1 * HOUR_MS);
    expect(await town.fates()).toEqual(["failed busy", "owed"]);
    expect(town.rang).toHaveLength(1);
    await town.pass(1 * HOUR_MS + MINUTE_MS);
    expect(town.rang).toHaveLength(2);
  });
});
