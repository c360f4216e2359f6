import type { SupplyPolicy } from "./policy.ts";

export type NoticeChannel = "sms" | "ivr" | "email" | "mail" | "hand" | "meter";

/** How a pack wants its notices given: channels in the order in which they are tried, and local minutes of the day. */
export interface NoticeDuty {
  readonly channels: readonly NoticeChannel[];
  readonly fromMinute: number;
  readonly toMinute: number;
  /** A disconnection waits too until an account's second contact, where it has one, was told or could not be. */
  readonly thirdParty?: boolean;
}

/** One version of a rule pack, as rows carry it: what supply is decided by, and what people are told by. */
export interface PublishedPack {
  readonly packId: string;
  readonly version: number;
  readonly title: string;
  readonly currency: string;
  readonly effectiveFromMs: number;
  /** Not included; null where it has no end. */
  readonly effectiveToMs: number | null;
  readonly policy: SupplyPolicy;
  /** Below this the customer is told that money runs low. */
  readonly lowUnits: number;
  readonly notice: NoticeDuty;
  /** How long after it was paid for supply must be back; null where no rule says. */
  readonly restoreMs: number | null;
}

/** Which version of which pack decided; null where a utility's own settings did. */
export interface PackVersion {
  readonly packId: string;
  readonly version: number;
}
