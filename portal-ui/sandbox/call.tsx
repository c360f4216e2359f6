import type { CallView, DistrictView } from "../../channels/simulated/protocol.ts";
import { Keypad } from "./keypad.tsx";
import { call, isConnected, say, town } from "./live.ts";
import { phoneText } from "../phone-text.ts";
import { Transcript } from "./transcript.tsx";
import { canSpeak, isVoiceOn, setVoice } from "./voice.ts";

/** A call to the utility on a handset's screen: what is said and keyed, and a keypad while it lasts. */
export function CallScreen({ district, accountId }: { district: DistrictView; accountId: string }) {
  const view = call.value;
  const isOn = view !== null && !view.state.startsWith("ended");
  const isIncoming = view?.state === "incoming";
  const press = (keys: string): void => say({ kind: "call_keys", accountId, keys });
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!isOn || event.ctrlKey || event.metaKey || event.altKey) return;
    if (/^[0-9*#]$/.test(event.key)) press(event.key);
  };
  return (
    <div class="call" data-state={view?.state ?? "idle"} onKeyDown={onKeyDown}>
      <div class="call-head">
        <p role="status">{stateWords(view, district)}</p>
        <Voice />
      </div>
      <Transcript call={view} utility={district.name} hint={<Hint district={district} />} />
      {isIncoming && <Answer accountId={accountId} />}
      {isOn && !isIncoming && <Keypad isOff={view.state !== "up"} press={press} />}
      <Handle isOn={isOn} district={district} accountId={accountId} />
    </div>
  );
}

function Answer({ accountId }: { accountId: string }) {
  return (
    <button
      type="button"
      class="handle"
      data-ends={false}
      disabled={!isConnected.value}
      onClick={() => say({ kind: "call_answer", accountId })}
    >
      Answer
    </button>
  );
}

/** The one button that begins and ends a call: at the same place, so that the focus stays where it is. */
function Handle({
  isOn,
  district,
  accountId,
}: {
  isOn: boolean;
  district: DistrictView;
  accountId: string;
}) {
  return (
    <button
      type="button"
      class="handle"
      data-ends={isOn}
      disabled={!isConnected.value}
      onClick={() => say({ kind: isOn ? "call_end" : "call_place", accountId })}
    >
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <path d="M6.6 10.8a15 15 0 0 0 6.6 6.6l2.2-2.2c.3-.3.7-.4 1-.2 1.2.4 2.4.6 3.6.6.6 0 1 .4 1 1V20c0 .6-.4 1-1 1C10.6 21 3 13.4 3 4c0-.6.4-1 1-1h3.5c.6 0 1 .4 1 1 0 1.2.2 2.4.6 3.6.1.3 0 .7-.2 1Z" />
      </svg>
      {isOn ? "Hang up" : `Call ${district.name}`}
    </button>
  );
}

function Voice() {
  return (
    <button
      type="button"
      class="voice"
      role="switch"
      aria-checked={isVoiceOn.value}
      disabled={!canSpeak.value}
      onClick={() => setVoice(!isVoiceOn.value)}
    >
      <span class="track" aria-hidden="true" />
      {canSpeak.value ? "Voice" : "No voice in this browser"}
    </button>
  );
}

function Hint({ district }: { district: DistrictView }) {
  return (
    <div class="hint">
      <p>Call {district.name} as this home would. What is said is written here as you hear it.</p>
      <p>
        Asked for a PIN? Simulated: every home here has <strong>{town.value?.pin}</strong>.
      </p>
    </div>
  );
}

function stateWords(view: CallView | null, { name, number }: DistrictView): string {
  switch (view?.state) {
    case undefined:
      return phoneText(number);
    case "incoming":
      return `${name} is calling. Simulated`;
    case "ringing":
      return "Ringing …";
    case "up":
      return "In a call";
    case "put_through":
      return `Put through to ${phoneText(view?.putThroughTo ?? "")}. Nobody is there: simulated`;
    case "ended_by_customer":
      return "You hung up";
    case "ended_by_utility":
      return `${name} hung up`;
  }
}
