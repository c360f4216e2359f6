/** SIP messages (RFC 3261) as they stand in a datagram. */
import { type Refusal, refuse } from "../../core/refusal.ts";

export interface SipMessage {
  /** The method and address of a request; null in a response. */
  readonly request: { readonly method: string; readonly uri: string } | null;
  /** The status of a response; 0 in a request. */
  readonly status: number;
  readonly reason: string;
  /** In order, by their long names in lower case; a header may stand several times. */
  readonly headers: readonly Header[];
  readonly body: string;
}

export type Header = readonly [name: string, value: string];

/** The short forms of RFC 3261, section 7.3.3, that are met. */
const compact: Readonly<Record<string, string>> = {
  c: "content-type",
  e: "content-encoding",
  f: "from",
  i: "call-id",
  k: "supported",
  l: "content-length",
  m: "contact",
  s: "subject",
  t: "to",
  v: "via",
};

/** What a request and a response must have, each once but the first. */
const required = ["via", "from", "to", "call-id", "cseq"] as const;

const TOKEN = /^[A-Za-z0-9.!%*_+`'~-]+$/;

/** What a datagram says; refused where not even an answer to it could be written. */
export function parseSip(bytes: Uint8Array): SipMessage | Refusal<"not_sip" | "bad_header"> {
  const text = Buffer.from(bytes).toString("utf8");
  const end = text.indexOf("\r\n\r\n");
  if (end < 0) return refuse("not_sip", "no empty line ends the headers");
  const [first = "", ...lines] = text
    .slice(0, end)
    .replaceAll(/\r\n[ \t]+/g, " ")
    .split("\r\n");
  const start = startOf(first);
  if (start === null) return refuse("not_sip", "the first line is neither request nor response");
  const headers: Header[] = [];
  for (const line of lines) {
    const [, name = "", value = ""] = /^([^:\s]+)[ \t]*:(.*)$/.exec(line) ?? [];
    if (!TOKEN.test(name)) return refuse("bad_header", "a line is no header");
    const lower = name.toLowerCase();
    headers.push([compact[lower] ?? lower, value.trim()]);
  }
  return { ...start, headers: headers.flatMap(apart), body: text.slice(end + 4) };
}

function startOf(line: string): Pick<SipMessage, "request" | "status" | "reason"> | null {
  const response = /^SIP\/2\.0 ([1-6]\d\d) (.*)$/.exec(line);
  if (response !== null) {
    return { request: null, status: Number(response[1]), reason: response[2] ?? "" };
  }
  const [, method = "", uri = ""] = /^(\S+) (\S+) SIP\/2\.0$/.exec(line) ?? [];
  return TOKEN.test(method) ? { request: { method, uri }, status: 0, reason: "" } : null;
}

/** Several of these may stand on one line, with commas between that are in neither quotes nor brackets. */
function apart([name, value]: Header): Header[] {
  if (!["via", "contact", "route", "record-route"].includes(name)) return [[name, value]];
  const parts = value.match(/(?:"(?:[^"\\]|\\.)*"|<[^>]*>|[^,"<])+/g) ?? [value];
  return parts.map((part) => [name, part.trim()]);
}

/** What is wrong with a message that could be read; null where nothing is. */
export function faultOf(message: SipMessage): Refusal<"missing" | "twice" | "malformed"> | null {
  for (const name of required) {
    const count = valuesOf(message, name).length;
    if (count === 0) return refuse("missing", `no ${name}`);
    if (count > 1 && name !== "via") return refuse("twice", `${name} stands twice`);
  }
  const wrong = checks.find(([, isRight]) => !isRight(message));
  return wrong === undefined ? null : refuse("malformed", `${wrong[0]} is not as it must be`);
}

const checks: readonly (readonly [what: string, isRight: (message: SipMessage) => boolean])[] = [
  ["via", (message) => /^SIP\/2\.0\/UDP [^\s;]+.*;branch=[^;\s]+/.test(valueOf(message, "via"))],
  ["from", (message) => uriOf(valueOf(message, "from")) !== "" && tagOf(message, "from") !== ""],
  ["to", (message) => uriOf(valueOf(message, "to")) !== ""],
  ["call-id", (message) => /^\S+$/.test(valueOf(message, "call-id"))],
  ["cseq", isRightSequence],
  ["max-forwards", (message) => /^\d{0,3}$/.test(valueOf(message, "max-forwards"))],
  ["content-length", isRightLength],
];

function isRightSequence(message: SipMessage): boolean {
  const [, number = "", method = ""] = /^(\d{1,10}) +(\S+)$/.exec(valueOf(message, "cseq")) ?? [];
  if (number === "" || Number(number) >= 2 ** 31) return false;
  return message.request === null || message.request.method === method;
}

function isRightLength(message: SipMessage): boolean {
  const text = valueOf(message, "content-length");
  // Over UDP it may be left out: the datagram ends the body.
  return text === "" || (/^\d+$/.test(text) && Number(text) <= Buffer.byteLength(message.body));
}

/** The body as far as its length says. */
export function bodyOf(message: SipMessage): string {
  const text = valueOf(message, "content-length");
  return text === ""
    ? message.body
    : Buffer.from(message.body).subarray(0, Number(text)).toString();
}

export function valuesOf(message: SipMessage, name: string): string[] {
  return message.headers.filter(([one]) => one === name).map(([, value]) => value);
}

/** The first value of a header; empty where there is none. */
export function valueOf(message: SipMessage, name: string): string {
  return valuesOf(message, name)[0] ?? "";
}

/** The address in From, To or Contact; empty where there is none. */
export function uriOf(value: string): string {
  const inside = /<(sips?:[^>\s]+|tel:[^>\s]+)>/.exec(value)?.[1];
  return inside ?? /^((?:sips?|tel):[^;\s]+)/.exec(value)?.[1] ?? "";
}

export function tagOf(message: SipMessage, name: "from" | "to"): string {
  return /;\s*tag=([^;\s>]+)/.exec(valueOf(message, name).replace(/<[^>]*>/, ""))?.[1] ?? "";
}

export function branchOf(message: SipMessage): string {
  return /;branch=([^;\s]+)/.exec(valueOf(message, "via"))?.[1] ?? "";
}

export function methodOf(message: SipMessage): string {
  return valueOf(message, "cseq").split(/ +/)[1] ?? "";
}

/** Who is meant: the part before the "@", or the number of a tel address. */
export function userOf(uri: string): string {
  const [, user = ""] = /^(?:sips?:([^@;>]+)@|tel:([^@;>]+))/.exec(uri)?.filter(Boolean) ?? [];
  return decodeURIComponent(user.replaceAll(/%(?![0-9A-Fa-f]{2})/g, "%25"));
}

export interface Peer {
  readonly host: string;
  readonly port: number;
}

/** Where a message to an address goes. */
export function peerOf(uri: string): Peer | null {
  const match = /^sips?:(?:[^@>]*@)?(\d+\.\d+\.\d+\.\d+|localhost)(?::(\d{1,5}))?/.exec(uri);
  if (match === null) return null;
  const [, host = "", port = "5060"] = match;
  return { host: host === "localhost" ? "127.0.0.1" : host, port: Number(port) };
}

const names: Readonly<Record<string, string>> = { "call-id": "Call-ID", cseq: "CSeq" };

function named(name: string): string {
  return names[name] ?? name.replaceAll(/(^|-)[a-z]/g, (letter) => letter.toUpperCase());
}

export function writeSip(message: SipMessage): Buffer {
  const { request, status, reason, headers, body } = message;
  const first =
    request === null
      ? `SIP/2.0 ${String(status)} ${reason}`
      : `${request.method} ${request.uri} SIP/2.0`;
  const own = headers.filter(([name]) => name !== "content-length");
  const length: Header = ["content-length", String(Buffer.byteLength(body))];
  const lines = [...own, length].map(([name, value]) => `${named(name)}: ${value}`);
  return Buffer.from([first, ...lines, "", body].join("\r\n"));
}

const reasons: Readonly<Record<number, string>> = {
  100: "Trying",
  180: "Ringing",
  200: "OK",
  400: "Bad Request",
  404: "Not Found",
  405: "Method Not Allowed",
  408: "Request Timeout",
  415: "Unsupported Media Type",
  420: "Bad Extension",
  480: "Temporarily Unavailable",
  481: "Call/Transaction Does Not Exist",
  483: "Too Many Hops",
  486: "Busy Here",
  487: "Request Terminated",
  488: "Not Acceptable Here",
  501: "Not Implemented",
  603: "Decline",
};

/** The answer to a request: where it came by, whose it is, and what is said besides. */
export function answerTo(
  request: SipMessage,
  status: number,
  more: {
    readonly tag?: string;
    readonly headers?: readonly Header[];
    readonly body?: string;
  } = {},
): SipMessage {
  const copied = request.headers.filter(([name]) =>
    ["via", "from", "call-id", "cseq", ...(status < 300 ? ["record-route"] : [])].includes(name),
  );
  const to = valueOf(request, "to");
  const tag = more.tag === undefined || tagOf(request, "to") !== "" ? "" : `;tag=${more.tag}`;
  return {
    request: null,
    status,
    reason: reasons[status] ?? "Unknown",
    headers: [...copied, ["to", `${to}${tag}`], ...(more.headers ?? [])],
    body: more.body ?? "",
  };
}
