/** The variables a server is started with, and how they are read. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** An empty variable is one that is not set: `docker --env-file` and unit files leave such lines. */
export function valueOf(environment: Environment, name: string): string | null {
  return environment[name]?.trim() || null;
}

export function isLoopbackUrl(text: string): boolean {
  const hostname = URL.parse(text)?.hostname ?? "";
  return hostname === "localhost" || hostname === "[::1]" || /^127(?:\.\d+){3}$/.test(hostname);
}
