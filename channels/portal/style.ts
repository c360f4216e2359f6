import { houseStyle } from "../html/house-style.ts";

/** What a customer's page has beside what every page has. */
export const portalStyle = `${houseStyle}header span{flex:1;min-width:0}
form{margin:0}
h1.long{font-size:1.1875rem;line-height:1.4;letter-spacing:0}
.account{font-weight:650;font-size:.9375rem}
.leave button{width:auto;min-height:2.75rem;margin:0;padding:.25rem .9rem;background:none;color:var(--brand);border:1px solid var(--hair);font-size:.9375rem}
.entry{margin-top:1.25rem}
.entry label{display:block;font-weight:650;margin-bottom:.35rem}
.entry label small{display:block;font-weight:400;color:var(--ink-2)}
.entry input:not([type=hidden]){width:100%;min-height:3.25rem;padding:.5rem 1rem;font:inherit;font-size:1.25rem;font-variant-numeric:tabular-nums;letter-spacing:.02em;color:inherit;background:var(--paper);border:1px solid var(--line);border-radius:.75rem}
.entry p{margin:.5rem 0 0;color:var(--ink-2);font-size:.9375rem}
.answers{display:grid;gap:.65rem;margin:1.25rem 0 0;padding:0;list-style:none}
.answers button,.answer{margin:0;text-align:start;padding:.75rem 1rem;background:var(--card);color:var(--ink);border:1px solid var(--line);font-weight:650}
.answer{display:block;border-radius:.75rem;text-decoration:none}
.answers small{display:block;font-weight:400;font-size:.9375rem;color:var(--ink-2)}
button[data-tone=primary]{background:var(--brand);color:var(--on-brand);border-color:var(--brand)}
button[data-tone=primary] small{color:inherit}
.entry button[data-tone=plain],.answers button[data-tone=quiet]{background:none;color:var(--brand);border:1px solid var(--hair)}
.answers button:disabled{color:var(--ink-2);background:var(--paper);border-style:dashed}
.runway{margin:1rem 0 1.25rem;padding:1rem 1.25rem 1.25rem;border-radius:1rem;background:var(--ok-soft);color:var(--ok)}
.runway[data-level=low]{background:var(--warn-soft);color:var(--warn)}
.runway[data-level=out]{background:var(--out-soft);color:var(--out)}
.runway p{margin:0}
.balance{font-size:2.5rem;line-height:1.15;font-weight:750;letter-spacing:-.02em;font-variant-numeric:tabular-nums}
.lasts{font-weight:650}
.lights{display:flex;gap:.3rem;margin-top:.85rem}
.lights i{flex:1;height:1.1rem;border-radius:.3rem;border:1px solid currentColor;opacity:.45}
.lights i[data-day=paid]{background:currentColor;opacity:1}
.lights i[data-day=added]{opacity:1;background:repeating-linear-gradient(135deg,currentColor 0 3px,transparent 3px 6px)}
.steps{margin:1rem 0;padding:0;list-style:none}
.steps li{position:relative;padding:.55rem 0 .55rem 2.25rem}
.steps li::before{content:"";position:absolute;left:.25rem;top:.75rem;width:1.1rem;height:1.1rem;border-radius:50%;border:2px solid var(--line)}
.steps li[data-state=done]::before{background:var(--ok);border-color:var(--ok)}
.steps li[data-state=now]{font-weight:700}
.steps li[data-state=now]::before{border-color:var(--brand);border-right-color:transparent}
.steps li[data-state=failed]::before{background:var(--out);border-color:var(--out)}
@media (prefers-reduced-motion:no-preference){.steps li[data-state=now]::before{animation:turn 1s linear infinite}}
@keyframes turn{to{transform:rotate(1turn)}}
dl{margin:1rem 0}dl div{display:flex;justify-content:space-between;gap:1rem;padding:.65rem 0;border-bottom:1px solid var(--hair)}
dt{color:var(--ink-2)}dd{margin:0;font-weight:650;font-variant-numeric:tabular-nums;text-align:end}
main>.notice{padding:.85rem 1rem;border-radius:.75rem;background:var(--warn-soft);color:var(--warn);font-weight:600}
.again{margin-top:1.25rem}
.tongues{display:flex;flex-wrap:wrap;gap:.5rem;margin-bottom:1rem}
.tongues button{width:auto;min-height:2.75rem;margin:0;padding:.25rem .9rem;background:none;color:var(--brand);border:1px solid var(--hair);font-size:.9375rem}
`;

/** Looks again while something is under way, and shows what is new of it; without it a link does. */
export const portalScript = `"use strict";
(() => {
  const EVERY_MS = 1500;
  const parts = [".runway", ".steps"];
  const look = async () => {
    const main = document.querySelector("main[data-waits]");
    if (main === null) return;
    try {
      const answer = await fetch(location.href, { cache: "no-store" });
      const read = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = read.querySelector("main");
      if (answer.ok && fresh !== null) {
        if (fresh.dataset.screen !== main.dataset.screen) return location.reload();
        for (const part of parts) {
          const [now, next] = [main, fresh].map((one) => one.querySelector(part));
          if (now !== null && next !== null && now.outerHTML !== next.outerHTML) now.replaceWith(next);
        }
        if (!("waits" in fresh.dataset)) {
          delete main.dataset.waits;
          main.querySelector(".again")?.remove();
        }
      }
    } catch {
      // The line is down: the next look may find it up.
    }
    setTimeout(look, EVERY_MS);
  };
  setTimeout(look, EVERY_MS);
})();
`;
