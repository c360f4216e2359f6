/** A rule pack in plain words, a sentence a line, in the order in which a disconnection is decided. */
import type { PackAsWritten } from "./pack-file.ts";

export function explainPack(pack: PackAsWritten): string[] {
  const { levels, currency, hours, holidays } = pack;
  return [
    `${pack.id} version ${String(pack.version)}: ${pack.title}`,
    `In force from ${pack.effective_from}${pack.effective_to === null ? "" : ` to ${pack.effective_to}`}, by the clock of ${pack.zone}.`,
    `Supply may be turned off below ${levels.disconnect} ${currency} and is turned on again at ${levels.connect} ${currency} or more; below ${levels.low} the customer is told.`,
    levels.emergency === null
      ? "There is no emergency credit."
      : `Emergency credit is offered at ${levels.emergency} ${currency} or less.`,
    `Nobody is turned off on data older than ${hoursText(pack.data_age_hours)}, nor by estimated usage.`,
    `Of an account's services only these may be turned off, in this order: ${pack.services.join(", ")}.`,
    ...noticeLines(pack),
    ...(hours.length === 0
      ? ["Nobody is ever turned off."]
      : hours.map(windowLine("Turned off only on"))),
    `Not on ${String(holidays.length)} named days${holidays.length === 0 ? "" : `: ${holidays.join(", ")}`}.`,
    ...pack.friendly.flatMap((table) => [
      ...table.week.map(windowLine(`Friendly from ${table.from} on:`)),
      `Friendly all day: ${table.special_days.join(", ") || "no day"}.`,
    ]),
    ...weatherLines(pack),
    ...peopleLines(pack),
    ...moneyLines(pack),
    ...pack.clauses.map(
      ({ field, cites, says, verified }) =>
        `${verified ? "Read" : "NOT RE-READ"}: ${field} by ${cites}: ${says}.`,
    ),
  ];
}

function hoursText(hours: number): string {
  return hours % 24 === 0 && hours > 0 ? `${String(hours / 24)} d` : `${String(hours)} h`;
}

function windowLine(start: string) {
  return ({ days, from, to }: PackAsWritten["hours"][number]): string =>
    `${start} ${days.join(", ")} from ${from} to ${to}${to <= from ? " of the next day" : ""}.`;
}

function noticeLines({ notice }: PackAsWritten): string[] {
  const { least_hours: least, most_hours: most } = notice;
  const bound = most === null ? "" : ` and at most ${hoursText(most)}`;
  return [
    `A notice must have been delivered at least ${hoursText(least)}${bound} before.`,
    `Notices go by ${notice.channels.join(", then ") || "no channel"}, from ${notice.from} to ${notice.to}, in ${notice.languages.join(", ")}.`,
    ...(notice.third_party === true
      ? ["A household's second contact, where it has one, must have been told too, or tried."]
      : []),
  ];
}

type Test = PackAsWritten["weather"][number]["observed"];

function weatherLines({ weather, weather_age_hours: age }: PackAsWritten): string[] {
  if (weather.length === 0) return ["No weather forbids it."];
  const side = (test: NonNullable<Test>): string =>
    `a ${test.measure} ${test.side === "at_or_below" ? "of at most" : "of at least"} ${String(test.celsius)} C`;
  const rules = weather.map(({ code, households, observed, forecast, advisory }) => {
    const parts = [
      ...(observed === null
        ? []
        : [`${side(observed)} on any of the ${String(observed.days)} days before`]),
      ...(forecast === null
        ? []
        : [`${side(forecast)} foretold for any of ${String(forecast.days)} days from today on`]),
      ...(advisory === null
        ? []
        : [`${advisory.name} today or on the ${String(advisory.look_back_days)} days before`]),
    ];
    const whom = households === "all" ? "Nobody" : "No protected household";
    return `${whom} is turned off in ${code}: ${parts.join(", and ")}.`;
  });
  return [
    ...rules,
    `Weather known more than ${hoursText(age)} ago is unknown, and holds everybody.`,
  ];
}

function peopleLines(pack: PackAsWritten): string[] {
  const { medical_days: medical, protected_age_years: age, pledge_days: pledge } = pack;
  return [
    "Nobody is turned off on critical care, in a dispute, or on a plan that is kept.",
    medical === null
      ? "A medical certificate holds as long as it says."
      : `A medical certificate holds for at most ${String(medical)} d.`,
    age === null ? "Age alone protects nobody." : `Nobody of ${String(age)} or more is turned off.`,
    pledge === null
      ? "A pledge that is enough holds as long as it says."
      : `A pledge that is enough holds for at most ${String(pledge)} d.`,
    ...pack.seasons.map(
      ({ code, first_day: first, last_day: last, households }) =>
        `From ${first} through ${last} ${households === "all" ? "nobody" : "no protected household"} is turned off (${code}).`,
    ),
  ];
}

function moneyLines(pack: PackAsWritten): string[] {
  const { pending_hold_minutes: hold, failed_payments: failed, plan } = pack;
  const held = Object.entries(hold).map(([tender, minutes]) => `${tender} ${String(minutes)} min`);
  return [
    `A payment on its way that is enough holds: ${held.join(", ")}; not after ${String(failed.most)} failures in ${String(failed.days)} d.`,
    `Nobody is turned off within ${hoursText(pack.after_payment_hours)} of a payment.`,
    pack.payment_channels.length === 0
      ? "No way to pay is promised."
      : `Nobody is turned off while one of ${pack.payment_channels.join(", ")} fails, nor within ${hoursText(pack.payment_channel_grace_hours)} after.`,
    pack.restore_minutes === null
      ? "No rule says how soon supply must be back."
      : `Supply is asked back within ${String(pack.restore_minutes)} min of the payment.`,
    ...(plan === null
      ? []
      : [
          `A plan takes at most ${String(plan.most_percent_of_payment)} % of a payment, over ${String(plan.least_installments)} installments or more.`,
        ]),
    ...pack.fees.map(({ code, most }) => `Fee ${code}: at most ${most} ${pack.currency}.`),
    ...pack.reports.map((report) => `To be reported: ${report}.`),
  ];
}
