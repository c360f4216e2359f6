import { expect, it } from "vitest";
import { liveAndDie } from "../support/kill-lives.ts";

/** The fifty of test/long are for a machine that has the time; these few are so that nobody breaks it unseen. */
const KILLS = 2;

it(
  `a server killed ${String(KILLS)} times under load has lost nothing it acknowledged and applied nothing twice`,
  { timeout: 300_000 },
  async () => {
    const seed = String(Date.now());
    const lives = await liveAndDie(KILLS, seed, (line) => console.log(line));
    expect(lives.findings).toEqual([]);
    expect(lives.spoken.filter((said) => said !== "")).toEqual([]);
    expect(lives.unanswered).toBeGreaterThan(0);
    expect(Math.min(...Object.values(lives.acknowledged))).toBeGreaterThan(KILLS);
  },
);
