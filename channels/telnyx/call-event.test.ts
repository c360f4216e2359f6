import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { parseEvent } from "./envelope.ts";

it("reads the vectors that are kept here", () => {
  const folder = join(import.meta.dirname, "../../test/vectors/telnyx");
  const names = readdirSync(folder).filter((name) => name.startsWith("call-"));
  expect(names.length).toBeGreaterThan(0);
  for (const name of names) {
    expect(parseEvent(readFileSync(join(folder, name)))).toMatchObject({
      kind: "call",
      call: { kind: "call_over" },
    });
  }
});
