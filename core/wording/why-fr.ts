/** Pourquoi c'est coupé ou peut l'être, et les contestations : phrases des textos et des appels. */
export const whyTexts = {
  why:
    "{kind, select, on {{label} a du service.} warned {{label} coupé dès {at} ? Solde {balance}{rule, select, none {} other {, règle {rule}}}, avis {told}.{typed, select, none {} other { PAYER {typed}.}} Faux ? CONTESTE.} " +
    "cut {{label} coupé {at} : solde {balance}{rule, select, none {} other {, règle {rule}}}{told, select, none {} other {, avis {told}}}.{typed, select, none {} other { PAYER {typed}.}} Faux ? CONTESTE.} " +
    "other {{label} n'est pas coupé par le solde. Envoyez PANNE ou appelez le {phone}.}}",
  dispute_ask:
    "Répondez {digit} pour contester {label}. {standing, select, held {Pas de coupure pour {held} avant le {day}.{pay, select, none {} other { Payez {pay}.}}} " +
    "late {Trop tard pour retenir la coupure, on vous appelle.} again {Trop vite après l'autre pour retenir la coupure, on vous appelle.} other {La coupure n'est pas retenue, on vous appelle.}}",
  dispute_opened:
    "{label} : contestation notée. {standing, select, held {Pas de coupure avant le {day} ou notre décision.} late {Trop tard pour retenir la coupure, on vous appelle.} " +
    "again {Trop vite après l'autre pour retenir la coupure, on vous appelle.} other {La coupure n'est pas retenue, on vous appelle.}}{pay, select, none {} other { Payez {pay}.}}",
  notice_dispute:
    "{label} : contestation {outcome, select, upheld {admise} other {rejetée}}. {outcome, select, " +
    "upheld {{reason, select, read {Un relevé était faux.} rate {Un tarif était faux.} payment {Un paiement manquait.} other {Vous aviez raison.}}} " +
    "other {{reason, select, read {Les relevés sont justes.} rate {Le tarif est juste.} payment {Il ne manque pas de paiement.} other {Les frais sont justes.}}}}" +
    "{credit, select, none {} other { {credit} de crédit.}} Questions : {phone}.",
  told_ask:
    "Le client de {label} veut qu'on vous avertisse d'une coupure, de rien d'autre. Répondez {digit} pour accepter. STOP : fin.",
  told_agreed:
    "On vous avertit d'une coupure de {label}, de rien d'autre. Questions : {phone}. STOP : fin.",
  second_over: "On ne vous avertit plus de {label} : son client y a mis fin.",
  notice_closed:
    "{label} : compte fermé.{owed, select, none {} other { Solde à payer au guichet : {owed}.}}{card, select, none {} other { {card} rendus à la carte.}}" +
    "{hand, select, none {} other { {hand} versés.}}{state, select, waiting { La facture finale suit.} moved { Le reste va à votre autre compte.} even { Rien à payer.} other {}} Questions : {phone}.",
  notice_second:
    "{what, select, off {{label} est coupé} other {{label} risque la coupure}}. Vous vouliez le savoir. Pour payer : un code, ou le {phone}. STOP : fin.",
  second_ask:
    "Répondez {digit} pour qu'on avertisse {line} d'une coupure de {label}, de rien d'autre. On lui demande d'abord.",
  second_asked:
    "On a demandé à ce numéro. Il sera averti d'une coupure de {label} s'il accepte. CONTACT NON y met fin.",
  second_told:
    "{state, select, none {Personne d'autre n'est averti de {label}.} asked {Le {ending} n'a pas accepté encore.} other {Le {ending} est averti aussi.}} " +
    "{state, select, none {Envoyez CONTACT et un numéro à avertir.} other {CONTACT NON y met fin.}}",
  second_ended: "Personne d'autre n'est plus averti de {label}.",
  alerts_set:
    "{what, select, daily {{at, select, none {{label} : plus d'alerte par jour.} other {{label} : alerte à {at} chaque jour de solde bas.}}} use {Alertes de conso de {label} : {state, select, on {oui} other {non}}.} payments {Alertes de paiement de {label} : {state, select, on {oui} other {non}}.} other {Alertes de jours restants de {label} : {state, select, on {oui} other {non}}.}}{level, select, none {} other { Bas : sous {level}.}}",
  alerts_told:
    "{label} : alerte par jour {at, select, none {non} other {{at}}}, conso {use, select, on {oui} other {non}}, paiements {payments, select, on {oui} other {non}}, jours {days, select, on {oui} other {non}}. ALERTE 8H ou ALERTE CONSO NON.",
} as const;

