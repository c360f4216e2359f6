import { describe, expect, it } from "vitest";
import { FakeTime } from "../support/fake-time.ts";
import { Gather, type GatherBody } from "./gather.ts";

const SAID_MS = 3_000;

/** A gather in a time that moves when told to, and everything that came of it. */
function gathering(body: GatherBody) {
  const time = new FakeTime();
  const told: string[] = [];
  let cancel: () => void = () => undefined;
  const gather = new Gather(body, {
    after: time.after,
    say: (said) => {
      told.push("says");
      cancel = time.after(SAID_MS, () => {
        told.push("said");
        said();
      });
    },
    hush: () => cancel(),
    ended: (status, digits) => told.push(`${status} ${digits}`),
  });
  return { time, told, gather };
}

const menu: GatherBody = {
  minimum_digits: 1,
  maximum_digits: 1,
  maximum_tries: 1,
  timeout_millis: 6_000,
  inter_digit_timeout_millis: 5_000,
  terminating_digit: "#",
  valid_digits: "0123456789#*",
};
const number: GatherBody = { ...menu, maximum_digits: 6 };

/** Keys, a number of milliseconds to wait, or an end from outside. */
type Act = string | number | { readonly end: "cancelled" | "call_hangup" };

describe("a gather", () => {
  it.each<[string, GatherBody, readonly Act[], readonly string[]]>([
    ["with no key in time", menu, [SAID_MS + 6_000], ["says", "said", "timeout "]],
    ["with time left", menu, [SAID_MS + 5_999], ["says", "said"]],
    ["with no key while it speaks", menu, [SAID_MS - 1], ["says"]],
    ["cancelled", number, [100, "12", { end: "cancelled" }, 60_000], ["says", "cancelled 12"]],
    ["hung up", number, [SAID_MS, "1", { end: "call_hangup" }], ["says", "said", "call_hangup 1"]],
    [
      "ended twice",
      menu,
      [{ end: "cancelled" }, { end: "call_hangup" }, "1"],
      ["says", "cancelled "],
    ],
    ["with a key that is not valid", { ...menu, valid_digits: "12" }, ["3"], ["says", "invalid 3"]],
    [
      "with one that is not valid among others",
      { ...number, valid_digits: "12" },
      ["132#"],
      ["says", "invalid 132"],
    ],
    ["with too few", { ...number, minimum_digits: 4 }, ["123#"], ["says", "invalid 123"]],
    [
      "with too few, by time",
      { ...number, minimum_digits: 4 },
      ["123", 5_000],
      ["says", "invalid 123"],
    ],
    ["ended at once by the end key", number, ["#"], ["says", "invalid "]],
    ["broken into", menu, [100, "1", 60_000], ["says", "valid 1"]],
    ["after it has spoken", menu, [SAID_MS, 5_999, "1"], ["says", "said", "valid 1"]],
    ["with keys after its end", menu, ["12"], ["says", "valid 1"]],
    ["to the most", number, ["123456"], ["says", "valid 123456"]],
    ["to the end key", number, ["1234#"], ["says", "valid 1234"]],
    ["to the pause", number, ["12", 4_999, "3", 5_000], ["says", "valid 123"]],
    ["within the pause", number, ["12", 4_999], ["says"]],
    ["with another end key", { ...number, terminating_digit: "*" }, ["1#*"], ["says", "valid 1#"]],
    [
      "with a second try",
      { ...menu, maximum_tries: 2 },
      [SAID_MS + 6_000, "1"],
      ["says", "said", "says", "valid 1"],
    ],
    [
      "wrong at both tries",
      { ...menu, maximum_tries: 2, valid_digits: "1" },
      ["2", "3"],
      ["says", "says", "invalid 3"],
    ],
    ["by what the carrier takes for what is not given", {}, [SAID_MS + 59_999], ["says", "said"]],
  ])("%s", async (_what, body, acts, expected) => {
    const { time, told, gather } = gathering(body);
    for (const act of acts) {
      if (typeof act === "number") await time.pass(act);
      else if (typeof act === "string") for (const key of act) gather.press(key);
      else gather.end(act.end);
    }
    expect(told).toEqual(expected);
  });
});
