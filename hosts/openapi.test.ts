import { Hono } from "hono";
import { describe, expect, it } from "vitest";
import { billRoutes } from "../channels/counter/bills.ts";
import { accountReadsRoutes } from "../channels/counter/account-reads.ts";
import { payLinkRoutes } from "../channels/counter/pay-links.ts";
import { callBackRoutes } from "../channels/counter/call-backs.ts";
import { careRoutes } from "../channels/counter/care.ts";
import { clerkRoutes } from "../channels/counter/clerk.ts";
import { quoteRoutes } from "../channels/counter/quotes.ts";
import { refundRoutes } from "../channels/counter/refunds.ts";
import { returnRoutes } from "../channels/counter/returns.ts";
import { settlementRoutes } from "../channels/counter/settlements.ts";
import { type CounterEnvironment, counterRoutes } from "../channels/counter/routes.ts";
import { refuse } from "../core/refusal.ts";
import { readsRoutes } from "../meters/json/routes.ts";
import { creditRoutes } from "./credit-routes.ts";
import { openapiDocument } from "./openapi.ts";
import { operations } from "./openapi-operations.ts";
import { supplyRoutes } from "./supply-routes.ts";

const document = JSON.stringify(openapiDocument());

describe("the OpenAPI document", () => {
  it("resolves every reference, and names no schema by chance", () => {
    const names = Object.keys(JSON.parse(document).components.schemas);
    const used = [...document.matchAll(/"\$ref":"([^"]*)"/g)].map(([, target]) => target);
    for (const target of used) {
      expect(names.map((name) => `#/components/schemas/${name}`)).toContain(target);
    }
    expect(names.toSorted()).toEqual(
      [
        "Account",
        "AccountBills",
        "AccountReads",
        "AccountSearch",
        "AssignRequest",
        "AutopayRequest",
        "Bill",
        "BillingRequest",
        "BillsRequest",
        "BillsResponse",
        "CallBackDone",
        "CallBacks",
        "ChannelHealthRequest",
        "Closing",
        "ClosingRequest",
        "ClosingWithdrawal",
        "PayoutPaid",
        "Payouts",
        "CarriedDebt",
        "CarriedDebtsRequest",
        "CarriedDebtsResponse",
        "Charge",
        "CodeRanges",
        "CodePayment",
        "CodePaymentRequest",
        "Consents",
        "DebtRequest",
        "DebtTerms",
        "DebtTermsRequest",
        "Deposit",
        "DepositRequest",
        "DisputeDecision",
        "Disputes",
        "Done",
        "EmergencyCredit",
        "EmergencyRequest",
        "HeldList",
        "HeldMoney",
        "FoundAccounts",
        "HeldMoneyRequest",
        "Key",
        "News",
        "Offer",
        "Outage",
        "OutageRequest",
        "Particulars",
        "PayCode",
        "PayCodeRequest",
        "PayLink",
        "PayLinkRequest",
        "Payment",
        "PaymentRequest",
        "Pledge",
        "PledgeEnd",
        "PledgeRequest",
        "PowerBack",
        "Problem",
        "Protection",
        "ProtectionEnd",
        "ProtectionRequest",
        "Protections",
        "QuietRequest",
        "Quote",
        "QuoteRequest",
        "Read",
        "ReadsRequest",
        "ReadsResponse",
        "Refund",
        "RefundRequest",
        "RegisterRead",
        "ReportDone",
        "Reports",
        "Return",
        "ReturnRequest",
        "Clearing",
        "SilentMeters",
        "SecondContactRequest",
        "SecondContacts",
        "Settlement",
        "SettlementRequest",
        "StaffNoticeRequest",
        "StaffNotices",
        "PurposeRequest",
        "Transfers",
        "VerifiedNotice",
        "WeatherRequest",
      ].toSorted(),
    );
    expect(document).not.toContain("$defs");
  });

  it("describes what a read needs, and what may be left out", () => {
    const { Read } = JSON.parse(document).components.schemas;
    expect(Read.required).toEqual(["meter", "start", "minutes", "quantity"]);
    expect(Read.properties.start).toMatchObject({ type: "string", format: "date-time" });
    expect(Read.properties.start).not.toHaveProperty("pattern");
    expect(Read.properties.revision).toMatchObject({ default: 0, maximum: 999 });
  });

  it("has a key's scope and the two refusals of keys on every operation", () => {
    for (const path of Object.values(JSON.parse(document).paths)) {
      for (const operation of Object.values(path as Record<string, Record<string, object>>)) {
        expect(operation["security"]).toHaveLength(1);
        expect(Object.keys(operation["responses"] ?? {})).toEqual(
          expect.arrayContaining(["401", "403"]),
        );
      }
    }
  });

  it("describes exactly the routes that are there", () => {
    const authorize = () => () => {
      throw new Error("not called");
    };
    const app = new Hono<CounterEnvironment>();
    app.route("/", readsRoutes({ authorize, record: async () => [] }));
    const none = async () => refuse("none", "none");
    app.route(
      "/",
      counterRoutes({ authorize, findAccount: none, explainCharge: none, takeCash: none }),
    );
    const currencyOf = () => Promise.reject(new Error("not called"));
    app.route("/", quoteRoutes({ authorize, currencyOf, holdQuote: none }));
    app.route("/", accountReadsRoutes({ authorize, readsOf: none }));
    const told = { describeKey: currencyOf, find: currencyOf, particulars: none, offer: none };
    app.route("/", clerkRoutes({ authorize, currencyOf, ...told }));
    app.route("/", payLinkRoutes({ authorize, currencyOf, makeLink: none }));
    app.route("/", returnRoutes({ authorize, currencyOf, returnPayment: none }));
    app.route("/", refundRoutes({ authorize, currencyOf, askRefund: none }));
    app.route("/", settlementRoutes({ authorize, settleDay: none }));
    const bills = { importBill: none, billsOf: none, convertAccount: none };
    app.route("/", billRoutes({ authorize, ...bills }));
    const no = () => Promise.reject(new Error("not called"));
    const outages = { declareOutage: no, endOutage: no };
    const reports = { reports: no, closeReport: no, consents: no };
    app.route("/", careRoutes({ authorize, ...outages, ...reports }));
    const people = { callBacks: no, closeCallBack: no, transfers: no };
    app.route("/", callBackRoutes({ authorize, ...people }));
    const notCalled = () => {
      throw new Error("not called");
    };
    app.route("/", supplyRoutes(notCalled, authorize));
    app.route("/", creditRoutes({ needs: authorize, hubOf: notCalled }));
    const served = app.routes.map(
      ({ method, path }) => `${method.toLowerCase()} ${path.replace(/:(\w+)/g, "{$1}")}`,
    );
    const described = operations.map(({ method, path }) => `${method} ${path}`);
    expect([...new Set(served)].toSorted()).toEqual(described.toSorted());
  });
});
