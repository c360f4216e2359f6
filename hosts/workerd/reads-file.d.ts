/** A packed reads file, as wrangler brings it in by the rule for Data in wrangler.toml. */
declare module "*.csv.gz" {
  const bytes: ArrayBuffer;
  export default bytes;
}
