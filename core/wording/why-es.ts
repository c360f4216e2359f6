/** Por qué está o puede quedar sin servicio, y sus reclamos y a quién más se avisa: frases de mensajes y de llamadas. */
export const whyTexts = {
  why:
    "{kind, select, on {{label} tiene servicio.} warned {{label} puede cortarse {at}: saldo {balance}{rule, select, none {} other {, regla {rule}}}, aviso {told}.{typed, select, none {} other { PAGAR {typed}.}} Mal? RECLAMO.} " +
    "cut {{label} cortado {at}: saldo {balance}{rule, select, none {} other {, regla {rule}}}{told, select, none {} other {, aviso {told}}}.{typed, select, none {} other { PAGAR {typed}.}} Mal? RECLAMO.} " +
    "other {{label} no fue cortado por saldo. Mande CORTE o llame al {phone}.}}",
  dispute_ask:
    "Responda {digit} y reclame cargos de {label}. {standing, select, held {Sin corte por {held} hasta el {day}.{pay, select, none {} other { Pague {pay}.}}} " +
    "late {Es tarde para frenar el corte: le llamamos.} again {Muy pronto tras el otro para frenar el corte: le llamamos.} other {No frena el corte: le llamamos.}}",
  dispute_opened:
    "{label}: reclamo anotado. {standing, select, held {Sin corte hasta el {day} o hasta decidir.} late {Es tarde para frenar el corte: le llamamos.} " +
    "again {Muy pronto tras el otro para frenar el corte: le llamamos.} other {No frena el corte: le llamamos.}}{pay, select, none {} other { Pague {pay}.}}",
  notice_dispute:
    "{label}: reclamo {outcome, select, upheld {aceptado} other {rechazado}}. {outcome, select, " +
    "upheld {{reason, select, read {Una lectura estaba mal.} rate {Una tarifa estaba mal.} payment {Faltaba un pago.} other {Usted lo vio bien.}}} " +
    "other {{reason, select, read {Las lecturas son correctas.} rate {La tarifa es correcta.} payment {No falta un pago.} other {Los cargos son correctos.}}}}" +
    "{credit, select, none {} other { Abonamos {credit}.}} Preguntas: {phone}.",
  told_ask:
    "El cliente de {label} quiere que sepa si se puede cortar, nada de su cuenta. Responda {digit} si acepta. STOP termina.",
  told_agreed:
    "Le avisamos si {label} se puede cortar, de nada de su cuenta. Preguntas: {phone}. STOP termina.",
  second_over: "Ya no le avisamos de {label}: su cliente lo quiso.",
  notice_closed:
    "{label}: cuenta cerrada.{owed, select, none {} other { Debe {owed}: pague en ventanilla.}}{card, select, none {} other { {card} van a su tarjeta.}}" +
    "{hand, select, none {} other { Le pagamos {hand}.}}{state, select, waiting { Falta la factura final.} moved { El resto va a su otra cuenta.} even { No debe nada.} other {}} Preguntas: {phone}.",
  notice_second:
    "{what, select, off {{label} no tiene servicio} other {{label} se puede cortar}}. Usted lo quiso saber. Pague con clave o llame al {phone}. STOP termina.",
  second_ask:
    "Responda {digit} y avisamos a {line} si {label} se puede cortar, de nada de su cuenta. Antes le preguntamos.",
  second_asked:
    "Le preguntamos por mensaje. Si acepta, le avisamos si {label} se puede cortar. CONTACTO NO lo termina.",
  second_told:
    "{state, select, none {De {label} no avisamos a otra persona.} asked {El {ending} no ha aceptado.} other {Avisamos al {ending}.}} " +
    "{state, select, none {Para avisar a otra persona mande CONTACTO y su telefono.} other {CONTACTO NO lo termina.}}",
  second_ended: "De {label} ya no avisamos a otra persona.",
  alerts_set:
    "{what, select, daily {{at, select, none {{label} ya no avisa a diario.} other {{label} avisa a las {at} cada fecha con saldo bajo.}}} use {Avisos de consumo de {label}: {state, select, on {si} other {no}}.} payments {Avisos de pagos de {label}: {state, select, on {si} other {no}}.} other {Avisos de fechas que quedan de {label}: {state, select, on {si} other {no}}.}}{level, select, none {} other { Bajo {level}.}}",
  alerts_told:
    "{label}: aviso diario {at, select, none {no} other {{at}}}, consumo {use, select, on {si} other {no}}, pagos {payments, select, on {si} other {no}}, fechas {days, select, on {si} other {no}}. Mande ALERTA 8AM o ALERTA USO NO.",
} as const;

