/**
 * Machines of leaves: states side by side that nothing is done in, and transitions that do no more than assign. Which transition an
 * event takes XState chooses, by its order and guards; what its `transition()` does besides (sets of states left and entered,
 * microsteps, an actor's scope, a snapshot for each) comes to nothing in such a machine, and cost half of a turn. That both end at
 * the same place is held by the walk of the talk.
 */
import type { AnyStateMachine, SnapshotFrom, StateValueFrom } from "xstate";
import { assert, must } from "../assert.ts";
import type { Choices } from "./talk.ts";
import type { TalkEvent } from "./talk-event.ts";

/** Where such a machine stands, with the choices made so far. */
export interface Leaf<State extends string> {
  readonly state: State;
  readonly context: Choices;
}

type Assign = (seen: { readonly context: Choices; readonly event: TalkEvent }) => Partial<Choices>;

/** A transition as it is taken: the leaf that it leads to (null where it stays) and what it assigns. */
interface Taken {
  readonly to: string | null;
  readonly assigns: readonly Assign[];
}

type Transition = ReturnType<AnyStateMachine["getTransitionData"]>[number];

function takenBy({ target, actions, source }: Transition, { root }: AnyStateMachine): Taken {
  const [node] = target ?? [];
  const isLeaf = node === undefined || (node.type === "atomic" && node.parent === root);
  assert(isLeaf, `${source.id} leads to more than a leaf`);
  return { to: node?.key ?? null, assigns: actions.map(assignOf) };
}

/** The function that `assign` was given. */
function assignOf(action: unknown): Assign {
  const isAssign = typeof action === "function" && "assignment" in action;
  assert(isAssign && typeof action.assignment === "function", "a leaf does no more than assign");
  return action.assignment as Assign;
}

export class Leaves<Machine extends AnyStateMachine> {
  readonly #machine: Machine;
  readonly #taken: ReadonlyMap<Transition, Taken>;
  /** Resolved snapshots by state, without their context. */
  readonly #snapshots = new Map<string, SnapshotFrom<AnyStateMachine>>();

  /** Throws on a machine with more in it than leaves: it needs XState's own `transition()`. */
  constructor(machine: Machine) {
    const nodes = [machine.root, ...Object.values(machine.states)];
    for (const { id, entry, exit, invoke, always = [] } of nodes) {
      assert([...entry, ...exit, ...invoke, ...always].length === 0, `${id} does more than stand`);
    }
    this.#machine = machine;
    this.#taken = new Map(
      nodes
        .flatMap(({ transitions }) => [...transitions.values()].flat())
        .map((one) => [one, takenBy(one, machine)]),
    );
  }

  /** The machine's snapshot at this leaf. Throws on a state that it does not have. */
  at({ state, context }: Leaf<string>): SnapshotFrom<Machine> {
    let snapshot = this.#snapshots.get(state);
    if (snapshot === undefined) {
      snapshot = this.#machine.resolveState({ value: state, context });
      this.#snapshots.set(state, snapshot);
    }
    return { ...snapshot, context } as SnapshotFrom<Machine>;
  }

  /** The transition that an event takes from here; undefined where it takes none. */
  chosen(from: Leaf<string>, event: TalkEvent): Transition | undefined {
    return this.#machine.getTransitionData(this.at(from), event)[0];
  }

  /** Where one event leads, with nothing else done. */
  step(from: Leaf<string>, event: TalkEvent): Leaf<StateValueFrom<Machine> & string> {
    const chosen = this.chosen(from, event);
    const { to, assigns } =
      chosen === undefined ? stays : must(this.#taken.get(chosen), "a known one");
    let { context } = from;
    for (const assign of assigns) context = { ...context, ...assign({ context, event }) };
    return { state: to ?? from.state, context };
  }
}

const stays: Taken = { to: null, assigns: [] };
