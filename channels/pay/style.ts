import { houseStyle } from "../html/house-style.ts";

/** What a page that takes a card has beside what every page has. */
export const pageStyle = `${houseStyle}dl{display:flex;align-items:baseline;justify-content:space-between;margin:1rem 0;padding:.85rem 1rem;border-radius:.75rem;background:var(--soft)}
dt{color:var(--ink-2)}dd{margin:0;font-size:1.75rem;font-weight:700;font-variant-numeric:tabular-nums}
fieldset{margin:1rem 0 0;padding:0;border:0;min-width:0}
legend{padding:.1rem .6rem;border-radius:1rem;background:var(--warn-soft);color:var(--warn);font-size:.9375rem;font-weight:700}
fieldset p{margin:.6rem 0 .75rem;color:var(--ink-2)}
label{display:flex;align-items:center;gap:.75rem;min-height:3.25rem;padding:.6rem 1rem;border:1px solid var(--hair);border-radius:.75rem;margin-top:.6rem;cursor:pointer}
label:has(:checked){border-color:var(--brand);box-shadow:inset 0 0 0 1px var(--brand);background:var(--soft)}
input[type=radio]{flex:none;width:1.25rem;height:1.25rem;margin:0;accent-color:var(--brand)}
#card{min-height:3.25rem;color:var(--ink-2)}
#problem{margin:0;color:var(--out);font-weight:600}#problem:not(:empty){margin-top:1rem}
noscript p{padding:.85rem 1rem;border-radius:.75rem;background:var(--warn-soft);color:var(--ink)}
@media (scripting:none){#card,#form:has(#card) button{display:none}}
`;
