import { useMemo } from "preact/hooks";
import type { DistrictView, HouseView, Light } from "../../channels/simulated/protocol.ts";
import { sky } from "./clock.tsx";
import { HouseDrawing } from "./house-drawing.tsx";
import { phoneText } from "../phone-text.ts";
import { houses, pick, pickedId, town } from "./live.ts";

/** From here up the phone stands beside the town; below it is further down the page. */
const WIDE = "(min-width: 60rem)";
/** A district's houses stand in two streets. */
const STREETS = 2;

export function Town() {
  const districts = town.value?.districts ?? [];
  return (
    <section class="town" data-sky={sky.value} aria-labelledby="town">
      <div class="town-head">
        <h2 id="town">The town now</h2>
        <ul class="counts">
          <Count light="on" words="on" />
          <Count light="low" words="low" />
          <Count light="off" words="off" />
        </ul>
      </div>
      {districts.map((district) => (
        <District key={district.utilityId} district={district} />
      ))}
    </section>
  );
}

function Count({ light, words }: { light: Light; words: string }) {
  const count = houses.value.filter((house) => house.light === light).length;
  return (
    <li data-light={light}>
      <strong>{count}</strong> {words}
    </li>
  );
}

function District({ district }: { district: DistrictView }) {
  const { utilityId, name, number, houses: own } = district;
  const columns = Math.ceil(own.length / STREETS);
  const commodities = new Set(own.flatMap((house) => house.commodities));
  return (
    <section class="district" aria-labelledby={`district-${utilityId}`}>
      <div class="district-head">
        <h3 id={`district-${utilityId}`}>{name}</h3>
        <p>
          {[...commodities].join(" and ")} · {own.length} homes · texts from {phoneText(number)}
        </p>
      </div>
      <ul class="street" style={{ "--columns": String(columns) }}>
        {own.map((house) => (
          <li key={house.accountId}>
            <House house={house} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function House({ house }: { house: HouseView }) {
  const { accountId, address, name, light, commodities } = house;
  const hasGas = commodities.includes("gas");
  // Drawn once: the town is told twice a second, and what is lit is the style's to say.
  const drawing = useMemo(
    () => <HouseDrawing seed={accountId} hasGas={hasGas} />,
    [accountId, hasGas],
  );
  const choose = (): void => {
    pick(accountId);
    if (!matchMedia(WIDE).matches) document.querySelector("#hand")?.scrollIntoView();
  };
  return (
    <button
      type="button"
      class="house"
      data-light={light}
      aria-pressed={pickedId.value === accountId}
      title={name}
      onClick={choose}
    >
      {drawing}
      <span class="address">{address}</span>
      <span class="state">{stateOf(house)}</span>
    </button>
  );
}

/** Few words, for under a house. */
function stateOf({ light, daysLeft, toRestore, isOwing, balance }: HouseView): string {
  if (light === "off") return toRestore === null ? "Off" : `Off · ${toRestore}`;
  if (isOwing) return `Owes ${balance}`;
  const days = daysLeft === null ? "" : ` · ${daysText(daysLeft)}`;
  return `${light === "low" ? "Low" : "On"}${days}`;
}

export function daysText(days: number): string {
  return days === 1 ? "1 day" : `${String(days)} days`;
}
