/** Webhooks as nobody's carrier sends them: each follows from the seed, and none may change anything. */
import type { Seeded } from "../../core/seeded.ts";
import type { PostedHook } from "../living-town.ts";

export interface AbusiveHook {
  /** What was done to it, for the report of a failure. */
  readonly what: string;
  readonly method: string;
  readonly path: string;
  readonly body: Uint8Array<ArrayBuffer> | null;
  readonly headers: Readonly<Record<string, string>>;
}

export interface Abuser {
  readonly chance: Seeded;
  /** The carrier's own signature, as of now. */
  readonly sign: (body: Uint8Array) => Record<string, string>;
  /** The signature of somebody with a key of their own. */
  readonly forge: (body: Uint8Array) => Record<string, string>;
}

type Mutation = (
  hook: PostedHook,
  abuser: Abuser,
) => Omit<AbusiveHook, "what" | "path"> & {
  readonly path?: string;
};

/** Bytes on memory of their own, as a request's body must be. */
function bytesOf(text: string | Buffer): Uint8Array<ArrayBuffer> {
  return new Uint8Array(typeof text === "string" ? Buffer.from(text) : text);
}

function pick<One>(chance: Seeded, list: readonly [One, ...One[]]): One {
  return list[chance.below(list.length)] ?? list[0];
}

function signed(text: string | Buffer, { sign }: Abuser): ReturnType<Mutation> {
  const body = bytesOf(text);
  return { method: "POST", body, headers: sign(body) };
}

/** Well below and well above what a webhook may be. */
const SIZES: readonly [number, ...number[]] = [5_000, 100_000, 270_000, 1_500_000];
const DEPTHS: readonly [number, ...number[]] = [50, 3_000, 60_000, 200_000];

/** What stands in for a value: never a text or null where those would make an honest event about somebody else. */
const ODD: readonly [string, ...string[]] = ["0", "-1", "1e308", "true", "[]", "{}", "[[[1]]]"];
const ODD_WORDS: readonly [string, ...string[]] = [
  "null",
  '""',
  '"\\u0000"',
  '"\\ud800"',
  '"STOP"',
  '"__proto__"',
  '"constructor"',
  `"${"9".repeat(4_000)}"`,
  '{"__proto__":{"polluted":true}}',
];

/** Whose event it is, and which: a different text there is an honest event of somebody else's. */
const naming: ReadonlySet<string> = new Set([
  "id",
  "from",
  "to",
  "phone_number",
  "call_control_id",
  "client_state",
]);

interface Place {
  readonly holder: Record<string, unknown>;
  readonly name: string;
}

function placesIn(value: unknown, found: Place[] = []): Place[] {
  if (typeof value !== "object" || value === null) return found;
  for (const name of Object.keys(value)) {
    const holder = value as Record<string, unknown>;
    found.push({ holder, name });
    placesIn(holder[name], found);
  }
  return found;
}

const MARK = "\u0001mark\u0001";

/** The event with one value, chosen by chance, put in other words of JSON. */
function withOther(hook: PostedHook, { chance }: Abuser, other: (name: string) => string): string {
  const event: unknown = JSON.parse(hook.body);
  const places = placesIn(event);
  const place = places[chance.below(places.length)];
  if (place === undefined) return "null";
  place.holder[place.name] = MARK;
  return JSON.stringify(event).replace(JSON.stringify(MARK), () => other(place.name));
}

function oddFor(name: string, chance: Seeded): string {
  return naming.has(name) || chance.chance(400) ? pick(chance, ODD) : pick(chance, ODD_WORDS);
}

const NOISE_BYTES_MAX = 400;

function noise(chance: Seeded): Buffer {
  return Buffer.from(chance.hex(2 * chance.below(NOISE_BYTES_MAX)), "hex");
}

