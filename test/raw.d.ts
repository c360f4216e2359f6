/** A file's text, as vitest brings it in: the only way that a test in workerd, which has no files, can read one. */
declare module "*?raw" {
  const text: string;
  export default text;
}
