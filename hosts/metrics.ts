/** Counters and gauges in the Prometheus text format (version 0.0.4). */
import { assert } from "../core/assert.ts";
import type { Metrics } from "../core/ports.ts";

export const METRICS_CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

type Labels = Readonly<Record<string, string>>;

export interface Sample {
  readonly labels?: Labels;
  readonly value: number;
}

export interface MetricsPage extends Metrics {
  /** Has `read` called at each scrape; a gauge that fails to read is left out of that scrape. */
  gauge(name: string, help: string, read: () => readonly Sample[]): void;
  render(): string;
}

/** Sets of labels one name may have: labels come from our own short lists, so more means a leak of something else. */
const SERIES_MAX = 200;
/** Whatever came after the last allowed set is still counted, here. */
const OVERFLOW = '{overflow="true"}';

const NAME_PATTERN = /^[a-z][a-z0-9_]*$/;

interface Gauge {
  readonly help: string;
  readonly read: () => readonly Sample[];
}

export function createMetrics(): MetricsPage {
  const counters = new Map<string, Map<string, number>>();
  const gauges = new Map<string, Gauge>();
  return {
    count(name, labels = {}) {
      assert(NAME_PATTERN.test(name) && name.endsWith("_total"), `"${name}" is no counter's name`);
      const series = counters.get(name) ?? new Map<string, number>();
      counters.set(name, series);
      const wanted = labelText(labels);
      const key = series.has(wanted) || series.size < SERIES_MAX ? wanted : OVERFLOW;
      series.set(key, (series.get(key) ?? 0) + 1);
    },
    gauge(name, help, read) {
      assert(NAME_PATTERN.test(name) && !gauges.has(name), `"${name}" can't name this gauge`);
      gauges.set(name, { help, read });
    },
    render() {
      const counted = [...counters]
        .toSorted(byName)
        .flatMap(([name, series]) => [
          `# TYPE ${name} counter`,
          ...[...series].map(([labels, value]) => `${name}${labels} ${String(value)}`),
        ]);
      const gauged = [...gauges]
        .toSorted(byName)
        .flatMap(([name, gauge]) => gaugeLines(name, gauge));
      return `${[...counted, ...gauged].join("\n")}\n`;
    },
  };
}

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}

function gaugeLines(name: string, { help, read }: Gauge): string[] {
  let samples: readonly Sample[];
  try {
    samples = read();
  } catch {
    return [];
  }
  return [
    `# HELP ${name} ${help.replaceAll("\\", "\\\\").replaceAll("\n", "\\n")}`,
    `# TYPE ${name} gauge`,
    ...samples.map(({ labels = {}, value }) => `${name}${labelText(labels)} ${String(value)}`),
  ];
}

/** "" or {a="x",b="y"}, in the order of the names, so that one set is one series. */
function labelText(labels: Labels): string {
  const pairs = Object.entries(labels).toSorted(byName);
  if (pairs.length === 0) return "";
  const parts = pairs.map(([name, value]) => {
    assert(NAME_PATTERN.test(name), `"${name}" is no label's name`);
    const text = value.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n");
    return `${name}="${text}"`;
  });
  return `{${parts.join(",")}}`;
}
