/** A household whose warning no text may carry and a call may, for tests of calls that the utility makes. */
import type { PlacedCall } from "../../channels/simulated/calls.ts";
import { chooseQuiet } from "../../core/hub/choose-quiet.ts";
import { noteConsent } from "../../core/hub/note-consent.ts";
import { listStaffNotices } from "../../core/hub/note-staff-notice.ts";
import { publishRules } from "../../core/hub/publish-rules.ts";
import { accountHome, lineHome, utilityHome } from "../../core/ids.ts";
import { HOUR_MS } from "../../core/instant.ts";
import { pushReads } from "../../hosts/push-reads.ts";
import { LivingTown } from "../living-town.ts";
import type { Open } from "../placements.ts";
import { ana, flat, START_MS } from "../town.ts";
import { pack, settings } from "./rules-town.ts";

export const number = "+15550100001";
const home = accountHome("1001");

const ours = {
  ...pack,
  policy: { ...pack.policy, weather: [], channels: [] },
  notice: { ...pack.notice, channels: ["sms", "ivr", "hand"] as const },
};

export class NoticeCallTown extends LivingTown {
  readonly rang: PlacedCall[] = [];

  static async of(open: Open): Promise<NoticeCallTown> {
    const contacts = [{ line: number, agreed: null }];
    const town = new NoticeCallTown(await open("u"), {
      settings,
      tariffs: [flat],
      accounts: [{ ...ana, openingUnits: 18_000_000, contacts }],
      reads: {},
      startMs: START_MS,
    });
    town.calls.listenPlaced((call) => town.rang.push(call));
    const { hub } = town.running;
    const utility = utilityHome(hub.utilityId);
    await town.found();
    await hub.store.transact(utility, (sql) =>
      publishRules(sql, hub.clock.now(), utility, { pack: ours, actor: "test" }),
    );
    await town.pass(HOUR_MS);
    return town;
  }

  /** The number agrees to calls, or ends them. */
  async consent(state: "granted" | "revoked", key = state): Promise<void> {
    const { store, clock } = this.running.hub;
    await store.transact(lineHome(number), (sql) =>
      noteConsent(sql, clock.now(), {
        line: number,
        key: `calls-${key}`,
        purpose: "calls",
        state,
        source: "import",
        evidence: "the form of a test",
        occurredAtMs: null,
      }),
    );
  }

  /** Its own customer texts CALLS, and the digit that is asked for. */
  async agreeByText(): Promise<void> {
    await this.text(number, "CALLS");
    const asked = this.carrier.phoneOf(number).messages().at(-1)?.text ?? "";
    await this.text(number, /Reply (\d)/.exec(asked)?.[1] ?? "none");
  }

  async quiet(fromMinute: number, toMinute: number): Promise<void> {
    const { store, clock } = this.running.hub;
    await store.transact(home, (sql) =>
      chooseQuiet(sql, clock.now(), home, {
        line: number,
        quietFromMinute: fromMinute,
        quietToMinute: toMinute,
        answerMinutes: 0,
        actor: "ada",
      }),
    );
  }

  /** Use that takes the balance below the level of the warning. */
  async runLow(): Promise<void> {
    const startMs = Math.floor(this.time.atMs / HOUR_MS) * HOUR_MS - HOUR_MS;
    const read = { meterId: "E-1", startMs, durationMs: HOUR_MS, quantityMicro: 45_000_000 };
    const cause = { actor: "meter", channel: null, cause: "test" };
    await pushReads(this.running.hub, [{ ...read, revision: 0, estimated: false }], {
      cause,
      mode: "write",
    });
    await this.pass(2_000);
  }

  /** What became of each call about the warning, oldest first. */
  async fates(): Promise<string[]> {
    const rows = await this.running.hub.store.read(home, (sql) =>
      sql.all<{ fate: string }>(
        "SELECT state || ' ' || ifnull(code, '') AS fate FROM notice WHERE home = ?1 AND channel = 'call' ORDER BY due_at_ms, id",
        [home],
      ),
    );
    return rows.map(({ fate }) => fate.trim());
  }

  async withStaff(): Promise<string[]> {
    return (await listStaffNotices(this.running.hub)).map(({ channel }) => channel);
  }

  async consentNow(): Promise<string | undefined> {
    const line = lineHome(number);
    const row = await this.running.hub.store.read(line, (sql) =>
      sql.get<{ state: string }>(
        "SELECT state FROM consent WHERE home = ?1 AND purpose = 'calls'",
        [line],
      ),
    );
    return row?.state;
  }
}
