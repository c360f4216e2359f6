/** The world outside of a test's utility: it answers as it is told, and keeps what it was asked. */
import type {
  Carrier,
  ChargeOutcome,
  ChargeRequest,
  CommandOutcome,
  MeterReads,
  MeterSwitch,
  OutgoingMessage,
  Processor,
  RefundOutcome,
  RefundRequest,
  SayOutcome,
  SwitchCommand,
  SwitchEvidence,
} from "../../core/ports.ts";

/** The world outside, by the test's word. */
export class ScriptedWorld {
  readonly said: OutgoingMessage[] = [];
  readonly charged: ChargeRequest[] = [];
  readonly commanded: SwitchCommand[] = [];
  /** What the next sends, charges and commands come to; the last one stands for all after it. */
  sayOutcome: (message: OutgoingMessage) => Promise<SayOutcome> = (message) =>
    Promise.resolve({ kind: "sent", carrierId: `carrier-${message.id}` });
  chargeOutcome: (request: ChargeRequest) => Promise<ChargeOutcome> = (request) =>
    Promise.resolve({ kind: "pending", processorId: `ch-${request.key}` });
  findOutcome: (key: string) => Promise<ChargeOutcome | { kind: "absent" }> = () =>
    Promise.resolve({ kind: "absent" });
  readonly refundsSent: RefundRequest[] = [];
  refundOutcome: (request: RefundRequest) => Promise<RefundOutcome> = ({ refundId, amountMinor }) =>
    Promise.resolve({
      kind: "made",
      processorId: `re-${refundId}`,
      state: "succeeded",
      amountMinor,
    });
  findRefundOutcome: (request: RefundRequest) => Promise<RefundOutcome | { kind: "absent" }> = () =>
    Promise.resolve({ kind: "absent" });
  commandOutcome: (command: SwitchCommand) => Promise<CommandOutcome> = () =>
    Promise.resolve({ kind: "accepted" });
  /** Where a look finds a switch; `closed` unless the test says otherwise. */
  readonly switches = new Map<string, SwitchEvidence>();

  readonly carrier: Carrier = {
    say: (message) => {
      this.said.push(message);
      return this.sayOutcome(message);
    },
  };
  readonly processor: Processor = {
    name: "simulated",
    underWayMs: 0,
    charge: (request) => {
      this.charged.push(request);
      return this.chargeOutcome(request);
    },
    find: ({ key }) => this.findOutcome(key),
    refund: (request) => {
      this.refundsSent.push(request);
      return this.refundOutcome(request);
    },
    findRefund: (request) => this.findRefundOutcome(request),
    isUp: async () => (await this.findOutcome("is-up")).kind !== "unknown",
  };
  /** Meters that were asked for their reads, and what each ask leads to; the test pushes what they answer. */
  readonly askedForReads: string[] = [];
  readOutcome: (meterId: string) => Promise<"asked" | "no_answer"> = () => Promise.resolve("asked");

  readonly meterReads: MeterReads = {
    ask: (meterId) => {
      this.askedForReads.push(meterId);
      return this.readOutcome(meterId);
    },
  };
  readonly meterSwitch: MeterSwitch = {
    command: (command) => {
      this.commanded.push(command);
      return this.commandOutcome(command);
    },
    look: (meterId) => Promise.resolve(this.switches.get(meterId) ?? { kind: "closed" }),
  };
}
