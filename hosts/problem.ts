/**
 * Every error of the HTTP edge as problem details (RFC 9457). An end throws an HTTPException whose cause is the refusal;
 * what else is thrown is our own fault, and its words stay in the log.
 */
import type { Context, ErrorHandler, NotFoundHandler } from "hono";
import { HTTPException } from "hono/http-exception";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { isRefusal, refuse, type Refusal } from "../core/refusal.ts";
import { StorageFault } from "./storage-fault.ts";

export interface ProblemDetails {
  /** The kind of problem is told by `code`, so the type is the registered "nothing more than the status". */
  readonly type: "about:blank";
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
}

export const PROBLEM_CONTENT_TYPE = "application/problem+json";

/** The statuses we answer with (RFC 9110 section 15); a status without a row is titled by its class. */
const titles: Readonly<Record<number, string>> = {
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
  409: "Conflict",
  413: "Content Too Large",
  415: "Unsupported Media Type",
  422: "Unprocessable Content",
  429: "Too Many Requests",
  500: "Internal Server Error",
  503: "Service Unavailable",
};

const FAULT =
  "something went wrong on our side; what was done is done once, if the same is sent again";
const NOT_KEPT =
  "this could not be kept just now; send the same again later, what was kept is not done twice";

export function problemDetails(status: number, refusal: Refusal): ProblemDetails {
  const title = titles[status] ?? (status < 500 ? "Bad Request" : "Internal Server Error");
  return { type: "about:blank", title, status, detail: refusal.message, code: refusal.code };
}

export function problemResponse(
  context: Context,
  status: ContentfulStatusCode,
  refusal: Refusal,
): Response {
  context.header("content-type", PROBLEM_CONTENT_TYPE);
  return context.body(JSON.stringify(problemDetails(status, refusal)), status);
}

/** Hono's `onError`: `log` is told of every fault, once, with the request's method and path. */
export function answerError(log: (error: unknown, request: string) => void): ErrorHandler {
  return (error, context) => {
    if (!(error instanceof HTTPException)) {
      log(error, `${context.req.method} ${context.req.path}`);
      return error instanceof StorageFault
        ? problemResponse(context, 503, refuse("not_kept", NOT_KEPT))
        : problemResponse(context, 500, refuse("fault", FAULT));
    }
    const refusal = isRefusal(error.cause)
      ? error.cause
      : refuse("refused", error.message || (titles[error.status] ?? "refused"));
    return problemResponse(context, error.status, refusal);
  };
}

export const answerNotFound: NotFoundHandler = (context) =>
  problemResponse(context, 404, refuse("no_such_route", `nothing answers at ${context.req.path}`));
