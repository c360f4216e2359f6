import { describe, expect, it } from "vitest";
import { createMetrics } from "./metrics.ts";

describe("metrics", () => {
  it("render counters and gauges by name", () => {
    const metrics = createMetrics();
    metrics.count("texts_received_total", { outcome: "taken", channel: "sms" });
    metrics.count("texts_received_total", { channel: "sms", outcome: "taken" });
    metrics.count("reads_total");
    metrics.gauge("outbox_waiting", "Rows that wait\nto be sent.", () => [
      { labels: { utility: "oak" }, value: 3 },
      { value: 0.5 },
    ]);
    expect(metrics.render()).toBe(
      [
        "# TYPE reads_total counter",
        "reads_total 1",
        "# TYPE texts_received_total counter",
        'texts_received_total{channel="sms",outcome="taken"} 2',
        "# HELP outbox_waiting Rows that wait\\nto be sent.",
        "# TYPE outbox_waiting gauge",
        'outbox_waiting{utility="oak"} 3',
        "outbox_waiting 0.5",
        "",
      ].join("\n"),
    );
  });

  it("escape what a label holds", () => {
    const metrics = createMetrics();
    metrics.count("a_total", { code: 'x"\\\n' });
    expect(metrics.render()).toContain('a_total{code="x\\"\\\\\\n"} 1');
  });

  it("keep at most 200 sets of labels a name, and count the rest together", () => {
    const metrics = createMetrics();
    for (let caller = 0; caller < 500; caller++) {
      metrics.count("a_total", { caller: String(caller) });
    }
    metrics.count("a_total", { caller: "0" });
    const lines = metrics.render().split("\n");
    expect(lines.filter((line) => line.startsWith("a_total{"))).toHaveLength(201);
    expect(lines).toContain('a_total{overflow="true"} 300');
    expect(lines).toContain('a_total{caller="0"} 2');
  });

  it("leave out a gauge that can't be read", () => {
    const metrics = createMetrics();
    metrics.gauge("broken", "x", () => {
      throw new Error("closed");
    });
    expect(metrics.render()).toBe("\n");
  });

  it.each(["reads", "Reads_total", "_total", "reads-total", "1_total", ""])(
    "refuse the counter %j",
    (name) => {
      expect(() => createMetrics().count(name)).toThrow("is no counter's name");
    },
  );

  it("refuse a label's name that is not snake_case, and a gauge named twice", () => {
    const metrics = createMetrics();
    expect(() => metrics.count("a_total", { "to number": "x" })).toThrow("no label's name");
    metrics.gauge("a", "x", () => []);
    expect(() => metrics.gauge("a", "x", () => [])).toThrow("can't name this gauge");
  });
});
