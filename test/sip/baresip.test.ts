/** The driver of baresip, against a stand-in that speaks on its control port: the program itself is not part of the packages. */
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it } from "vitest";
import { freePort } from "../support/server-process.ts";
import { baresipFiles, BaresipPhone, readNetstrings, writeNetstring } from "./baresip.ts";
import { fromWave, tones, toWave } from "./voice.ts";

const fake = fileURLToPath(new URL("../fixtures/baresip.mjs", import.meta.url));
const carrier = { host: "127.0.0.1", port: 5062 };

describe("a netstring", () => {
  it.each<[string, unknown]>([
    ["an event", { event: true, type: "CALL_ESTABLISHED" }],
    ["letters of several bytes", { param: "José é" }],
    ["nothing", ""],
  ])("of %s is read as it was written, in whatever parts it comes", (_, value) => {
    const text = Buffer.from(writeNetstring(value) + writeNetstring(value));
    for (let cut = 0; cut <= text.length; cut += 1) {
      const first = readNetstrings(text.subarray(0, cut));
      const second = readNetstrings(Buffer.concat([first.rest, text.subarray(cut)]));
      expect([...first.messages, ...second.messages]).toEqual([value, value]);
      expect(second.rest).toHaveLength(0);
    }
  });
});

it("a WAV file is read as it was written", () => {
  const samples = tones.speak("hello", "en-US");
  expect(fromWave(toWave(samples))).toEqual(samples);
});

it("its files keep it on the loopback, and off the sound of the machine", () => {
  const options = { number: "+12025551000", carrier, controlPort: 4_444 };
  const { config, accounts } = baresipFiles(options, { directory: "/d", modules: "/m" });
  expect(config).toContain("net_interface 127.0.0.1\n");
  expect(config).toContain("sip_listen 127.0.0.1:0\n");
  expect(config).toContain("ctrl_tcp_listen 127.0.0.1:4444\n");
  expect(config).not.toMatch(/alsa|pulse|0\.0\.0\.0/);
  expect(config).toContain("jitter_buffer_delay 1-200\n");
  expect(accounts).toMatch(/^<sip:\+12025551000@127\.0\.0\.1:5062>;regint=0/);
});

describe("baresip", () => {
  let phone: BaresipPhone | null = null;
  let told = "";
  const open = async (manner: string): Promise<BaresipPhone> => {
    const controlPort = await freePort();
    told = join(tmpdir(), `${String(controlPort)}.told`);
    writeFileSync(told, "");
    const program = [process.execPath, fake, manner];
    phone = await BaresipPhone.open({ number: "+12025551000", carrier, controlPort, program });
    return phone;
  };

  afterEach(() => {
    phone?.close();
    phone = null;
    rmSync(told, { force: true });
  });

  it("dials, hears what it records, keys and hangs up", async () => {
    const one = await open("answers");
    // It hangs up where the file that it speaks from ends.
    expect(one.speaksForMs).toBeGreaterThan(120_000);
    expect(await one.dial("+12025550100")).toBe(200);
    // What the stand-in records is silence, which is like nothing.
    expect(await one.hear(tones.speak("hello", "en-US"), 300)).toBeLessThan(0.5);
    one.key("");
    one.key("12#");
    expect(await one.hangUp()).toBe(200);
    expect(one.statuses).toEqual([200]);
    expect(readFileSync(told, "utf8")).toBe(
      "dial sip:+12025550100@127.0.0.1:5062\nsndcode 12#\nhangup \n",
    );
  });

  it("tells of a refusal", async () => {
    const one = await open("busy");
    expect(await one.dial("+12025550100")).toBe(486);
  });

  it("that does not start is a fault, not a wait", async () => {
    const program = [process.execPath, "--no-such-option"];
    const options = { number: "+12025551000", carrier, controlPort: 1, program };
    await expect(BaresipPhone.open(options)).rejects.toThrow("did not start");
  });
});
