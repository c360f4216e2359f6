import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { tellings } from "../core/conversation/machine.ts";
import { machinesPage } from "./support/machines-page.ts";

const page = machinesPage();

it("docs/machines.md is as the machine is: run `npm run machines` where it is not", () => {
  const written = readFileSync(join(import.meta.dirname, "../docs/machines.md"), "utf8");
  expect(written).toBe(page);
});

it("every state has a row with what it says, by text and by call", () => {
  for (const state of Object.keys(tellings)) {
    const row = new RegExp(`^\\| ${state} \\| [^|]+ \\| [^|]+ \\| [^|]+ \\| [^|]+ \\|$`, "m");
    expect(page).toMatch(row);
  }
});

it("what is paid leads through a read-back to a request, by text and by call", () => {
  expect(page).toMatch(/^\| payConfirm \|[^|]*Reply \d[^|]*\| \d → payRequested \|/m);
  expect(page).toContain("-->|8| payRequested[payRequested]");
});
