import { Mark } from "../mark.tsx";
import { computed, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Clock } from "./clock.tsx";
import { Counter } from "./counter.tsx";
import { Faults } from "./faults.tsx";
import { Happenings } from "./happenings.tsx";
import { Household } from "./household.tsx";
import { Kiosk } from "./kiosk.tsx";
import { isConnected, refusal, town } from "./live.ts";
import { Phone } from "./phone.tsx";
import { Totals } from "./totals.tsx";
import { Town } from "./town.tsx";

/** The town, what happened in it, and the picked home with its phone. */
const PARTS = 3;

const isThere = computed(() => town.value !== null);

export function SandboxPage() {
  return (
    <>
      <header class="top">
        <div class="brand">
          <Mark />
          <h1>
            Switchboard <span>Sandbox</span>
          </h1>
        </div>
        <p class="simulated">
          <strong>Simulated</strong> Carrier, meters and cards are stand-ins: no text leaves this
          machine and no money moves. What the homes use is real, as it was once metered.
        </p>
        <Clock />
      </header>
      <p class="trouble" role="status">
        {isThere.value && !isConnected.value
          ? "The sandbox does not answer. Trying again …"
          : refusal.value}
      </p>
      {/* Not before there is something to show: nothing moves under a hand that reaches for it. */}
      {isThere.value && <Everything />}
    </>
  );
}

/** The town first, then what stands beside it: one after the other, so that a slow machine answers a hand in between. */
function Everything() {
  const parts = useSignal(1);
  useEffect(() => {
    if (parts.value === PARTS) return undefined;
    const next = setTimeout(() => (parts.value += 1));
    return () => clearTimeout(next);
  }, [parts.value]);
  return (
    <main>
      <div class="left">
        <Town />
        <Kiosk />
        <Counter />
      </div>
      {parts.value > 1 && (
        <div class="side">
          <Totals />
          <Happenings />
          <Faults />
        </div>
      )}
      {parts.value > 2 && (
        <div class="hand" id="hand">
          <Household />
          <Phone />
        </div>
      )}
    </main>
  );
}
