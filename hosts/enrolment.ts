import type { Enrol } from "../core/hub/enrol.ts";

/** An account as an import file gives it (hosts/import/accounts.ts). */
export interface AccountRecord extends Omit<Enrol, "contacts" | "services" | "actor" | "slice"> {
  readonly contacts: readonly {
    readonly phone: string;
    readonly texts: "granted" | "none";
    readonly source: string | null;
  }[];
  readonly services: readonly (Omit<Enrol["services"][number], "label"> & {
    readonly address: string;
  })[];
}

/** What the hub is to enrol of it. */
export function enrolmentOf(record: AccountRecord, slice: string): Enrol {
  const { accountId, customerId, name, language, mode, label, zone, openingUnits, methods } =
    record;
  return {
    accountId,
    customerId,
    name,
    language,
    mode,
    label,
    zone,
    openingUnits,
    methods,
    contacts: record.contacts.map(({ phone, texts, source }) => ({
      line: phone,
      agreed: texts === "granted" ? (source ?? "imported without a source") : null,
    })),
    services: record.services.map(
      ({
        address,
        zone: placeZone,
        commodity,
        meterId,
        remoteSwitch,
        tariffId,
        movedInDay,
        area,
      }) => ({
        commodity,
        meterId,
        remoteSwitch,
        tariffId,
        label: address,
        zone: placeZone,
        // Left out where there is none, so that what was imported before areas were known is unchanged.
        ...(area === undefined ? {} : { area }),
        movedInDay,
      }),
    ),
    actor: "import",
    slice,
  };
}
