import type { PayLinkView } from "../../core/hub/read-pay-link.ts";
import { languageOf } from "../../core/wording/language.ts";
import { moneyText } from "../../core/wording/money-text.ts";
import { type PayPageWords, payPageWords } from "../../core/wording/pay-page.ts";

/** What the form of a page is made of: the processor's own fields, or a choice of outcomes where it is simulated. */
export type CardForm =
  | {
      readonly kind: "stripe";
      readonly publishableKey: string;
      readonly clientSecret: string;
      /** Where Stripe sends the visitor back to. */
      readonly returnUrl: string;
    }
  | { readonly kind: "simulated" };

/** What a simulated card is to do, by the names of payments/simulated; the first is chosen. */
export const simulatedCards = [
  { token: "sim_visa_4242", word: "simulatedGood" },
  { token: "sim_decline", word: "simulatedDeclined" },
  { token: "sim_slow", word: "simulatedSlow" },
] as const satisfies readonly { readonly token: string; readonly word: keyof PayPageWords }[];

/** The page of a link that is good. It says whose it is and what is paid, and no balance, name or address. */
export function linkPage(link: PayLinkView, form: CardForm): string {
  const say = sayer(link);
  const { amountMinor } = link;
  const title = say(amountMinor === null ? "saveTitle" : "payTitle");
  const body = say(amountMinor === null ? "saveBody" : "payBody");
  const button = say(amountMinor === null ? "saveButton" : "payButton");
  const fields = form.kind === "simulated" ? simulatedFields(say) : stripeFields(say, form);
  const script =
    form.kind === "simulated"
      ? ""
      : `<script src="${STRIPE_SCRIPT}"></script><script src="/pay/stripe.js"></script>`;
  // Without its script the form has nothing to send: the button waits until the fields stand.
  const disabled = form.kind === "simulated" ? "" : " disabled";
  return page(link.language, title, [
    `<h1>${title}</h1><p>${body}</p>`,
    `<form method="post" id="form">${fields}<button id="send"${disabled}>${button}</button></form>`,
    `<p role="alert" id="problem"></p>${script}`,
  ]);
}

export function savedPage(link: PayLinkView, card: { brand: string; last4: string }): string {
  const say = sayer(link, `${card.brand} ${card.last4}`.trim());
  const title = say("savedTitle");
  const body = say(link.amountMinor === null ? "savedBody" : "paidBody");
  return page(link.language, title, [`<h1>${title}</h1><p role="status">${body}</p>`]);
}

/** A link that is no good says so, and nothing of whose it was. */
export function gonePage(
  code: "no_such_link" | "link_expired" | "link_used",
  at: { readonly language: string; readonly phone: string | null },
): string {
  const own = payPageWords(at.language);
  const reasons = {
    no_such_link: own.goneBody,
    link_expired: own.expiredBody,
    link_used: own.usedBody,
  };
  const call = at.phone === null ? "" : escaped(own.call.replace("{phone}", at.phone));
  return page(at.language, own.goneTitle, [
    `<h1>${own.goneTitle}</h1><p>${reasons[code]}</p><p>${call}</p>`,
  ]);
}

const STRIPE_SCRIPT = "https://js.stripe.com/v3/";

/** Only the page with Stripe's fields may load anything of Stripe's; no page may load anything of anybody else. */
export function policyOf(form: CardForm["kind"] | null): string {
  const own = "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'";
  if (form !== "stripe") return `${own}; form-action 'self'`;
  return `${own}; form-action 'none'; script-src 'self' https://js.stripe.com; connect-src https://api.stripe.com; frame-src https://js.stripe.com https://hooks.stripe.com; img-src https://*.stripe.com data:`;
}

type Say = (word: keyof PayPageWords) => string;

function sayer(link: PayLinkView, card = ""): Say {
  const own = payPageWords(link.language);
  const { amountMinor, currency, language } = link;
  const amount = amountMinor === null ? "" : moneyText(amountMinor, currency, languageOf(language));
  return (word) =>
    escaped(
      own[word]
        .replaceAll("{utility}", link.utility)
        .replaceAll("{amount}", amount)
        .replaceAll("{card}", card)
        .replaceAll("{phone}", link.phone),
    );
}

function simulatedFields(say: Say): string {
  const choices = simulatedCards.map(
    ({ token, word }, at) =>
      `<label><input type="radio" name="card" value="${token}"${at === 0 ? " checked" : ""}> ${say(word)}</label>`,
  );
  return `<fieldset><legend><strong>${say("simulatedTitle")}</strong></legend><p>${say("simulatedBody")}</p>${choices.join("")}</fieldset>`;
}

function stripeFields(say: Say, form: Extract<CardForm, { kind: "stripe" }>): string {
  const data = Object.entries({
    key: form.publishableKey,
    secret: form.clientSecret,
    return: form.returnUrl,
    failed: say("failed"),
  }).map(([name, value]) => `data-${name}="${name === "failed" ? value : escaped(value)}"`);
  return `<h2>${say("cardLabel")}</h2><noscript><p>${say("needsScript")}</p></noscript><div id="card" ${data.join(" ")}>${say("loading")}</div>`;
}

function page(language: string, title: string, parts: readonly string[]): string {
  return `<!doctype html>
<html lang="${languageOf(language)}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><title>${title}</title><link rel="stylesheet" href="/pay/page.css"></head>
<body><main>${parts.join("\n")}</main></body></html>
`;
}

function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}

/** The page's only style. */
export const pageStyle = `:root{color-scheme:light dark;font:1.125rem/1.5 system-ui,sans-serif}
body{margin:0}main{max-width:32rem;margin:0 auto;padding:1.5rem}
h1{font-size:1.6rem;line-height:1.2;margin:0 0 .75rem}h2{font-size:1.125rem}
fieldset{border:2px solid;border-radius:.5rem;margin:1rem 0;padding:1rem}
label{display:block;padding:.5rem 0}
button{font:inherit;font-weight:600;min-height:3rem;width:100%;margin-top:1rem;border:0;border-radius:.5rem;background:#0b5cad;color:#fff}
button:disabled{opacity:.5}:focus-visible{outline:3px solid #f2a900;outline-offset:2px}
#problem:not(:empty){border-left:4px solid #b3261e;padding-left:.75rem}
`;

/** Puts Stripe's own fields, with the wallets it finds, into the page; what is typed there goes to Stripe and never here. */
export const pageScript = `"use strict";
(() => {
  const place = document.getElementById("card");
  const problem = document.getElementById("problem");
  const send = document.getElementById("send");
  const { key, secret, return: back, failed } = place.dataset;
  if (typeof Stripe !== "function") { place.textContent = ""; problem.textContent = failed; return; }
  const stripe = Stripe(key);
  const elements = stripe.elements({ clientSecret: secret });
  const fields = elements.create("payment");
  place.textContent = "";
  fields.mount(place);
  fields.on("ready", () => { send.disabled = false; });
  fields.on("loaderror", () => { problem.textContent = failed; });
  document.getElementById("form").addEventListener("submit", async (event) => {
    event.preventDefault();
    send.disabled = true;
    problem.textContent = "";
    const { error } = await stripe.confirmSetup({ elements, confirmParams: { return_url: back } });
    problem.textContent = error.message ?? failed;
    send.disabled = false;
  });
})();
`;
