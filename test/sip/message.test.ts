import { describe, expect, it } from "vitest";
import { isRefusal } from "../../core/refusal.ts";
import {
  answerTo,
  bodyOf,
  faultOf,
  parseSip,
  peerOf,
  type SipMessage,
  tagOf,
  uriOf,
  userOf,
  valueOf,
  valuesOf,
  writeSip,
} from "./message.ts";

const lines = [
  "INVITE sip:+12025550123@127.0.0.1 SIP/2.0",
  "Via: SIP/2.0/UDP 127.0.0.1:5070;branch=z9hG4bK1",
  "Max-Forwards: 70",
  'From: "Ana; Ortiz" <sip:+12025551000@127.0.0.1>;tag=a1',
  "To: <sip:+12025550123@127.0.0.1>",
  "Call-ID: c1@127.0.0.1",
  "CSeq: 1 INVITE",
  "Content-Length: 4",
];

function text(given: readonly string[] = lines, body = "v=0\n"): Buffer {
  return Buffer.from([...given, "", body].join("\r\n"));
}

/** The good request with one line in the place of another; null leaves it out. */
function withLine(start: string, line: string | null): Buffer {
  const at = lines.findIndex((one) => one.startsWith(start));
  return text(
    lines.flatMap((one, place) => (place === at ? (line === null ? [] : [line]) : [one])),
  );
}

function parsed(bytes: Buffer): SipMessage {
  const message = parseSip(bytes);
  if (isRefusal(message)) throw new Error(message.message);
  return message;
}

describe("a datagram that is no SIP", () => {
  it.each<[string, Buffer, string]>([
    ["is empty", Buffer.from(""), "not_sip"],
    ["keeps a connection open", Buffer.from("\r\n\r\n"), "not_sip"],
    ["has no end of its headers", Buffer.from(lines.join("\r\n")), "not_sip"],
    ["ends its lines otherwise", Buffer.from(`${lines.join("\n")}\n\n`), "not_sip"],
    ["is HTTP", Buffer.from("GET / HTTP/1.1\r\nHost: h\r\n\r\n"), "not_sip"],
    ["is of another version", withLine("INVITE", "INVITE sip:a@b SIP/3.0"), "not_sip"],
    ["names no address", withLine("INVITE", "INVITE SIP/2.0"), "not_sip"],
    ["has two spaces", withLine("INVITE", "INVITE  sip:a@b SIP/2.0"), "not_sip"],
    ["has no token for a method", withLine("INVITE", "IN(VITE sip:a@b SIP/2.0"), "not_sip"],
    ["has a status of two digits", withLine("INVITE", "SIP/2.0 20 OK"), "not_sip"],
    ["has a status of no class", withLine("INVITE", "SIP/2.0 700 OK"), "not_sip"],
    ["has a line without a colon", withLine("Max", "Max-Forwards 70"), "bad_header"],
    ["has a name with a space in it", withLine("Max", "Max Forwards: 70"), "bad_header"],
    ["has no name", withLine("Max", ": 70"), "bad_header"],
  ])("%s", (_what, bytes, code) => {
    expect(parseSip(bytes)).toMatchObject({ kind: "refused", code });
  });
});

describe("a request that is answered 400", () => {
  it.each<[string, string, string | null, string]>([
    ["has no Via", "Via", null, "missing"],
    ["has no From", "From", null, "missing"],
    ["has no To", "To", null, "missing"],
    ["has no Call-ID", "Call-ID", null, "missing"],
    ["has no CSeq", "CSeq", null, "missing"],
    ["has two From", "Max", "f: <sip:b@c>;tag=2", "twice"],
    ["has two Call-ID", "Max", "i: other", "twice"],
    ["has two CSeq", "Max", "CSeq: 2 INVITE", "twice"],
    ["came by TCP", "Via", "Via: SIP/2.0/TCP 127.0.0.1;branch=z9hG4bK1", "malformed"],
    ["has a Via without branch", "Via", "Via: SIP/2.0/UDP 127.0.0.1", "malformed"],
    ["has a From without tag", "From", "From: <sip:a@b>", "malformed"],
    ["has a tag inside the address only", "From", "From: <sip:a@b;tag=1>", "malformed"],
    ["has no address in From", "From", "From: Ana;tag=1", "malformed"],
    ["has no address in To", "To", "To: nobody", "malformed"],
    ["has an empty Call-ID", "Call-ID", "Call-ID:", "malformed"],
    ["has a Call-ID of two words", "Call-ID", "Call-ID: a b", "malformed"],
    ["has a CSeq of another method", "CSeq", "CSeq: 1 BYE", "malformed"],
    ["has a CSeq without method", "CSeq", "CSeq: 1", "malformed"],
    ["has a CSeq of 2^31", "CSeq", "CSeq: 2147483648 INVITE", "malformed"],
    ["has a negative CSeq", "CSeq", "CSeq: -1 INVITE", "malformed"],
    ["has hops in words", "Max", "Max-Forwards: many", "malformed"],
    ["promises a longer body", "Content-Length", "Content-Length: 5", "malformed"],
    ["has a length in words", "Content-Length", "Content-Length: four", "malformed"],
  ])("%s", (_what, start, line, code) => {
    expect(faultOf(parsed(withLine(start, line)))).toMatchObject({ kind: "refused", code });
  });
});

