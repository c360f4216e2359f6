/** What the terminal's page does with a press that is on its way, without a browser. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { KioskSays, View } from "../channels/kiosk/protocol.ts";
import { answered, forget, pending, press, sendBy, stopSending } from "../kiosk-ui/press.ts";
import { view } from "../kiosk-ui/state.ts";

const sent: KioskSays[] = [];

/** As much of a screen as a press looks at. */
function shown(screen: View["screen"], rev: number): View {
  return { screen, rev } as View;
}

function show(next: View): void {
  view.value = next;
  answered(next);
}

beforeEach(() => {
  sent.length = 0;
  forget();
  sendBy((said) => sent.push(said));
});
afterEach(stopSending);

describe("finish, pressed while a note is counted", () => {
  it("is said again for the screen that the note made, and is answered once", () => {
    show(shown("cash", 7));
    press("finish", "touch");
    show(shown("cash", 8));
    expect(sent).toMatchObject([
      { option: "finish", rev: 7 },
      { option: "finish", rev: 8 },
    ]);
    const ids = sent.map((said) => ("id" in said ? said.id : ""));
    expect(new Set(ids).size).toBe(2);
    expect(pending.value).not.toBeNull();
    show(shown("success", 9));
    expect([sent.length, pending.value]).toEqual([2, null]);
  });
});

describe("not said again is", () => {
  it.each<[string, string, View["screen"], View["screen"], number]>([
    ["finish that was taken", "finish", "cash", "success", 8],
    ["finish on another screen", "finish", "receipt", "receipt", 8],
    ["finish by a view of the very screen", "finish", "cash", "cash", 7],
    ["another press on the cash screen", "language:es", "cash", "cash", 8],
    ["a payment that was to be agreed to", "agree", "confirm_pay", "confirm_pay", 8],
  ])("%s", (...[, option, before, after, rev]) => {
    show(shown(before, 7));
    press(option, "touch");
    show(shown(after, rev));
    expect(sent).toHaveLength(1);
    expect(pending.value).toBeNull();
  });
});
