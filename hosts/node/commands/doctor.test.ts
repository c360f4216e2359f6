import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { isRefusal } from "../../../core/refusal.ts";
import { serveControl } from "../control.ts";
import { Connection } from "../sql.ts";
import { doctor } from "./doctor.ts";
import { configurationFile } from "./init-files.ts";
import { Operator } from "./operator.ts";

let operator: Operator;

beforeEach(() => {
  operator = new Operator();
});

afterEach(() => {
  operator.leave();
});

describe("doctor", () => {
  it("says what a fresh configuration has and has not", async () => {
    await operator.begin("init");
    const { status, out } = await operator.run(doctor, "");
    expect(status).toBe(0);
    expect(out).toContain("My Utility, USD, America/New_York, en and es");
    expect(out).toContain("TELNYX_API_KEY is not set");
    expect(out).toContain("does not exist yet");
    expect(out).toContain("Nothing is wrong.");
    const simulated = await operator.run(doctor, "--simulate carrier,meters,payments");
    expect(simulated.out.match(/^SIMULATED/gm)).toHaveLength(3);
  });

  it("counts what is in the store, and changes nothing there", async () => {
    await operator.begin("accounts");
    const before = readFileSync(operator.path("data/my-utility.db"));
    const { status, out } = await operator.run(doctor, "");
    expect(status).toBe(0);
    expect(out).toContain("the file is whole: accounts 3, tariffs 3, live API keys 0");
    expect(out).toContain("none runs on this data");
    expect(readFileSync(operator.path("data/my-utility.db")).equals(before)).toBe(true);
  });

  it("sees a server that runs", async () => {
    await operator.begin("tariffs");
    const data = operator.path("data");
    const server = await serveControl(data, async () => null);
    if (isRefusal(server)) throw new Error(server.message);
    expect((await operator.run(doctor, "")).out).toContain("server: one runs on");
    await server.close();
  });

  it.each([
    [{ TELNYX_API_KEY: "K" }, "", "sms.numbers is empty"],
    [{ TELNYX_API_KEY: "K" }, "--simulate carrier", "never starts beside a real one"],
    [{ TELNYX_PUBLIC_KEY: "short" }, "", "TELNYX_PUBLIC_KEY is not a public key"],
    [{ TELNYX_BASE_URL: "x" }, "", "TELNYX_BASE_URL is not"],
  ])("finds what is wrong with %j", async (environment, line, words) => {
    await operator.begin("init");
    const { status, out } = await operator.run(doctor, line, environment);
    expect(status).toBe(1);
    expect(out).toContain(`WRONG`);
    expect(out).toContain(words);
  });

  it("finds every wrong line of the configuration, and a missing file", async () => {
    expect((await operator.run(doctor, "")).out).toContain("npx switchboard init writes one");
    operator.write(
      "switchboard.toml",
      configurationFile.replace('"USD"', '"XXX"').replace('"US"', '"ZZ"'),
    );
    const { status, out } = await operator.run(doctor, "");
    expect(status).toBe(1);
    expect(out).toContain("utility[0].currency: must be one of");
    expect(out).toContain("utility[0].country: must be");
  });

  it("finds a file that is no store, one of a newer program, and one that is open to all", async () => {
    await operator.begin("tariffs");
    const connection = new Connection(operator.path("data/my-utility.db"));
    connection.exec(
      "INSERT INTO schema_version (number) SELECT max(number) + 1 FROM schema_version",
    );
    connection.close();
    expect(await operator.run(doctor, "")).toMatchObject({ status: 1 });
    expect((await operator.run(doctor, "")).out).toContain("use the newer program");
    mkdirSync(operator.path("other"));
    writeFileSync(operator.path("other/my-utility.db"), "no database at all".repeat(100));
    expect((await operator.run(doctor, "--data other")).out).toMatch(
      /WRONG.*the file can't be read/,
    );
    mkdirSync(operator.path("open"));
    chmodSync(operator.path("open"), 0o777);
    expect((await operator.run(doctor, "--data open")).out).toContain("chmod o-w");
  });

  it("takes a wrong option for bad usage", async () => {
    expect((await operator.run(doctor, "--simulate everything")).status).toBe(2);
    expect((await operator.run(doctor, "--colour")).status).toBe(2);
  });
});
