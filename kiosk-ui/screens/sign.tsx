import { useEffect } from "preact/hooks";
import { Answers } from "../parts/answers.tsx";
import { Icon, type IconName } from "../parts/icon.tsx";
import { Question } from "../parts/words.tsx";
import { play } from "../sound.ts";
import type { ViewOf } from "../state.ts";

/** One sign, one message: help, what went wrong, the end, and a terminal that takes nothing. */
function Sign({ icon, tone, phone }: { icon: IconName; tone: string; phone?: string }) {
  return (
    <>
      <div class="info sign" data-tone={tone}>
        <span class="bead">
          <Icon name={icon} />
        </span>
        {phone !== undefined && <p class="number">{phone}</p>}
      </div>
      <Question />
      <Answers />
    </>
  );
}

export function Help({ view: { phone } }: { view: ViewOf<"help"> }) {
  return <Sign icon="phone" tone="brand" phone={phone} />;
}

export function Problem() {
  useEffect(() => play("wrong"), []);
  return <Sign icon="alert" tone="out" />;
}

export function Ended() {
  return <Sign icon="tick" tone="ok" />;
}

export function OutOfService({ view: { phone } }: { view: ViewOf<"out_of_service"> }) {
  return <Sign icon="off" tone="low" phone={phone} />;
}
