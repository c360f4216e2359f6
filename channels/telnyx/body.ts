import { type Refusal, refuse } from "../../core/refusal.ts";

/** A webhook of the carrier is 2 to 6 KB; 256 KiB leaves room for media lists and keeps a stranger from filling memory. */
export const WEBHOOK_BODY_BYTES_MAX = 256 * 1024;

/**
 * The body's bytes as they came, for a signature is over bytes. Refuses a body over `bytesMax` before it is in memory: by
 * its Content-Length where one is declared (the HTTP parser stops there), by counting where none is.
 */
export async function readBody(
  request: Request,
  bytesMax: number,
): Promise<Uint8Array | Refusal<"too_large" | "body_cut">> {
  const declared = request.headers.get("content-length");
  if (declared !== null && !(Number(declared) <= bytesMax)) return tooLarge(bytesMax);
  try {
    if (declared === null) return await readCounting(request, bytesMax);
    const body = new Uint8Array(await request.arrayBuffer());
    return body.byteLength > bytesMax ? tooLarge(bytesMax) : body;
  } catch {
    return refuse("body_cut", "the connection ended before the body did");
  }
}

async function readCounting(
  request: Request,
  bytesMax: number,
): Promise<Uint8Array | Refusal<"too_large">> {
  const reader = request.body?.getReader();
  if (reader === undefined) return new Uint8Array(0);
  const parts: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return Buffer.concat(parts, length);
    const part: Uint8Array = value;
    length += part.byteLength;
    if (length > bytesMax) {
      await reader.cancel();
      return tooLarge(bytesMax);
    }
    parts.push(part);
  }
}

function tooLarge(bytesMax: number): Refusal<"too_large"> {
  return refuse("too_large", `the body is over ${String(bytesMax)} bytes`);
}
