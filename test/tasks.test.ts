/** The same file on every channel: a task comes to the same whether it is texted, keyed on a call or touched on a screen. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { playTask, taskChannels } from "./support/task-scenario.ts";

const folder = join(import.meta.dirname, "tasks");
const files = readdirSync(folder);

function textOf(file: string): string {
  return readFileSync(join(folder, file), "utf8");
}

it("has more refusals and recoveries than successes", () => {
  const kinds = files.map((file) => /^kind: (\w+)$/m.exec(textOf(file))?.[1]);
  const successes = kinds.filter((kind) => kind === "success").length;
  expect(kinds.length).toBeGreaterThan(9);
  expect(kinds.length - successes).toBeGreaterThan(successes);
});

it.each(files.flatMap((file) => taskChannels.map((channel) => [file, channel] as const)))(
  "%s by %s",
  (file, channel) => {
    expect(playTask(textOf(file), channel)).toEqual([]);
  },
);

it("tells what does not hold", () => {
  const wrong = "stage: on\n> come\n> balance\n= says 99.99\n= asks for: pay 1 oak visa\n";
  for (const channel of taskChannels) expect(playTask(wrong, channel)).toHaveLength(2);
});
