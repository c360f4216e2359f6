/** The mark of Switchboard: a switch that closes. */
export function Mark() {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="8" />
      <circle cx="8" cy="22" r="3" />
      <circle cx="24" cy="22" r="3" />
      <path d="M8 22 22 10" />
    </svg>
  );
}
