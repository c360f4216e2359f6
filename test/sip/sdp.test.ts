import { describe, expect, it } from "vitest";
import { isRefusal } from "../../core/refusal.ts";
import { answerSdp, offerSdp, readSdp } from "./sdp.ts";

const good = [
  "v=0",
  "o=- 1 1 IN IP4 127.0.0.1",
  "s=-",
  "c=IN IP4 127.0.0.1",
  "t=0 0",
  "m=audio 4000 RTP/AVP 0 8 96",
  "a=rtpmap:96 telephone-event/8000",
];

function offer(start: string, ...lines: readonly string[]): string {
  return good.flatMap((line) => (line.startsWith(start) ? lines : [line])).join("\r\n");
}

describe("an offer that is refused", () => {
  it.each<[string, string, string]>([
    ["is empty", "", "bad_sdp"],
    ["begins with another line", offer("v=", "s=-", "v=0"), "bad_sdp"],
    ["has a line of no type", offer("t=", "hello"), "bad_sdp"],
    ["has no address", offer("c="), "bad_sdp"],
    ["has an address of another family", offer("c=", "c=IN IP6 ::1"), "bad_sdp"],
    ["has a port that is none", offer("m=", "m=audio 70000 RTP/AVP 0"), "bad_sdp"],
    ["has no types", offer("m=", "m=audio 4000 RTP/AVP"), "bad_sdp"],
    ["wants it encrypted", offer("m=", "m=audio 4000 RTP/SAVP 0"), "bad_sdp"],
    ["has pictures only", offer("m=", "m=video 4000 RTP/AVP 0"), "no_audio"],
    ["has turned the voice off", offer("m=", "m=audio 0 RTP/AVP 0"), "no_audio"],
    ["has other codecs only", offer("m=", "m=audio 4000 RTP/AVP 9 18 96"), "no_codec"],
    ["has events only", offer("m=", "m=audio 4000 RTP/AVP 96"), "no_codec"],
  ])("%s", (_what, text, code) => {
    expect(readSdp(text)).toMatchObject({ kind: "refused", code });
  });
});

describe("an offer that is taken", () => {
  it.each<[string, string, object]>([
    ["as it is", good.join("\r\n"), { codec: "PCMU", eventType: 96, direction: "sendrecv" }],
    ["A-law first", offer("m=", "m=audio 4000 RTP/AVP 8 0 96"), { codec: "PCMA" }],
    [
      "a codec of ours behind another",
      offer("m=", "m=audio 4000 RTP/AVP 9 8 96"),
      { codec: "PCMA" },
    ],
    [
      "events by 101",
      offer("m=", "m=audio 4000 RTP/AVP 0 101").replace("rtpmap:96", "rtpmap:101"),
      { eventType: 101 },
    ],
    [
      "101 that is mapped to nothing",
      offer("m=", "m=audio 4000 RTP/AVP 0 101"),
      { eventType: null },
    ],
    ["no keys", offer("a="), { eventType: null }],
    ["held", offer("t=", "t=0 0", "a=sendonly"), { direction: "sendonly" }],
    [
      "an address of its own",
      offer("a=", "c=IN IP4 127.0.0.2"),
      { peer: { host: "127.0.0.2", port: 4000 } },
    ],
    [
      "events of another stream",
      offer("a=", "m=video 0 RTP/AVP 96", "a=rtpmap:96 telephone-event/8000"),
      { eventType: null },
    ],
  ])("%s", (_what, text, expected) => {
    expect(readSdp(text)).toMatchObject(expected);
  });
});

describe("what is written", () => {
  const own = { peer: { host: "127.0.0.1", port: 4002 }, version: 2 };

  it.each([101, 96, 110])("answers with the offer's own number of events, %i", (type) => {
    const media = readSdp(offerSdp(own, ["PCMA", "PCMU"], type));
    if (isRefusal(media)) throw new Error(media.message);
    const answer = readSdp(answerSdp(own, media));
    expect(answer).toEqual({ ...media, peer: own.peer });
    expect(answerSdp(own, media)).toContain(`m=audio 4002 RTP/AVP 8 ${String(type)}\r\n`);
  });

  it.each([
    ["sendonly", "recvonly"],
    ["recvonly", "sendonly"],
    ["inactive", "inactive"],
    ["sendrecv", "sendrecv"],
  ] as const)("answers %s by %s", (direction, answered) => {
    const media = { peer: own.peer, codec: "PCMU", eventType: null, direction } as const;
    expect(answerSdp(own, media)).toContain(`a=${answered}\r\n`);
    expect(answerSdp(own, media)).not.toContain("telephone-event");
  });
});
