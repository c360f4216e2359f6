/** A town with one terminal, for tests of what is done at it: its screen as it stands, presses, notes and cards. */
import { must } from "../../core/assert.ts";
import type { View } from "../../channels/kiosk/protocol.ts";
import { renderView } from "../../channels/kiosk/render.ts";
import { readKioskScreen } from "../../core/hub/kiosk-screen.ts";
import { noteDevice } from "../../core/hub/note-device.ts";
import type { Received } from "../../core/hub/receive-input.ts";
import { takeCard, takeNote } from "../../core/hub/take-note.ts";
import { takeTurn } from "../../core/hub/take-turn.ts";
import { kioskHome, kioskLine } from "../../core/ids.ts";
import type { Hub } from "../../core/ports.ts";

export const kioskId = "u_00000001";

export class KioskAt {
  readonly #hub: Hub;
  #presses = 0;
  #sequence = 0;

  constructor(hub: Hub) {
    this.#hub = hub;
  }

  async view(): Promise<View> {
    return renderView(must(await readKioskScreen(this.#hub, kioskId), "the utility has settings"));
  }

  async ready(): Promise<void> {
    await this.#hub.store.transact(kioskHome(kioskId), (sql) =>
      noteDevice(sql, this.#hub.clock.now(), {
        kioskId,
        sequence: this.nextSequence(),
        acceptor: "ready",
        reader: "ready",
      }),
    );
  }

  nextSequence(): number {
    this.#sequence += 1;
    return this.#sequence;
  }

  async press(option: string, at: { rev?: number; id?: string } = {}): Promise<Received["kind"]> {
    return this.#turn({ kind: "chose", option }, at);
  }

  async enter(keys: string, at: { rev?: number; id?: string } = {}): Promise<Received["kind"]> {
    return this.#turn({ kind: "digits", keys }, at);
  }

  async left(): Promise<void> {
    await this.#turn({ kind: "left" }, {});
  }

  async note(amountMinor: number, note = this.nextSequence()): Promise<Received["kind"]> {
    return (await takeNote(this.#hub, { kioskId, note, amountMinor })).kind;
  }

  async card(token: string): Promise<Received["kind"]> {
    const sequence = this.nextSequence();
    return (await takeCard(this.#hub, { kioskId, sequence, token })).kind;
  }

  async #turn(
    input: Parameters<typeof takeTurn>[1]["input"],
    { rev, id }: { rev?: number; id?: string },
  ): Promise<Received["kind"]> {
    this.#presses += 1;
    const received = await takeTurn(this.#hub, {
      channel: "kiosk",
      key: `press/${id ?? String(this.#presses)}`,
      from: kioskLine(kioskId),
      to: kioskId,
      input,
      rev: rev ?? (await this.view()).rev,
    });
    return received.kind;
  }
}

/** A screen in a few lines, as a person would take it in. */
export function seen(view: View): string[] {
  const lines = [`${view.screen}: ${view.title.text}`, ...view.body.map(({ text }) => text)];
  if ("runway" in view && view.runway !== null) {
    lines.push(`runway ${view.runway.balance.text} +${String(view.runway.addedDays)}`);
  }
  if ("total" in view) lines.push(`total ${view.total.text}`);
  if ("steps" in view) lines.push(...view.steps.map(({ text, state }) => `${state}: ${text}`));
  return lines;
}
