import type { Danger } from "./talk-event.ts";

/** What is said of it is heard wherever it stands in a text, and before anything else a text might ask for. */
const dangers: readonly (readonly [RegExp, Danger | null])[] = [
  [/\b(?:smell\w*|smelled|leak\w*)\b.*\bgas\b|\bgas\b.*\b(?:smell\w*|leak\w*)\b|^gas$/, "gas"],
  // What is put into gas so that it can be smelled.
  [/\b(?:rotten|bad|spoiled) eggs?\b|\bsmell\w*\b.*\b(?:eggs?|sul(?:f|ph)ur)\b/, "gas"],
  [/\bhuel\w*\b.*\bgas\b|\b(?:fuga|escape|olor)\b.*\bgas\b/, "gas"],
  [/\bhuevos? podridos?\b|\b(?:huel\w*|olor)\b.*\b(?:huevos?|azufre)\b/, "gas"],
  [/\b(?:odeur|fuite|sens|sent)\b.*\bgaz\b|^gaz$/, "gas"],
  [/\b[dl]?oeufs? pourris?\b|\b(?:odeur|sens|sent)\b.*\b(?:[dl]?oeufs?|soufre)\b/, "gas"],
  [/\bcarbon monoxide\b|\bmonoxido de carbono\b|\bmonoxyde de carbone\b/, "gas"],
  [
    /\b(?:wires?|cables?|lines?|power line)\b.*\b(?:down|fell|fallen|snapped|hanging|sparking|on the (?:ground|road))\b/,
    "wire",
  ],
  [/\b(?:down|downed|fallen|sparking)\b.*\b(?:wires?|cables?|power lines?)\b|^wires?$/, "wire"],
  [/\b(?:tree|branch|limb)\b.*\b(?:power ?lines?|wires?|cables?)\b|\blive wires?\b/, "wire"],
  [
    /\bspark\w*\b.*\b(?:pole|transformer|meter|wires?|lines?|outlet)\b|\b(?:pole|transformer|meter|outlet)\b.*\bspark\w*\b|^sparks$/,
    "wire",
  ],
  [/\btransformer\b.*\b(?:blew|blown|explod\w*|fire|smok\w*)\b/, "wire"],
  [
    /\b(?:cable|cables|linea|poste)\b.*\b(?:caid\w*|cay\w*|suelt\w*|suelo|tirad\w*|chispa\w*)\b|^cable$/,
    "wire",
  ],
  [/\b(?:cayo|cayeron)\b.*\b(?:cables?|lineas?|postes?)\b/, "wire"],
  [
    /\bchispa\w*\b.*\b(?:transformador|poste|medidor|cables?)\b|\btransformador\b.*\bexplot\w*\b|\bexploto\b.*\btransformador\b|^chispas$/,
    "wire",
  ],
  [/\b(?:fil|fils|cable|cables|ligne)\b.*\b(?:tombe\w*|terre|sol)\b|^fil$/, "wire"],
  [
    /\betincelles?\b.*\b(?:poteau|transformateur|compteur|cables?|fils?)\b|\b(?:poteau|transformateur|compteur)\b.*\betincelles?\b|^etincelles$/,
    "wire",
  ],
  // Whatever burns: away first, and what it is of is asked.
  [
    /^(?:help )?(?:fire|fuego|incendi[oe]|au feu)$|\b(?:on|caught|house) fire\b|\b(?:en llamas|en feu|se (?:esta |me esta )?quem(?:a|ando))\b/,
    null,
  ],
];

/** A danger that the words (plain, parted by single spaces) tell of, null where of what is unclear; undefined where they tell of none. */
export function dangerSaid(words: string): Danger | null | undefined {
  return dangers.find(([pattern]) => pattern.test(words))?.[1];
}
