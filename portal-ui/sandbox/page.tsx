import { Clock } from "./clock.tsx";
import { Faults } from "./faults.tsx";
import { Happenings } from "./happenings.tsx";
import { Household } from "./household.tsx";
import { isConnected, refusal, town } from "./live.ts";
import { Phone } from "./phone.tsx";
import { Totals } from "./totals.tsx";
import { Town } from "./town.tsx";

export function SandboxPage() {
  return (
    <>
      <header class="top">
        <div class="brand">
          <svg viewBox="0 0 32 32" aria-hidden="true">
            <rect width="32" height="32" rx="8" />
            <circle cx="8" cy="22" r="3" />
            <circle cx="24" cy="22" r="3" />
            <path d="M8 22 22 10" />
          </svg>
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
        {town.value !== null && !isConnected.value
          ? "The sandbox does not answer. Trying again …"
          : refusal.value}
      </p>
      <main>
        <Town />
        <div class="side">
          <Totals />
          <Happenings />
          <Faults />
        </div>
        <div class="hand" id="hand">
          <Household />
          <Phone />
        </div>
      </main>
    </>
  );
}
