/** A town whose customers have a page of their own, and somebody at it. */
import { payAddresses } from "../../hosts/pay-address.ts";
import { LivingTown } from "../living-town.ts";
import type { Open } from "../placements.ts";
import { ana, flat, START_MS, usd } from "../town.ts";
import { PageVisitor } from "./page-visitor.ts";

export const anas = "+15550100001";
export const bobs = "+15550100002";

/** Another account of Ana's. */
export const flatOf = (at: number) => ({
  ...ana,
  accountId: `A-100${String(at)}`,
  label: `Pine St ${String(at)}`,
  services: ana.services.map((one) => ({
    ...one,
    meterId: `E-${String(at)}`,
    label: `Pine St ${String(at)}`,
  })),
});

const bobIn = (label: string) => ({
  ...ana,
  accountId: "B-2002",
  customerId: "c2",
  name: "Bob Reed",
  label,
  contacts: [{ line: bobs, agreed: null }],
  services: ana.services.map((one) => ({ ...one, meterId: "E-22", label })),
});

export async function pageTown(
  open: Open,
  {
    settings = usd,
    more = [] as (typeof ana)[],
    labelOfBob = "Elm St 4",
    payUrl = (): string => "https://pay.example.com",
  } = {},
) {
  const town = new LivingTown(await open("u"), {
    settings,
    tariffs: [flat],
    accounts: [ana, bobIn(labelOfBob), ...more].map((one) => ({
      ...one,
      openingUnits: 30_000_000,
    })),
    reads: {},
    startMs: START_MS,
    payAddresses: payAddresses("u", payUrl),
  });
  await town.found();
  return { town, visitor: () => new PageVisitor(town.request) };
}

/** Codes that a phone was sent, oldest first. */
export function codesAt(town: LivingTown, phone: string): string[] {
  return town
    .phone(phone)
    .messages()
    .flatMap(({ text }) => /\b(\d{6})\b/.exec(text)?.[1] ?? []);
}

/** Somebody who signs in with a number and the code that its phone was sent. */
export async function signedIn(
  { town, visitor }: Awaited<ReturnType<typeof pageTown>>,
  typed = "1001",
  phone = anas,
) {
  const page = visitor();
  await page.open();
  await page.type(typed);
  await town.settle();
  const shown = await page.type(codesAt(town, phone).at(-1) ?? "");
  return { page, shown };
}
