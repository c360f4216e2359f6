/** Words of stopping that are no wish to be left alone: said of what did or did not happen, of the service, or turned round ("don't stop texting me"). */
const turned: readonly RegExp[] = [
  /\b(?:dont|do not|never) (?:ever )?(?:stop|quit|cancel|end|remove|delete|unsubscribe)\b/,
  /\bno (?:paren?|dejen?|quiten|cancelen|me (?:den de baja|quiten|borren|eliminen))\b/,
  /\bno (?:me |nos )?(?:enviaron|mandaron|escribieron|enviaste|mandaste|enviado|mandado)\b/,
  /\b(?:why|when|since when|por que|cuando|pourquoi|quand) (?:did|have|has|dejaron|dejaste|avez|as)\b/,
  /^(?:did|have|has|avez vous|as tu) /,
  /\b(?:nai|n ai|navez|n avez|navons) (?:plus|pas)\b/,
  /\bn(?:e)? (?:recois|recoit|arretez?|cessez?)\b/,
  /\bnarretez?\b/,
  /\b(?:received|arrived|came|recus?|recibi(?:do|mos|eron)?|llegaron|llegado)\b/,
  /^why (?:dont|do not|didnt|arent|havent|wont) (?:you|u|i|we) (?!stop|quit|leave|remove|delete|unsubscribe)/,
  /^(?:y )?(?:por ?que|porque) (?:ya )?no (?:me |nos )?(?:mand|envi|escrib|contact)\w*/,
  /^pourquoi (?:est ce que )?(?:vous |tu |on )?ne (?:me ?|m ?|nous )(?:envo|ecri|contact)\w*/,
  /\b(?:opt(?:ing)? (?:me )?out of|(?:take|remove|drop|get) me (?:off|from)|unsubscribe(?: me)? from) (?:(?:the|my|this|your) )?(?:auto\w*|automatic|pre ?pa(?:y|id)|payment plan|plan|paper|budget)\b/,
  /\bdar(?:me|nos)? de baja (?:(?:de|del|a|mi|el|la|los|las|este) )*(?:servicios?|luz|cuenta|contrato|medidor|suministro|electricidad|gas|agua)\b/,
];

/** True where the words (plain, parted by single spaces) tell of something else than a wish for no more texts. */
export function isNoStop(words: string): boolean {
  return turned.some((each) => each.test(words));
}
