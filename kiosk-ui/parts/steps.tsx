import type { Step } from "../../channels/kiosk/protocol.ts";
import { Icon, type IconName } from "./icon.tsx";

const icons: Readonly<Record<Step["state"], IconName | null>> = {
  done: "tick",
  now: "clock",
  waiting: null,
  failed: "cross",
};

/** What has truly happened, step by step. */
export function Steps({ steps }: { steps: readonly Step[] }) {
  if (steps.length === 0) return null;
  return (
    <ol class="steps">
      {steps.map(({ text, state }) => {
        const icon = icons[state];
        return (
          <li key={text} data-state={state} aria-current={state === "now" ? "step" : undefined}>
            <span class="bead">{icon !== null && <Icon name={icon} />}</span>
            {text}
          </li>
        );
      })}
    </ol>
  );
}
