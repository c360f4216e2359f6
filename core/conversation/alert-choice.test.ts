import { describe, expect, it } from "vitest";
import { alertOf, alertSaid, alertText } from "./alert-choice.ts";

describe("what is said of alerts", () => {
  it.each<[string, string, number | null]>([
    ["8 am", "daily 480", null],
    ["daily 6 pm", "daily 1080", null],
    ["diaria a las 8 am", "daily 480", null],
    ["8 30 pm", "daily 1230", null],
    ["12 am", "daily 0", null],
    ["12 pm", "daily 720", null],
    ["20 h", "daily 1200", null],
    ["7 h 45", "daily 465", null],
    ["20 8 am", "daily 480", 20],
    ["20 10 30 am", "daily 630", 20],
    ["25 10 pm", "daily 1320", 25],
    ["use off", "use off", null],
    ["consumo no", "use off", null],
    ["paiements oui", "payments on", null],
    ["days off", "days off", null],
    ["daily off", "daily off", null],
    ["hora no", "daily off", null],
  ])("%s is %s", (rest, choice, level) => {
    const said = alertSaid(rest);
    expect(said && alertText(said.choice)).toBe(choice);
    expect(said?.level).toBe(level);
  });

  it.each([
    "",
    "20",
    "8",
    "20 00",
    "13 pm",
    "0 am",
    "24 h",
    "8 60 am",
    "8 am 30",
    "8 30 h",
    "daily on",
    "low off",
    "use",
    "use perhaps",
    "20 30 40 8 am",
    "off",
  ])("%j is no such choice", (rest) => {
    expect(alertSaid(rest)).toBeUndefined();
  });

  it.each(["daily 480", "daily 0", "daily off", "use on", "payments off", "days on"])(
    "%s is kept as it is",
    (text) => {
      const choice = alertOf(text);
      expect(choice && alertText(choice)).toBe(text);
    },
  );

  it.each([
    "",
    "daily",
    "daily 1440",
    "daily -1",
    "daily 8.5",
    "use",
    "use 5",
    "low off",
    "use off x",
  ])("%j is none that is kept", (text) => {
    expect(alertOf(text)).toBeUndefined();
  });
});
