/** A way to pay, in one area or in all of them. */
export interface ChannelNews {
  readonly channel: string;
  readonly area: string;
  readonly state: "up" | "down";
  /** Service time. */
  readonly sinceMs: number;
}

/** Stands for every area: most ways to pay are down everywhere or nowhere. */
export const EVERY_AREA = "*";