describe("a request that is taken", () => {
  it.each<[string, Buffer]>([
    ["as it is", text()],
    ["without a length", withLine("Content-Length", null)],
    ["with the largest CSeq", withLine("CSeq", "CSeq: 2147483647 INVITE")],
    [
      "in short names",
      text(lines.map((line) => line.replace("Call-ID:", "i:").replace("Via:", "v:"))),
    ],
    ["with a folded header", withLine("To", "To:\r\n  <sip:+12025550123@127.0.0.1>")],
    ["with names in other cases", text(lines.map((line) => line.replace("CSeq:", "cSEQ :")))],
  ])("%s", (_what, bytes) => {
    const message = parsed(bytes);
    expect(faultOf(message)).toBeNull();
    expect(valueOf(message, "call-id")).toBe("c1@127.0.0.1");
    expect(bodyOf(message)).toBe("v=0\n");
    expect(tagOf(message, "from")).toBe("a1");
  });

  it("is the same after it is written", () => {
    const message = parsed(text());
    expect(parsed(writeSip(message))).toEqual(message);
  });

  it("ends where its length says", () => {
    expect(bodyOf(parsed(text(lines, "v=0\nmore")))).toBe("v=0\n");
  });

  it("has several routes on one line, and a comma in a name is none between two", () => {
    const line = 'Record-Route: "a, b" <sip:127.0.0.1:1;lr>, <sip:127.0.0.1:2;lr>';
    expect(valuesOf(parsed(withLine("Max", line)), "record-route")).toEqual([
      '"a, b" <sip:127.0.0.1:1;lr>',
      "<sip:127.0.0.1:2;lr>",
    ]);
  });
});

describe("an answer", () => {
  const invite = parsed(
    text([
      ...lines.slice(0, 2),
      "Via: SIP/2.0/UDP 127.0.0.1:9;branch=z9hG4bK0",
      "Record-Route: <sip:127.0.0.1:9;lr>",
      ...lines.slice(2),
    ]),
  );

  it("goes back by every Via in order, with the route and a tag of ours", () => {
    const answer = parsed(writeSip(answerTo(invite, 180, { tag: "t" })));
    expect(answer).toMatchObject({ request: null, status: 180, reason: "Ringing" });
    expect(valuesOf(answer, "via")).toEqual(valuesOf(invite, "via"));
    expect(valuesOf(answer, "record-route")).toEqual(["<sip:127.0.0.1:9;lr>"]);
    expect([tagOf(answer, "to"), tagOf(answer, "from")]).toEqual(["t", "a1"]);
    expect(valueOf(answer, "content-length")).toBe("0");
  });

  it("that refuses makes no route", () => {
    expect(valuesOf(answerTo(invite, 488, { tag: "t" }), "record-route")).toEqual([]);
  });

  it("leaves a tag that is there", () => {
    const bye = parsed(withLine("To", "To: <sip:a@127.0.0.1>;tag=old"));
    expect(tagOf(answerTo(bye, 200, { tag: "new" }), "to")).toBe("old");
  });
});

describe("an address", () => {
  it.each([
    ["Ana", ""],
    ["<http://a>", ""],
    ["<sip:a@b", ""],
    ["<sip:a@b;transport=udp>;tag=1", "sip:a@b;transport=udp"],
    ["sip:a@b;tag=1", "sip:a@b"],
    ["<tel:+12025550123>", "tel:+12025550123"],
  ])("of %s", (value, uri) => {
    expect(uriOf(value)).toBe(uri);
  });

  it.each([
    ["http://a@b", ""],
    ["sip:127.0.0.1", ""],
    ["sip:@b", ""],
    ["sip:%2B1202@b", "+1202"],
    ["sip:50%@b", "50%"],
    ["tel:+1202;x=1", "+1202"],
  ])("%s names", (uri, user) => {
    expect(userOf(uri)).toBe(user);
  });

  it.each([
    ["sip:a@example.com", null],
    ["tel:+1202", null],
    ["sip:a@127.0.0.1", { host: "127.0.0.1", port: 5060 }],
    ["sip:127.0.0.1:5070;lr", { host: "127.0.0.1", port: 5070 }],
    ["sip:a@localhost:5071", { host: "127.0.0.1", port: 5071 }],
  ])("%s is reached at", (uri, peer) => {
    expect(peerOf(uri)).toEqual(peer);
  });
});
