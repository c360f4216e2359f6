import { describe, expect, it } from "vitest";
import { must } from "../assert.ts";
import { currencyOf } from "../money.ts";
import { hear } from "./keywords.ts";

const reading = { language: "en", currency: must(currencyOf("USD"), "dollars") };

function heard(text: string): string {
  return Object.values(hear(text, reading)).map(String).join(" ");
}

describe("what only one task is asked by", () => {
  it.each([
    ["LAST", "asks payments"],
    ["last payments please", "asks payments"],
    ["Pagos", "asks payments"],
    ["reçu", "asks receipt"],
    ["use", "asks use"],
    ["Consumo!", "asks use"],
    ["rates", "asks rates"],
    ["what", "unknown"],
    ["OWE", "asks owed"],
    ["why am I off", "asks why"],
    ["¿Por qué no hay luz?", "asks why"],
    ["status", "asks status"],
    ["OUT", "asks outage"],
    ["no power here", "asks outage"],
    ["no tengo luz", "asks outage"],
    ["power is out", "asks outage"],
    ["pas de courant", "asks outage"],
    ["move out", "asks move"],
    ["Déménagement", "asks move"],
    ["DISPUTE", "asks dispute"],
    ["Reclamo, por favor", "asks dispute"],
    ["Contester", "asks dispute"],
    ["my bill is wrong!", "asks dispute"],
    ["the charges are not right", "asks dispute"],
    ["alerts", "asks alerts"],
    ["Alertas", "asks alerts"],
    ["contact", "second null"],
    ["CONTACT +1 (202) 555-0143", "second 12025550143"],
    ["Contacto 202.555.0143", "second 2025550143"],
    ["alert contact 2025550143", "second 2025550143"],
    ["contact my sister", "second null"],
    ["CONTACT OFF", "asks second_end"],
    ["alerta contacto no", "asks second_end"],
    ["contacts 2025550143", "unknown"],
    ["alert 20", "alert 2000"],
    ["ALERT $20.50", "alert 2050"],
    ["alert", "alert null"],
    ["alert off", "alert 0"],
    ["alert 20 or 30", "alert unclear"],
    ["verify 123456", "verify 123456"],
    ["VERIFY #123 456", "verify 123456"],
    ["verify 12345", "verify null"],
    ["verify", "verify null"],
    ["places", "places"],
    ["call me", "call_me"],
    ["stop calling me", "calls false"],
    ["Please don't call me anymore", "calls false"],
    ["don't call, text me instead", "calls false"],
    ["no me llamen más", "calls false"],
    ["dejen de llamarme", "calls false"],
    ["ne m'appelez plus svp", "calls false"],
    ["arrêtez de m’appeler", "calls false"],
    ["take me off autopay", "autopay 0"],
    ["opt out of autopay", "autopay 0"],
    ["turn autopay off", "autopay 0"],
    ["stop charging my card", "autopay 0"],
    ["cancelar pago automático", "autopay 0"],
    ["sign me up for autopay", "autopay null"],
    ["take me off prepaid", "asks convert"],
    ["stop robocalls", "calls false"],
    ["stop with the calls", "calls false"],
    ["no calls just text", "calls false"],
    ["stop calling, text instead", "calls false"],
    ["no llamen más", "calls false"],
    ["AGENT", "call_me"],
    ["Agente por favor", "call_me"],
    ["operator", "call_me"],
    ["more", "more"],
    ["más", "more"],
  ])("%j is %s", (text, asked) => {
    expect(heard(text)).toBe(asked);
  });

  it.each([
    ["I smell gas", "danger gas"],
    ["GAS LEAK!!", "danger gas"],
    ["there is a leak of gas", "danger gas"],
    ["huele a gas", "danger gas"],
    ["fuga de gas", "danger gas"],
    ["odeur de gaz", "danger gas"],
    ["gas", "danger gas"],
    ["please stop, I smell gas", "danger gas"],
    ["a wire is down", "danger wire"],
    ["downed power line", "danger wire"],
    ["cable caído", "danger wire"],
    ["un fil est tombé", "danger wire"],
    ["wire", "danger wire"],
  ])("%j is a danger", (text, danger) => {
    expect(heard(text)).toBe(danger);
  });

  it.each([
    ["gas bill", "unknown"],
    ["no gas", "asks outage"],
    ["STOP", "carrier revoke"],
    ["4242 4242 4242 4242 gas leak", "card_number"],
    ["I am wired", "unknown"],
    ["down the line", "unknown"],
    ["pay 20 gas", "pay 2000"],
  ])("%j is none", (text, asked) => {
    expect(heard(text)).toBe(asked);
  });
});
