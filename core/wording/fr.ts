import type { Sentences } from "./sentences.ts";
import { whyTexts } from "./why-fr.ts";

/** Written around â, ê, î, ô, û and ç, which GSM-7 lacks; dates that need one are written without it (time-text.ts). */
export const fr: Sentences = {
  balance:
    "{label}{supply, select, on {} off { COUPÉ,} armed { à allumer,} turning_on { revient,} " +
    "turning_off { se coupe,} load_limited { service réduit,} other { état inconnu,}} " +
    "{kind, select, due {facture} credit {crédit} other {solde}} {amount}" +
    "{age, select, none {, pas de relevé} today { à {asOf}} other { le {asOf}}}" +
    "{days, plural, =-1 {} =0 {, fini ce jour} one {, tient au {until}} other {, tient au {until}}}" +
    "{pending, select, none {} other {, attente {pending}}}" +
    "{estimated, select, none {} other {, est. {estimated}}}." +
    "{typed, select, none {} other { PAYER {typed} rallume.}}",
  minimum:
    "{typed, select, none {{supply, select, on {{label} a du service : rien à payer.} " +
    "turning_on {{label} revient : rien de plus à payer.} " +
    "armed {{label} est payé : appuyez sur le bouton du compteur.} " +
    "other {Aucun paiement ne rallume {label} à ce moment. Appelez le {phone}.}}} " +
    "other {Il faut {amount} pour rallumer {label}. Envoyez PAYER {typed}.}}",
  choose_account: "Lequel ? {options}",
  how_much:
    "Combien pour {label}{mode, select, postpay { (facture)} other {}} ? Envoyez PAYER et le montant, ex. PAYER {typed}." +
    "{restore, select, none {} other { {restore} le rallume.}}",
  choose_method: "Quelle carte pour {amount} ? {options}",
  confirm_pay:
    "Répondez {digit} pour payer {amount} avec {brand} {last4} pour {label}{mode, select, postpay { (facture)} other {}}" +
    "{old, select, none {. Valable 10 min.} other {: {old} dette, {rest} usage.}}",
  consent_ask:
    "Alertes de compte, nombre variable. Des frais de message peuvent venir. HELP : aide, STOP : fin. Répondez {digit} pour accepter.",
  calls_ask:
    "Appels d'alerte de compte, voix enregistrée, nombre variable. APPELS NON : fin. Répondez {digit} pour accepter.",
  calls_agreed:
    "Nous vous appelons désormais avec les alertes de compte. Pour finir envoyez APPELS NON.",
  calls_already: "Vous acceptez déjà nos appels. Pour finir envoyez APPELS NON.",
  calls_barred:
    "Vous avez mis fin à nos messages : rien n'a été fait. Envoyez JOINDRE puis APPELS.",
  calls_off: "C'est fait : plus d'appels d'alerte de nous. Pour revenir envoyez APPELS.",
  all_off: "C'est fait : plus d'appels ni de messages de nous. Pour les messages envoyez JOINDRE.",
  kind_off:
    "C'est fait : plus {kind, select, usage {d'alertes de conso} reminders {de rappels} other {de publicité, jamais envoyée}}. Les autres messages de compte restent ; STOP y met fin.",
  consent_granted:
    "Vous aurez les alertes de compte, nombre variable. Des frais de message peuvent venir. HELP : aide, STOP : fin.",
  already_joined: "Vous avez déjà les alertes de compte. HELP : aide, STOP : fin.",
  opted_out: "C'est fait : plus de messages de nous. Pour revenir envoyez JOINDRE.",
  help: "SOLDE, MIN (le moins pour rallumer), PAYER et le montant, JOINDRE pour les alertes{other, select, none {} other {, {other}}}, PLUS. Appelez le {phone}.",
  unknown: "Pas compris. Envoyez SOLDE, MIN, PAYER et le montant, ou JOINDRE. Appelez le {phone}.",
  language_set: "Bien, la suite est en FRANCAIS.{others, select, none {} other { {others}}}",
  hand_over:
    "Continuez à une borne : tapez {code}. Ou appelez le {phone} et tapez-le. Valable 10 minutes.",
  proof_code:
    "Votre code : {code}, valable 5 minutes. Tapez-le seulement là où vous l'avez demandé. Pas vous ? Ne faites rien.",
  payee_link_ask:
    "Répondez {digit} et nous envoyons un lien pour payer {amount} par carte pour {label}. Valable une fois, 30 min.",
  payee_no_card:
    "Ce numéro n'a pas de carte pour payer {label}. Payez en espèces à une borne ou au guichet, ou appelez le {phone}.",
  payee_paid:
    "Payé {amount} par {label}.{code, select, none {} other { Code {code}.}} Gardez ce message comme justificatif.",
  payee_over:
    "{amount} dépasse ce que {label} permet encore. Rien de débité. Renvoyez le code avec un montant plus petit.",
  payee_unknown:
    "Ce code n'existe pas ou n'est plus valable. Rien n'est payé. Demandez à qui vous l'a donné ou appelez le {phone}.",
  hand_over_unknown: "Ce code n'existe pas ou n'est plus valable. Rien n'a été fait.",
  help_more:
    "PAIEMENTS, CONSO, TARIF, DETTE, PLAN, AUTO, POURQUOI, STATUT, PANNE, ALERTE, DELAI, CODE, PREPAYE, MEDICAL, VERIFIER, APPEL.",
  payments: "{count, plural, =0 {Pas de paiement pour {label}.} other {{label} : {list}.}}",
  receipt_again: "{label} : {amount} le {date}.{code, select, none {} other { Code {code}.}}",
  use:
    "{day, select, none {Pas de jour complet connu pour {label}.} other {{label} : {day} le {date}." +
    "{week, select, none {} other { 7 jours : {week}{before, select, none {} other {, les 7 avant {before}}}.}}}}",
  rates:
    "{low, select, none {Demandez le tarif de {label} au {phone}.} other {{label} paie {low}" +
    "{high, select, none {} other { à {high}}} par {unit}{fixed, select, none {} other { et {fixed} par jour}}. Frais : {phone}.}}",
  owed:
    "{label} :{total, select, none { ni dette ni frais.} other {{debt, select, none {} other { Dette {debt} ({share}% par paiement).}}" +
    "{fees, select, none {} other { Frais {fees}.}}{shortfall, select, none {} other { Sous 0 {shortfall}.}}" +
    "{emergency, select, none {} other { Secours {emergency}.}}}}",
  ...whyTexts,
  status:
    "{pending, select, none {Pas de paiement en route pour {label}.} other {{pending} en route pour {label}.}}" +
    "{step, select, credited { Payé et crédité. On avertit le compteur.} sent { L'ordre est parti au compteur.} acknowledged { Le compteur rallume.} other {{supply, select, on { Il y a du service.} turning_on { Il revient.} armed { Appuyez sur le bouton du compteur.} " +
    "off { Il est coupé.} turning_off { Il se coupe.} load_limited { Service réduit.} other { On regarde le compteur.}}}}",
  outage_known:
    "{label} : panne depuis {since}.{back, select, none { On y travaille.} other { Retour vers {back}.}}",
  outage_balance:
    "{label} est coupé par le solde, pas par une panne.{typed, select, none {} other { PAYER {typed} rallume.}}",
  outage_ask:
    "Pas de panne connue pour {label}. Répondez {digit} pour la signaler. En danger appelez le {phone}.",
  outage_noted: "Merci, la panne de {label} est signalée. Envoyez PANNE pour en savoir plus.",
  move_ask: "Vous partez de {label} ? Répondez {digit} et on vous rappelle pour fermer le compte.",
  move_noted: "On vous rappelle pour votre départ de {label}.",
  alert_set:
    "On vous écrit quand {label} passe sous {amount}.{consent, select, granted {} other { Avant : JOINDRE.}} ALERTE NON y met fin.",
  alert_off: "Pour {label} le niveau habituel compte à nouveau.",
  alert_told:
    "{level, select, none {} other {Niveau : {level}. }}Pour savoir quand {label} est bas, envoyez ALERTE et un montant, ex. ALERTE 20.",
  danger_gas:
    "Sortez. Ni interrupteur ni flamme. Hors de danger appelez le {phone} ou les secours. Notre équipe le sait.",
  danger_wire:
    "Loin du fil, et que personne n'approche. Hors de danger appelez le {phone} ou les secours. Notre équipe le sait.",
  danger_ask: "En danger partez, puis appelez le {phone}. Odeur de gaz : GAZ. Fil à terre : FIL.",
  call_me: "On vous rappelle à ce numéro. En danger appelez le {phone}.",
  places:
    "{places, select, none {Payez en espèces à notre caisse.} other {Espèces : {places}.}} Appelez le {phone}.",
  verify_yes:
    "Oui, message de nous, {at} : {about, select, low {solde bas} off {coupure} on {remise en service} payment {un paiement} returned {paiement rejeté} owed {facture ou dette} use {votre conso} weather {la météo} other {un avis}}. Par message on ne demande jamais ni PIN ni carte.",
  verify_no: "Pas de message de nous avec ce code. Ne payez pas par lui. Appelez le {phone}.",
  verify_ask: "Envoyez VERIFIER et les 6 chiffres à la fin du message.",
  language_ask: "{list}",
  still_working: "{amount} pour {label} est en cours. Ne payez pas à nouveau : on vous écrira.",
  wrong_answer: "Non. {question}",
  question_dropped: "C'est fermé et rien n'a été fait. Envoyez SOLDE, MIN ou PAYER et le montant.",
  nothing_done: "D'accord, rien n'a été fait.",
  late_answer:
    "Réponse trop tardive ou déjà utilisée ; rien de nouveau. Envoyez SOLDE, MIN ou PAYER et le montant.",
  amount_unclear: "Quel montant ? Envoyez PAYER et le montant, ex. PAYER {typed}.",
  amount_too_small: "Le moins que l'on peut payer est {bound}. Envoyez PAYER et un montant.",
  amount_too_large: "Le plus que l'on peut payer est {bound}. Envoyez PAYER et un montant.",
  over_daily_limit: "Ce jour encore {bound} par carte gardée. Envoyez PAYER et un montant.",
  daily_limit_used: "Plus de carte gardée ce jour. Pour payer autrement appelez le {phone}.",
  bill_none: "Pas de facture ouverte. Pour payer envoyez PAYER et le montant. Appelez le {phone}.",
  no_card: "{label} n'a pas de carte gardée. Payez à la caisse ou appelez le {phone}.",
  unknown_number: "Ce numéro n'est sur aucun compte. Pour l'ajouter appelez le {phone}.",
  proof_needed: "Pour cela il faut prouver qui vous etes. Appelez le {phone}.",
  card_number_seen:
    "N'envoyez jamais un numéro de carte. On ne l'a pas gardé ; effacez-le. Pour payer appelez le {phone}.",
  apology:
    "Pardon, on a perdu le fil. Rien n'est payé. Envoyez SOLDE, MIN ou PAYER et un montant. Appelez le {phone}.",
  pay_declined:
    "Carte refusée : {amount} pour {label} non payé. Essayez encore ou appelez le {phone}.",
  pay_refused: "{amount} pour {label} n'a pas pu passer ; rien de débité. Appelez le {phone}.",
  pay_unresolved:
    "{amount} pour {label} : pas encore certain. Ne payez pas à nouveau : on vous écrira. Appelez le {phone}.",
  receipt:
    "Payé {amount} pour {label}.{balance, select, none {} other { Solde {balance}.}}" +
    "{supply, select, on { Il y a du service.} turning_on { Il revient.} armed { Appuyez sur le bouton du compteur.} " +
    "load_limited { Service réduit.} unknown { On regarde le compteur.} " +
    "other {{restore, select, none { Coupé.} other { Encore {restore} pour rallumer.}}}}" +
    "{code, select, none {} other { Code {code}.}}",
  emergency_ask:
    "Répondez {digit} pour {amount} de crédit de secours sur {label}, rendu par vos paiements. Valable 10 min.",
  emergency_asked: "Un moment, nous demandons votre crédit de secours.",
  emergency_given:
    "{label} a {amount} de crédit de secours.{supply, select, on { Le service est là.} turning_on { Il revient.} " +
    "armed { Appuyez sur le bouton du compteur.} off { Il est coupé.} other {}}",
  emergency_none:
    "Pas de crédit de secours pour {label} à ce moment. Rien n'a été fait. Appelez le {phone}.",
  notice_emergency_offer:
    "{label} : solde bas. EC donne {amount} de crédit de secours, rendu par vos paiements. HELP : aide.",
  notice_plan_broken:
    "Le paiement de {amount} du plan de {label} n'est pas venu, et le plan est fini. Appelez le {phone}.",
  notice_bill:
    "{label} : {stage, select, billed {facture de {amount} pour le {due}} overdue {facture de {amount} passée, du {due}} " +
    "reminded {rappel, {amount}, du {due}} other {dernier avis, {amount}, du {due}}}. Envoyez PAYER {typed}. HELP : aide.",
  notice_days:
    "{days, plural, =0 {{label} : moins d'un jour} one {{label} : encore # jour} other {{label} : encore # jours}}, solde {balance}. Envoyez PAYER et un montant.",
  notice_warning:
    "Avis : {label} peut cesser dès le {offAfter}. Solde {balance}. Pour éviter la coupure payez {amount} avant : envoyez PAYER {typed}, ou à notre caisse. " +
    "Aide ou plan de paiement : {phone}. STOP : fin.",
  notice_window:
    "Il manque {amount} pour {label}. Payez avant le {ends}, ou la coupure peut venir. PAYER {typed}.",
  notice_payment: "{amount} payé pour {label}. Solde {balance}.",
  notice_returned:
    "Un paiement de {amount} pour {label} est revenu impayé. Solde {balance}. Envoyez PAYER et un montant.",
  notice_refunded:
    "Un remboursement de {amount} pour {label} part vers votre carte. Solde {balance}.",
  notice_refund_failed:
    "Le remboursement de {amount} pour {label} n'est pas arrivé et est recrédité. Solde {balance}.",
  notice_debt_cleared: "La dette de {label} est payée. Tout va maintenant au service.",
  notice_weather_on:
    "{label} garde le service tant que le temps est dangereux; l'usage compte. Envoyez SOLDE.",
  notice_weather_off:
    "Fin de la pause du temps dangereux pour {label}. La coupure peut venir si le solde est trop bas. MIN.",
  notice_emergency:
    "{state, select, available {Crédit de secours possible pour {label}} in_use {{label} utilise le crédit de secours} other {Le crédit de secours de {label} est fini}}. Solde {balance}.",
  notice_high_use:
    "{label} a consommé hier bien plus qu'un jour normal : {percent} pour cent. Envoyez SOLDE.",
  notice_trued_up: "{label} était estimé et vient d'un relevé à présent. Solde {balance}.",
  notice_low:
    "{label} : solde bas, {balance}. PAYER {typed} avant le {offAfter} évite la coupure. HELP : aide.",
  notice_off: "{label} est coupé. Envoyez PAYER {typed} pour rallumer. HELP : aide.",
  notice_on: "{label} a du service. Solde {balance}.",
  pay_link_ask:
    "{label} n'a pas de carte connue. Répondez {digit} et on vous envoie un lien pour payer {amount}, 1 fois, 30 min.",
  pay_link: "Payez {amount} en 30 min : {url}",
  plan_ask:
    "Plan pour {label} : {down, select, none {} other {{down} avant le {day}, puis }}{count} de {each} tous les {every} jours, sinon fin. Répondez {digit}.",
  plan_agreed:
    "Entendu, {label} : {down, select, none {} other {{down} avant le {day}, puis }}{count} de {each} tous les {every} jours. Un oubli y met fin.",
  plan_told: "Le plan de {label} continue : {amount} avant le {day}.",
  autopay_ask:
    "Répondez {digit} : sous {below, select, none {son niveau} other {{below}}} {label} paie {amount} par {brand} {last4}, 1 fois/jour, {month}/mois max.",
  autopay_told:
    "Paiement automatique de {label} : {state, select, on {oui} paused {en pause} other {non}}. AUTO et {min} à {max}, ex. AUTO 20, ou AUTO NON.",
  autopay_set: "Automatique : sous {below} {label} paie {amount}. AUTO NON y met fin.",
  autopay_ended: "{label} ne paie plus automatiquement.",
  extension_ask:
    "Répondez {digit} : {label} ne sera pas coupé avant le {day}. La conso compte et reste due.",
  extension_agreed:
    "{label} ne sera pas coupé avant le {day}. Payez d'ici là. SOLDE pour le solde.",
  medical_ask:
    "Une vie dépend du service de {label} ? Répondez {digit}{days, select, none {, on vous appelle} other {, pas de coupure {days} jours, on vous appelle}}. Danger : {phone}.",
  medical_noted:
    "Noté, {label}. {day, select, none {} other {Pas de coupure avant le {day}. }}On vous appelle pour le formulaire. Danger : {phone}.",
  convert_ask:
    "Répondez {digit} : {label} passe en {mode, select, postpay {facture au mois} other {prépaiement}}, conditions {terms}. Solde {balance} gardé.",
  converted:
    "{label} passe en {mode, select, postpay {facture au mois} other {prépaiement}} dès maintenant, avec son solde. SOLDE pour le voir.",
  pay_code_ask:
    "Répondez {digit} : un code pour que d'autres paient {label}, {amount} en tout, {uses} fois, {days} jours. Il ne dit rien de vous.",
  pay_code_made:
    "Le code {code} paie {label} : {amount} en tout, avant le {day}. Il ne dit rien de vous à qui paie.",
  pay_code_told:
    "Code pour que d'autres paient {label} : envoyez CODE et le total, de {min} à {max}, comme CODE 50.",
  offer_none:
    "{what, select, pay_link {Pas de lien pour {label} à ce moment.} plan {Pas de plan pour {label} à ce moment.} extension {Pas de délai pour {label} à ce moment.} convert {{label} ne peut pas changer à ce moment.} pay_code {Pas de code pour {label} à ce moment.} medical {Pas noté pour {label}.} dispute {Une contestation de {label} est en cours.} second {Pas de demande possible pour {label}.} second_end {Personne d'autre n'est averti de {label}.} alerts {Pas d'alerte de {label} aux heures calmes.} other {{label} ne peut pas payer automatiquement.}} Rien n'est fait. Appelez le {phone}.",
  offer_agreed: "Un instant, on s'en occupe.",
  aid: "{pledged, select, none {Pas d'aide promise pour {label}.} other {{pledged} d'aide promise pour {label}.}} Pour une aide appelez le {phone}.",
  turn_on:
    "{supply, select, armed {Fermez feux et robinets de {label}, puis appuyez sur le bouton du compteur. Odeur de gaz : sortez. {phone}.} on {{label} a du service.} turning_on {{label} revient.} other {{typed, select, none {{label} ne peut pas revenir à ce moment. Appelez le {phone}.} other {PAYER {typed} rallume {label}.}}}}",
};
