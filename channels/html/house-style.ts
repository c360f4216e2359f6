/** What every page that the server writes looks like: no font, picture or script of anybody else, light or dark as the visitor's device is. */
export const houseStyle = `:root{color-scheme:light dark;--paper:#f3f6f7;--card:#fff;--ink:#0f2430;--ink-2:#465862;--line:#6b7a82;--hair:#d3dce0;--brand:#0b4f6c;--on-brand:#fff;--soft:#e6f1f5;--ok:#14693a;--ok-soft:#dff3e6;--warn:#8a4b00;--warn-soft:#fff0d6;--out:#a61b1b;--out-soft:#fde7e5;font:1.0625rem/1.55 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
@media (prefers-color-scheme:dark){:root{--paper:#0a161d;--card:#12252f;--ink:#f2f6f7;--ink-2:#b4c2c9;--line:#6f848e;--hair:#2b4250;--brand:#7cc4e4;--on-brand:#08202c;--soft:#163341;--ok:#5fd08f;--ok-soft:#12362a;--warn:#ffb454;--warn-soft:#3a2a10;--out:#ff8a80;--out-soft:#3d1a1a}}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;display:flex;flex-direction:column;align-items:center;background:var(--paper);color:var(--ink)}
header,main,footer{width:100%;max-width:30rem}
header{display:flex;align-items:center;gap:.75rem;padding:1.25rem 1.25rem .75rem;font-weight:700;font-size:1.125rem}
header>svg{flex:none;width:2.25rem;height:2.25rem;padding:.4rem;border-radius:.65rem;background:var(--brand);color:var(--on-brand)}
main{padding:1.5rem 1.25rem;background:var(--card);border-block:1px solid var(--hair)}
h1{font-size:1.5rem;line-height:1.2;letter-spacing:-.01em;margin:0 0 .5rem}
h2{font-size:1.0625rem;margin:1.25rem 0 .5rem}
p{margin:0 0 .75rem}main>p{color:var(--ink-2)}a{color:var(--brand)}
button{font:inherit;font-weight:700;width:100%;min-height:3.25rem;margin-top:1.25rem;padding:.5rem 1rem;border:0;border-radius:.75rem;background:var(--brand);color:var(--on-brand);cursor:pointer}
button:disabled{background:var(--hair);color:var(--ink-2);cursor:default}
button:not(:disabled):hover{filter:brightness(1.08)}
:focus-visible{outline:3px solid #f2a900;outline-offset:2px}
.mark{display:grid;place-items:center;width:3.25rem;height:3.25rem;margin-bottom:1rem;border-radius:50%}
.mark svg{width:1.75rem;height:1.75rem}
.done{background:var(--ok-soft);color:var(--ok)}.gone{background:var(--warn-soft);color:var(--warn)}
footer{padding:1rem 1.25rem 2rem;color:var(--ink-2);font-size:.9375rem}footer p{display:flex;gap:.6rem;margin:0 0 .5rem}
footer svg{flex:none;width:1.125rem;height:1.125rem;margin-top:.2rem}
@media (min-width:34rem){body{padding-block:8vh 2rem}main{padding:2rem;border:1px solid var(--hair);border-radius:1.1rem;box-shadow:0 .5rem 2rem rgb(10 30 40/.08)}header,footer{padding-inline:.5rem}}
`;
