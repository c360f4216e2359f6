import type { SavedTalk } from "./input.ts";

/** Version of the machine and its choices; raised with a migration whenever an older saved talk would not read the same. */
export const VERSION = 2;

/** Turns the snapshot of one version into that of the next. A throw means that this one can't be carried over. */
export type Migration = (snapshot: unknown) => unknown;

/** By the version they start from. */
export type Migrations = Readonly<Record<number, Migration>>;

export const migrations: Migrations = {
  // Talks of the first version were held before there were terminals, and before one could go on at another line.
  1: (snapshot) => {
    const { value, context } = snapshot as { value: unknown; context: object };
    return { value, context: { ...context, kiosk: null, handOver: null } };
  },
};

/** The snapshot as the current version has it, or undefined when no chain of migrations leads there (a newer version too). */
export function migrate(
  saved: Pick<SavedTalk, "version" | "snapshot">,
  chain: Migrations = migrations,
  current: number = VERSION,
): { readonly snapshot: unknown } | undefined {
  if (!Number.isSafeInteger(saved.version) || saved.version > current) return undefined;
  let { snapshot } = saved;
  for (let version = saved.version; version < current; version += 1) {
    const one = chain[version];
    if (one === undefined) return undefined;
    snapshot = one(snapshot);
  }
  return { snapshot };
}