export const whySpeech = {
  choice_dispute: "Si eso es un error, pulse {key}.",
  why:
    "{kind, select, on {{label} tiene servicio.} warned {{label} se puede cortar después de {at}, porque su saldo de {balance} es bajo{rule, select, none {} other {, según la regla {rule}}}. Le avisamos {told}." +
    "{amount, select, none {} other { Hacen falta {amount} para que no se corte.}}} " +
    "cut {{label} fue cortado {at}, porque su saldo de {balance} era muy bajo{rule, select, none {} other {, según la regla {rule}}}.{told, select, none {} other { Le avisamos {told}.}}" +
    "{amount, select, none {} other { Hacen falta {amount} para conectar.}}} " +
    "other {{label} no fue cortado por su saldo. Puede ser una falla.}}",
  dispute_ask:
    "Puede reclamar los cargos de {label}. Una persona lo revisa y le llama. {standing, select, held {Hasta {day}, o hasta que decidamos, no se corta por hasta {held} de lo cobrado. Lo que consuma desde ahora se paga igual.} " +
    "late {Es tarde para frenar el corte mientras tanto.} again {Es muy pronto después del anterior para frenar el corte.} other {No frena el corte mientras tanto.}}{pay, select, none {} other { Igual hacen falta {pay}.}}",
  dispute_opened:
    "Su reclamo de {label} está anotado, y una persona le llama. {standing, select, held {No se corta hasta {day}, o hasta que decidamos.} late {Llegó tarde para frenar el corte.} " +
    "again {Llegó muy pronto después del anterior para frenar el corte.} other {No frena el corte.}}{pay, select, none {} other { Igual hacen falta {pay}.}}",
  notice_dispute:
    "Decidimos su reclamo de {label}. {outcome, select, " +
    "upheld {{reason, select, read {Una lectura estaba mal.} rate {Una tarifa estaba mal.} payment {Faltaba un pago.} other {Usted tenía razón.}}} " +
    "other {{reason, select, read {Las lecturas son correctas.} rate {La tarifa es correcta.} payment {No falta ningún pago.} other {Los cargos son correctos.}}}}" +
    "{credit, select, none {} other { Se abonan {credit}.}}",
  told_ask:
    "El cliente de {label} quiere que le avisemos por mensaje si se puede cortar. No le decimos nada más.",
  told_agreed: "Le avisamos por mensaje si {label} se puede cortar, y nada más.",
  second_over: "Ya no le avisamos de {label}. Su cliente lo terminó.",
  notice_closed:
    "La cuenta de {label} está cerrada.{owed, select, none {} other { Todavía debe {owed}. Puede pagar en nuestra ventanilla.}}{card, select, none {} other { {card} vuelven a su tarjeta.}}" +
    "{hand, select, none {} other { Le pagamos {hand}.}}{state, select, waiting { La factura final viene después.} moved { Lo que quedaba está en su otra cuenta.} even { No debe nada.} other {}}",
  notice_second:
    "{what, select, off {{label} no tiene servicio.} other {{label} tiene poco saldo y se puede cortar.}} Usted pidió saberlo.",
  choice_second: "Para avisar a otro, pulse {key}.",
  choice_second_end: "Para terminarlo, pulse {key}.",
  second_ask:
    "Si {label} se puede cortar podemos avisar también al {line}, de eso y de nada más. Antes le preguntamos por mensaje.",
  second_asked: "Le preguntamos por mensaje. Le avisamos cuando acepte.",
  second_told:
    "{state, select, none {De {label} no avisamos a nadie más. Marque el teléfono al que también se avisa si se puede cortar, con su código de área, y luego numeral.} " +
    "asked {El número que termina en {ending} todavía no ha aceptado.} other {El número que termina en {ending} también recibe aviso si {label} se puede cortar.}}",
  second_ended: "De {label} ya no avisamos a nadie más.",
  alerts_set:
    "{what, select, daily {{at, select, none {Ya no tiene aviso diario de {label}.} other {Cuando el saldo de {label} es bajo le avisamos cada día {at}.}}} use {Los avisos de consumo de {label} están {state, select, on {activos} other {desactivados}}.} payments {Los avisos de pagos de {label} están {state, select, on {activos} other {desactivados}}.} other {Los avisos de los días que quedan de {label} están {state, select, on {activos} other {desactivados}}.}}{level, select, none {} other { Bajo es menos de {level}.}}",
  alerts_told:
    "Avisos de {label}. Cada día con saldo bajo: {at, select, none {no} other {{at}}}. Consumo: {use, select, on {sí} other {no}}. Pagos: {payments, select, on {sí} other {no}}. Días que quedan: {days, select, on {sí} other {no}}.",
} as const;
