import { Hono } from "hono";
import { HTTPException } from "hono/http-exception";
import { describe, expect, it } from "vitest";
import { refuse } from "../core/refusal.ts";
import { StorageFault } from "./storage-fault.ts";
import { answerError, answerNotFound, problemDetails } from "./problem.ts";

function app(thrown: Error) {
  const logged: [unknown, string][] = [];
  const hono = new Hono();
  hono.get("/fails", () => {
    throw thrown;
  });
  hono.onError(answerError((error, request) => logged.push([error, request])));
  hono.notFound(answerNotFound);
  return { hono, logged };
}

describe("a problem", () => {
  it.each([
    [new HTTPException(422, { cause: refuse("bad_x", "x is bad") }), 422, "bad_x", "x is bad"],
    [new HTTPException(413), 413, "refused", "Content Too Large"],
    [new HTTPException(418, { message: "short and stout" }), 418, "refused", "short and stout"],
  ])("of an end is answered in its own words (%#)", async (thrown, status, code, detail) => {
    const { hono, logged } = app(thrown);
    const response = await hono.request("/fails");
    expect(response.status).toBe(status);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect(await response.json()).toMatchObject({ type: "about:blank", status, code, detail });
    expect(logged).toEqual([]);
  });

  it("of our own is logged, and its words are kept from the caller", async () => {
    const thrown = new Error("secret of the house");
    const { hono, logged } = app(thrown);
    const response = await hono.request("/fails");
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain("secret");
    expect(logged).toEqual([[thrown, "GET /fails"]]);
  });

  it("of a store that could not write asks to come again", async () => {
    const thrown = new StorageFault("full", "the disk of the house is full");
    const { hono, logged } = app(thrown);
    const response = await hono.request("/fails");
    expect(response.status).toBe(503);
    const text = await response.text();
    expect(JSON.parse(text)).toMatchObject({ code: "not_kept" });
    expect(text).not.toContain("house");
    expect(logged).toEqual([[thrown, "GET /fails"]]);
  });

  it("of an unknown path is 404", async () => {
    const response = await app(new Error("x")).hono.request("/nowhere");
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ code: "no_such_route", title: "Not Found" });
  });

  it("has a title for any status", () => {
    expect(problemDetails(451, refuse("a", "b")).title).toBe("Bad Request");
    expect(problemDetails(599, refuse("a", "b")).title).toBe("Internal Server Error");
  });
});
