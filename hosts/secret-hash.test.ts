import { expect, it } from "vitest";
import { secretHash } from "./secret-hash.ts";

const hash = secretHash("pepper");

it("knows a secret again and no other", async () => {
  const digest = await hash.digest("4711");
  expect(digest).not.toContain("4711");
  expect(await hash.matches("4711", digest)).toBe(true);
});

it.each([
  ["another secret", "4712", null],
  ["a longer one", "47110", null],
  ["nothing", "", null],
  ["another pepper", "4711", "other pepper"],
])("refuses %s", async (_name, secret, pepper) => {
  const digest = await hash.digest("4711");
  const other = pepper === null ? hash : secretHash(pepper);
  expect(await other.matches(secret, digest)).toBe(false);
});

it.each([
  ["no digest", null],
  ["an empty one", ""],
  ["one cut short", "scrypt-14-8-1$AAAA"],
  ["a digest of another kind", "scrypt-1-1-1$AAAA$AAAA"],
])("refuses %s", async (_name, digest) => {
  expect(await hash.matches("4711", digest)).toBe(false);
});

it("salts: the same secret twice has two digests", async () => {
  expect(await hash.digest("4711")).not.toBe(await hash.digest("4711"));
});
