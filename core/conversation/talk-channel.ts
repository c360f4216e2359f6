/** Channels whose talk the hub holds: over a phone line, at a terminal, or on a page. */
export type TalkChannel = "sms" | "ivr" | ScreenChannel;

/** Those that show where the talk stands instead of telling it: a walk-up terminal, and a page of the portal. */
export type ScreenChannel = "kiosk" | "portal";

export function isScreen(channel: TalkChannel): channel is ScreenChannel {
  return channel === "kiosk" || channel === "portal";
}

export function isTalkChannel(channel: string): channel is TalkChannel {
  return channel === "sms" || channel === "ivr" || channel === "kiosk" || channel === "portal";
}
