import type { Speeches } from "./speeches.ts";
import { whySpeech } from "./why-es.ts";

export const speechEs: Speeches = {
  greeting: "{utility}.",
  goodbye: "Gracias por llamar a {utility}. Adiós.",
  urgent_off:
    "{label, select, none {Está} other {{label} está}} cortado. Conecte por {amount}: pulse {press}.",
  no_key: "No oí ninguna tecla.",
  wrong_key: "Esa tecla no vale.",
  enter_account: "Marque su número de cuenta y luego numeral.",
  enter_code_hint: "También vale un código que le dieron.",
  enter_pin: "{number, select, none {} other {Cuenta {number}. }}Marque su clave y luego numeral.",
  identified: "Gracias, es correcto.",
  pin_wrong: "Esa cuenta y esa clave no coinciden. Para volver, pulse asterisco.",
  proof_code_key: "Para un código por mensaje en lugar de la clave, pulse {press} y luego numeral.",
  proof_code_sent: "Si tenemos un celular de esta cuenta, ya le va un mensaje con un código.",
  proof_code_wrong: "Ese código no es correcto o ya venció. Para volver, pulse asterisco.",
  enter_proof_code: "Marque sus seis dígitos.",
  another_code: "Para otro código, pulse {press} y luego numeral.",
  proof_code_over: "Ese código se probó demasiadas veces y ya no sirve. No se cambió nada.",
  proof_code: "Su código es {code}. Sirve cinco minutos.",
  pin_locked: "Por su seguridad, por ahora no se aceptan más claves. Intente más tarde.",
  hold: "Un momento. Estamos cobrando su pago. No cuelgue, por favor.",
  card_begins:
    "Todavía no tiene tarjeta con nosotros. Ahora la pide la compañía telefónica. No oímos ni guardamos su número. Téngala a mano.",
  resumed: "Seguimos donde estaba. Para volver, pulse asterisco.",
  nobody_answers: "Perdone, ahora no puede atenderle nadie.",
  notice_call:
    "Le llama {utility}, por su cuenta. Para no más llamadas así, pulse {press} en cualquier momento.",
  notice_left: "Le llama {utility}, con un mensaje sobre su cuenta. Llámenos, por favor.",
  notice_goodbye: "Le llamó {utility}. Adiós.",
  notice_number: "Nuestro número es {phone}.",
  calls_ended: "Hecho. No recibirá más llamadas nuestras como esta.",
  choice_calls_off: "Para no más llamadas así, pulse {key}.",
  choice_main_menu: "Para otra cosa, pulse {key}.",
  choice_hear: "Para oír el mensaje, pulse {key}.",
  choice_pay_now: "Para pagar {amount} ahora, pulse {key}.",
  connecting: "Le comunico con una persona. No cuelgue, por favor.",
  call_back: "Una persona le devolverá la llamada a este número.",
  enter_amount: "¿Cuánto quiere pagar por {label}?",
  enter_units: "Marque los {unit} y luego numeral.",
  part_key: "Para {part}, pulse asterisco en medio.",
  danger_key: "Gas o cable caído, pulse {press}.",
  enter_text_code: "Por favor marque las seis cifras del final del mensaje que recibió.",
  choice_group_supply: "Si algo falla, pulse {key}.",
  choice_group_money: "Para pagos y deudas, pulse {key}.",
  choice_group_use: "Para su consumo, pulse {key}.",
  choice_group_account: "Para mensajes u otra cuenta, pulse {key}.",
  choice_outage: "Por fallas, pulse {key}.",
  choice_why: "Para saber por qué, pulse {key}.",
  choice_status: "Para ver su pago, pulse {key}.",
  choice_receipt: "Para su recibo, pulse {key}.",
  choice_places: "Para pagar en efectivo, pulse {key}.",
  choice_owed: "Para deudas y cargos, pulse {key}.",
  choice_use: "Para su consumo, pulse {key}.",
  choice_rates: "Para su tarifa, pulse {key}.",
  choice_alert: "Para elegir avisos, pulse {key}.",
  choice_group_messages: "Para mensajes, pulse {key}.",
  choice_group_further: "Para mudanza o claves, pulse {key}.",
  choice_medical: "Por razón médica, pulse {key}.",
  choice_pay_code: "Para que otros paguen, pulse {key}.",
  choice_convert: "Para prepago o factura, pulse {key}.",
  choice_extension: "Para más tiempo, pulse {key}.",
  choice_move: "Si se muda, pulse {key}.",
  choice_verify: "Si duda de un texto, pulse {key}.",
  choice_report: "Si es así, pulse {key}. Para volver, asterisco.",
  choice_gas: "Si huele a gas, pulse {key}.",
  choice_wire: "Si hay un cable caído, pulse {key}.",
  choice_bill: "Para su factura, pulse {key}.",
  choice_pay: "Para pagar, pulse {key}.",
  choice_restore: "Conectar por {amount}, pulse {key}.",
  choice_balance: "Para su saldo, pulse {key}.",
  choice_more: "Más, pulse {key}.",
  choice_payments: "Para últimos pagos, pulse {key}.",
  choice_join: "Avisos por texto, pulse {key}.",
  choice_calls: "Avisos por voz, pulse {key}.",
  choice_calls_stop: "Sin más llamadas, pulse {key}.",
  choice_leave: "Sin más textos, pulse {key}.",
  choice_minimum: "Para el pago que conecta, pulse {key}.",
  choice_emergency: "Para crédito de emergencia, pulse {key}.",
  choice_other_account: "Para otra cuenta o clave, pulse {key}.",
  choice_enter_account: "Para una cuenta o una clave, pulse {key}.",
  choice_other_amount: "Para otra cantidad, pulse {key}.",
  choice_agree: "Para aceptar, pulse {key}. Para volver, pulse asterisco.",
  choice_agent: "Para un agente, pulse {key}.",
  choice_language: "Para español, pulse {key}.",
  choice_languages: "Español {key}.",
  choice_confirm: "Para pagar {amount} con {brand} que termina en {last4}, pulse {key}.",
  choice_account: "Para {label}, pulse {key}.",
  choice_method: "{brand} {last4}, pulse {key}.",
  balance:
    "{label}{supply, select, on { tiene servicio} off { está sin servicio} armed { está listo, pulse el botón del medidor} " +
    "turning_on { se está conectando} turning_off { se está cortando} load_limited { tiene servicio limitado} other { se está revisando}}. " +
    "{kind, select, due {Su factura es de} credit {Tiene a favor} other {Su saldo es de}} {amount}" +
    "{age, select, none {, y todavía no hay lectura} other {, leído {asOf}}}." +
    "{days, plural, =-1 {} =0 { Alcanza para menos de un día.} one { Alcanza para un día más o menos.} other { Alcanza para unos # días.}}" +
    "{pending, select, none {} other { Hay {pending} más en camino.}}" +
    "{estimated, select, none {} other { Faltan por cobrar unos {estimated}.}}",
  minimum:
    "{payable, select, no {{supply, select, on {{label} tiene servicio. No hace falta pagar.} " +
    "turning_on {{label} se está conectando. No falta nada.} " +
    "armed {{label} ya está pagado. Pulse el botón del medidor para conectar.} " +
    "other {Por ahora ningún pago conecta {label}. Pida hablar con una persona.}}} " +
    "other {{label} necesita {amount} para conectar.}}",
  choose_account: "¿Qué cuenta?",
  how_much: "¿Cuánto quiere pagar por {label}?",
  choose_method: "¿Qué tarjeta para {amount}?",
  confirm_pay:
    "Va a pagar {amount} a {label}, con {brand} que termina en {last4}." +
    "{old, select, none {} other { De eso, {old} van a la deuda y {rest} a su consumo.}}",
  emergency_ask:
    "Puede tener {amount} de crédito de emergencia en {label}. Lo devuelve con sus próximos pagos.",
  emergency_asked: "Un momento. Estamos pidiendo su crédito de emergencia.",
  emergency_given:
    "{label} tiene {amount} de crédito de emergencia.{supply, select, on { Tiene servicio.} turning_on { Se está conectando ahora.} " +
    "armed { Pulse el botón del medidor para conectar.} off { Está sin servicio.} other {}}",
  emergency_none: "{label} no puede tener ahora crédito de emergencia. No se hizo nada.",
  consent_ask:
    "Recibirá avisos de su cuenta por mensaje en este número. La frecuencia depende de su cuenta. Pueden aplicar tarifas de mensajes y datos. Puede mandar STOP en cualquier momento.",
  calls_ask:
    "Le llamaremos a este número con avisos de su cuenta, en voz grabada. La frecuencia depende de su cuenta. Puede terminarlo en cualquier momento: en una de esas llamadas, en este menú, o con el mensaje LLAMADAS NO.",
  calls_agreed:
    "Le llamaremos con avisos de su cuenta. Puede terminarlo en este menú cuando quiera.",
  calls_already: "Usted ya acepta nuestras llamadas.",
  calls_barred: "Usted dio fin a nuestros mensajes y no se hizo nada. Acepte primero los mensajes.",
  calls_off: "Hecho. No le llamaremos más con avisos.",
  all_off: "Hecho. No le llamaremos más ni le mandaremos más mensajes.",
  kind_off: "Hecho. No habrá más mensajes de esa clase. Los demás de su cuenta siguen.",
  consent_granted:
    "Recibirá avisos de su cuenta por mensaje. Mande STOP cuando quiera terminarlos.",
  already_joined: "Usted ya recibe avisos de su cuenta por mensaje.",
  opted_out: "Hecho. No le mandaremos más mensajes.",
  help: "Esto es lo que puede hacer.",
  unknown: "Perdone, no entendí.",
  language_set: "Seguimos en español.",
  hand_over: "Puede seguir en un quiosco durante diez minutos con este código: {code}.",
  payee_link_ask:
    "Podemos mandarle un enlace para pagar {amount} con tarjeta a {label}. Sirve una vez, durante 30 minutos.",
  payee_no_card:
    "Este número no tiene tarjeta para pagar. Con ese código puede pagar en efectivo, en un quiosco o en caja.",
  payee_paid:
    "Gracias. Pagó {amount} a {label}.{code, select, none {} other { Su confirmación es {code}.}}",
  payee_over: "{amount} es más de lo que todavía admite ese código. No hubo ningún cargo.",
  payee_unknown: "Ese código no existe o ya no sirve. No se pagó nada.",
  hand_over_unknown: "Ese código no existe o ya no sirve.",
  help_more: "Esto es lo demás que puede hacer.",
  payments:
    "{count, plural, =0 {Todavía no hay pagos a {label}.} one {El último pago a {label} fue de {list}.} other {Los últimos # pagos a {label} fueron {list}.}}",
  receipt_again:
    "Su último pago a {label} fue de {amount}, {date}.{code, select, none {} other { Su confirmación es {code}.}}",
  use:
    "{day, select, none {Todavía no hay un día completo de consumo de {label}.} other {{label} consumió {day} el {date}." +
    "{week, select, none {} other { Los últimos siete días suman {week}{before, select, none {} other {, los siete de antes {before}}}.}}}}",
  rates:
    "{low, select, none {Pida a una persona la tarifa de {label}.} other {{label} paga {low}{high, select, none {} other { a {high}, según la hora y el consumo,}} por cada {unit}" +
    "{fixed, select, none {} other {, y {fixed} por día}}.}}",
  owed:
    "{total, select, none {{label} no tiene deudas ni cargos.} other {De {label}.{debt, select, none {} other { Su deuda es de {debt}. El {share} por ciento de cada pago va a ella.}}" +
    "{fees, select, none {} other { Los cargos son {fees}.}}{shortfall, select, none {} other { Usó {shortfall} más de lo que pagó.}}" +
    "{emergency, select, none {} other { Del crédito de emergencia usó {emergency}.}}}}",
  ...whySpeech,
  status:
    "{pending, select, none {No hay ningún pago en camino para {label}.} other {{pending} para {label} están en camino.}}" +
    "{step, select, credited { Pagado y abonado. Avisamos al medidor.} sent { El medidor recibe la orden.} acknowledged { El medidor lo conecta.} other {{supply, select, on { Tiene servicio.} turning_on { Se está conectando ahora.} armed { Oprima el botón del medidor para conectar.} " +
    "off { No tiene servicio.} turning_off { Se está cortando.} load_limited { Tiene servicio limitado.} other { Estamos revisando el medidor.}}}}",
  outage_known:
    "{label} tiene un corte desde {since}.{back, select, none { Estamos trabajando en ello.} other { Es probable que vuelva {back}.}}",
  outage_balance:
    "{label} está cortado por su saldo. No es una falla.{amount, select, none {} other { Hacen falta {amount} para conectar.}}",
  outage_ask: "No hay ningún corte conocido en {label}. Va a reportar uno.",
  outage_noted: "Gracias. Ya pasamos su reporte de {label}.",
  move_ask: "Se muda de {label}. Le llamaremos para cerrar la cuenta.",
  move_noted: "Una persona le llamará por su mudanza de {label}.",
  alert_set:
    "Le avisaremos cuando {label} baje de {amount}.{consent, select, granted {} other { Para eso debe recibir también los avisos de cuenta.}}",
  alert_off: "Le avisaremos otra vez con el saldo bajo de siempre.",
  alert_told:
    "{level, select, none {} other {Ahora le avisamos por debajo de {level}. }}¿Por debajo de qué saldo de {label} debemos avisarle? Marque los {unit} y luego numeral.",
  danger_gas:
    "Salga ahora. No toque ningún interruptor ni haga fuego. Desde un lugar seguro llame a emergencias. Ya dimos aviso.",
  danger_wire:
    "Aléjese del cable y no deje que nadie se acerque. Llame a emergencias si alguien corre peligro. Ya dimos aviso.",
  danger_ask: "Si está en peligro, aléjese primero.",
  call_me: "Una persona le llamará a este número.",
  places:
    "{places, select, none {Puede pagar en efectivo en nuestra caja.} other {Puede pagar en efectivo en {places}.}}",
  verify_yes:
    "Sí, le mandamos ese mensaje {at}. Trataba de {about, select, low {un saldo bajo} off {un corte} on {la vuelta del servicio} payment {un pago} returned {un pago devuelto} owed {una factura o una deuda} use {su consumo} weather {el clima} other {su cuenta}}. Nunca pedimos un PIN ni un número de tarjeta por mensaje.",
  verify_no: "Esa clave no es de ningún mensaje que le hayamos mandado. Por favor no pague por él.",
  verify_ask: "Puede comprobar un mensaje por las seis cifras de su final.",
  language_ask: "Elija un idioma.",
  still_working:
    "Su pago de {amount} a {label} sigue en camino. No pague otra vez. Le mandaremos un mensaje. Puede colgar.",
  wrong_answer: "Perdone, eso no vale.",
  question_dropped: "Eso ya está cerrado y no se hizo nada.",
  nothing_done: "De acuerdo, no se hizo nada.",
  late_answer: "Eso llegó tarde y no se hizo nada nuevo.",
  amount_unclear: "No entendí la cantidad.",
  amount_too_small: "Lo menos que puede pagar son {bound}.",
  amount_too_large: "Lo más que puede pagar de una vez son {bound}.",
  over_daily_limit: "Hoy puede pagar hasta {bound} más con tarjetas guardadas.",
  daily_limit_used:
    "Hoy ya no se puede pagar más con tarjetas guardadas. Para otras formas, pida hablar con una persona.",
  bill_none: "No tiene facturas por pagar.",
  no_card: "{label} no tiene tarjeta guardada. Pague en caja o pida hablar con una persona.",
  unknown_number: "Este número no consta en ninguna cuenta.",
  proof_needed: "Para eso debe probar quién es.",
  card_number_seen: "Nunca nos dé así un número de tarjeta. No lo guardamos.",
  apology: "Perdone, perdimos el hilo. No se pagó nada.",
  pay_declined: "Su tarjeta fue rechazada. {amount} por {label} no se han pagado.",
  pay_refused: "No pudimos cobrar {amount} por {label}. No hubo ningún cargo.",
  pay_unresolved:
    "Todavía no sabemos si {amount} por {label} están pagados. No pague otra vez. Le mandaremos un mensaje.",
  receipt:
    "Gracias. Ha pagado {amount} a {label}.{balance, select, none {} other { Su saldo es de {balance}.}}" +
    "{supply, select, on { Tiene servicio.} turning_on { Se está conectando ahora.} armed { Pulse el botón del medidor para conectar.} " +
    "load_limited { Tiene servicio limitado.} unknown { Estamos revisando el medidor.} " +
    "other {{restore, select, none { Está sin servicio.} other { Faltan {restore} para conectarlo.}}}}" +
    "{code, select, none {} other { Su clave de confirmación es {code}.}}",
  notice_low:
    "{label} tiene poco saldo: {balance}. Pague {amount} antes del {offAfter} para no quedar sin servicio.",
  notice_off: "{label} está sin servicio. Pague {amount} para conectarlo.",
  notice_emergency_offer:
    "{label} tiene poco saldo. Puede tener {amount} de crédito de emergencia.",
  notice_plan_broken:
    "El pago de {amount} del plan de {label} no ha llegado, y el plan ha terminado.",
  notice_on: "{label} tiene servicio. Su saldo es de {balance}.",
  notice_bill:
    "{label}. {stage, select, billed {Tiene una factura nueva de {amount}. Vence {due}.} overdue {Su factura de {amount} venció {due}.} " +
    "reminded {Le recordamos que {amount} vencieron {due}.} other {Este es el aviso final. {amount} vencieron {due}.}}",
  notice_days:
    "{days, plural, =0 {A {label} le queda menos de un día} one {A {label} le queda cerca de un día} other {A {label} le quedan cerca de # días}}. Su saldo es {balance}.",
  notice_warning:
    "Este es un aviso. {label} puede quedar sin servicio desde el {offAfter}. Su saldo es {balance}. Pague {amount} antes para evitarlo.",
  notice_window:
    "A {label} le faltan {amount}. Pague antes del {ends}, o puede quedar sin servicio.",
  notice_payment: "Se pagaron {amount} a {label}. Su saldo es {balance}.",
  notice_returned: "Un pago de {amount} a {label} fue devuelto. Su saldo es {balance}.",
  notice_refunded: "Un reembolso de {amount} de {label} va a su tarjeta. Su saldo es {balance}.",
  notice_refund_failed:
    "El reembolso de {amount} de {label} no pudo llegar y es saldo otra vez. Su saldo es {balance}.",
  notice_debt_cleared: "La deuda de {label} está pagada.",
  notice_weather_on:
    "{label} sigue con servicio mientras el clima sea peligroso. El consumo cuenta.",
  notice_weather_off:
    "Termina la pausa por clima de {label}. Puede quedar sin servicio si el saldo no alcanza.",
  notice_emergency:
    "{state, select, available {{label} puede pedir saldo de emergencia} in_use {{label} usa saldo de emergencia} other {{label} ya no tiene saldo de emergencia}}. Su saldo es {balance}.",
  notice_high_use: "{label} usó ayer mucho más de lo normal.",
  notice_trued_up: "{label} estaba estimado y ya se ha medido. Su saldo es {balance}.",
  choice_plan: "Para pagarla en partes, pulse {key}.",
  choice_autopay: "Para pagos automáticos, pulse {key}.",
  choice_aid: "Para ayuda al pagar, pulse {key}.",
  choice_turn_on: "Para conectar en el medidor, pulse {key}.",
  choice_link: "Para recibir el enlace por mensaje, pulse {key}. Para volver, pulse asterisco.",
  pay_link_ask:
    "{label} no tiene tarjeta guardada. Podemos mandar a este número un enlace para pagar {amount} con tarjeta. Sirve una vez, en treinta minutos.",
  pay_link: "Le mandamos un mensaje con el enlace para pagar {amount}.",
  plan_ask:
    "Puede pagar la deuda de {label} en partes. {down, select, none {} other {{down} vence {day}. Luego }}{count, plural, one {# parte} other {# partes}} de {each}, una cada {every} días. Si falta una, el plan termina.",
  plan_agreed:
    "El plan de {label} está acordado. {down, select, none {} other {{down} vence {day}. Luego }}{count, plural, one {# parte} other {# partes}} de {each}, una cada {every} días.",
  plan_told: "El plan de {label} sigue. {amount} vence {day}.",
  autopay_ask:
    "Cuando {label} baje de {below, select, none {su nivel} other {{below}}}, cobramos {amount} a {brand} que termina en {last4}. Una vez al día como máximo, y {month} al mes. Puede terminarlo cuando quiera.",
  autopay_told:
    "El pago automático de {label} {state, select, on {está activo} paused {está en pausa} other {no está activo}}. ¿Cuánto se paga cada vez, de {min} a {max}? Marque el monto y pulse numeral.",
  autopay_set: "El pago automático está activo. Por debajo de {below} se pagan {amount} a {label}.",
  autopay_ended: "El pago automático de {label} está desactivado.",
  extension_ask:
    "Puede tener más tiempo. Entonces {label} no se corta antes {day}. Lo que consuma sigue contando, y se debe.",
  extension_agreed: "{label} no se corta antes {day}. Por favor pague hasta entonces.",
  medical_ask:
    "Si la vida de alguien en {label} depende del servicio, díganoslo ahora. {days, select, none {Una persona le llamará.} other {No cortamos nada durante {days} días, y una persona le llamará por el formulario.}}",
  medical_noted:
    "Lo anotamos para {label}. {day, select, none {} other {No se corta antes {day}. }}Una persona le llamará por el formulario.",
  convert_ask:
    "{label} puede pasar a {mode, select, postpay {factura mensual} other {prepago}} desde ahora, según nuestras condiciones, versión {terms}. Su saldo de {balance} pasa también.",
  converted:
    "{label} pasa a {mode, select, postpay {factura mensual} other {prepago}} desde ahora. Su saldo pasó también.",
  pay_code_ask:
    "Puede tener una clave para que otros paguen por {label}. Sirve para {amount} en total, en {uses} pagos y {days} días, y no dice a nadie nada de usted.",
  pay_code_made:
    "La clave es {code}. Otra vez: {code}. Paga hasta {amount} por {label}, hasta {day}.",
  pay_code_told:
    "¿Cuánto pueden pagar otros por {label} con una clave? Marque la cantidad, de {min} a {max}, y luego numeral.",
  offer_none:
    "{what, select, pay_link {No se puede hacer un enlace para {label} ahora.} plan {No hay plan para {label} ahora.} extension {No se puede dar más tiempo a {label} ahora.} convert {{label} no puede cambiar de forma de pago ahora.} pay_code {No se puede hacer una clave para {label} ahora.} medical {No se pudo anotar para {label}.} dispute {{label} ya tiene un reclamo abierto.} second {No se pudo preguntar para {label}.} second_end {De {label} no avisamos a otra persona.} alerts {{label} no avisa en las horas de silencio.} other {{label} no puede tener pago automático ahora.}} No se hizo nada. Puede pedir una persona.",
  offer_agreed: "Gracias. Un momento, lo hacemos ahora.",
  aid: "{pledged, select, none {No hay ayuda prometida para {label} todavía.} other {Hay {pledged} de ayuda prometida para {label}.}} Una persona puede decirle quién ayuda con el pago.",
  turn_on:
    "{supply, select, armed {Primero cierre todas las estufas, calentadores y llaves de {label}. Luego oprima el botón del medidor. Si huele a gas, salga enseguida.} on {{label} tiene servicio.} turning_on {{label} se conecta ahora.} other {{amount, select, none {{label} no se puede conectar ahora. Puede pedir una persona.} other {Hacen falta {amount} para conectar {label}.}}}}",
};
