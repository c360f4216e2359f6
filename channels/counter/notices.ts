/** Notices over HTTP: those that staff have in hand, what came of them, whether a code is ours, and a contact's quiet hours and choice of usage. */
import { Hono } from "hono";
import { z } from "zod";
import {
  type NoteStaffNotice,
  type StaffNotice,
  staffOutcomes,
} from "../../core/hub/note-staff-notice.ts";
import { isPhone } from "../../core/phone.ts";
import { type Refusal, refuse } from "../../core/refusal.ts";
import { type AdminAuthorize, type doneSchema, readBody } from "./protections.ts";
import { isAccountId } from "./protocol.ts";
import { type CounterEnvironment, limitBody, orRefuse } from "./routes.ts";

const account = z
  .string()
  .refine(isAccountId, "is no account's id")
  .meta({ examples: ["A-1001"] });
const instant = z.iso.datetime({ offset: true });
const time = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'must be a time such as "22:00"');

export const staffNoticesSchema = z
  .object({
    notices: z.array(
      z.object({
        account: z.string(),
        id: z.string(),
        rule: z.string(),
        channel: z
          .string()
          .meta({ description: "How it is to be given: ivr, email, mail or hand." }),
        since: z.iso.datetime(),
      }),
    ),
  })
  .meta({ id: "StaffNotices" });

export const staffNoticeRequestSchema = z
  .strictObject({
    account,
    outcome: z.enum(staffOutcomes),
    at: instant.optional().meta({ description: "When it was given; absent is now." }),
  })
  .meta({ id: "StaffNoticeRequest" });

export const verifiedSchema = z
  .object({
    ours: z.boolean().meta({ description: "Whether we sent this account a notice with the code." }),
    rule: z.string().nullable(),
    at: z.iso.datetime().nullable(),
  })
  .meta({ id: "VerifiedNotice" });

export const quietRequestSchema = z
  .strictObject({
    account,
    phone: z.string().refine(isPhone, "must be written as +, country code and number"),
    from: time,
    to: time.meta({ description: "The same as from is never quiet." }),
    answer_minutes: z.int().min(0).max(1440).default(0).meta({
      description: "0 where also word of the customer's own payment waits.",
    }),
  })
  .meta({ id: "QuietRequest" });

export const purposeRequestSchema = z
  .strictObject({
    id: z.string().min(1).max(64).meta({ description: "Yours; the same again changes nothing." }),
    account,
    phone: z.string().refine(isPhone, "must be written as +, country code and number"),
    wanted: z.boolean().meta({ description: "Whether the contact wants it." }),
    evidence: z
      .string()
      .min(1)
      .max(500)
      .meta({ description: "What the customer said or signed, and who took it." }),
  })
  .meta({ id: "PurposeRequest" });

/** Each has a path of its own under /v1/contacts. */
const purposes = ["usage", "calls"] as const;

export interface NoticesEnd {
  readonly authorize: AdminAuthorize;
  readonly list: (utilityId: string) => Promise<readonly StaffNotice[]>;
  readonly note: (
    utilityId: string,
    accountId: string,
    input: NoteStaffNotice,
  ) => Promise<{ kind: "noted" | "seen" } | Refusal>;
  readonly verify: (
    utilityId: string,
    accountId: string,
    askCode: string,
  ) => Promise<{ isOurs: boolean; rule: string | null; atMs: number | null }>;
  readonly chooseQuiet: (
    utilityId: string,
    accountId: string,
    input: {
      line: string;
      quietFromMinute: number;
      quietToMinute: number;
      answerMinutes: number;
      actor: string;
    },
  ) => Promise<{ kind: "chosen" } | Refusal>;
  readonly choosePurpose: (
    utilityId: string,
    input: {
      id: string;
      accountId: string;
      line: string;
      purpose: (typeof purposes)[number];
      isWanted: boolean;
      evidence: string;
    },
  ) => Promise<{ kind: "noted" | "seen" } | Refusal>;
}

export function noticeRoutes(end: NoticesEnd): Hono<CounterEnvironment> {
  const app = new Hono<CounterEnvironment>();
  app.get("/v1/notices", end.authorize("read"), async (context) => {
    const notices = (await end.list(context.var.caller.utilityId)).map((one) => ({
      account: one.accountId,
      id: one.noticeId,
      rule: one.rule,
      channel: one.channel,
      since: new Date(one.sinceMs).toISOString(),
    }));
    return context.json({ notices } satisfies z.input<typeof staffNoticesSchema>);
  });
  app.post("/v1/notices/:id/outcome", end.authorize("admin"), limitBody, async (context) => {
    const { utilityId, keyId } = context.var.caller;
    const body = await readBody(context.req, staffNoticeRequestSchema, "bad_outcome");
    const noticeId = context.req.param("id");
    const noted = orRefuse(
      await end.note(utilityId, body.account, {
        noticeId,
        outcome: body.outcome,
        atMs: body.at === undefined ? null : Date.parse(body.at),
        actor: `key ${keyId}`,
      }),
    );
    const answer: z.input<typeof doneSchema> = { id: noticeId, repeated: noted.kind === "seen" };
    return context.json(answer);
  });
  app.get("/v1/accounts/:id/notices/:code", end.authorize("read"), async (context) => {
    const { id, code } = context.req.param();
    if (!isAccountId(id)) orRefuse(refuse("no_such_account", "no account can have such an id"));
    const { isOurs, rule, atMs } = await end.verify(context.var.caller.utilityId, id, code);
    const at = atMs === null ? null : new Date(atMs).toISOString();
    return context.json({ ours: isOurs, rule, at } satisfies z.input<typeof verifiedSchema>);
  });
  app.post("/v1/contacts/quiet", end.authorize("admin"), limitBody, async (context) => {
    const { utilityId, keyId } = context.var.caller;
    const body = await readBody(context.req, quietRequestSchema, "bad_quiet");
    orRefuse(
      await end.chooseQuiet(utilityId, body.account, {
        line: body.phone,
        quietFromMinute: minuteOf(body.from),
        quietToMinute: minuteOf(body.to),
        answerMinutes: body.answer_minutes,
        actor: `key ${keyId}`,
      }),
    );
    return context.json({ id: body.account, repeated: false } satisfies z.input<typeof doneSchema>);
  });
  for (const purpose of purposes) {
    app.post(`/v1/contacts/${purpose}`, end.authorize("admin"), limitBody, async (context) => {
      const { utilityId, keyId } = context.var.caller;
      const body = await readBody(context.req, purposeRequestSchema, `bad_${purpose}`);
      const { kind } = orRefuse(
        await end.choosePurpose(utilityId, {
          id: body.id,
          accountId: body.account,
          line: body.phone,
          purpose,
          isWanted: body.wanted,
          evidence: `${body.evidence} (key ${keyId})`,
        }),
      );
      const repeated = kind === "seen";
      return context.json({ id: body.id, repeated } satisfies z.input<typeof doneSchema>);
    });
  }
  return app;
}

function minuteOf(text: string): number {
  return Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
}
