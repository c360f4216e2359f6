/** The look of the report: the project's colours and type, on paper and on any screen. */
export const pageStyle = `
:root {
  --ink: #0f2430; --ink-2: #42545e; --paper: #f4f6f5; --card: #fff; --line: #6b7a82; --hair: #d5dcdf;
  --brand: #0b4f6c; --brand-soft: #e3eff4; --other: #b35c00; --other-soft: #fff0d6; --ok: #14693a; --ok-soft: #dff3e6;
  --out: #a61b1b; --out-soft: #fde7e5; --sun: #ffc53d;
}
* { box-sizing: border-box; margin: 0; padding: 0; }
body {
  background: var(--paper); color: var(--ink); font: 450 1rem/1.55 "Public Sans Variable", "Public Sans", system-ui, sans-serif;
  font-variant-numeric: tabular-nums; -webkit-print-color-adjust: exact; print-color-adjust: exact;
}
header { background: var(--ink); color: #f2f6f7; border-bottom: 6px solid var(--sun); }
header > div, main, footer { max-width: 62rem; margin: 0 auto; padding: 2rem 1.5rem; }
header p { color: #b4c2c9; max-width: 46rem; }
header .kind { color: var(--sun); font-weight: 700; letter-spacing: 0.02em; }
h1 { font-size: 2.1rem; line-height: 1.15; letter-spacing: -0.015em; margin: 0.25rem 0 0.75rem; font-weight: 750; }
h2 { font-size: 1.35rem; line-height: 1.2; letter-spacing: -0.01em; margin-bottom: 0.35rem; font-weight: 700; }
h3 { font-size: 1rem; margin: 1.25rem 0 0.35rem; font-weight: 700; }
section { background: var(--card); border: 1px solid var(--hair); border-radius: 12px; padding: 1.5rem; margin-bottom: 1.25rem; break-inside: avoid-page; }
section > p { color: var(--ink-2); max-width: 48rem; margin-bottom: 0.75rem; }
.facts { display: flex; flex-wrap: wrap; gap: 0.35rem 1.75rem; margin-top: 1.25rem; list-style: none; }
.facts b { color: #f2f6f7; } .facts li { color: #b4c2c9; }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(13rem, 1fr)); gap: 0.9rem; margin-top: 1rem; }
.tile { background: var(--brand-soft); border-radius: 10px; padding: 0.9rem 1rem; }
.tile .name { color: var(--ink-2); font-size: 0.9rem; line-height: 1.3; }
.tile .value { font-size: 1.65rem; font-weight: 750; line-height: 1.2; letter-spacing: -0.01em; color: var(--brand); }
.tile .value + .value { font-size: 1.1rem; color: var(--other); }
.tile .note { font-size: 0.85rem; color: var(--ink-2); line-height: 1.35; }
.tile.bad { background: var(--out-soft); } .tile.bad .value { color: var(--out); }
.tile.good { background: var(--ok-soft); } .tile.good .value { color: var(--ok); }
.key { display: flex; flex-wrap: wrap; gap: 0.3rem 1.25rem; font-size: 0.9rem; list-style: none; margin: 0.25rem 0 0.5rem; }
.key i { display: inline-block; width: 0.85em; height: 0.85em; border-radius: 3px; margin-right: 0.45em; vertical-align: -0.05em; }
.c0 { background: var(--brand); } .c1 { background: var(--other); } .c2 { background: #9aa7ad; }
svg { display: block; width: 100%; height: auto; margin: 0.35rem 0; overflow: visible; }
svg text { font: 450 13px "Public Sans Variable", "Public Sans", system-ui, sans-serif; fill: var(--ink-2); }
svg text.name { fill: var(--ink); font-weight: 650; paint-order: stroke; stroke: var(--card); stroke-width: 4px; }
svg line { stroke: var(--hair); }
svg .s0 { fill: var(--brand); } svg .s1 { fill: var(--other); } svg .s2 { fill: #9aa7ad; } svg .none { fill: var(--paper); }
.wide { overflow-x: auto; margin-top: 0.75rem; }
table { border-collapse: collapse; width: 100%; font-size: 0.95rem; line-height: 1.35; }
caption { text-align: left; font-weight: 700; padding-bottom: 0.35rem; }
th, td { text-align: right; padding: 0.4rem 0 0.4rem 1rem; border-bottom: 1px solid var(--hair); vertical-align: top; font-weight: 450; }
th:first-child { text-align: left; padding-left: 0; }
thead th { color: var(--ink-2); font-size: 0.85rem; border-bottom-color: var(--line); vertical-align: bottom; }
.meter { display: grid; grid-template-columns: minmax(9rem, 14rem) 1fr; gap: 0.3rem 1rem; align-items: center; margin-top: 0.75rem; font-size: 0.95rem; }
.meter .bar { display: flex; align-items: center; gap: 0.5rem; min-height: 1.1rem; }
.meter .bar i { display: block; height: 0.8rem; border-radius: 3px; min-width: 2px; }
.meter .bar span { color: var(--ink-2); font-size: 0.88rem; white-space: nowrap; }
.meter b { font-weight: 600; line-height: 1.25; } .meter small { display: block; color: var(--ink-2); font-weight: 450; font-size: 0.82rem; }
ul { padding-left: 1.15rem; } ul.key, ul.facts { padding-left: 0; } li { margin-bottom: 0.3rem; max-width: 50rem; }
code { font: 0.88em ui-monospace, "SFMono-Regular", Menlo, monospace; overflow-wrap: anywhere; }
details summary { cursor: pointer; font-weight: 650; margin-top: 0.75rem; }
footer { color: var(--ink-2); font-size: 0.9rem; padding-top: 0.5rem; }
@media (max-width: 600px) {
  header > div, main, footer { padding: 1.25rem 1rem; }
  section { padding: 1.1rem 1rem; }
  h1 { font-size: 1.6rem; }
  svg text { font-size: 20px; }
  .meter { grid-template-columns: 1fr; gap: 0.1rem; } .meter .bar { margin-bottom: 0.55rem; }
  .tiles { grid-template-columns: 1fr 1fr; gap: 0.6rem; } .tile { padding: 0.7rem 0.75rem; } .tile .value { font-size: 1.3rem; }
  th, td { padding-left: 0.75rem; }
}
@media print {
  body { background: #fff; font-size: 10.5pt; }
  header > div, main, footer { padding: 1rem 0; max-width: none; }
  header > div { padding: 1rem; }
  section { border-radius: 0; border-width: 1px 0 0; padding: 1rem 0; }
  .wide { overflow: visible; }
}
`;
