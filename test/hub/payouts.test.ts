/** What a customer who left is paid out by people. */
import { expect, it } from "vitest";
import { payOut, type PayOut } from "../../core/hub/pay-out.ts";
import { accountHome } from "../../core/ids.ts";
import { HOUR_MS } from "../../core/instant.ts";
import { isRefusal } from "../../core/refusal.ts";
import { payoutsOf } from "../../core/store/payouts.ts";
import { onEachPlacement } from "../placements.ts";
import { close, home, useFrom } from "../support/closing-town.ts";
import { expectWhole } from "../support/postpay-town.ts";
import { ana, START_MS, Town, usd } from "../town.ts";

onEachPlacement("a payout", (open) => {
  it("is ticked off once, out of the bank or of a drawer, and refused otherwise", async () => {
    for (const drawer of [null, "desk-1"]) {
      const town = new Town(await open());
      await town.found(usd);
      await town.enrol(ana);
      await useFrom(town, { fromMs: START_MS - 9 * HOUR_MS, hours: 9 });
      await close(town);
      const [row] = await town.hub.store.read(home, (sql) => payoutsOf(sql, home));
      const by = { channel: "counter", actor: "maria" };
      const paid = { payoutId: row?.id ?? "", drawer, reference: "check 1042", ...by };
      const pay = async (change: Partial<PayOut> = {}, at = home) => {
        const came = await town.hub.store.transact<ReturnType<typeof payOut>>(at, (sql) =>
          payOut(sql, town.hub.clock.now(), at, { ...paid, ...change }),
        );
        return isRefusal(came) ? came.code : came.kind;
      };
      expect(await pay({ payoutId: "none" })).toBe("no_such_payout");
      expect(await pay({}, accountHome("9999"))).toBe("no_such_account");
      expect(await pay()).toBe("paid");
      expect(await pay()).toBe("repeated");
      expect(await pay({ reference: "check 1043" })).toBe("paid_already");
      expect(await pay({ drawer: "desk-2" })).toBe("paid_already");
      await expectWhole(town);
    }
  });
});
