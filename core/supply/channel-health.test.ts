import { describe, expect, it } from "vitest";
import { type ChannelWatch, newWatch, watched } from "./channel-health.ts";

/** The states after a row of uses, one every so many seconds: + worked, - failed. */
function states(uses: string, everySeconds: number, from: ChannelWatch["state"] = "up"): string {
  let watch = newWatch(from);
  return uses
    .split("")
    .map((use, at) => {
      watch = watched(watch, use === "+" ? "worked" : "failed", at * everySeconds * 1_000);
      return watch.state === "up" ? "u" : "d";
    })
    .join("");
}

describe("a way to pay that is watched", () => {
  it.each<[string, string, number, readonly ["up" | "down", string]]>([
    ["is down after five failures in a row over a minute", "-----", 15, ["up", "uuuud"]],
    ["is not down by a burst", "-----------", 1, ["up", "uuuuuuuuuuu"]],
    ["is down by a burst that goes on", "-------", 12, ["up", "uuuuudd"]],
    ["is not down by failures with one that worked between", "----+----", 30, ["up", "uuuuuuuuu"]],
    ["is up again after two in a row that worked", "+-+++", 30, ["down", "ddduu"]],
    ["stays down while it fails", "------", 30, ["down", "dddddd"]],
  ])("%s", (_, uses, everySeconds, [from, expected]) => {
    expect(states(uses, everySeconds, from)).toBe(expected);
  });

  it("counts no failure from before a clock that was set back", () => {
    let watch = newWatch("up");
    for (const atMs of [3_600_000, 0, 1, 2, 3, 4]) watch = watched(watch, "failed", atMs);
    expect(watch.state).toBe("up");
  });
});
