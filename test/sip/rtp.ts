/** RTP packets (RFC 3550), as far as one voice needs them. */
import { type Refusal, refuse } from "../../core/refusal.ts";

export interface RtpPacket {
  readonly payloadType: number;
  readonly marker: boolean;
  readonly sequence: number;
  readonly timestamp: number;
  readonly ssrc: number;
  readonly payload: Uint8Array;
}

const HEAD_BYTES = 12;

export function writeRtp(packet: RtpPacket): Buffer {
  const head = Buffer.alloc(HEAD_BYTES);
  head.writeUInt8(0x80, 0);
  head.writeUInt8((packet.marker ? 0x80 : 0) | packet.payloadType, 1);
  head.writeUInt16BE(packet.sequence % 2 ** 16, 2);
  head.writeUInt32BE(packet.timestamp % 2 ** 32, 4);
  head.writeUInt32BE(packet.ssrc, 8);
  return Buffer.concat([head, packet.payload]);
}

export function readRtp(bytes: Buffer): RtpPacket | Refusal<"not_rtp"> {
  if (bytes.length < HEAD_BYTES) return refuse("not_rtp", "shorter than its head");
  const first = bytes.readUInt8(0);
  if (first >> 6 !== 2) return refuse("not_rtp", "not version 2");
  let start = HEAD_BYTES + (first & 0x0f) * 4;
  if ((first & 0x10) !== 0) {
    if (bytes.length < start + 4) return refuse("not_rtp", "its extension is cut off");
    start += 4 + bytes.readUInt16BE(start + 2) * 4;
  }
  const padding = (first & 0x20) === 0 ? 0 : (bytes.at(-1) ?? 0);
  if ((first & 0x20) !== 0 && padding === 0) return refuse("not_rtp", "padded by nothing");
  if (start + padding > bytes.length) return refuse("not_rtp", "it is cut off");
  const second = bytes.readUInt8(1);
  return {
    payloadType: second & 0x7f,
    marker: (second & 0x80) !== 0,
    sequence: bytes.readUInt16BE(2),
    timestamp: bytes.readUInt32BE(4),
    ssrc: bytes.readUInt32BE(8),
    payload: bytes.subarray(start, bytes.length - padding),
  };
}
