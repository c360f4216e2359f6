import type { Speeches } from "./speeches.ts";
import { whySpeech } from "./why-fr.ts";

export const speechFr: Speeches = {
  greeting: "{utility}.",
  goodbye: "Merci d'avoir appelé {utility}. Au revoir.",
  urgent_off:
    "{label, select, none {Vous êtes} other {{label} est}} coupé. Payez {amount} pour rallumer : tapez {press}.",
  no_key: "Je n'ai entendu aucune touche.",
  wrong_key: "Cette touche ne sert pas.",
  enter_account: "Entrez votre numéro de compte, puis tapez dièse.",
  enter_code_hint: "Un code que l'on vous a donné convient aussi.",
  enter_pin:
    "{number, select, none {} other {Compte {number}. }}Entrez votre code secret, puis tapez dièse.",
  identified: "Merci, c'est exact.",
  pin_wrong: "Ce compte et ce code secret ne vont pas ensemble. Pour revenir, tapez étoile.",
  proof_code_key: "Pour un code par message à la place, tapez {press}, puis dièse.",
  proof_code_sent:
    "Si nous avons un numéro de portable pour ce compte, un message avec un code y est en route.",
  proof_code_wrong: "Ce code n'est pas le bon, ou trop ancien. Pour revenir, tapez étoile.",
  enter_proof_code: "Tapez ses six chiffres.",
  another_code: "Pour un autre code, tapez {press}, puis dièse.",
  proof_code_over: "Ce code a été essayé trop souvent et n'est plus valable. Rien n'a été changé.",
  proof_code: "Votre code est {code}. Il est valable cinq minutes.",
  pin_locked:
    "Pour votre sécurité, aucun code secret n'est accepté pour le moment. Essayez plus tard.",
  hold: "Un instant. Nous prenons votre paiement. Restez en ligne.",
  card_begins:
    "Vous n'avez pas encore de carte chez nous. La compagnie de téléphone vous la demande maintenant. Nous n'entendons ni ne gardons son numéro. Ayez-la sous la main.",
  resumed: "Nous reprenons où vous en étiez. Pour revenir, tapez étoile.",
  nobody_answers: "Désolé, personne ne peut répondre en ce moment.",
  notice_call:
    "Ici {utility}, avec un message au sujet de votre compte. Pour ne plus recevoir ces appels, tapez {press} à tout moment.",
  notice_left: "Ici {utility}, avec un message au sujet de votre compte. Veuillez nous appeler.",
  notice_goodbye: "C’était {utility}. Au revoir.",
  notice_number: "Notre numéro est {phone}.",
  calls_ended: "C’est fait. Vous ne recevrez plus de tels appels de notre part.",
  choice_calls_off: "Pour ne plus recevoir ces appels, tapez {key}.",
  choice_main_menu: "Pour autre chose, tapez {key}.",
  choice_hear: "Pour écouter le message, tapez {key}.",
  choice_pay_now: "Pour payer {amount} maintenant, tapez {key}.",
  connecting: "Je vous passe une personne. Restez en ligne.",
  call_back: "Une personne vous rappellera à ce numéro.",
  enter_amount: "Combien voulez-vous payer pour {label} ?",
  enter_units: "Entrez les {unit}, puis tapez dièse.",
  part_key: "Pour les {part}, tapez étoile entre les deux.",
  danger_key: "Fuite de gaz ou fil à terre, tapez {press}.",
  enter_text_code: "Entrez les six chiffres à la fin du message reçu.",
  choice_group_supply: "Si quelque chose est coupé, tapez {key}.",
  choice_group_money: "Pour les paiements et dettes, tapez {key}.",
  choice_group_use: "Pour votre tarif, tapez {key}.",
  choice_group_account: "Pour messages ou autre compte, tapez {key}.",
  choice_outage: "Pour une panne, tapez {key}.",
  choice_why: "Pour la raison d'une coupure, tapez {key}.",
  choice_status: "Pour suivre un paiement, tapez {key}.",
  choice_receipt: "Pour votre reçu, tapez {key}.",
  choice_places: "Pour payer en espèces, tapez {key}.",
  choice_owed: "Pour les dettes, tapez {key}.",
  choice_use: "Pour votre consommation, tapez {key}.",
  choice_rates: "Pour votre tarif, tapez {key}.",
  choice_alert: "Pour choisir quand vous avertir, tapez {key}.",
  choice_group_messages: "Pour nos messages, tapez {key}.",
  choice_group_further: "Pour déménager ou autre, tapez {key}.",
  choice_medical: "Si une vie dépend du service, tapez {key}.",
  choice_pay_code: "Pour que d'autres paient par un code, tapez {key}.",
  choice_convert: "Pour changer de mode de paiement, tapez {key}.",
  choice_extension: "Pour un délai, tapez {key}.",
  choice_move: "Si vous déménagez, tapez {key}.",
  choice_verify: "Pour vérifier un message, tapez {key}.",
  choice_report: "Si c'est exact, tapez {key}. Pour revenir, tapez étoile.",
  choice_gas: "Si vous sentez le gaz, tapez {key}.",
  choice_wire: "Si un fil est à terre, tapez {key}.",
  choice_bill: "Pour payer votre facture, tapez {key}.",
  choice_pay: "Pour payer, tapez {key}.",
  choice_restore: "Pour payer {amount} et rallumer, tapez {key}.",
  choice_balance: "Pour votre solde, tapez {key}.",
  choice_more: "Pour le reste, tapez {key}.",
  choice_payments: "Pour vos derniers paiements, tapez {key}.",
  choice_join: "Pour recevoir des alertes, tapez {key}.",
  choice_calls: "Pour des appels d'alerte, tapez {key}.",
  choice_calls_stop: "Pour arrêter les appels, tapez {key}.",
  choice_leave: "Pour arrêter les messages, tapez {key}.",
  choice_minimum: "Pour le minimum qui rallume, tapez {key}.",
  choice_other_account: "Pour autre compte ou code, tapez {key}.",
  choice_enter_account: "Pour entrer un numéro de compte ou un code, tapez {key}.",
  choice_other_amount: "Pour un autre montant, tapez {key}.",
  choice_agree: "Pour accepter, tapez {key}. Pour revenir, tapez étoile.",
  choice_agent: "Pour une personne, tapez {key}.",
  choice_language: "Pour le français, tapez {key}.",
  choice_languages: "Français {key}.",
  choice_confirm: "Pour payer {amount} avec {brand} finissant par {last4}, tapez {key}.",
  choice_account: "Pour {label}, tapez {key}.",
  choice_method: "Pour {brand} {last4}, tapez {key}.",
  balance:
    "{label}{supply, select, on { a du service} off { est coupé} armed { est prêt, appuyez sur le bouton du compteur} turning_on { revient} " +
    "turning_off { se coupe} load_limited { a un service réduit} other { est en vérification}}. " +
    "{kind, select, due {Votre facture est de} credit {Votre crédit est de} other {Votre solde est de}} {amount}" +
    "{age, select, none {, et il n'y a pas encore de relevé} other {, {asOf}}}." +
    "{days, plural, =-1 {} =0 { Cela tient moins d'un jour.} one { Cela tient environ un jour.} other { Cela tient environ # jours.}}" +
    "{pending, select, none {} other { {pending} de plus sont en route.}}" +
    "{estimated, select, none {} other { Environ {estimated} ne sont pas encore facturés.}}",
  minimum:
    "{payable, select, no {{supply, select, on {{label} a du service. Rien n'est à payer.} " +
    "turning_on {{label} revient. Rien de plus n'est à payer.} " +
    "armed {{label} est payé. Appuyez sur le bouton du compteur.} " +
    "other {Aucun paiement ne rallume {label} en ce moment. Demandez une personne.}}} " +
    "other {Il faut {amount} pour rallumer {label}.}}",
  choose_account: "Quel compte ?",
  how_much: "Combien voulez-vous payer pour {label} ?",
  choose_method: "Quelle carte pour {amount} ?",
  confirm_pay:
    "Vous payez {amount} pour {label}, avec {brand} finissant par {last4}." +
    "{old, select, none {} other { Dont {old} pour la dette, et {rest} pour votre usage.}}",
  consent_ask:
    "Vous recevrez des alertes de compte par message à ce numéro. Leur nombre dépend de votre compte. Des frais de message peuvent s'appliquer. Vous pouvez envoyer STOP à tout moment.",
  calls_ask:
    "Nous appellerons ce numéro avec les alertes de compte, d'une voix enregistrée. Leur nombre dépend de votre compte. Vous pouvez y mettre fin à tout moment : dans un tel appel, dans ce menu, ou par le message APPELS NON.",
  calls_agreed:
    "Nous vous appellerons avec les alertes de compte. Vous pouvez y mettre fin dans ce menu à tout moment.",
  calls_already: "Vous acceptez déjà nos appels.",
  calls_barred: "Rien n'a été fait : vous avez mis fin à nos messages. Acceptez-les d'abord.",
  calls_off: "C'est fait. Vous n'aurez plus d'appels d'alerte de nous.",
  all_off: "C'est fait. Vous n'aurez plus d'appels ni de messages de nous.",
  kind_off: "C'est fait. Plus de messages de cette sorte. Les autres restent.",
  consent_granted:
    "Vous recevrez les alertes de compte. Envoyez STOP à tout moment pour y mettre fin.",
  already_joined: "Vous recevez déjà les alertes de compte.",
  opted_out: "C'est fait. Vous n'aurez plus de messages de nous.",
  help: "Voici ce que vous pouvez faire.",
  unknown: "Pardon, je n'ai pas compris.",
  language_set: "Nous continuons en français.",
  hand_over: "Vous pouvez continuer à une borne pendant dix minutes avec ce code : {code}.",
  payee_link_ask:
    "Nous pouvons vous envoyer un lien pour payer {amount} par carte à {label}. Il marche une fois, pendant 30 minutes.",
  payee_no_card:
    "Ce numéro n'a pas de carte pour payer. Par ce code vous pouvez payer en espèces, à une borne ou au guichet.",
  payee_paid:
    "Merci. {amount} est payé à {label}.{code, select, none {} other { Votre confirmation est {code}.}}",
  payee_over: "{amount} dépasse ce que ce code permet encore. Rien n'a été débité.",
  payee_unknown: "Ce code n'existe pas, ou n'est plus valable. Rien n'a été payé.",
  hand_over_unknown: "Ce code n'existe pas, ou n'est plus valable.",
  help_more: "Voici ce que vous pouvez faire d'autre.",
  payments:
    "{count, plural, =0 {Il n'y a pas encore de paiement pour {label}.} one {Le dernier paiement pour {label} était de {list}.} other {Les # derniers paiements pour {label} étaient de {list}.}}",
  receipt_again:
    "Votre dernier paiement pour {label} était de {amount}, {date}.{code, select, none {} other { Son code est {code}.}}",
  use:
    "{day, select, none {Il n'y a pas encore de jour complet de consommation pour {label}.} other {{label} a consommé {day}, {date}." +
    "{week, select, none {} other { Les sept derniers jours font {week}{before, select, none {} other {, les sept d'avant {before}}}.}}}}",
  rates:
    "{low, select, none {Demandez le tarif de {label} à une personne.} other {{label} paie {low}{high, select, none {} other { à {high}, selon l'heure et l'usage,}} pour un {unit}" +
    "{fixed, select, none {} other {, et {fixed} par jour}}.}}",
  owed:
    "{total, select, none {{label} n'a ni dette ni frais.} other {Pour {label}.{debt, select, none {} other { Votre dette est de {debt}. {share} pour cent de chaque paiement y vont.}}" +
    "{fees, select, none {} other { Les frais sont de {fees}.}}{shortfall, select, none {} other { Vous avez consommé {shortfall} de plus que payé.}}" +
    "{emergency, select, none {} other { Du crédit de secours vous avez utilisé {emergency}.}}}}",
  ...whySpeech,
  status:
    "{pending, select, none {Aucun paiement n'est en route pour {label}.} other {{pending} sont en route pour {label}.}}" +
    "{step, select, credited { Payé et crédité. On avertit le compteur.} sent { L'ordre est parti au compteur.} acknowledged { Le compteur rallume.} other {{supply, select, on { Il y a du service.} turning_on { Il revient maintenant.} armed { Appuyez sur le bouton du compteur.} " +
    "off { Il est coupé.} turning_off { Il se coupe.} load_limited { Le service est réduit.} other { Nous vérifions le compteur.}}}}",
  outage_known:
    "{label} a une panne depuis {since}.{back, select, none { Nous y travaillons.} other { Le retour est probable {back}.}}",
  outage_balance:
    "{label} est coupé pour son solde. Ce n'est pas une panne.{amount, select, none {} other { Il faut {amount} pour rallumer.}}",
  outage_ask: "Nous ne savons d'aucune panne pour {label}. Vous allez signaler qu'il est coupé.",
  outage_noted: "Merci. Notre équipe a votre signalement pour {label}.",
  move_ask: "Vous partez de {label}. Une personne vous rappellera pour fermer le compte.",
  move_noted: "Une personne vous rappellera pour votre départ de {label}.",
  alert_set:
    "Nous vous écrirons quand {label} passera sous {amount}.{consent, select, granted {} other { Pour cela, acceptez aussi les alertes de compte.}}",
  alert_off: "Le niveau habituel compte à nouveau.",
  alert_told:
    "{level, select, none {} other {Le niveau est de {level}. }}Sous quel solde de {label} faut-il vous écrire ? Entrez les {unit}, puis tapez dièse.",
  danger_gas:
    "Sortez tout de suite. Ne touchez à aucun interrupteur et ne faites pas de flamme. D'un lieu sûr, appelez les secours. Notre équipe est avertie.",
  danger_wire:
    "Restez loin du fil, et que personne n'approche. Appelez les secours si quelqu'un est en danger. Notre équipe est avertie.",
  danger_ask: "Si vous êtes en danger, partez d'abord.",
  call_me: "Une personne vous rappellera à ce numéro.",
  places:
    "{places, select, none {Vous pouvez payer en espèces à notre caisse.} other {Vous pouvez payer en espèces ici : {places}.}}",
  verify_yes:
    "Oui, nous vous avons envoyé ce message {at}. Il parlait {about, select, low {d'un solde bas} off {d'une coupure} on {de la remise en service} payment {d'un paiement} returned {d'un paiement rejeté} owed {d'une facture ou d'une dette} use {de votre consommation} weather {de la météo} other {de votre compte}}. Nous ne demandons jamais de code secret ni de numéro de carte par message.",
  verify_no:
    "Ce code n'est d'aucun message que nous vous avons envoyé. Ne payez pas à cause de lui.",
  verify_ask: "Vous pouvez vérifier un message par les six chiffres à sa fin.",
  language_ask: "Choisissez une langue.",
  still_working:
    "Votre paiement de {amount} pour {label} est encore en route. Ne payez pas à nouveau. Nous vous écrirons. Vous pouvez raccrocher.",
  wrong_answer: "Pardon, cela ne convient pas.",
  question_dropped: "C'est fermé maintenant, et rien n'a été fait.",
  nothing_done: "D'accord, rien n'a été fait.",
  late_answer: "C'était trop tard, et rien de nouveau n'a été fait.",
  amount_unclear: "Je n'ai pas compris le montant.",
  amount_too_small: "Le minimum à payer est de {bound}.",
  amount_too_large: "Le maximum à payer en une fois est de {bound}.",
  over_daily_limit: "Vous pouvez encore payer {bound} par carte enregistrée aujourd'hui.",
  daily_limit_used:
    "Les cartes enregistrées ne peuvent plus payer aujourd'hui. Pour payer autrement, demandez une personne.",
  bill_none: "Aucune facture n'est ouverte.",
  no_card: "{label} n'a pas de carte enregistrée. Payez à notre caisse, ou demandez une personne.",
  unknown_number: "Ce numéro n'est sur aucun compte.",
  proof_needed: "Il faut pour cela prouver qui vous êtes.",
  card_number_seen: "Ne nous dites jamais un numéro de carte ainsi. Nous ne l'avons pas gardé.",
  apology: "Pardon, nous avons perdu le fil. Rien n'a été payé.",
  pay_declined: "Votre carte a été refusée. {amount} pour {label} n'est pas payé.",
  pay_refused: "Nous n'avons pas pu prendre {amount} pour {label}. Rien n'a été débité.",
  pay_unresolved:
    "Nous ne savons pas encore si {amount} pour {label} est payé. Ne payez pas à nouveau. Nous vous écrirons.",
  receipt:
    "Merci. {amount} sont payés pour {label}.{balance, select, none {} other { Votre solde est de {balance}.}}" +
    "{supply, select, on { Il y a du service.} turning_on { Il revient maintenant.} armed { Appuyez sur le bouton du compteur.} " +
    "load_limited { Le service est réduit.} unknown { Nous vérifions le compteur.} " +
    "other {{restore, select, none { Il est coupé.} other { Il faut encore {restore} pour rallumer.}}}}" +
    "{code, select, none {} other { Votre confirmation est {code}.}}",
  notice_low:
    "{label} est bas. Votre solde est de {balance}. Payez {amount} avant {offAfter} pour garder le service.",
  notice_off: "{label} est coupé. Payez {amount} pour rallumer.",
  notice_on: "{label} a du service. Votre solde est de {balance}.",
  choice_emergency: "Pour un crédit de secours, tapez {key}.",
  emergency_ask:
    "Vous pouvez avoir {amount} de crédit de secours pour {label}. Vous le rendez par vos prochains paiements.",
  emergency_asked: "Un moment. Nous demandons votre crédit de secours.",
  emergency_given:
    "{label} a {amount} de crédit de secours.{supply, select, on { Il y a du service.} turning_on { Il revient maintenant.} " +
    "armed { Appuyez sur le bouton du compteur.} off { Il est coupé.} other {}}",
  emergency_none: "{label} ne peut pas avoir de crédit de secours maintenant. Rien n'a été fait.",
  notice_emergency_offer: "{label} est bas. Vous pouvez avoir {amount} de crédit de secours.",
  notice_plan_broken:
    "Le paiement de {amount} du plan de {label} n'est pas venu, et le plan est fini.",
  notice_bill:
    "{label}. {stage, select, billed {Vous avez une nouvelle facture de {amount}, à payer {due}.} overdue {Votre facture de {amount} était à payer {due}.} " +
    "reminded {Ceci est un rappel. {amount} étaient à payer {due}.} other {Ceci est le dernier avis. {amount} étaient à payer {due}.}}",
  notice_days:
    "{days, plural, =0 {Il reste moins d'un jour à {label}} one {Il reste environ un jour à {label}} other {Il reste environ # jours à {label}}}. Votre solde est de {balance}.",
  notice_warning:
    "Ceci est un avis. {label} peut être coupé après {offAfter}. Votre solde est de {balance}. Payez {amount} avant pour garder le service.",
  notice_window:
    "Il manque {amount} pour {label}. Payez avant {ends}, ou le service peut être coupé.",
  notice_payment: "{amount} ont été payés pour {label}. Votre solde est de {balance}.",
  notice_returned:
    "Un paiement de {amount} pour {label} est revenu impayé. Votre solde est de {balance}.",
  notice_refunded:
    "Un remboursement de {amount} pour {label} part vers votre carte. Votre solde est de {balance}.",
  notice_refund_failed:
    "Le remboursement de {amount} pour {label} n'est pas arrivé et est recrédité. Votre solde est de {balance}.",
  notice_debt_cleared: "La dette de {label} est payée.",
  notice_weather_on:
    "{label} garde le service tant que le temps est dangereux. La consommation compte.",
  notice_weather_off:
    "La pause due au temps est finie pour {label}. Le service peut être coupé si le solde est trop bas.",
  notice_emergency:
    "{state, select, available {{label} peut avoir un crédit de secours} in_use {{label} utilise son crédit de secours} other {Le crédit de secours de {label} est utilisé}}. Votre solde est de {balance}.",
  notice_high_use: "{label} a consommé hier bien plus que d'habitude.",
  notice_trued_up: "{label} était estimé, et le relevé est fait. Votre solde est de {balance}.",
  choice_plan: "Pour la payer en plusieurs fois, tapez {key}.",
  choice_autopay: "Pour le paiement automatique, tapez {key}.",
  choice_aid: "Pour une aide au paiement, tapez {key}.",
  choice_turn_on: "Pour rallumer au compteur, tapez {key}.",
  choice_link: "Pour recevoir le lien par message, tapez {key}. Pour revenir, tapez étoile.",
  pay_link_ask:
    "{label} n'a pas de carte enregistrée. Nous pouvons envoyer à ce numéro un lien pour payer {amount} par carte. Il sert une fois, pendant trente minutes.",
  pay_link: "Nous vous avons envoyé un message avec le lien pour payer {amount}.",
  plan_ask:
    "Vous pouvez payer la dette de {label} en plusieurs fois. {down, select, none {} other {{down} à payer {day}. Puis }}{count, plural, one {# part} other {# parts}} de {each}, une tous les {every} jours. Un oubli met fin au plan.",
  plan_agreed:
    "Le plan de {label} est conclu. {down, select, none {} other {{down} à payer {day}. Puis }}{count, plural, one {# part} other {# parts}} de {each}, une tous les {every} jours.",
  plan_told: "Le plan de {label} continue. {amount} à payer {day}.",
  autopay_ask:
    "Quand {label} passe sous {below, select, none {son niveau bas} other {{below}}}, nous prenons {amount} sur {brand} qui finit par {last4}. Une fois par jour au plus, et {month} par mois. Vous pouvez y mettre fin à tout moment.",
  autopay_told:
    "Le paiement automatique de {label} est {state, select, on {actif} paused {en pause} other {inactif}}. Combien payer à chaque fois, de {min} à {max} ? Tapez le montant, puis dièse.",
  autopay_set: "Le paiement automatique est actif. Sous {below}, {amount} sont payés pour {label}.",
  autopay_ended: "Le paiement automatique de {label} est arrêté.",
  extension_ask:
    "Vous pouvez avoir un délai. {label} ne sera alors pas coupé avant {day}. La consommation compte toujours et reste due.",
  extension_agreed: "{label} ne sera pas coupé avant {day}. Payez d'ici là.",
  medical_ask:
    "Si la vie de quelqu'un à {label} dépend du service, dites-le maintenant. {days, select, none {Une personne vous rappellera.} other {Nous ne coupons rien pendant {days} jours, et une personne vous rappellera pour le formulaire.}}",
  medical_noted:
    "C'est noté pour {label}. {day, select, none {} other {Pas de coupure avant {day}. }}Une personne vous rappellera pour le formulaire.",
  convert_ask:
    "{label} peut passer en {mode, select, postpay {facture au mois} other {prépaiement}} dès maintenant, selon nos conditions, version {terms}. Votre solde de {balance} est gardé.",
  converted:
    "{label} passe en {mode, select, postpay {facture au mois} other {prépaiement}} dès maintenant. Votre solde est gardé.",
  pay_code_ask:
    "Vous pouvez avoir un code pour que d'autres paient pour {label}. Il vaut {amount} en tout, en {uses} paiements et {days} jours, et ne dit rien de vous à personne.",
  pay_code_made:
    "Le code est {code}. Encore une fois : {code}. Il paie jusqu'à {amount} pour {label}, jusqu'au {day}.",
  pay_code_told:
    "Combien d'autres peuvent-ils payer pour {label} par un code ? Entrez le montant, de {min} à {max}, puis dièse.",
  offer_none:
    "{what, select, pay_link {Aucun lien n'est possible pour {label} en ce moment.} plan {Aucun plan n'est possible pour {label} en ce moment.} extension {Aucun délai n'est possible pour {label} en ce moment.} convert {{label} ne peut pas changer de mode en ce moment.} pay_code {Aucun code n'est possible pour {label} en ce moment.} medical {Cela n'a pas pu être noté pour {label}.} dispute {Une contestation de {label} est déjà ouverte.} second {Pas de demande possible pour {label}.} second_end {Personne d'autre n'est averti de {label}.} alerts {Pas d'alerte de {label} aux heures calmes.} other {{label} ne peut pas avoir de paiement automatique en ce moment.}} Rien n'a été fait. Vous pouvez demander une personne.",
  offer_agreed: "Merci. Un instant, nous nous en occupons.",
  aid: "{pledged, select, none {Aucune aide n'est encore promise pour {label}.} other {{pledged} d'aide sont promis pour {label}.}} Une personne peut vous dire qui aide à payer.",
  turn_on:
    "{supply, select, armed {Fermez d'abord tous les feux, chauffages et robinets de {label}. Puis appuyez sur le bouton du compteur. Si cela sent le gaz, sortez tout de suite.} on {{label} a du service.} turning_on {{label} revient.} other {{amount, select, none {{label} ne peut pas revenir en ce moment. Vous pouvez demander une personne.} other {Il faut {amount} pour rallumer {label}.}}}}",
};
