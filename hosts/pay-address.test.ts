import { expect, it } from "vitest";
import { hashToken, utilityOfToken } from "./api-key.ts";
import { PAY_URL_MAX, payAddresses, payBaseOf } from "./pay-address.ts";
import type { PayPages } from "./pay.ts";

const pages: PayPages = {
  isSimulated: false,
  publishableKey: "pk_test_1",
  publicUrl: "https://pay.example.com",
  clientOf: () => undefined,
};

it.each([
  ["where nobody takes cards", undefined, null],
  ["at a processor without its key for pages", { ...pages, publishableKey: null }, null],
  ["at a processor without a public address", { ...pages, publicUrl: null }, null],
  ["at the public address", pages, "https://pay.example.com"],
  [
    "at the server itself where all is simulated",
    { ...pages, isSimulated: true, publicUrl: null },
    "http://own",
  ],
] as const)("pages are reached %s", (_what, of, expected) => {
  expect(payBaseOf(of, "http://own")).toBe(expected);
});

it.each([
  [null, false],
  ["https://pay.example.com", true],
  [`https://${"long".repeat(15)}.example.com`, false],
])("an address at %s may be texted: %s", (base, expected) => {
  expect(payAddresses("northside", () => base).areReachable()).toBe(expected);
});

it("makes another address each time, of whose token the hash alone is kept", async () => {
  const addresses = payAddresses("northside", () => "https://pay.example.com");
  const [one, other] = [await addresses.make(), await addresses.make()];
  expect(one.url).not.toBe(other.url);
  expect(one.url.length).toBeLessThanOrEqual(PAY_URL_MAX);
  const token = one.url.split("/pay/")[1] ?? "";
  expect(utilityOfToken(token)).toBe("northside");
  expect(await hashToken(token)).toBe(one.hash);
});
