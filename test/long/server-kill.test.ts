import { expect, it } from "vitest";
import { liveAndDie } from "../support/kill-lives.ts";

const KILLS = 50;

it(`a server killed ${String(KILLS)} times under load has lost nothing it acknowledged and applied nothing twice`, async () => {
  const seed = process.env["KILL_SEED"] ?? String(Date.now());
  const lives = await liveAndDie(KILLS, seed, (line) => console.log(line));
  console.log(lives.acknowledged, `${String(lives.unanswered)} sent again`);
  expect(lives.findings).toEqual([]);
  expect(lives.spoken.filter((said) => said !== "")).toEqual([]);
  expect(lives.unanswered).toBeGreaterThan(KILLS);
  expect(Math.min(...Object.values(lives.acknowledged))).toBeGreaterThan(KILLS);
});
