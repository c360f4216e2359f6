import type { PageSays, SandboxSays, TownView } from "../../channels/simulated/protocol.ts";
import type { SimulatedCarrier } from "../../channels/simulated/carrier.ts";
import { must } from "../../core/assert.ts";
import { isRefusal } from "../../core/refusal.ts";
import type { Reports } from "../ship-journal.ts";
import type { SandboxKiosks } from "./kiosks.ts";
import type { TownFaults } from "./faults.ts";
import { viewHappenings, viewTotals } from "./happenings.ts";
import { type Household, viewDistricts } from "./houses.ts";
import { readPageSays } from "./page-says.ts";
import type { PhoneCalls } from "./phone-calls.ts";
import { TOWN_PIN } from "./town.ts";

/** The houses are looked at this often while someone watches. */
export const LOOK_MS = 500;
/** The reporting database lags by seconds anyhow, and its sums go over everything. */
const REPORTS_EVERY_LOOKS = 4;

export interface TownParts {
  readonly households: readonly Household[];
  readonly carrier: SimulatedCarrier;
  readonly calls: PhoneCalls;
  readonly faults: TownFaults;
  readonly reports: Reports;
  readonly speed: number;
  readonly kiosks: Pick<SandboxKiosks, "view" | "hear">;
}

/** A page that someone has open. */
export interface Page {
  hear(data: unknown): void;
  leave(): void;
}

interface Watcher {
  readonly send: (said: SandboxSays) => void;
  /** What it was last told of the town, so that only news travels. */
  told: string;
  toldKiosks: string;
  unlisten: () => void;
}

/** The town as pages watch it and put their hands in. With nobody watching, nothing is read. */
export class TownWatch {
  readonly #parts: TownParts;
  readonly #households: ReadonlyMap<string, Household>;
  readonly #watchers = new Set<Watcher>();
  #reported: Pick<TownView, "happenings" | "totals"> | null = null;
  #looks = 0;

  constructor(parts: TownParts) {
    this.#parts = parts;
    this.#households = new Map(parts.households.map((one) => [one.accountId, one]));
  }

  join(send: (said: SandboxSays) => void): Page {
    const watcher: Watcher = { send, told: "", toldKiosks: "", unlisten: () => undefined };
    this.#watchers.add(watcher);
    return {
      hear: (data) => this.#hear(watcher, data),
      leave: () => {
        watcher.unlisten();
        this.#watchers.delete(watcher);
      },
    };
  }

  /** Tells every page what is new; called again and again. */
  async look(): Promise<void> {
    if (this.#watchers.size === 0) return;
    const town = await this.#view();
    const { hub, utility } = must(this.#parts.households[0], "a town has households");
    const { serviceMs, wallMs } = hub.clock.now();
    const clock = { serviceMs, wallMs, speed: this.#parts.speed, zone: utility.zone };
    const told = JSON.stringify(town);
    const kiosks = this.#parts.kiosks.view();
    const toldKiosks = JSON.stringify(kiosks);
    for (const watcher of this.#watchers) {
      if (watcher.toldKiosks !== toldKiosks) watcher.send({ kind: "kiosks", kiosks });
      watcher.toldKiosks = toldKiosks;
      if (watcher.told === told) continue;
      watcher.told = told;
      watcher.send({ kind: "town", town, clock });
    }
  }

  async #view(): Promise<TownView> {
    const { households, faults, reports } = this.#parts;
    const districts = await viewDistricts(households, faults);
    if (this.#reported === null || this.#looks % REPORTS_EVERY_LOOKS === 0) {
      const { hub, utility } = must(households[0], "a town has households");
      const ids = [...new Set(households.map((one) => one.utility.utilityId))];
      this.#reported = {
        happenings: await viewHappenings(reports, ids, utility.zone),
        totals: await viewTotals(reports, ids, hub.clock.now().wallMs),
      };
    }
    this.#looks += 1;
    return { districts, ...this.#reported, faults: faults.view(), pin: TOWN_PIN };
  }

  #hear(watcher: Watcher, data: unknown): void {
    const said = readPageSays(data);
    if (isRefusal(said)) watcher.send({ kind: "refused", message: said.message });
    else this.#do(watcher, said);
  }

  #do(watcher: Watcher, said: PageSays): void {
    const { faults } = this.#parts;
    if (said.kind === "decline_cards") return faults.declineCards(said.on);
    if (said.kind === "slow_cards") return faults.slowCards(said.on);
    if (said.kind === "carrier_down") return faults.takeCarrierDown(said.on);
    if ("utilityId" in said) {
      if (this.#parts.kiosks.hear(said)) return;
      return watcher.send({ kind: "refused", message: `${said.utilityId} has no terminal here` });
    }
    const household = this.#households.get(said.accountId);
    if (household === undefined) {
      const message = `nobody in the town has the account ${said.accountId}`;
      return watcher.send({ kind: "refused", message });
    }
    switch (said.kind) {
      case "pick":
        return this.#pick(watcher, household);
      case "text":
        return this.#text(watcher, household, said.text);
      case "call_place":
        return this.#call(watcher, household);
      case "call_answer":
        return this.#parts.calls.answer(household.phone);
      case "call_keys":
        return this.#parts.calls.press(household.phone, said.keys);
      case "call_end":
        return this.#parts.calls.hangUp(household.phone);
      case "stick":
        return faults.stick(household, said.on);
      case "press":
        return faults.press(household);
      case "card_payment":
        if (faults.payment(household, said.word)) return;
        return watcher.send({ kind: "refused", message: noPayment(household) });
    }
  }

  #pick(watcher: Watcher, { accountId, phone }: Household): void {
    watcher.unlisten();
    const { carrier, calls } = this.#parts;
    const handset = carrier.phoneOf(phone);
    const showTexts = (): void =>
      watcher.send({ kind: "phone", accountId, messages: handset.messages() });
    const showCall = (): void => watcher.send({ kind: "call", accountId, call: calls.view(phone) });
    const ends = [handset.listen(showTexts), calls.listen(phone, showCall)];
    watcher.unlisten = () => {
      for (const end of ends) end();
    };
    showTexts();
    showCall();
  }

  #call(watcher: Watcher, { phone, utility }: Household): void {
    const number = must(utility.sms.numbers[0], "a utility of the town has a number");
    const refusal = this.#parts.calls.place(phone, number);
    if (refusal !== null) watcher.send({ kind: "refused", message: refusal.message });
  }

  #text(watcher: Watcher, household: Household, text: string): void {
    const number = must(household.utility.sms.numbers[0], "a utility of the town has a number");
    const sent = this.#parts.carrier.text(household.phone, number, text);
    if (isRefusal(sent)) watcher.send({ kind: "refused", message: sent.message });
  }
}

function noPayment({ accountId }: Household): string {
  return `${accountId} has no card payment that this can happen to now`;
}