export const whySpeech = {
  choice_dispute: "Si c'est faux, tapez {key}.",
  why:
    "{kind, select, on {{label} a du service.} warned {{label} peut être coupé après {at}, parce que son solde de {balance} est bas{rule, select, none {} other {, selon la règle {rule}}}. Nous vous avons averti {told}." +
    "{amount, select, none {} other { Il faut {amount} pour éviter la coupure.}}} " +
    "cut {{label} a été coupé {at}, parce que son solde de {balance} était trop bas{rule, select, none {} other {, selon la règle {rule}}}.{told, select, none {} other { Nous vous avons averti {told}.}}" +
    "{amount, select, none {} other { Il faut {amount} pour rallumer.}}} " +
    "other {{label} n'a pas été coupé pour son solde. Ce peut être une panne.}}",
  dispute_ask:
    "Vous pouvez contester les frais de {label}. Une personne les vérifie et vous rappelle. {standing, select, held {Avant {day}, ou avant notre décision, rien n'est coupé pour {held} au plus de ce qui a été facturé. Ce que vous consommez dès maintenant reste à payer.} " +
    "late {C'est trop tard pour retenir la coupure.} again {C'est trop tôt après la dernière pour retenir la coupure.} other {Cela ne retient pas la coupure.}}{pay, select, none {} other { Il faut quand même payer {pay}.}}",
  dispute_opened:
    "Votre contestation de {label} est notée, et une personne vous rappelle. {standing, select, held {Rien n'est coupé avant {day}, ou avant notre décision.} late {Elle vient trop tard pour retenir la coupure.} " +
    "again {Elle vient trop tôt après la dernière pour retenir la coupure.} other {Elle ne retient pas la coupure.}}{pay, select, none {} other { Il faut quand même payer {pay}.}}",
  notice_dispute:
    "Nous avons décidé de votre contestation de {label}. {outcome, select, " +
    "upheld {{reason, select, read {Un relevé était faux.} rate {Un tarif était faux.} payment {Un paiement manquait.} other {Vous aviez raison.}}} " +
    "other {{reason, select, read {Les relevés sont justes.} rate {Le tarif est juste.} payment {Il ne manque aucun paiement.} other {Les frais sont justes.}}}}" +
    "{credit, select, none {} other { {credit} vous sont crédités.}}",
  told_ask:
    "Le client de {label} veut que vous soyez averti par texto d'une coupure possible, et de rien d'autre.",
  told_agreed:
    "Nous vous avertissons par texto d'une coupure possible de {label}, et de rien d'autre.",
  second_over: "Nous ne vous avertissons plus de {label}. Son client y a mis fin.",
  notice_closed:
    "Le compte de {label} est fermé.{owed, select, none {} other { Il reste dû {owed}. Vous pouvez payer à notre guichet.}}{card, select, none {} other { {card} sont rendus sur votre carte.}}" +
    "{hand, select, none {} other { {hand} vous sont versés.}}{state, select, waiting { La facture finale suit.} moved { Ce qui restait est sur votre autre compte.} even { Rien n'est dû.} other {}}",
  notice_second:
    "{what, select, off {{label} est coupé.} other {{label} a peu de solde et risque la coupure.}} Vous vouliez le savoir.",
  choice_second: "Pour avertir un proche, tapez {key}.",
  choice_second_end: "Pour y mettre fin, tapez {key}.",
  second_ask:
    "Si {label} risque la coupure nous pouvons avertir aussi le {line}, et de rien d'autre. Nous demandons d'abord à ce numéro par texto.",
  second_asked: "Nous avons demandé à ce numéro par texto. Il est averti dès qu'il accepte.",
  second_told:
    "{state, select, none {Personne d'autre n'est averti de {label}. Entrez le numéro à avertir aussi d'une coupure, puis dièse.} " +
    "asked {Le numéro qui finit par {ending} n'a pas encore accepté.} other {Le numéro qui finit par {ending} est averti aussi d'une coupure de {label}.}}",
  second_ended: "Personne d'autre n'est plus averti de {label}.",
  alerts_set:
    "{what, select, daily {{at, select, none {Il n'y a plus d'alerte quotidienne pour {label}.} other {Quand le solde de {label} est bas, vous êtes averti chaque jour {at}.}}} use {Les alertes de consommation de {label} sont {state, select, on {actives} other {arrêtées}}.} payments {Les alertes de paiement de {label} sont {state, select, on {actives} other {arrêtées}}.} other {Les alertes de jours restants de {label} sont {state, select, on {actives} other {arrêtées}}.}}{level, select, none {} other { Bas veut dire sous {level}.}}",
  alerts_told:
    "Alertes de {label}. Chaque jour de solde bas : {at, select, none {non} other {{at}}}. Consommation : {use, select, on {oui} other {non}}. Paiements : {payments, select, on {oui} other {non}}. Jours restants : {days, select, on {oui} other {non}}.",
} as const;
