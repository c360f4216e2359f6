import { existsSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { localDay } from "../../../core/instant.ts";
import { doctor } from "./doctor.ts";
import { init } from "./init.ts";
import { configurationFile, SAMPLE_ZONE } from "./init-files.ts";
import { Operator } from "./operator.ts";

let operator: Operator;

beforeEach(() => {
  operator = new Operator();
});

afterEach(() => {
  operator.leave();
});

describe("init", () => {
  it("writes a file that the others read, with samples", async () => {
    const { status, out } = await operator.run(init, "--config deep/er/s.toml --samples");
    expect(status).toBe(0);
    expect(out).toContain(operator.path("deep/er/s.toml"));
    expect(operator.read("deep/er/s.toml")).toBe(configurationFile);
    expect(existsSync(operator.path("deep/er/accounts.csv"))).toBe(true);
    expect((await operator.run(doctor, "--config deep/er/s.toml")).status).toBe(0);
  });

  it("writes sample accounts that are billed from this month on", async () => {
    const before = localDay(SAMPLE_ZONE, Date.now());
    await operator.run(init, "--samples");
    const months = [before, localDay(SAMPLE_ZONE, Date.now())].map((day) => day.slice(0, 7));
    const days = operator.read("accounts.csv").match(/,\d{4}-\d{2}-\d{2},/g) ?? [];
    expect(days).toHaveLength(4);
    for (const day of days) expect(months.map((month) => `,${month}-01,`)).toContain(day);
  });

  it.each([
    ["switchboard.toml", ""],
    ["tariffs.json", "--samples"],
    ["accounts.csv", "--samples"],
  ])("overwrites no %s and then writes nothing", async (name, line) => {
    operator.write(name, "mine");
    const { status, err } = await operator.run(init, line);
    expect(status).toBe(1);
    expect(err).toContain("nothing was written");
    expect(operator.read(name)).toBe("mine");
    expect(existsSync(operator.path("switchboard.toml"))).toBe(name === "switchboard.toml");
  });
});
