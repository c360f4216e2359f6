/** Somebody with a browser at a customer's page: keeps its cookies, reads what is written, and presses what stands there. */
import { must } from "../../core/assert.ts";

type Ask = (path: string, init: RequestInit) => Response | Promise<Response>;

const HOST = "portal.test";

/** What a page says, and what may be pressed on it. */
export interface Read {
  readonly status: number;
  readonly html: string;
  readonly screen: string;
  readonly text: string;
  readonly options: readonly string[];
}

export class PageVisitor {
  readonly #ask: Ask;
  readonly #path: string;
  readonly #cookies = new Map<string, string>();
  #html = "";

  constructor(ask: Ask, path = "/my/u") {
    this.#ask = ask;
    this.#path = path;
  }

  get cookies(): ReadonlyMap<string, string> {
    return this.#cookies;
  }

  /** Another tab of the same browser, or whoever has got hold of its cookies. */
  sharing(cookies: ReadonlyMap<string, string>): this {
    for (const [name, value] of cookies) this.#cookies.set(name, value);
    return this;
  }

  async open(headers: Record<string, string> = {}): Promise<Read> {
    return this.#get(this.#path, headers);
  }

  press(option: string): Promise<Read> {
    return this.send({ ...this.form(), option });
  }

  type(typed: string): Promise<Read> {
    return this.send({ ...this.form(), typed });
  }

  /** The hidden fields of the page's forms. */
  form(): Record<string, string> {
    const hidden = this.#html.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)">/g);
    return Object.fromEntries([...hidden].map(([, name = "", value = ""]) => [name, value]));
  }

  async send(
    fields: Readonly<Record<string, string>>,
    headers: Record<string, string> = { origin: `https://${HOST}` },
  ): Promise<Read> {
    const answer = await this.#fetch(this.#path, {
      method: "POST",
      body: new URLSearchParams(fields).toString(),
      headers: { "content-type": "application/x-www-form-urlencoded", ...headers },
    });
    const location = answer.headers.get("location");
    if (answer.status === 303 && location !== null) {
      return location.startsWith("/my/") ? this.#get(location) : readOf(answer, location);
    }
    return this.#read(answer);
  }

  async #get(path: string, headers: Record<string, string> = {}): Promise<Read> {
    return this.#read(await this.#fetch(path, { headers }));
  }

  async #read(answer: Response): Promise<Read> {
    this.#html = await answer.text();
    return readOf(answer, this.#html);
  }

  async #fetch(
    path: string,
    init: { method?: string; body?: string; headers: Record<string, string> },
  ) {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const headers = { host: HOST, ...init.headers, ...(cookie !== "" && { cookie }) };
    const answer = await this.#ask(`https://${HOST}${path}`, { ...init, headers });
    for (const line of answer.headers.getSetCookie()) this.#keep(line);
    return answer;
  }

  #keep(line: string): void {
    const [, name = "", value = ""] = must(/^([^=]+)=([^;]*)/.exec(line), "a cookie");
    if (/max-age=0/i.test(line)) this.#cookies.delete(name);
    else this.#cookies.set(name, value);
  }
}

function readOf(answer: Response, html: string): Read {
  const main = /<main[^>]*>([^]*)<\/main>/.exec(html)?.[1] ?? html;
  const text = main
    .replaceAll(/<[^>]+>/g, " ")
    .replaceAll("&#39;", "'")
    .replaceAll(/\s+/g, " ")
    .trim();
  const options = [...main.matchAll(/<button name="option" value="([^"]+)"/g)].map(
    ([, one = ""]) => one,
  );
  const screen = /data-screen="(\w+)"/.exec(html)?.[1] ?? "";
  return { status: answer.status, html, screen, text, options };
}
