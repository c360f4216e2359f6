import { describe, expect, it } from "vitest";
import { isRefusal } from "../../core/refusal.ts";
import { readBody } from "./body.ts";

const bytesMax = 10;

function post(body: string | ReadableStream | null, headers: Record<string, string> = {}): Request {
  return new Request("http://hub.test/", { method: "POST", body, headers, duplex: "half" });
}

/** A body that comes in parts and counts how many were asked for. */
function parts(list: readonly string[], then: "ends" | "breaks" = "ends") {
  const asked: string[] = [];
  const left = [...list];
  const stream = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        const next = left.shift();
        if (next === undefined) {
          if (then === "breaks") controller.error(new Error("reset"));
          else controller.close();
          return;
        }
        asked.push(next);
        controller.enqueue(Buffer.from(next));
      },
    },
    { highWaterMark: 0 },
  );
  return { asked, stream };
}

async function outcome(request: Request): Promise<string> {
  const body = await readBody(request, bytesMax);
  return isRefusal(body) ? body.code : Buffer.from(body).toString();
}

describe("a body", () => {
  it.each<[string, Request, string]>([
    ["of nothing", post(null), ""],
    ["as long as it may be", post("0123456789", { "content-length": "10" }), "0123456789"],
    ["as long as it may be, in parts", post(parts(["01234", "56789"]).stream), "0123456789"],
    ["one byte too long", post("0123456789x", { "content-length": "11" }), "too_large"],
    ["one byte too long, in parts", post(parts(["0123456789", "x"]).stream), "too_large"],
    ["longer than it says", post("0123456789x", { "content-length": "5" }), "too_large"],
    ["of a length that is no number", post("x", { "content-length": "many" }), "too_large"],
    ["of two lengths", post("x", { "content-length": "1, 900" }), "too_large"],
    ["cut off", post(parts(["01"], "breaks").stream), "body_cut"],
    [
      "cut off before its length",
      post(parts(["01"], "breaks").stream, { "content-length": "5" }),
      "body_cut",
    ],
  ])("%s", async (_what, request, expected) => {
    expect(await outcome(request)).toBe(expected);
  });

  it("that says it is too long is not read at all", async () => {
    const { asked, stream } = parts(["0123456789", "x"]);
    expect(await outcome(post(stream, { "content-length": "999999999" }))).toBe("too_large");
    expect(asked).toEqual([]);
  });

  it("without a length is read no further than the limit", async () => {
    const { asked, stream } = parts(["01234", "56789", "x", "y", "z"]);
    expect(await outcome(post(stream))).toBe("too_large");
    expect(asked).toEqual(["01234", "56789", "x"]);
  });
});
