import { town } from "./live.ts";

const number = new Intl.NumberFormat("en-US");

export function Totals() {
  const totals = town.value?.totals;
  if (totals === undefined) return null;
  const { paid, payments, readings, turnedOff, turnedOn } = totals;
  const rows = [
    [paid, payments === 1 ? "paid in 1 payment" : `paid in ${number.format(payments)} payments`],
    [number.format(readings), "readings last hour"],
    [number.format(turnedOff), "times turned off"],
    [number.format(turnedOn), "times back on"],
  ] as const;
  return (
    <section class="card totals" aria-labelledby="totals">
      <h2 id="totals">So far</h2>
      <dl>
        {rows.map(([value, label]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
