import { describe, expect, it } from "vitest";
import {
  type Command,
  type Given,
  type Outcome,
  problemsOutcome,
  refusedOutcome,
  runCommand,
  UsageError,
} from "./command.ts";

function tried(run: (given: Given) => Outcome | null) {
  const command: Command = {
    name: "try",
    summary: "Tries.",
    usage: ["try FILE [--size N]"],
    help: ["  --size N               how large"],
    options: { size: { type: "string" }, loud: { type: "boolean" } },
    run: async (given) => run(given),
  };
  return async (...words: string[]) => {
    const out: string[] = [];
    const err: string[] = [];
    const status = await runCommand(command, words, {
      environment: {},
      directory: "/",
      isWatched: false,
      out: (text) => out.push(text),
      err: (text) => err.push(text),
    });
    return { status, out, err };
  };
}

const done = tried((given) => ({
  status: 0,
  lines: [`size ${given.text("size") ?? "none"}`, given.words.join("+")],
  json: { size: given.text("size") ?? null, loud: given.has("loud") },
}));

describe("runCommand", () => {
  it.each([
    [
      ["a", "b"],
      ["size none", "a+b"],
    ],
    [
      ["--size", "3", "a"],
      ["size 3", "a"],
    ],
    [
      ["--size=3", "--", "--loud"],
      ["size 3", "--loud"],
    ],
    [["--json", "--size", "3"], ['{"ok":true,"size":"3","loud":false}']],
    [["--loud", "--json"], ['{"ok":true,"size":null,"loud":true}']],
  ])("%j", async (words, out) => {
    expect(await done(...words)).toEqual({ status: 0, out, err: [] });
  });

  it.each([
    [["--colour"], "Unknown option '--colour'"],
    [["--size"], "argument missing"],
    [["-x"], "Unknown option '-x'"],
    [["--loud=yes"], "does not take an argument"],
  ])("answers %j with the usage and status 2", async (words, message) => {
    const { status, out, err } = await done(...words);
    expect(status).toBe(2);
    expect(out).toEqual([]);
    expect(err.join("\n")).toContain(message);
    expect(err.join("\n")).toContain("Usage: npx switchboard try FILE");
    const json = await done("--json", ...words);
    expect(json.status).toBe(2);
    expect(JSON.parse(json.out.join(""))).toMatchObject({ ok: false, code: "usage" });
  });

  it("shows its help, and runs nothing", async () => {
    const run = tried(() => {
      throw new Error("ran");
    });
    for (const flag of ["--help", "-h"]) {
      const { status, out } = await run(flag);
      expect(status).toBe(0);
      expect(out.join("\n")).toMatch(
        /Tries\.[^]*npx switchboard try FILE[^]*--size N[^]*Exit status/,
      );
    }
    const { out } = await run("--help", "--json");
    expect(JSON.parse(out.join(""))).toMatchObject({
      ok: true,
      name: "try",
      options: ["help", "json", "size", "loud"],
    });
  });

  it("gives refusals status 1: words to people, a code to programs", async () => {
    const run = tried(() => refusedOutcome({ code: "too_late", message: "it is too late" }));
    expect(await run()).toEqual({ status: 1, out: [], err: ["it is too late"] });
    expect(await run("--json")).toEqual({
      status: 1,
      out: ['{"ok":false,"code":"too_late","message":"it is too late"}'],
      err: ["it is too late"],
    });
  });

  it("names every problem of a file", async () => {
    const problems = [
      { path: "a.b", code: "missing", message: "is missing" },
      { path: "c", code: "missing", message: "is missing too" },
    ];
    const run = tried(() => problemsOutcome("f.toml", problems));
    expect((await run()).err).toEqual([
      "f.toml can't be used:",
      "  a.b: is missing",
      "  c: is missing too",
    ]);
    expect(JSON.parse((await run("--json")).out.join(""))).toMatchObject({ ok: false, problems });
  });

  it("takes a mistake in the words for bad usage, and lets a fault through", async () => {
    const usage = tried(() => {
      throw new UsageError("name one file");
    });
    expect((await usage()).status).toBe(2);
    const fault = tried(() => {
      throw new TypeError("our own");
    });
    await expect(fault()).rejects.toThrow("our own");
  });

  it("says nothing more for a command that has said all", async () => {
    expect(await tried(() => null)()).toEqual({ status: 0, out: [], err: [] });
  });
});
