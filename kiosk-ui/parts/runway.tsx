import type { Runway } from "../../channels/kiosk/protocol.ts";

/** Three weeks: as far as anyone plans a payment. */
const CELLS = 21;
const WEEK = 7;

/** The one picture of this terminal: a light for each day, lit while it is paid for, hatched where this payment adds it. */
/** Nothing where nobody has proved who they are. */
export function RunwayCard({ runway, buys }: { runway: Runway | null; buys?: string | null }) {
  if (runway === null) return null;
  const { text, level, balance, days, addedDays } = runway;
  return (
    <section class="runway" data-level={level}>
      <p class="lasts">{text}</p>
      <p class="balance">{balance.text}</p>
      <Lights paid={days ?? 0} added={addedDays} />
      {buys !== undefined && buys !== null && <p class="buys">{buys}</p>}
    </section>
  );
}

export function Lights({ paid, added }: { paid: number; added: number }) {
  const isLonger = paid + added > CELLS;
  return (
    <div class="lights" aria-hidden="true" data-longer={isLonger}>
      {Array.from({ length: CELLS }, (_, day) => (
        <i key={day} data-day={dayState(day, paid, added)} style={{ "--at": String(day) }}>
          {(day + 1) % WEEK === 0 && <b>{day + 1}</b>}
        </i>
      ))}
    </div>
  );
}

function dayState(day: number, paid: number, added: number): "paid" | "added" | "open" {
  if (day < paid) return "paid";
  return day < paid + added ? "added" : "open";
}
