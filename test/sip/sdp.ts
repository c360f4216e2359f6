/** What two ends agree on before a voice is sent: offer and answer (RFC 3264) of one audio stream. */
import { type Refusal, refuse } from "../../core/refusal.ts";
import type { Codec } from "./g711.ts";
import type { Peer } from "./message.ts";

export interface Media {
  /** Where the other end listens. */
  readonly peer: Peer;
  readonly codec: Codec;
  /** The payload type of telephone-event as this offer has it; null where keys can not be sent. */
  readonly eventType: number | null;
  readonly direction: "sendrecv" | "sendonly" | "recvonly" | "inactive";
}

/** The static types of RFC 3551. */
export const payloadTypes = { PCMU: 0, PCMA: 8 } as const satisfies Record<Codec, number>;

/** Reads an offer, or the answer to one of ours. */
export function readSdp(text: string): Media | Refusal<"bad_sdp" | "no_audio" | "no_codec"> {
  const lines = text.split(/\r?\n/).filter((line) => line !== "");
  if (lines[0] !== "v=0") return refuse("bad_sdp", "the first line is not v=0");
  if (lines.some((line) => !/^[a-z]=/.test(line))) return refuse("bad_sdp", "a line has no type");
  const at = lines.findIndex((line) => line.startsWith("m=audio "));
  if (at < 0) return refuse("no_audio", "nothing is offered to hear");
  const stream = streamIn(lines[at] ?? "");
  if (stream === null) return refuse("bad_sdp", "m=audio is not as it must be");
  const { port, types } = stream;
  if (port === 0) return refuse("no_audio", "the stream is turned off");
  const part = upToStream(lines.slice(at + 1));
  const session = upToStream(lines);
  const host = hostIn(part) ?? hostIn(session);
  if (host === null) return refuse("bad_sdp", "no address is given");
  const codec = firstCodec(types);
  if (codec === null) return refuse("no_codec", "neither PCMU nor PCMA");
  return {
    peer: { host, port },
    codec,
    eventType: eventTypeIn(part, types),
    direction: directionIn([...part, ...session]),
  };
}

function streamIn(line: string): { readonly port: number; readonly types: number[] } | null {
  const [, port = "", types = ""] =
    /^m=audio (\d{1,5})(?:\/1)? RTP\/AVP((?: \d{1,3})+)$/.exec(line) ?? [];
  if (port === "" || Number(port) > 65_535) return null;
  return { port: Number(port), types: types.trim().split(" ").map(Number) };
}

/** The lines before the next stream. */
function upToStream(lines: readonly string[]): readonly string[] {
  const next = lines.findIndex((line) => line.startsWith("m="));
  return next < 0 ? lines : lines.slice(0, next);
}

function hostIn(lines: readonly string[]): string | null {
  const line = lines.find((one) => one.startsWith("c="));
  return /^c=IN IP4 (\d+\.\d+\.\d+\.\d+)$/.exec(line ?? "")?.[1] ?? null;
}

function firstCodec(types: readonly number[]): Codec | null {
  const type = types.find((one) => one === payloadTypes.PCMU || one === payloadTypes.PCMA);
  if (type === undefined) return null;
  return type === payloadTypes.PCMU ? "PCMU" : "PCMA";
}

/** Never a number by habit: 101 is common, 96 is met, and only what is mapped in this very stream counts. */
function eventTypeIn(lines: readonly string[], offered: readonly number[]): number | null {
  for (const line of lines) {
    const type = /^a=rtpmap:(\d{1,3}) telephone-event\/8000(?:\/1)?$/i.exec(line)?.[1];
    if (type !== undefined && offered.includes(Number(type))) return Number(type);
  }
  return null;
}

/** The first that is said, the stream's own before the session's. */
function directionIn(lines: readonly string[]): Media["direction"] {
  const match = lines
    .map((line) => /^a=(sendrecv|sendonly|recvonly|inactive)$/.exec(line)?.[1])
    .find((one) => one !== undefined);
  return (match ?? "sendrecv") as Media["direction"];
}

const answers = {
  sendrecv: "sendrecv",
  sendonly: "recvonly",
  recvonly: "sendonly",
  inactive: "inactive",
} as const;

interface Own {
  readonly peer: Peer;
  /** Grows with every change of what is described. */
  readonly version: number;
}

/** What is answered: one codec, and telephone-event by the number that the offer gave it. */
export function answerSdp(own: Own, media: Media): string {
  return sdp(own, [media.codec], media.eventType, answers[media.direction]);
}

/** An offer of our own, with telephone-event by any free number. */
export function offerSdp(own: Own, codecs: readonly Codec[], eventType: number): string {
  return sdp(own, codecs, eventType, "sendrecv");
}

function sdp(
  { peer, version }: Own,
  codecs: readonly Codec[],
  eventType: number | null,
  direction: Media["direction"],
): string {
  const types = [
    ...codecs.map((codec) => payloadTypes[codec]),
    ...(eventType === null ? [] : [eventType]),
  ];
  return [
    "v=0",
    `o=- 1 ${String(version)} IN IP4 ${peer.host}`,
    "s=-",
    `c=IN IP4 ${peer.host}`,
    "t=0 0",
    `m=audio ${String(peer.port)} RTP/AVP ${types.join(" ")}`,
    ...codecs.map((codec) => `a=rtpmap:${String(payloadTypes[codec])} ${codec}/8000`),
    ...(eventType === null
      ? []
      : [`a=rtpmap:${String(eventType)} telephone-event/8000`, `a=fmtp:${String(eventType)} 0-15`]),
    "a=ptime:20",
    `a=${direction}`,
    "",
  ].join("\r\n");
}
