/** The SIP end from outside, by datagrams. */
import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { isRefusal } from "../../core/refusal.ts";
import { bodyOf, parseSip, type SipMessage, tagOf, valueOf, valuesOf } from "./message.ts";
import { offerSdp, readSdp } from "./sdp.ts";
import { type Ringing, SipServer } from "./sip-server.ts";

let server: SipServer;
let phone: Socket;
let rings: Ringing[];
let ended: string[];
const got: SipMessage[] = [];
const hears: (() => void)[] = [];

beforeEach(async () => {
  rings = [];
  ended = [];
  got.length = 0;
  server = await SipServer.open(0, (call) => {
    rings.push(call);
    return { over: (cause) => ended.push(cause) };
  });
  phone = createSocket("udp4").bind(0, "127.0.0.1");
  await once(phone, "listening");
  phone.on("message", (bytes) => {
    const message = parseSip(bytes);
    if (!isRefusal(message)) got.push(message);
    for (const hear of hears.splice(0)) hear();
  });
});

afterEach(() => {
  for (const { stream } of rings) stream.close();
  server.close();
  phone.close();
});

/** The first message of a kind from now on, or that came already. */
async function next(wanted: (message: SipMessage) => boolean): Promise<SipMessage> {
  for (;;) {
    const at = got.findIndex(wanted);
    const [found] = at < 0 ? [] : got.splice(at, 1);
    if (found !== undefined) return found;
    await new Promise<void>((resolve) => hears.push(resolve));
  }
}

const answered = (status: number) => next((message) => message.status === status);

interface Given {
  readonly uri?: string;
  readonly branch?: string;
  readonly toTag?: string;
  readonly sequence?: number;
  readonly headers?: readonly string[];
  readonly body?: string;
}

const offer = offerSdp({ peer: { host: "127.0.0.1", port: 4000 }, version: 1 }, ["PCMU"], 96);
const sdp = ["Content-Type: application/sdp"];

function send(method: string, given: Given = {}): void {
  const { uri = "sip:+12025550123@127.0.0.1", branch = method, toTag, sequence = 1 } = given;
  const { body = method === "INVITE" ? offer : "" } = given;
  const { headers = method === "INVITE" ? sdp : [] } = given;
  const { port } = phone.address();
  const lines = [
    `${method} ${uri} SIP/2.0`,
    `Via: SIP/2.0/UDP 127.0.0.1:${String(port)};branch=z9hG4bK${branch}`,
    "From: <sip:+12025551000@127.0.0.1>;tag=mine",
    `To: <${uri}>${toTag === undefined ? "" : `;tag=${toTag}`}`,
    "Call-ID: call-1",
    `CSeq: ${String(sequence)} ${method}`,
    `Contact: <sip:127.0.0.1:${String(port)}>`,
    ...headers,
    `Content-Length: ${String(Buffer.byteLength(body))}`,
  ];
  phone.send([...lines, "", body].join("\r\n"), server.port, "127.0.0.1");
}

/** Rings, and gives the tag that the carrier's end of the call has. */
async function ring(): Promise<string> {
  send("INVITE");
  await answered(100);
  return tagOf(await answered(180), "to");
}

async function up(): Promise<string> {
  const toTag = await ring();
  rings[0]?.answer();
  await answered(200);
  send("ACK", { toTag });
  return toTag;
}

describe("what is refused makes nothing ring:", () => {
  it.each<[string, string, Given, number]>([
    ["words for hops", "OPTIONS", { headers: ["Max-Forwards: x"] }, 400],
    ["two Call-ID", "INVITE", { headers: [...sdp, "i: call-2"] }, 400],
    ["no hops left", "INVITE", { headers: [...sdp, "Max-Forwards: 0"] }, 483],
    ["an extension that is required", "INVITE", { headers: [...sdp, "Require: 100rel"] }, 420],
    ["a body that is no SDP", "INVITE", { headers: ["Content-Type: text/plain"] }, 415],
    ["no offer", "INVITE", { body: "", headers: [] }, 488],
    ["no codec of ours", "INVITE", { body: offer.replace("AVP 0 96", "AVP 9 96") }, 488],
    ["nobody called", "INVITE", { uri: "sip:127.0.0.1" }, 404],
    ["a change of no call", "INVITE", { toTag: "none" }, 481],
    ["the end of no call", "BYE", { toTag: "none" }, 481],
    ["a cancel of nothing", "CANCEL", {}, 481],
    ["a method that is not taken", "REFER", {}, 405],
    ["a method of nobody", "JUGGLE", {}, 501],
  ])("%s", async (_what, method, given, status) => {
    send(method, given);
    expect(tagOf(await answered(status), "to")).not.toBe("");
    expect(rings).toEqual([]);
  });
});

