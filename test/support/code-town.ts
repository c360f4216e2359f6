/** A town with a code of one customer's, and others who pay by it. */
import { must } from "../../core/assert.ts";
import { makePayCode } from "../../core/hub/make-pay-code.ts";
import { balancesAt } from "../../core/hub/post.ts";
import { accountHome, utilityHome } from "../../core/ids.ts";
import { payCodeOf } from "../../core/payment/pay-code.ts";
import { isRefusal } from "../../core/refusal.ts";
import { payCodeRow } from "../../core/store/pay-codes.ts";
import { payAddresses } from "../../hosts/pay-address.ts";
import type { Hub } from "../../core/ports.ts";
import type { Open } from "../placements.ts";
import { ana, flat, Town, usd } from "../town.ts";

export const owner = "+15550100001";
export const payer = "+15550100002";
export const guest = "+15550100099";
export const codeHome = accountHome("1001");
export const utility = utilityHome("u");
export const code = payCodeOf("123456789");
export const ending = code.slice(-2);
/** Nobody's: its check digit is right. */
export const wrongCode = (at: number): string => payCodeOf(String(900_000_000 + at));

export const ben = {
  ...ana,
  accountId: "2001",
  customerId: "c2",
  name: "Ben Okafor",
  label: "Elm St 4",
  contacts: [{ line: payer, agreed: "form of 2026-11-01" }],
  methods: [{ token: "sim_ben_1881", brand: "Mastercard", last4: "1881" }],
  services: ana.services.map((own) => ({ ...own, meterId: "E-2", label: "Elm St 4" })),
};

interface CodeOf {
  readonly capMinor: number;
  readonly uses: number;
}

export async function codeTown(
  open: Open,
  of: Partial<CodeOf> = {},
  payerOf = ben,
  payment: Partial<typeof usd.payment> = {},
): Promise<Town> {
  const opened = await open("u");
  const town = new Town(
    opened,
    payAddresses("u", () => "https://pay.example.com"),
  );
  await town.found({ ...usd, payment: { ...usd.payment, ...payment } }, [flat]);
  await town.enrol(ana, payerOf);
  await makeCode(town.hub, of);
  town.world.said.splice(0);
  return town;
}

export async function makeCode(
  { store, clock, utilityId }: Hub,
  of: Partial<CodeOf> = {},
  chance = "123456789",
): Promise<void> {
  const { capMinor = 10_000, uses = 5 } = of;
  const home = utilityHome(utilityId);
  const made = await store.transact(home, (sql) =>
    makePayCode(sql, clock.now(), home, {
      accountId: "1001",
      capMinor,
      uses,
      days: 7,
      chance,
      actor: "test",
    }),
  );
  if (isRefusal(made)) throw new Error(made.code);
}

export const lastTo = (town: Town, line = payer): string => town.textsTo(line).at(-1) ?? "";
export const agreeing = (town: Town, line = payer): string =>
  /(?:Reply|Responda|para) (\d)|(\d)\) Mastercard/
    .exec(lastTo(town, line))
    ?.slice(1)
    .find(Boolean) ?? "none";
export const balanceOf = ({ store }: Hub, at = codeHome) =>
  store.read(at, (sql) => balancesAt(sql, at).balanceUnits);
export const spentOf = ({ store }: Hub) =>
  store.read(utility, (sql) => {
    const row = must(payCodeRow(sql, utility, code), "the code");
    return [row.spentMinor, row.usesLeft];
  });
