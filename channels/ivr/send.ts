import type { Telnyx } from "telnyx";
import type {
  Calls,
  OutgoingCall,
  OutgoingCallStep,
  SayOutcome,
  StepOutcome,
} from "../../core/ports.ts";
import { SEND_TIMEOUT_MS } from "../telnyx/client.ts";
import { outcomeOf } from "../telnyx/outcome.ts";
import { type CallCommand, commandsOf, dialOf } from "./render.ts";

export interface TelnyxCallsOptions {
  readonly client: () => Promise<Telnyx>;
  readonly timeoutMs?: number;
  /** The carrier's application that calls of ours go out by; absent where none is set, and then none go out. */
  readonly connectionId?: string;
}

/** Calls through the real carrier. A step that is sent again sends the same command ids, which the carrier does once. */
export function telnyxCalls(options: TelnyxCallsOptions): Calls {
  const { connectionId } = options;
  return {
    act: (step) => act(options, step),
    ...(connectionId !== undefined && { place: (call) => place(options, call, connectionId) }),
  };
}

/** A time-out leaves it unknown whether the call left: it is not repeated, its own events say so. */
async function place(
  options: TelnyxCallsOptions,
  call: OutgoingCall,
  connectionId: string,
): Promise<SayOutcome> {
  const client = await options.client();
  const signal = AbortSignal.timeout(options.timeoutMs ?? SEND_TIMEOUT_MS);
  try {
    const { data } = await client.calls.dial(dialOf(call, connectionId), { signal });
    const carrierId = data?.call_control_id;
    return carrierId === undefined ? { kind: "unknown" } : { kind: "sent", carrierId };
  } catch (error) {
    return outcomeOf(error);
  }
}

async function act(options: TelnyxCallsOptions, step: OutgoingCallStep): Promise<StepOutcome> {
  const client = await options.client();
  let hasStopped = step.hasStopped === true;
  for (const command of commandsOf(step)) {
    const outcome = await send(client, step.callId, command, options.timeoutMs ?? SEND_TIMEOUT_MS);
    // Nothing was being gathered that had to stop: as good as stopped. The carrier may not know such a command again by its id.
    if (
      command.action === "gather_stop" &&
      (outcome.kind === "refused" || outcome.kind === "sent")
    ) {
      hasStopped = true;
    } else if (outcome.kind !== "sent") return hasStopped ? { ...outcome, hasStopped } : outcome;
  }
  return { kind: "sent", carrierId: step.callId };
}

async function send(
  client: Telnyx,
  callId: string,
  command: CallCommand,
  timeoutMs: number,
): Promise<SayOutcome> {
  const { actions } = client.calls;
  const options = { signal: AbortSignal.timeout(timeoutMs) };
  try {
    switch (command.action) {
      case "answer":
        await actions.answer(callId, command.body, options);
        break;
      case "speak":
        await actions.speak(callId, command.body, options);
        break;
      case "gather_using_speak":
        await actions.gatherUsingSpeak(callId, command.body, options);
        break;
      case "gather_stop":
        await actions.stopGather(callId, command.body, options);
        break;
      case "pay":
        await actions.pay(callId, command.body, options);
        break;
      case "transfer":
        await actions.transfer(
          callId,
          { ...command.body, custom_headers: [...command.body.custom_headers] },
          options,
        );
        break;
      case "hangup":
        await actions.hangup(callId, command.body, options);
        break;
    }
    return { kind: "sent", carrierId: callId };
  } catch (error) {
    return outcomeOf(error);
  }
}
