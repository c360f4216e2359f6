export interface Tab {
  readonly id: string;
  readonly words: string;
  /** What is new behind it; empty where nothing is. */
  readonly note: string;
}

interface TabsShown {
  readonly tabs: readonly Tab[];
  readonly shown: string;
  readonly show: (id: string) => void;
}

/** Tabs by the usual rules: Tab reaches the one that is shown, arrows go to the others. */
export function Tabs({ tabs, shown, show }: TabsShown) {
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const at = tabs.findIndex(({ id }) => id === shown);
    const next = tabs.at((at + step) % tabs.length);
    if (next === undefined) return;
    show(next.id);
    document.querySelector<HTMLElement>(`#tab-${next.id}`)?.focus();
  };
  return (
    <div class="tabs" role="tablist" aria-label="The phone" onKeyDown={onKeyDown}>
      {tabs.map(({ id, words, note }) => (
        <button
          type="button"
          role="tab"
          key={id}
          id={`tab-${id}`}
          aria-selected={id === shown}
          aria-controls={id === shown ? `panel-${id}` : undefined}
          tabIndex={id === shown ? 0 : -1}
          onClick={() => show(id)}
        >
          {words}
          {note !== "" && <span class="note">{note}</span>}
        </button>
      ))}
    </div>
  );
}