const mutations: Readonly<Record<string, Mutation>> = {
  "a replay": ({ body, headers }) => ({ method: "POST", body: bytesOf(body), headers }),
  "a replay signed anew": ({ body }, abuser) => signed(body, abuser),
  "a byte changed after signing": ({ body, headers }, { chance }) => {
    const bytes = bytesOf(body);
    const at = chance.below(bytes.length);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << chance.below(8));
    return { method: "POST", body: bytes, headers };
  },
  "another's key": ({ body }, { forge }) => {
    const bytes = bytesOf(body);
    return { method: "POST", body: bytes, headers: forge(bytes) };
  },
  "a header less": ({ body, headers }, { chance }) => {
    const names = Object.keys(headers);
    const gone = names[chance.below(names.length)];
    const left = Object.fromEntries(Object.entries(headers).filter(([name]) => name !== gone));
    return { method: "POST", body: bytesOf(body), headers: left };
  },
  "headers of noise": ({ body, headers }, { chance }) => {
    const noisy = Object.keys(headers).map((name) => [name, chance.hex(chance.below(200))]);
    return { method: "POST", body: bytesOf(body), headers: Object.fromEntries(noisy) };
  },
  "another time": ({ body, headers }, { chance }) => {
    const timestamp = pick(chance, ["0", "-1", "NaN", "1e9", "99999999999999", " ", "1700000000"]);
    return {
      method: "POST",
      body: bytesOf(body),
      headers: { ...headers, "telnyx-timestamp": timestamp },
    };
  },
  "cut short": ({ body }, abuser) =>
    signed(body.slice(0, abuser.chance.below(body.length)), abuser),
  "said twice over": ({ body }, abuser) => signed(`${body}${body}`, abuser),
  "huge inside": (hook, abuser) => {
    const long = JSON.stringify("x".repeat(pick(abuser.chance, SIZES)));
    const name = (at: string) => (naming.has(at) ? `[${long}]` : long);
    return signed(withOther(hook, abuser, name), abuser);
  },
  "huge around": ({ body }, abuser) =>
    signed(`${" ".repeat(pick(abuser.chance, SIZES))}${body}`, abuser),
  deep: (hook, abuser) => {
    const depth = pick(abuser.chance, DEPTHS);
    const [open, close] = pick(abuser.chance, [
      ["[", "]"],
      ['{"a":', "}"],
    ]);
    const deep = `${open.repeat(depth)}1${close.repeat(depth)}`;
    return signed(
      withOther(hook, abuser, () => deep),
      abuser,
    );
  },
  "a wrong type": (hook, abuser) =>
    signed(
      withOther(hook, abuser, (name) => oddFor(name, abuser.chance)),
      abuser,
    ),
  "several wrong types": (hook, abuser) => {
    let { body } = hook;
    for (let left = 1 + abuser.chance.below(5); left > 0; left -= 1) {
      body = withOther({ ...hook, body }, abuser, (name) => oddFor(name, abuser.chance));
    }
    return signed(body, abuser);
  },
  "another charset": ({ body }, abuser) => {
    const words = body.replace('"data"', '"d\u00e9j\u00e0":"\u00e9\u20ac","data"');
    return signed(Buffer.from(words, pick(abuser.chance, ["latin1", "utf16le"])), abuser);
  },
  "bytes that are no letters": ({ body }, abuser) => {
    const at = abuser.chance.below(body.length);
    const broken = Buffer.from(pick(abuser.chance, ["ff", "c3", "eda080", "f8"]), "hex");
    const parts = [Buffer.from(body.slice(0, at)), broken, Buffer.from(body.slice(at))];
    return signed(Buffer.concat(parts), abuser);
  },
  noise: (_hook, abuser) => signed(noise(abuser.chance), abuser),
  "a form": ({ body }, abuser) => {
    const form = signed(new URLSearchParams({ payload: body }).toString(), abuser);
    const type = "application/x-www-form-urlencoded";
    return { ...form, headers: { ...form.headers, "content-type": type } };
  },
  "another method": ({ body, headers }, { chance }) => {
    const method = pick(chance, ["GET", "PUT", "DELETE", "PATCH", "OPTIONS"]);
    return { method, body: method === "GET" ? null : bytesOf(body), headers };
  },
  "another address": ({ body }, abuser) => {
    const end = pick(abuser.chance, [
      "?message=%00",
      "?message=../..",
      `?message=${"m".repeat(3_000)}`,
    ]);
    return { ...signed(body, abuser), path: `/hooks/telnyx${end}` };
  },
};

const names = Object.keys(mutations);

/** One of the webhooks that came, made into one that never should. */
export function abusive(posted: readonly PostedHook[], abuser: Abuser): AbusiveHook {
  const hook = posted[abuser.chance.below(posted.length)];
  const what = names[abuser.chance.below(names.length)] ?? "";
  const mutate = mutations[what];
  if (hook === undefined || mutate === undefined) throw new Error("there is nothing to abuse");
  return { what, path: hook.path, ...mutate(hook, abuser) };
}
