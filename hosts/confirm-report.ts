import { confirmSwitch } from "../core/hub/confirm-switch.ts";
import { accountHome, keyOf, utilityHome } from "../core/ids.ts";
import type { Hub } from "../core/ports.ts";
import { lookUp } from "../core/store/customers.ts";
import type { SwitchPosition } from "../core/supply/state.ts";

/** A meter's own word on its switch, as an end hands it in. */
export interface MeterReport {
  readonly id: string;
  readonly meterId: string;
  readonly commandId: string | null;
  readonly evidence: SwitchPosition;
  /** Wall time. */
  readonly atMs: number;
}

/** Takes a meter's report to its account's home; a meter that no account has is none of ours and is passed over. */
export async function confirmReport(hub: Hub, report: MeterReport): Promise<void> {
  const utility = utilityHome(hub.utilityId);
  const entries = await hub.store.read(utility, (sql) =>
    lookUp(sql, utility, "meter", [report.meterId]),
  );
  // Whose it is now; before a household moves in, theirs who will, and after one left nobody's.
  const { serviceMs } = hub.clock.now();
  const owner =
    entries.findLast(({ fromMs, toMs }) => fromMs <= serviceMs && serviceMs < (toMs ?? Infinity)) ??
    entries.findLast(({ toMs }) => toMs === null);
  if (owner === undefined) return;
  const { accountId } = owner;
  const home = accountHome(accountId);
  await hub.store.transact(home, (sql) =>
    confirmSwitch(sql, hub.clock.now(), home, {
      key: keyOf("meter", report.id),
      meterId: report.meterId,
      position: report.evidence,
      atMs: report.atMs,
      commandId: report.commandId,
    }),
  );
  hub.wake();
}
