import { houses, pick, town } from "./live.ts";

export function Happenings() {
  const happenings = town.value?.happenings ?? [];
  const byAccount = new Map(houses.value.map((house) => [house.accountId, house]));
  return (
    <section class="card happenings" aria-labelledby="happenings">
      <h2 id="happenings">What just happened</h2>
      {happenings.length === 0 ? (
        <p class="quiet">Nothing yet. Reads are coming in, and the first home is running out.</p>
      ) : (
        <ol tabIndex={0} aria-labelledby="happenings">
          {happenings.map(({ id, at, accountId, tone, words }) => (
            <li key={id} data-tone={tone}>
              <p class="what">{words}</p>
              <p class="who">
                <button type="button" onClick={() => pick(accountId)}>
                  {byAccount.get(accountId)?.address ?? accountId}
                </button>{" "}
                <time>{at}</time>
              </p>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
