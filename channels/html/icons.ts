/** Drawn here, so that no picture is fetched; they say nothing that the words do not. */
function icon(path: string): string {
  return `<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="${path}"/></svg>`;
}

export const bolt = icon("M13 2 4 14h7l-1 8 9-12h-7z");
export const check = icon("M5 13l4.5 4.5L19 7");
export const clock = icon("M12 21a9 9 0 1 1 0-18 9 9 0 0 1 0 18zM12 7v5l3.5 2");
export const lock = icon("M6 11h12v9H6zM8.5 11V7.5a3.5 3.5 0 0 1 7 0V11");
export const phone = icon(
  "M5 4h4l2 5-2.5 1.5a11 11 0 0 0 5 5L15 13l5 2v4a1 1 0 0 1-1 1A15 15 0 0 1 4 5a1 1 0 0 1 1-1z",
);
export const warning = icon("M12 3 2 20h20zM12 10v4M12 17h.01");
