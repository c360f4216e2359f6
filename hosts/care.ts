/** What the care calls of the API do in the hub. */
import type { CareEnd } from "../channels/counter/care.ts";
import { closedReport } from "../core/hub/note-report.ts";
import { declareOutage, endOutage } from "../core/hub/outages.ts";
import { lineHome, utilityHome } from "../core/ids.ts";
import type { Hub } from "../core/ports.ts";
import { openReports } from "../core/store/reports.ts";
import { consentEvents } from "../core/store/talks.ts";
import { proofOf } from "./consent-proof.ts";

const REPORTS_MAX = 1_000;
const actor = "api";

export function careEnd(hubOf: (utilityId: string) => Hub): Omit<CareEnd, "authorize"> {
  return {
    async declareOutage(utilityId, outage) {
      const hub = hubOf(utilityId);
      const home = utilityHome(utilityId);
      await hub.store.transact(home, (sql) => {
        declareOutage(sql, hub.clock.now(), home, { ...outage, actor });
        return null;
      });
    },
    endOutage(utilityId, id) {
      const hub = hubOf(utilityId);
      const home = utilityHome(utilityId);
      return hub.store.transact(home, (sql) =>
        endOutage(sql, hub.clock.now(), home, { id, actor }),
      );
    },
    async reports(utilityId) {
      const home = utilityHome(utilityId);
      const rows = await hubOf(utilityId).store.read(home, (sql) =>
        openReports(sql, home, REPORTS_MAX),
      );
      return {
        reports: rows.map(({ id, what, line, accountId, channel, createdAtMs }) => ({
          id,
          what,
          line,
          account: accountId,
          channel,
          at: new Date(createdAtMs).toISOString(),
        })),
      };
    },
    closeReport(utilityId, id) {
      const hub = hubOf(utilityId);
      const home = utilityHome(utilityId);
      return hub.store.transact(home, (sql) =>
        closedReport(sql, hub.clock.now(), home, { id, actor }),
      );
    },
    async consents(utilityId, line) {
      const home = lineHome(line);
      const proofs = await hubOf(utilityId).store.read(home, (sql) =>
        consentEvents(sql, home).map((event) => proofOf(sql, event)),
      );
      return { line, events: proofs };
    },
  };
}
