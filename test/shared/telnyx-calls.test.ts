/** What we send for a call, against the carrier's published description; what it sends, accepted whatever it is. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { type CallCommand, commandsOf, dialOf } from "../../channels/ivr/render.ts";
import { makeCarrierKey } from "../../channels/simulated/key.ts";
import { signerOf } from "../../channels/telnyx/sign.ts";
import { must } from "../../core/assert.ts";
import type { Turn } from "../../core/conversation/converse.ts";
import { utilityHome } from "../../core/ids.ts";
import type { CallAct, OutgoingCallStep } from "../../core/ports.ts";
import { isRefusal } from "../../core/refusal.ts";
import { migrations } from "../../core/store/migrations/all.ts";
import { hubApp } from "../../hosts/app.ts";
import { createMetrics } from "../../hosts/metrics.ts";
import { type NodeStore, openStore } from "../../hosts/node/store.ts";
import { rehearseCall } from "../support/call-rehearsal.ts";
import { callStages } from "../support/call-stages.ts";
import { Town, usd } from "../town.ts";

const folder = join(
  must(process.env["SHARED_FOLDER"], "SHARED_FOLDER is set by test/shared.ts"),
  "vectors/telnyx",
);

interface JsonSchema {
  readonly type?: string;
  readonly $ref?: string;
  readonly items?: JsonSchema;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
}

interface Description {
  readonly paths: Readonly<
    Record<string, { post?: { requestBody: { content: Record<string, { schema: JsonSchema }> } } }>
  >;
  readonly components: { readonly schemas: Readonly<Record<string, JsonSchema>> };
}

const description = JSON.parse(
  readFileSync(join(folder, "openapi-trimmed.json"), "utf8"),
) as Description;

/** What a command's body must be: our fields are plain ones, and a field the carrier does not know is one misspelt. */
function bodyOf(action: CallCommand["action"]): z.ZodType {
  return bodyAt(`/calls/{call_control_id}/actions/${action}`);
}

function bodyAt(path: string): z.ZodType {
  const schema = must(description.paths[path]?.post, path).requestBody.content["application/json"];
  const name = must(schema?.schema.$ref, "a named schema").split("/").at(-1) ?? "";
  const { properties = {}, required = [] } = must(description.components.schemas[name], name);
  const plain = Object.entries(properties).flatMap(([field, one]): [string, JsonSchema][] => {
    const { type = "", items } = one;
    if (["string", "integer", "boolean"].includes(type)) return [[field, one]];
    // One number, or several: we dial one.
    if (field === "to") return [[field, { type: "string" }]];
    const named = items?.$ref?.split("/").at(-1);
    const item = named === undefined ? undefined : description.components.schemas[named];
    return type === "array" && item !== undefined ? [[field, { type, items: item }]] : [];
  });
  return z.fromJSONSchema({
    type: "object",
    properties: Object.fromEntries(plain),
    required: [...required],
    additionalProperties: false,
  } as Parameters<typeof z.fromJSONSchema>[0]);
}

const SPEECH_CHARACTERS_MAX = 3_000;

const scenarios = join(import.meta.dirname, "../scenarios");
const turns: readonly Turn[] = readdirSync(scenarios)
  .filter((name) => name.startsWith("ivr-"))
  .flatMap((name) => {
    const text = readFileSync(join(scenarios, name), "utf8");
    const stage = /^stage: (.*)$/m.exec(text)?.[1] ?? "";
    return rehearseCall(text.slice(text.indexOf("\n\n")), must(callStages[stage], stage)).turns;
  });

function stepsOf({ call, language, saved }: Turn): OutgoingCallStep[] {
  const shared = { id: "m/1", callId: "v3:a", from: "+15550001000", to: "+15550100001" };
  const acts: CallAct[] = [{ kind: "answer" }];
  if (call !== null) {
    if (call.first.length > 0) acts.push({ kind: "play", part: "first", script: call });
    acts.push({ kind: "play", part: "rest", script: { ...call, first: [] } });
  }
  return acts.map((act) => ({ ...shared, turn: saved.turn, language, act }));
}

const commands = turns.flatMap(stepsOf).flatMap(commandsOf);
/** The description is of before the carrier took cards: its SDK's own types are what a card's command is checked by. */
const described = commands.filter(({ action }) => action !== "pay");