describe("outside a call", () => {
  it("OPTIONS is told what is taken", async () => {
    send("OPTIONS");
    expect(valueOf(await answered(200), "allow")).toContain("INVITE");
  });

  it("REGISTER is told for how long", async () => {
    send("REGISTER", { headers: ["Expires: 60"] });
    expect(valueOf(await answered(200), "contact")).toMatch(/;expires=60$/);
  });
});

describe("a call", () => {
  it("rings once, however often it is asked for", async () => {
    await ring();
    send("INVITE");
    await answered(180);
    expect(rings).toMatchObject([{ from: "+12025551000", to: "+12025550123" }]);
  });

  it("is answered again until it is acknowledged, by the offer's own number of events", async () => {
    const toTag = await ring();
    rings[0]?.answer();
    const first = await answered(200);
    expect(readSdp(bodyOf(first))).toMatchObject({ codec: "PCMU", eventType: 96 });
    expect(await answered(200)).toEqual(first);
    send("ACK", { toTag });
    send("BYE", { toTag, sequence: 2 });
    await next(({ headers }) => headers.some(([, value]) => value === "2 BYE"));
    expect(ended).toEqual(["normal_clearing"]);
  });

  it("is given up before it is answered", async () => {
    await ring();
    send("CANCEL", { branch: "INVITE" });
    expect(valueOf(await answered(200), "cseq")).toBe("1 CANCEL");
    expect(valueOf(await answered(487), "cseq")).toBe("1 INVITE");
    expect(ended).toEqual(["originator_cancel"]);
  });

  it("is not given up by another's branch", async () => {
    await ring();
    send("CANCEL", { branch: "other" });
    await answered(481);
    expect(ended).toEqual([]);
  });

  it("that was answered is not given up any more", async () => {
    await up();
    send("CANCEL", { branch: "INVITE" });
    await answered(200);
    expect(ended).toEqual([]);
  });

  it("is not ended by whoever does not know its tag", async () => {
    await up();
    send("BYE", { toTag: "guessed", sequence: 2 });
    await answered(481);
    expect(ended).toEqual([]);
  });

  it("is held, and answered so", async () => {
    const toTag = await up();
    const body = offer.replace("a=sendrecv", "a=sendonly");
    send("INVITE", { toTag, sequence: 2, branch: "again", body });
    const answer = await next(({ headers }) => headers.some(([, value]) => value === "2 INVITE"));
    expect([answer.status, readSdp(bodyOf(answer))]).toMatchObject([
      200,
      { direction: "recvonly" },
    ]);
    send("ACK", { toTag, sequence: 2 });
  });

  it("is ended by the carrier, by the way it came", async () => {
    const { port } = phone.address();
    const route = `<sip:127.0.0.1:${String(port)};lr>`;
    send("INVITE", { headers: [...sdp, `Record-Route: ${route}`] });
    const ringing = await answered(180);
    expect(valuesOf(ringing, "record-route")).toEqual([route]);
    rings[0]?.answer();
    await answered(200);
    send("ACK", { toTag: tagOf(ringing, "to") });
    rings[0]?.hangUp();
    const bye = await next(({ request }) => request?.method === "BYE");
    expect(valuesOf(bye, "route")).toEqual([route]);
    expect([tagOf(bye, "from"), tagOf(bye, "to")]).toEqual([tagOf(ringing, "to"), "mine"]);
  });
});
