import type { PayLinkView } from "../../core/hub/read-pay-link.ts";
import { languageOf } from "../../core/wording/language.ts";
import { moneyText } from "../../core/wording/money-text.ts";
import { type PayPageWords, payPageWords } from "../../core/wording/pay-page.ts";
import { escaped } from "../html/escaped.ts";
import { bolt, check, clock, lock } from "../html/icons.ts";

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
  const body = say(link.isByCode ? "guestBody" : amountMinor === null ? "saveBody" : "payBody");
  const button = say(amountMinor === null ? "saveButton" : "payButton");
  const fields = form.kind === "simulated" ? simulatedFields(say) : stripeFields(say, form);
  const script =
    form.kind === "simulated"
      ? ""
      : `<script src="${STRIPE_SCRIPT}"></script><script src="/pay/stripe.js"></script>`;
  // Without its script the form has nothing to send: the button waits until the fields stand.
  const disabled = form.kind === "simulated" ? "" : " disabled";
  const paid = amountOf(link);
  const amount =
    paid === "" ? "" : `<dl><dt>${say("amountLabel")}</dt><dd>${escaped(paid)}</dd></dl>`;
  return page(
    { ...link, title },
    [
      `<h1>${title}</h1><p>${body}</p>${amount}`,
      `<form method="post" id="form">${fields}<button id="send"${disabled}>${button}</button></form>`,
      `<p role="alert" id="problem"></p>${script}`,
    ],
    [...(form.kind === "simulated" ? [] : [`${lock}${say("safe")}`]), `${clock}${say("once")}`],
  );
}

export function savedPage(link: PayLinkView, card: { brand: string; last4: string }): string {
  const say = sayer(link, `${card.brand} ${card.last4}`.trim());
  const title = say("savedTitle");
  const paid = link.isByCode ? "guestPaidBody" : "paidBody";
  const body = say(link.amountMinor === null ? "savedBody" : paid);
  return page({ ...link, title }, [
    `<span class="mark done">${check}</span><h1>${title}</h1><p role="status">${body}</p>`,
    ...(link.hasOwnPage ? [`<p><a href="/my/${link.utilityId}">${say("toAccount")}</a></p>`] : []),
  ]);
}

/** Where help is, for who holds a link that was good once; nulls where nobody knows whose it was. */
export interface PayHelp {
  readonly language: string;
  readonly utility: string | null;
  readonly phone: string | null;
}

/** A link that is no good says so, and nothing of whose it was. */
export function gonePage(code: "no_such_link" | "link_expired" | "link_used", at: PayHelp): string {
  const own = payPageWords(at.language);
  const reasons = {
    no_such_link: own.goneBody,
    link_expired: own.expiredBody,
    link_used: own.usedBody,
  };
  const call = at.phone === null ? "" : escaped(own.call.replace("{phone}", at.phone));
  return page({ ...at, title: own.goneTitle }, [
    `<span class="mark gone">${clock}</span><h1>${own.goneTitle}</h1><p>${reasons[code]}</p>${call === "" ? "" : `<p>${call}</p>`}`,
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
  const amount = amountOf(link);
  return (word) =>
    escaped(
      own[word]
        .replaceAll("{utility}", link.utility)
        .replaceAll("{amount}", amount)
        .replaceAll("{card}", card)
        .replaceAll("{phone}", link.phone),
    );
}

function amountOf({ amountMinor, currency, language }: PayLinkView): string {
  return amountMinor === null ? "" : moneyText(amountMinor, currency, languageOf(language));
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

function page(
  of: { readonly language: string; readonly title: string; readonly utility: string | null },
  parts: readonly string[],
  notes: readonly string[] = [],
): string {
  const { language, title, utility } = of;
  const head = utility === null ? "" : `<header>${bolt}<span>${escaped(utility)}</span></header>`;
  const foot = notes.map((note) => `<p>${note}</p>`).join("");
  return `<!doctype html>
<html lang="${languageOf(language)}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><title>${title}</title><link rel="stylesheet" href="/pay/page.css"></head>
<body>${head}<main>${parts.join("\n")}</main>${foot === "" ? "" : `<footer>${foot}</footer>`}</body></html>
`;
}

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
