/** What becomes of a note whose answer is lost: it is never given back while the hub may have counted it. */
import { generateKeyPairSync } from "node:crypto";
import { expect, it } from "vitest";
import { SimulatedTerminal } from "./terminal.ts";

const { privateKey } = generateKeyPairSync("ed25519");
const privatePem = privateKey.export({ type: "pkcs8", format: "pem" }).toString();

/** A terminal at a hub that answers as it is told: a status, or "lost" where nobody hears the answer. */
function terminalAt(answers: readonly (number | "lost")[]) {
  const bodies: string[] = [];
  const seen: string[] = [];
  let atMs = 1_000_000;
  const terminal: SimulatedTerminal = new SimulatedTerminal({
    kioskId: "u_1",
    currency: "USD",
    privatePem,
    nowMs: () => (atMs += 1_000),
    pause: () => Promise.resolve(),
    changed() {
      const { acceptor, lastNote } = terminal.view();
      const now = `${acceptor}/${lastNote ?? "none"}`;
      if (seen.at(-1) !== now) seen.push(now);
    },
    post(body) {
      bodies.push(body);
      const answer = body.includes("note_stacked")
        ? (answers[bodies.filter((one) => one.includes("note_stacked")).length - 1] ?? 200)
        : 200;
      return answer === "lost" ? Promise.reject(new Error("lost")) : Promise.resolve(answer);
    },
  });
  return { terminal, bodies, seen };
}

it.each<[string, (number | "lost")[], "stacked" | "returned"]>([
  ["taken at once", [200], "stacked"],
  ["refused at once", [422], "returned"],
  ["taken after lost answers", ["lost", "lost", "lost", "lost", "lost", "lost", 200], "stacked"],
  ["taken after faults", [503, 500, 503, 503, 200], "stacked"],
  ["refused after a fault: the hub says itself that it has it not", [503, "lost", 422], "returned"],
])("a note is %s", async (_what, answers, came) => {
  const { terminal, bodies } = terminalAt(answers);
  await terminal.setAcceptor("ready");
  expect(await terminal.note(500)).toBe(came);
  const told = bodies.filter((one) => one.includes("note_stacked"));
  expect(told.length).toBe(answers.length);
  expect(new Set(told).size).toBe(1);
  expect(terminal.view()).toMatchObject({ acceptor: "ready", lastNote: came });
});

it("says that it asks while it does, and takes no other note", async () => {
  const { terminal, seen } = terminalAt(["lost", "lost", 200]);
  await terminal.setAcceptor("ready");
  const first = terminal.note(500);
  expect(await terminal.note(2_000)).toBe("returned");
  expect(await first).toBe("stacked");
  expect(seen).toContain("reading/asking");
  expect(seen.at(-1)).toBe("ready/stacked");
});