describe("the commands of every turn of every call", () => {
  it("are of every kind", () => {
    const kinds = new Set(commands.map(({ action }) => action));
    expect([...kinds].toSorted()).toEqual([
      "answer",
      "gather_stop",
      "gather_using_speak",
      "hangup",
      "pay",
      "speak",
      "transfer",
    ]);
  });

  it("are as the carrier describes them", () => {
    const problems = described.flatMap(({ action, body }) => {
      const { error } = bodyOf(action).safeParse(body);
      return error === undefined ? [] : [`${action}: ${error.message}`];
    });
    expect(problems).toEqual([]);
  });

  it("are all described but the one for a card", () => {
    expect(description.paths["/calls/{call_control_id}/actions/pay"]).toBeUndefined();
    expect(described.length).toBeLessThan(commands.length);
  });

  it("dial as the carrier describes it", () => {
    const call = { id: "line:a#4", from: "+15550001000", to: "+15550100001" };
    const body = dialOf(call, "app");
    expect(bodyAt("/calls").safeParse(body).success).toBe(true);
    expect(bodyAt("/calls").safeParse({ ...body, timeout: 30 }).success).toBe(false);
    const { connection_id: _, ...nameless } = body;
    expect(bodyAt("/calls").safeParse(nameless).success).toBe(false);
  });

  it("say no more at once than the carrier reads, and never nothing", () => {
    for (const { action, body } of commands) {
      if (action !== "gather_using_speak" && action !== "speak") continue;
      expect(body.payload).not.toBe("");
      expect(body.payload.length).toBeLessThanOrEqual(SPEECH_CHARACTERS_MAX);
    }
    const waiting = commands.filter(({ action }) => action === "gather_using_speak");
    expect(waiting.length).toBeGreaterThan(100);
  });

  it.each<[string, CallCommand["action"], object]>([
    ["without its words", "speak", { voice: "AWS.Polly.Joanna-Neural" }],
    ["without a voice", "gather_using_speak", { payload: "Hello" }],
    ["with a field that is none", "hangup", { commandid: "a" }],
    [
      "with tries in words",
      "gather_using_speak",
      { payload: "a", voice: "b", maximum_tries: "one" },
    ],
    ["in a language that is none", "speak", { payload: "a", voice: "b", language: "xx-XX" }],
    ["to nobody", "transfer", { from: "+15550001000" }],
  ])("would be caught %s", (_name, action, body) => {
    expect(bodyOf(action).safeParse(body).success).toBe(false);
  });
});

describe("every webhook of the carrier", () => {
  const directory = mkdtempSync(join(tmpdir(), "switchboard-webhooks-"));
  const key = makeCarrierKey();
  const sign = signerOf(key.privatePem);
  const nowMs = Date.UTC(2026, 10, 23, 14);
  const names = readdirSync(join(folder, "webhooks")).filter((name) => name !== "index.json");
  let store: NodeStore;
  let town: Town;

  beforeAll(async () => {
    const path = join(directory, "u.db");
    const opened = openStore({ path, home: utilityHome("u"), migrations });
    if (isRefusal(opened)) throw new Error(opened.message);
    store = opened;
    town = new Town({
      utilityId: "u",
      store,
      restart: () => Promise.resolve(),
      close: () => store.close(),
    });
    await town.found(usd);
  });

  afterAll(async () => {
    await store.close();
    rmSync(directory, { recursive: true });
  });

  function app() {
    return hubApp({
      hubOf: () => town.hub,
      utilityIds: () => [town.hub.utilityId],
      hubOfNumber: () => town.hub,
      carrierKey: () => key.publicBase64,
      allow: () => true,
      nowMs: () => nowMs,
      metrics: createMetrics(),
      health: () => Promise.resolve([]),
      simulated: ["carrier"],
      report: (fault) => {
        throw fault;
      },
    });
  }

  async function post(body: string, headers = sign(body, nowMs)): Promise<number> {
    const answer = await app().request("/hooks/telnyx", { method: "POST", body, headers });
    return answer.status;
  }

  it("is there", () => {
    expect(names.length).toBeGreaterThanOrEqual(60);
  });

  it.each(names)("%s is accepted, told once and told again", async (name) => {
    const body = readFileSync(join(folder, "webhooks", name), "utf8");
    expect(await post(body)).toBe(200);
    expect(await post(body)).toBe(200);
    await town.settle();
  });

  it.each(names)("%s is refused unsigned, and changed after it was signed", async (name) => {
    const body = readFileSync(join(folder, "webhooks", name), "utf8");
    const { "telnyx-signature-ed25519": _, ...unsigned } = sign(body, nowMs);
    expect(await post(body, unsigned)).toBe(401);
    expect(await post(body.replace("event_type", "event_typo"), sign(body, nowMs))).toBe(401);
    expect(await post(body, sign(body, nowMs - 600_000))).toBe(401);
  });

  it.each(names.filter((name) => name.startsWith("call_")))(
    "%s cut short is refused",
    async (name) => {
      const body = readFileSync(join(folder, "webhooks", name), "utf8");
      const half = body.slice(0, body.length / 2);
      expect(await post(half)).toBe(400);
    },
  );
});
