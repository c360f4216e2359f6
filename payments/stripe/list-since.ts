import { isUnknownParameter } from "./outcome.ts";

/** The most that a list gives at once. */
const PAGE = 100;

interface Listed {
  readonly id: string;
  readonly created: number;
}

interface Page<Thing> {
  readonly data: readonly Thing[];
  readonly has_more: boolean;
}

interface Asked {
  readonly limit: number;
  readonly created?: { readonly gte: number };
  readonly starting_after?: string;
}

/**
 * All things of a list from an instant on, in seconds, newest first. A server that knows neither filter (a stand-in: Stripe knows
 * them) is asked for all there are.
 */
export async function* listedSince<Thing extends Listed, Filter extends object>(
  sinceS: number,
  filter: Filter,
  list: (asked: Asked & Partial<Filter>) => Promise<Page<Thing>>,
): AsyncGenerator<Thing> {
  const narrow = { ...filter, created: { gte: sinceS } };
  const first = await list({ ...narrow, limit: PAGE }).catch((error: unknown) => {
    if (!isUnknownParameter(error)) throw error;
    return null;
  });
  const known = first === null ? {} : narrow;
  for (let page = first ?? (await list({ limit: PAGE } as Asked & Partial<Filter>)); ;) {
    for (const thing of page.data) if (thing.created >= sinceS) yield thing;
    const last = page.data.at(-1);
    if (!page.has_more || last === undefined) return;
    page = await list({ ...known, limit: PAGE, starting_after: last.id } as Asked &
      Partial<Filter>);
  }
}
