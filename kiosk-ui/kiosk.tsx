/** The whole terminal: the frame, the screen that the hub named, and what lies over it. */
import type { ComponentChild, FunctionComponent } from "preact";
import { useSignalEffect } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { ScreenName, View } from "../channels/kiosk/protocol.ts";
import { fit } from "./fit.ts";
import { AccessPanel } from "./parts/access-panel.tsx";
import { Brand, Footer, Header, Simulated } from "./parts/frame.tsx";
import { IdleWarning } from "./parts/idle-warning.tsx";
import { isCurtained, isHighContrast, isKeyed, isLarge, isLowReach } from "./preferences.ts";
import { Amount } from "./screens/amount.tsx";
import { Attract } from "./screens/attract.tsx";
import { Card } from "./screens/card.tsx";
import { Cash } from "./screens/cash.tsx";
import { Choose } from "./screens/choose.tsx";
import { ConfirmPay } from "./screens/confirm-pay.tsx";
import { ConfirmWho } from "./screens/confirm-who.tsx";
import { HandOver } from "./screens/hand-over.tsx";
import { Home } from "./screens/home.tsx";
import { Identify } from "./screens/identify.tsx";
import { Pin } from "./screens/pin.tsx";
import { Processing } from "./screens/processing.tsx";
import { Enrol, Offline, Starting } from "./screens/shell.tsx";
import { Ended, Help, OutOfService, Problem } from "./screens/sign.tsx";
import { Slip } from "./screens/slip.tsx";
import { Success } from "./screens/success.tsx";
import {
  answerPage,
  direction,
  isPadOpen,
  isPanelOpen,
  language,
  link,
  secondsLeft,
  shell,
  typed,
  view,
  type ViewOf,
} from "./state.ts";

/** One picture a screen; a screen that the protocol gains is missed here by the compiler. */
const screens: { readonly [Name in ScreenName]: FunctionComponent<{ view: ViewOf<Name> }> } = {
  attract: Attract,
  identify: Identify,
  confirm_who: ConfirmWho,
  choose: Choose,
  pin: Pin,
  home: Home,
  amount: Amount,
  confirm_pay: ConfirmPay,
  cash: Cash,
  card: Card,
  processing: Processing,
  success: Success,
  receipt: Slip,
  payments: Slip,
  hand_over: HandOver,
  help: Help,
  problem: Problem,
  ended: Ended,
  out_of_service: OutOfService,
};

/** One that only a newer hub has is shown by its title, body and actions. */
function ScreenOf({ shown }: { shown: View }) {
  const known = screens as Readonly<Record<string, FunctionComponent<{ view: View }>>>;
  const Known = known[shown.screen] ?? Choose;
  return <Known view={shown} />;
}

function shellScreen(): { readonly name: string; readonly shown: ComponentChild } | null {
  switch (link.value) {
    case "unenrolled":
      return { name: "enrol", shown: <Enrol /> };
    case "offline":
      return { name: "offline", shown: <Offline /> };
    case "starting":
      return { name: "starting", shown: <Starting /> };
    case "online":
      return null;
  }
}

/** Runs fitting again whenever anything that takes room may have changed: once a frame, when all of it stands and before it is seen. */
function useFitting() {
  const place = useRef<HTMLDivElement>(null);
  const frame = useRef(0);
  const fitSoon = (): void => {
    frame.current ||= requestAnimationFrame(() => {
      frame.current = 0;
      if (place.current !== null) fit(place.current, lookOf());
    });
  };
  useSignalEffect(() => {
    document.documentElement.lang = language.value;
    subscribe(view, link, typed, answerPage, isPanelOpen, isPadOpen, secondsLeft);
    subscribe(isLarge, isLowReach, isKeyed);
    fitSoon();
  });
  useEffect(() => {
    window.addEventListener("resize", fitSoon);
    return () => window.removeEventListener("resize", fitSoon);
  }, []);
  return place;
}

function subscribe(...changing: readonly { readonly value: unknown }[]): void {
  for (const one of changing) void one.value;
}

/** Screens of one look are about as full as one another. */
function lookOf(): string {
  const { innerWidth, innerHeight } = window;
  const over = [isPadOpen, isPanelOpen, isLarge, isLowReach, isKeyed].map(({ value }) => value);
  const shown = link.value === "online" ? view.value?.screen : link.value;
  return [shown, language.value, ...over, innerWidth, innerHeight].join(" ");
}

export function Kiosk() {
  const place = useFitting();
  const own = shellScreen();
  const shown = own === null ? view.value : null;
  return (
    <div
      ref={place}
      class="kiosk"
      data-screen={own?.name ?? shown?.screen}
      data-rev={shown?.rev}
      data-pad={isPadOpen.value}
      data-large={isLarge.value}
      data-contrast={isHighContrast.value ? "high" : "normal"}
      data-low-reach={isLowReach.value}
      data-hidden={secondsLeft.value !== null && shown?.privacy === "personal"}
    >
      {shown === null ? <Alone own={own} /> : <Together shown={shown} />}
    </div>
  );
}

/** With no hub there is no talk: its frame has nothing to lead to. */
function Alone({ own }: { own: ReturnType<typeof shellScreen> }) {
  return (
    <>
      <header class="head">
        <Brand />
      </header>
      <main class="parts" key={own?.name}>
        {own?.shown}
      </main>
      <footer class="foot">
        <Simulated />
      </footer>
    </>
  );
}

function Together({ shown }: { shown: View }) {
  const { screen } = shown;
  return (
    <>
      <Header />
      <main class="parts" key={`${screen} ${String(isPadOpen.value)}`} data-go={direction.value}>
        <ScreenOf shown={shown} />
      </main>
      <Footer />
      <Overlays />
    </>
  );
}

function Overlays() {
  return (
    <>
      <AccessPanel />
      {secondsLeft.value !== null && <IdleWarning />}
      {isCurtained.value && <Curtain />}
    </>
  );
}

/** Nobody looks over the shoulder of someone who listens. A touch takes it away. */
function Curtain() {
  return (
    <div class="curtain" onClick={() => (isCurtained.value = false)}>
      <p>{shell.value.curtainOn}</p>
    </div>
  );
}
