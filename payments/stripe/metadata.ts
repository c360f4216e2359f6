/** What the hub writes into an object of Stripe's, and looks for when its webhook comes. */
export function metadataOf(
  utilityId: string,
  { paymentId, accountId }: { readonly paymentId: string; readonly accountId: string },
): Readonly<Record<string, string>> {
  return { utility: utilityId, account: accountId, payment: paymentId };
}
