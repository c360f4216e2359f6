/**
 * Every talk that a version of the machine ever saved goes on in this one. A state that is renamed or removed fails here until a
 * migration carries its talks over, and a new state fails until one of its talks is kept: `UPDATE_SAVED_TALKS=1` writes those that
 * are missing, and never changes or removes one.
 */
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { converse } from "../core/conversation/converse.ts";
import { channels } from "../core/conversation/facts.ts";
import { tellings } from "../core/conversation/machine.ts";
import { migrate, VERSION } from "../core/conversation/migrations.ts";
import { restore } from "../core/conversation/restore.ts";
import { savedFiles, richest, versionFolder } from "./support/saved-talks.ts";
import { elm, oak, STAGE_MS } from "./support/stage-accounts.ts";
import { factsWith } from "./support/stages.ts";
import { walkTalk } from "./support/talk-walk.ts";

const now = { wallMs: STAGE_MS, serviceMs: STAGE_MS };

if (process.env["UPDATE_SAVED_TALKS"] === "1") writeMissing();

function writeMissing(): void {
  const found = (["sms", "ivr", "kiosk"] as const).flatMap(
    (channel) => walkTalk(channel, () => undefined).found,
  );
  mkdirSync(versionFolder(VERSION), { recursive: true });
  for (const state of Object.keys(tellings)) {
    const path = join(versionFolder(VERSION), `${state}.json`);
    const talk = richest(found.filter(({ standing }) => standing.value.talk === state));
    if (talk === undefined || existsSync(path)) continue;
    writeFileSync(path, `${JSON.stringify(talk.saved, null, 2)}\n`);
  }
}

const files = savedFiles();

describe("the saved talks", () => {
  it("are of this version and of every one before it", () => {
    const versions = new Set(files.map(({ version }) => version));
    const expected = Array.from({ length: VERSION }, (_, at) => at + 1);
    expect([...versions].toSorted((a, b) => a - b)).toEqual(expected);
  });

  it("have one of every state of this version", () => {
    const kept = new Set(
      files.filter(({ version }) => version === VERSION).map(({ state }) => state),
    );
    expect(Object.keys(tellings).filter((state) => !kept.has(state))).toEqual([]);
  });

  it.each(files.map((file) => [file.version, file.state, file] as const))(
    "of version %i in %s goes on",
    (version, state, { saved }) => {
      expect(saved).toMatchObject({ machine: "talk", version });
      expect(saved.snapshot).toMatchObject({ value: { talk: state } });
      const restored = restore(saved, now);
      expect(restored.lost).toBe(false);
      expect(restored.turn).toBe(saved.turn);
      const facts = factsWith([oak, elm], { proved: true });
      for (const channel of channels) {
        const here = { ...facts, line: { ...facts.line, channel } };
        const turn = converse(saved, here, { kind: "start" }, now);
        expect(turn.prompts.map(({ key }) => key)).not.toContain(
          state === "apology" ? "" : "apology",
        );
        expect(turn.saved.turn).toBe(saved.turn + 1);
      }
    },
  );
});

describe("a saved talk that can not go on", () => {
  const [{ saved }] = files as [(typeof files)[number]];

  it.each<[string, typeof saved]>([
    [
      "in a state that is gone",
      { ...saved, snapshot: { value: { talk: "gone", payment: "none" } } },
    ],
    ["of a newer version", { ...saved, version: VERSION + 1 }],
    ["of no version", { ...saved, version: 0 }],
    ["of another machine", { ...saved, machine: "meter" }],
  ])("%s gets an apology and loses no turn", (_what, broken) => {
    expect(restore(broken, now)).toMatchObject({
      lost: true,
      turn: broken.turn,
      standing: { value: { talk: "apology", payment: "none" } },
    });
  });

  it("is carried over by a migration of its version, through every one that follows", () => {
    const chain = {
      1: (snapshot: unknown) => ({ was: snapshot }),
      2: (snapshot: unknown) => ({ next: snapshot }),
    };
    expect(migrate({ version: 1, snapshot: "a" }, chain, 3)).toEqual({
      snapshot: { next: { was: "a" } },
    });
    expect(migrate({ version: 1, snapshot: "a" }, { 1: (one) => one }, 3)).toBeUndefined();
  });
});
