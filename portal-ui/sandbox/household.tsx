import type { HouseView } from "../../channels/simulated/protocol.ts";
import { picked, pickedDistrict, say } from "./live.ts";
import { daysText } from "./town.tsx";

/** Two weeks is as far as anyone plans a top-up. */
const RUNWAY_DAYS = 14;

export function Household() {
  const house = picked.value;
  const district = pickedDistrict.value;
  if (house === null || district === null) return null;
  const { accountId, name, address, commodities } = house;
  return (
    <section class="card household" data-light={house.light} aria-labelledby="household">
      <div class="household-head">
        <div>
          <h2 id="household">{name}</h2>
          <p>
            {address} · {accountId} · {commodities.join(" and ")}
          </p>
        </div>
        <p class="lamp">{house.light}</p>
      </div>
      <div class="figures">
        <p>
          <strong>{house.balance}</strong> {house.isOwing ? "owed" : "left"}
        </p>
        <p>
          <strong>{lasts(house)}</strong> {house.light === "off" ? "to be on" : "at this pace"}
        </p>
        <p>
          <strong>{house.supply}</strong> says the meter
        </p>
      </div>
      <Runway house={house} />
      {house.canPress && (
        <button type="button" class="plain" onClick={() => say({ kind: "press", accountId })}>
          Press the button at the meter
        </button>
      )}
    </section>
  );
}

function lasts({ light, daysLeft, toRestore }: HouseView): string {
  if (light === "off") return toRestore ?? "on its way";
  return daysLeft === null ? "days unknown" : daysText(daysLeft);
}

function Runway({ house: { daysLeft } }: { house: HouseView }) {
  const days = Math.min(daysLeft ?? 0, RUNWAY_DAYS);
  return (
    <div class="runway" aria-hidden="true">
      {Array.from({ length: RUNWAY_DAYS }, (_, day) => (
        <span key={day} data-paid={day < days} />
      ))}
    </div>
  );
}
