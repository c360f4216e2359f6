/** What stands beside the screen, drawn so that it is found: where notes go in, and where a card is held. */

export function AcceptorDrawing({ state }: { state: string }) {
  return (
    <svg class="drawing" viewBox="0 0 240 150" data-state={state} aria-hidden="true">
      <rect class="body" x="20" y="62" width="200" height="78" rx="10" />
      <rect class="slot" x="48" y="78" width="144" height="10" rx="5" />
      <g class="moving">
        <rect class="note" x="64" y="8" width="112" height="66" rx="4" />
        <circle class="note-mark" cx="120" cy="38" r="14" />
        <path class="note-mark" d="M76 20v36M164 20v36" />
      </g>
      <path class="arrow" d="M120 100v24m-12-11 12 12 12-12" />
    </svg>
  );
}

export function ReaderDrawing({ state }: { state: string }) {
  return (
    <svg class="drawing" viewBox="0 0 240 150" data-state={state} aria-hidden="true">
      <rect class="body" x="88" y="22" width="132" height="118" rx="12" />
      <rect class="slot" x="104" y="38" width="100" height="34" rx="5" />
      <path
        class="waves"
        d="M146 98a14 14 0 0 1 0 22M155 91a25 25 0 0 1 0 36M164 84a36 36 0 0 1 0 50"
      />
      <g class="moving">
        <rect class="note" x="14" y="70" width="104" height="66" rx="7" />
        <path class="note-mark" d="M14 88h104M26 118h28" />
      </g>
      <path class="arrow" d="M20 40h44m-11-12 12 12-12 12" />
    </svg>
  );
}
