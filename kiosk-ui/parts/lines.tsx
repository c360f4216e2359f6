import type { ReceiptLine } from "../../channels/kiosk/protocol.ts";

/** Labels and values as on a printed slip. */
export function Lines({ lines }: { lines: readonly ReceiptLine[] }) {
  return (
    <dl class="slip">
      {lines.map(({ label, value }) => (
        <div key={`${label} ${value}`}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
