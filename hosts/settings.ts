import type { UtilitySettings } from "../core/hub/settings.ts";
import { defaultNotice } from "../core/notice/decide.ts";
import { usualSupplyPolicy } from "../core/supply/policy.ts";
import type { UtilityConfiguration } from "./configuration.ts";

/** The settings that a utility's configuration file publishes. */
export function settingsOf(
  utility: UtilityConfiguration,
  /** Who moves card money: "none", or the name of the processor that serve starts. */
  processor: string,
): UtilitySettings {
  const { levels, supply, payment, calls } = utility;
  return {
    utilityId: utility.utilityId,
    name: utility.name,
    currency: utility.currency.code,
    zone: utility.zone,
    language: utility.language,
    languages: utility.languages,
    phone: utility.helpPhone,
    numbers: utility.sms.numbers,
    agentNumber: utility.calls.agentNumber,
    // A connector that takes other currencies is none for this utility.
    payConnector: calls.payCurrencies.includes(utility.currency.code) ? calls.payConnector : null,
    emergencyNumber: utility.care.emergencyNumber,
    places: utility.care.places,
    consent: utility.care.consent,
    supply: {
      ...usualSupplyPolicy,
      disconnectLevelUnits: levels.disconnectUnits,
      reconnectLevelUnits: levels.reconnectUnits,
      dataAgeMaxMs: supply.dataAgeMs,
      noticeMs: supply.noticeMs,
      allowed: supply.windows.map(({ weekdays, fromMinute, toMinute }) => ({
        days: weekdays,
        fromMinute,
        toMinute,
      })),
      holidays: supply.holidays,
    },
    rules: utility.rules,
    reading: utility.reading,
    notice: { ...defaultNotice(levels.lowUnits), ...utility.notices },
    allocation: utility.allocation,
    billing: utility.billing,
    remittance: utility.remittance,
    emergency: utility.emergency,
    texting: utility.texting,
    retention: utility.retention,
    arrangement: utility.arrangement,
    ...utility.promises,
    payment: {
      processor,
      minMinor: payment.minMinor,
      maxMinor: payment.maxMinor,
      dailyByTextMinor: payment.dailyByTextMinor,
      dailyByCodesMinor: payment.dailyByCodesMinor,
      cashMaxMinor: payment.cashMaxMinor,
      // The sandbox's reader tells of its cards itself.
      readers: processor === "stripe" ? payment.readers : {},
      quoteMinutes: payment.quoteMinutes,
    },
  };
}
