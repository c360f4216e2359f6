import type { Sentences } from "./sentences.ts";
import { whyTexts } from "./why-es.ts";

/** Written around á, í, ó and ú, which GSM-7 lacks: a date instead of días, monto and teléfono instead of cantidad and número. */
export const es: Sentences = {
  balance:
    "{label}{supply, select, on {} off { cortado,} armed { listo (pulse el medidor),} turning_on { se conecta,} " +
    "turning_off { se corta,} load_limited { con servicio limitado,} other { en estado incierto,}} " +
    "{kind, select, due {debe} credit {a favor} other {saldo}} {amount}" +
    "{age, select, none {, sin lectura} today { hoy {asOf}} other { al {asOf}}}" +
    "{days, plural, =-1 {} =0 {, se acaba hoy} one {, alcanza al {until}} other {, alcanza al {until}}}" +
    "{pending, select, none {} other {, pendiente {pending}}}" +
    "{estimated, select, none {} other {, est. {estimated}}}." +
    "{typed, select, none {} other { PAGAR {typed} conecta.}}",
  minimum:
    "{typed, select, none {{supply, select, on {{label} tiene servicio: no hace falta pagar.} " +
    "turning_on {{label} se conecta ahora: no falta nada.} " +
    "armed {{label} ya fue pagado: pulse la tecla del medidor para conectar.} " +
    "other {Por ahora un pago no conecta {label}. Llame al {phone}.}}} " +
    "other {{label} necesita {amount} para conectar. Mande PAGAR {typed}.}}",
  choose_account: "Elija: {options}",
  how_much:
    "¿Qué monto para {label}{mode, select, postpay { (factura)} other {}}? Mande PAGAR y el monto, ej. PAGAR {typed}." +
    "{restore, select, none {} other { {restore} lo conecta.}}",
  choose_method: "¿Qué tarjeta para {amount}? {options}",
  confirm_pay:
    "Responda {digit} para pagar {amount} con {brand} {last4} por {label}{mode, select, postpay { (factura)} other {}}" +
    "{old, select, none {. Vale 10 min.} other {: {old} a deuda, {rest} a uso.}}",
  emergency_ask:
    "Responda {digit} para {amount} de crédito de emergencia en {label}. Lo devuelve con sus pagos. Vale 10 min.",
  emergency_asked: "Un momento, pedimos su crédito de emergencia.",
  emergency_given:
    "{label} tiene {amount} de crédito de emergencia.{supply, select, on { Con servicio.} turning_on { Se conecta ahora.} " +
    "armed { Pulse la tecla del medidor para conectar.} off { Sin servicio.} other {}}",
  emergency_none:
    "{label} no tiene ahora crédito de emergencia. No se hizo nada. Llame al {phone}.",
  consent_ask:
    "Avisos de cuenta, frecuencia variable. Pueden aplicar tarifas de msj y datos. HELP: ayuda, STOP: fin. Responda {digit} para unirse.",
  calls_ask:
    "Llamadas con avisos de su cuenta, en voz grabada, frecuencia variable. LLAMADAS NO: fin. Responda {digit} para aceptar.",
  calls_agreed:
    "Desde ahora le llamamos con avisos de su cuenta. Para no recibir llamadas mande LLAMADAS NO.",
  calls_already: "Usted ya acepta nuestras llamadas. Para terminarlas mande LLAMADAS NO.",
  calls_barred:
    "Usted dio fin a nuestros mensajes: no se hizo nada. Mande primero UNIRSE y luego LLAMADAS.",
  calls_off: "Hecho: no le llamaremos con avisos. Para volver mande LLAMADAS.",
  all_off:
    "Hecho: ya no le llamaremos ni le mandaremos mensajes. Para volver a tener mensajes mande UNIRSE.",
  kind_off:
    "Hecho: no le mandaremos {kind, select, usage {avisos de consumo} reminders {recordatorios} other {publicidad, que nunca mandamos}}. Siguen los otros de su cuenta; STOP los termina todos.",
  consent_granted:
    "Ya recibe avisos de su cuenta. Frecuencia variable. Pueden aplicar tarifas de msj y datos. HELP: ayuda, STOP: fin.",
  already_joined: "Usted ya recibe avisos de su cuenta. HELP: ayuda, STOP: fin.",
  opted_out: "Hecho: no le mandaremos otro mensaje. Para volver mande UNIRSE.",
  help: "Mande SALDO, MIN (lo menos para conectar), PAGAR y el monto, UNIRSE para avisos{other, select, none {} other {, {other}}}. Llame al {phone}.",
  unknown:
    "Perdone, no se entiende. Mande SALDO, MIN, PAGAR y el monto, o UNIRSE. Llame al {phone}.",
  language_set: "Seguimos en español.{others, select, none {} other { {others}}}",
  hand_over:
    "Siga en un quiosco: escriba {code}. O llame al {phone} y marque el codigo. Sirve 10 minutos.",
  proof_code:
    "Su clave es {code}, sirve 5 minutos. Dela solo donde la pidio: la llamada, la pagina o el quiosco. No fue usted? Ignorela.",
  payee_link_ask:
    "Responda {digit} y le mandamos un enlace para pagar {amount} con tarjeta por {label}. Sirve una vez, 30 min.",
  payee_no_card:
    "Aqui no hay tarjeta para pagar {label}. Pague en efectivo en un quiosco o en caja, o llame al {phone}.",
  payee_paid:
    "Recibimos {amount} con {label}.{code, select, none {} other { Clave {code}.}} Guarde este texto como recibo.",
  payee_over:
    "{amount} supera lo que admite {label}. No hubo cargo alguno. Escriba otra vez el codigo con menos.",
  payee_unknown:
    "Ese codigo no existe o ya no sirve. No hubo pago alguno. Pregunte a quien se lo dio o llame al {phone}.",
  hand_over_unknown: "Ese codigo no existe o ya no sirve. No se hizo nada.",
  help_more:
    "PAGOS, RECIBO, USO, TARIFA, DEUDA, PLAN, AUTO, PORQUE, ESTADO, CORTE, ALERTA, PLAZO, CODIGO, PREPAGO, MEDICO, VERIFICAR, LLAMAR.",
  payments: "{count, plural, =0 {{label} no tiene pagos.} other {{label} tuvo {list}.}}",
  receipt_again: "{label} tuvo {amount} el {date}.{code, select, none {} other { Clave {code}.}}",
  use:
    "{day, select, none {{label} no tiene consumo completo de una fecha.} other {{label} tuvo un consumo de {day} el {date}." +
    "{week, select, none {} other { En 7 fechas {week}{before, select, none {} other {, antes {before}}}.}}}}",
  rates:
    "{low, select, none {Pregunte la tarifa de {label} al {phone}.} other {{label} paga {low}" +
    "{high, select, none {} other { a {high}}} por {unit}{fixed, select, none {} other { y {fixed} diarios}}. Cargos: llame al {phone}.}}",
  owed:
    "{label}:{total, select, none { sin deuda ni cargos.} other {{debt, select, none {} other { Deuda {debt} ({share}% por pago).}}" +
    "{fees, select, none {} other { Cargos {fees}.}}{shortfall, select, none {} other { Bajo cero {shortfall}.}}" +
    "{emergency, select, none {} other { De emergencia {emergency}.}}}}",
  ...whyTexts,
  status:
    "{pending, select, none {No hay pago en camino para {label}.} other {{pending} para {label} en camino.}}" +
    "{step, select, credited { Pagado y abonado. Avisamos al medidor.} sent { El medidor recibe la orden.} acknowledged { El medidor lo conecta.} other {{supply, select, on { Con servicio.} turning_on { Se conecta ahora.} armed { Pulse la tecla del medidor para conectar.} " +
    "off { Sin servicio.} turning_off { Se corta ahora.} load_limited { Con servicio limitado.} other { Revisamos el medidor.}}}}",
  outage_known:
    "{label} tiene un corte desde {since}.{back, select, none { Trabajamos en ello.} other { Vuelve hacia {back}.}}",
  outage_balance:
    "{label} cortado por su saldo, no por una falla.{typed, select, none {} other { PAGAR {typed} conecta.}}",
  outage_ask:
    "No sabemos de un corte en {label}. Responda {digit} si no hay servicio. En peligro llame al {phone}.",
  outage_noted: "Gracias. Ya pasamos el aviso de {label}. Mande CORTE para saber de ello.",
  move_ask: "¿Se muda de {label}? Responda {digit} y le llamaremos para cerrar la cuenta.",
  move_noted: "Le llamaremos por su mudanza de {label}.",
  alert_set:
    "Avisaremos cuando {label} baje de {amount}.{consent, select, granted {} other { Antes mande UNIRSE.}} Para quitarlo: ALERTA NO.",
  alert_off: "{label} se avisa otra vez con el saldo bajo de siempre.",
  alert_told:
    "{level, select, none {} other {Aviso bajo {level}. }}Mande ALERTA y el monto, ej. ALERTA 20, para saber cuando {label} baje de ello.",
  danger_gas:
    "Salga ya. Nada de luces ni fuego. En un lugar seguro llame al {phone} o a emergencias. Ya dimos aviso.",
  danger_wire:
    "Lejos del cable, y que nadie se acerque. En un lugar seguro llame al {phone} o a emergencias. Ya dimos aviso.",
  danger_ask:
    "En peligro salga primero y llame al {phone}. Olor a gas: mande GAS. Cable en el suelo: CABLE.",
  call_me: "Le llamaremos a este teléfono. En peligro llame ya al {phone}.",
  places:
    "{places, select, none {Pague en efectivo en caja.} other {Efectivo en {places}.}} Llame al {phone}.",
  verify_yes:
    "Correcto, lo mandamos {at}: {about, select, low {saldo bajo} off {corte} on {vuelta del servicio} payment {un pago} returned {pago devuelto} owed {factura o deuda} use {su consumo} weather {el clima} other {un aviso}}. Nunca pedimos el PIN ni datos de tarjeta por mensaje.",
  verify_no: "No mandamos nada con esa clave a este teléfono. No pague por ello. Llame al {phone}.",
  verify_ask: "Mande VERIFICAR y las 6 cifras al final del mensaje recibido.",
  language_ask: "{list}",
  still_working: "Seguimos procesando {amount} por {label}. No pague otra vez: le avisaremos.",
  wrong_answer: "No vale. {question}",
  question_dropped:
    "Esa pregunta ya no vale y no se hizo nada. Mande SALDO, MIN o PAGAR y el monto.",
  nothing_done: "De acuerdo, no se hizo nada.",
  late_answer:
    "Esa respuesta llega tarde o ya fue usada; no se hizo nada nuevo. Mande SALDO, MIN o PAGAR y el monto.",
  amount_unclear: "¿Qué monto? Mande PAGAR y el monto, ej. PAGAR {typed}.",
  amount_too_small: "El pago menor permitido es {bound}. Mande PAGAR y el monto.",
  amount_too_large: "El pago mayor permitido es {bound}. Mande PAGAR y el monto.",
  over_daily_limit: "Hoy puede pagar hasta {bound} con tarjetas guardadas. Mande PAGAR y el monto.",
  daily_limit_used:
    "Hoy ya no se puede pagar con tarjetas guardadas. Para otras formas llame al {phone}.",
  bill_none: "No hay factura por pagar. Para pagar mande PAGAR y el monto. Llame al {phone}.",
  no_card: "{label} no tiene tarjeta guardada. Pague en caja o llame al {phone}.",
  unknown_number: "Este teléfono no consta en ninguna cuenta. Para agregarlo llame al {phone}.",
  proof_needed: "Para eso debe probar su identidad. Llame al {phone}.",
  card_number_seen:
    "Nunca mande datos de tarjeta. No los guardamos; borre su mensaje. Para pagar llame al {phone}.",
  apology:
    "Perdone, perdimos el hilo. Toda pregunta queda cerrada, sin pago. Mande SALDO, MIN o PAGAR y el monto. Llame al {phone}.",
  pay_declined:
    "Tarjeta rechazada: {amount} por {label} no se ha pagado. Intente de nuevo o llame al {phone}.",
  pay_refused: "No pudimos cobrar {amount} por {label}; no hubo cargo alguno. Llame al {phone}.",
  pay_unresolved:
    "Falta confirmar el pago de {amount} por {label}. No pague otra vez: le avisaremos. Llame al {phone}.",
  receipt:
    "Pagado {amount} a {label}.{balance, select, none {} other { Saldo {balance}.}}" +
    "{supply, select, on { Con servicio.} turning_on { Se conecta ahora.} armed { Pulse la tecla del medidor para conectar.} " +
    "load_limited { Con servicio limitado.} unknown { Revisamos el medidor.} " +
    "other {{restore, select, none { Sin servicio.} other { Faltan {restore} para conectar.}}}}" +
    "{code, select, none {} other { Clave {code}.}}",
  notice_low:
    "{label}: saldo bajo, {balance}. PAGAR {typed} antes del {offAfter} evita el corte. HELP: ayuda.",
  notice_off: "{label} sin servicio. Mande PAGAR {typed} para conectar. HELP: ayuda.",
  notice_emergency_offer:
    "{label}: saldo bajo. Mande EC para {amount} de crédito de emergencia, que devuelve con sus pagos. HELP: ayuda.",
  notice_plan_broken:
    "El pago de {amount} del plan de {label} no ha llegado y el plan ha terminado. Llame al {phone}.",
  notice_on: "{label} con servicio. Saldo {balance}.",
  notice_bill:
    "{label}: {stage, select, billed {factura nueva, {amount}, vence el {due}} overdue {factura de {amount}, vencida el {due}} " +
    "reminded {recordatorio, {amount}, vencidos el {due}} other {aviso final, {amount}, vencidos el {due}}}. Mande PAGAR {typed}. HELP: ayuda.",
  notice_days:
    "{days, plural, =0 {A {label} le queda menos de un dia} one {A {label} le queda # dia} other {A {label} le quedan # dias}}, saldo {balance}. Mande PAGAR y un monto.",
  notice_warning:
    "Aviso: {label} puede quedar sin servicio desde el {offAfter}. Saldo {balance}. Para evitarlo pague {amount} antes: mande PAGAR {typed}, o en ventanilla. " +
    "Ayuda o plan de pagos: llame al {phone}. STOP termina los avisos.",
  notice_window:
    "A {label} le faltan {amount}. Pague antes del {ends} o puede quedar sin servicio. Mande PAGAR {typed}.",
  notice_payment: "Se pagaron {amount} a {label}. Saldo {balance}.",
  notice_returned:
    "Un pago de {amount} a {label} fue devuelto. Saldo {balance}. Mande PAGAR y un monto.",
  notice_refunded: "Un reembolso de {amount} de {label} va a su tarjeta. Saldo {balance}.",
  notice_refund_failed:
    "El reembolso de {amount} de {label} no pudo llegar y es saldo otra vez. Saldo {balance}.",
  notice_debt_cleared: "La deuda de {label} esta pagada. Todo lo que pague ahora compra servicio.",
  notice_weather_on:
    "{label} sigue con servicio mientras el clima sea peligroso; el consumo cuenta. Mande SALDO.",
  notice_weather_off:
    "Termina la pausa por clima de {label}. Puede quedar sin servicio si el saldo no alcanza. Mande MINIMO.",
  notice_emergency:
    "{state, select, available {{label} puede pedir saldo de emergencia} in_use {{label} usa saldo de emergencia} other {{label} ya no tiene saldo de emergencia}}. Saldo {balance}.",
  notice_high_use:
    "{label} uso ayer mucho mas de lo normal: {percent} por ciento de un dia normal. Mande SALDO.",
  notice_trued_up: "{label} estaba estimado y ya se ha medido. Saldo {balance}.",
  pay_link_ask:
    "{label} no tiene tarjeta guardada. Responda {digit} y le mandamos un enlace para pagar {amount}. Sirve 1 vez, 30 min.",
  pay_link: "Pague {amount} en 30 min: {url}",
  plan_ask:
    "Plan para {label}: {down, select, none {} other {{down} antes del {day} y }}{count} de {each} cada {every} dias; si falla uno, acaba. Responda {digit}.",
  plan_agreed:
    "Acordado, {label}: {down, select, none {} other {{down} antes del {day}, luego }}{count} de {each} cada {every} dias. Si falla uno, termina.",
  plan_told: "El plan de {label} sigue: {amount} antes del {day}.",
  autopay_ask:
    "Responda {digit}: bajo {below, select, none {su nivel} other {{below}}} {label} paga {amount} con {brand} {last4}, 1 vez al dia, {month} max. al mes.",
  autopay_told:
    "El pago solo de {label} {state, select, on {corre} paused {espera} other {no corre}}. Mande AUTO y de {min} a {max}, p. ej. AUTO 20, o AUTO NO.",
  autopay_set: "Pago solo: bajo {below} {label} paga {amount}. AUTO NO lo termina.",
  autopay_ended: "{label} ya no paga solo.",
  extension_ask:
    "Responda {digit} y {label} no se corta antes del {day}. El consumo cuenta y se debe.",
  extension_agreed: "{label} no se corta antes del {day}. Pague antes. Mande SALDO para verlo.",
  medical_ask:
    "Una vida en {label} depende del servicio? Responda {digit}{days, select, none {: le llamamos} other {: sin corte {days} dias y le llamamos}}. En peligro: {phone}.",
  medical_noted:
    "Anotado, {label}. {day, select, none {} other {No se corta antes del {day}. }}Le llamamos por el formulario. En peligro: {phone}.",
  convert_ask:
    "Responda {digit} y {label} pasa a {mode, select, postpay {factura mensual} other {prepago}}, condiciones {terms}. El saldo {balance} pasa igual.",
  converted:
    "{label} pasa a {mode, select, postpay {factura mensual} other {prepago}} desde ahora, con su saldo. Mande SALDO para verlo.",
  pay_code_ask:
    "Responda {digit}: clave para que otros paguen {label}, {amount} en total, {uses} pagos, {days} dias. No dice nada de usted.",
  pay_code_made:
    "La clave {code} paga {label}: {amount} en total, hasta el {day}. No dice nada de usted a quien la usa.",
  pay_code_told:
    "Clave para que otros paguen {label}: mande CODIGO y el total, de {min} a {max}, como CODIGO 50.",
  offer_none:
    "{what, select, pay_link {No hay enlace para {label} ahora.} plan {No hay plan para {label} ahora.} extension {No hay tiempo para {label} ahora.} convert {{label} no puede cambiar ahora.} pay_code {No hay clave para {label} ahora.} medical {No se pudo anotar para {label}.} dispute {{label} ya tiene un reclamo.} second {No se pudo preguntar para {label}.} second_end {De {label} no avisamos a otra persona.} alerts {{label} no avisa en las horas de silencio.} other {{label} no puede pagar solo ahora.}} No se hizo nada. Llame al {phone}.",
  offer_agreed: "Un momento, lo hacemos ahora.",
  aid: "{pledged, select, none {No hay ayuda prometida para {label}.} other {Hay {pledged} de ayuda prometida para {label}.}} Para ayuda llame al {phone}.",
  turn_on:
    "{supply, select, armed {En {label} cierre estufas y llaves, luego pulse la tecla del medidor. Si huele a gas, salga. {phone}.} on {{label} tiene servicio.} turning_on {{label} se conecta ahora.} other {{typed, select, none {{label} no se puede conectar ahora. Llame al {phone}.} other {PAGAR {typed} conecta {label}.}}}}",
};
