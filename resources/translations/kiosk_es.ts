<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es" sourcelanguage="en">
    <context>
        <name>AttractScreen</name>
        <message>
            <source>Begin</source>
            <translation>Empezar</translation>
        </message>
        <message>
            <source>High contrast</source>
            <translation>Alto contraste</translation>
        </message>
        <message>
            <source>Large letters</source>
            <translation>Letra grande</translation>
        </message>
        <message>
            <source>See it on you</source>
            <translation>Véalo en usted</translation>
        </message>
        <message>
            <source>Staff</source>
            <translation>Personal</translation>
        </message>
        <message>
            <source>Try things on in this mirror. No picture of you is kept.</source>
            <translation>Pruébeselo en este espejo. No se guarda ninguna imagen suya.</translation>
        </message>
    </context>
    <context>
        <name>CodeView</name>
        <message>
            <source>QR code</source>
            <translation>Código QR</translation>
        </message>
    </context>
    <context>
        <name>CompareScreen</name>
        <message>
            <source>Back to the mirror</source>
            <translation>Volver al espejo</translation>
        </message>
        <message>
            <source>Finish</source>
            <translation>Terminar</translation>
        </message>
        <message>
            <source>Hold it for me</source>
            <translation>Reservar</translation>
        </message>
        <message>
            <source>Save a picture</source>
            <translation>Guardar imagen</translation>
        </message>
        <message>
            <source>Touch the one you like best.</source>
            <translation>Toque el que más le guste.</translation>
        </message>
    </context>
    <context>
        <name>ConsentScreen</name>
        <message>
            <source>May the camera look at you?</source>
            <translation>¿Puede mirarle la cámara?</translation>
        </message>
        <message>
            <source>No, thank you</source>
            <translation>No, gracias</translation>
        </message>
        <message>
            <source>The camera is on only from your yes until you finish.</source>
            <translation>La cámara solo está encendida desde su sí hasta que termine.</translation>
        </message>
        <message>
            <source>When you leave, everything is overwritten. We note that somebody was here, never who.</source>
            <translation>Cuando se va, todo se sobrescribe. Anotamos que alguien estuvo aquí, nunca quién.</translation>
        </message>
        <message>
            <source>Yes, open the camera</source>
            <translation>Sí, abrir la cámara</translation>
        </message>
        <message>
            <source>Your picture stays in the memory of this device. It is not saved and not sent.</source>
            <translation>Su imagen queda en la memoria de este equipo. No se guarda ni se envía.</translation>
        </message>
    </context>
    <context>
        <name>HoldScreen</name>
        <message>
            <source>Back to the mirror</source>
            <translation>Volver al espejo</translation>
        </message>
        <message>
            <source>Finish</source>
            <translation>Terminar</translation>
        </message>
        <message>
            <source>Hold these for me</source>
            <translation>Reservar estos</translation>
        </message>
        <message>
            <source>Show this at the counter, or photograph it.</source>
            <translation>Muestre esto en la caja, o fotografíelo.</translation>
        </message>
        <message>
            <source>We hold it until {time}.</source>
            <translation>Lo guardamos hasta las {time}.</translation>
        </message>
        <message>
            <source>We put them aside. You show a code at the counter; nobody asks for your name.</source>
            <translation>Los apartamos. Usted muestra un código en la caja; nadie le pide su nombre.</translation>
        </message>
        <message>
            <source>What shall we hold for you?</source>
            <translation>¿Qué le reservamos?</translation>
        </message>
    </context>
    <context>
        <name>MeasureScreen</name>
        <message>
            <source>Any card the size of a bank card will do. Push hair aside; keep your fingers off its corners.</source>
            <translation>Sirve cualquier tarjeta del tamaño de una bancaria. Aparte el pelo y no tape las esquinas.</translation>
        </message>
        <message>
            <source>Back to the mirror</source>
            <translation>Volver al espejo</translation>
        </message>
        <message>
            <source>Measure again</source>
            <translation>Medir otra vez</translation>
        </message>
        <message>
            <source>Measured so far</source>
            <translation>Medido hasta ahora</translation>
        </message>
        <message>
            <source>No luck? More light from the front helps, or another card. It can be skipped, too.</source>
            <translation>¿No funciona? Ayuda más luz de frente u otra tarjeta. También puede omitirlo.</translation>
        </message>
        <message>
            <source>Only the card's edge is looked at. What is printed on it is neither read nor kept.</source>
            <translation>Solo se mira el borde de la tarjeta. Lo impreso en ella no se lee ni se guarda.</translation>
        </message>
        <message>
            <source>Skip</source>
            <translation>Omitir</translation>
        </message>
        <message>
            <source>Two in three times the truth lies between the two. Sizes are surer now.</source>
            <translation>Dos de cada tres veces la verdad está entre ambas. Las tallas son ahora más seguras.</translation>
        </message>
    </context>
    <context>
        <name>MirrorScreen</name>
        <message>
            <source>... and now slowly to the other side</source>
            <translation>... y ahora despacio hacia el otro lado</translation>
        </message>
        <message>
            <source>Compare</source>
            <translation>Comparar</translation>
        </message>
        <message>
            <source>Finish</source>
            <translation>Terminar</translation>
        </message>
        <message>
            <source>Hold it for me</source>
            <translation>Reservar</translation>
        </message>
        <message>
            <source>Measure more exactly</source>
            <translation>Medir con más precisión</translation>
        </message>
        <message>
            <source>Measured by card</source>
            <translation>Medido con tarjeta</translation>
        </message>
        <message>
            <source>That is enough</source>
            <translation>Es suficiente</translation>
        </message>
        <message>
            <source>Those marked fit your face, {width} ± {off} mm wide.</source>
            <translation>Las marcadas van bien a su rostro, de {width} ± {off} mm de ancho.</translation>
        </message>
        <message>
            <source>Touch something to put it on.</source>
            <translation>Toque algo para probárselo.</translation>
        </message>
        <message>
            <source>Turn your head</source>
            <translation>Girar la cabeza</translation>
        </message>
        <message>
            <source>Turn your head slowly to one side ...</source>
            <translation>Gire la cabeza despacio hacia un lado ...</translation>
        </message>
        <message>
            <source>Your head did not turn: look to one side, then to the other</source>
            <translation>La cabeza no giró: mire a un lado y luego al otro</translation>
        </message>
        <message>
            <source>fits</source>
            <translation>su talla</translation>
        </message>
    </context>
    <context>
        <name>ReplayScreen</name>
        <message>
            <source>As others see you. Push to turn.</source>
            <translation>Como le ven los demás. Deslice para girar.</translation>
        </message>
        <message>
            <source>Back to the mirror</source>
            <translation>Volver al espejo</translation>
        </message>
        <message>
            <source>Hold it for me</source>
            <translation>Reservar</translation>
        </message>
        <message>
            <source>Save a picture</source>
            <translation>Guardar imagen</translation>
        </message>
        <message>
            <source>Turn</source>
            <translation>Girar</translation>
        </message>
        <message>
            <source>Turn again</source>
            <translation>Girar otra vez</translation>
        </message>
    </context>
    <context>
        <name>SaveScreen</name>
        <message>
            <source>Go on</source>
            <translation>Seguir</translation>
        </message>
        <message>
            <source>It is written to this device, where our staff can see it and hand it to you. It is deleted after {hours} hours. Everything else is still forgotten.</source>
            <translation>Se escribe en este equipo, donde nuestro personal puede verla y entregársela. Se borra después de {hours} horas. Todo lo demás se olvida igualmente.</translation>
        </message>
        <message>
            <source>No, do not save it</source>
            <translation>No, no guardarla</translation>
        </message>
        <message>
            <source>Save this picture?</source>
            <translation>¿Guardar esta imagen?</translation>
        </message>
        <message>
            <source>Saved as {name}</source>
            <translation>Guardada como {name}</translation>
        </message>
        <message>
            <source>Tell our staff this name. They hand you the picture.</source>
            <translation>Diga este nombre a nuestro personal. Le entregará la imagen.</translation>
        </message>
        <message>
            <source>Yes, save this picture</source>
            <translation>Sí, guardar esta imagen</translation>
        </message>
    </context>
    <context>
        <name>StaffScreen</name>
        <message>
            <source>Back</source>
            <translation>Atrás</translation>
        </message>
        <message>
            <source>For our staff: your PIN closes the kiosk.</source>
            <translation>Para nuestro personal: su PIN cierra el quiosco.</translation>
        </message>
        <message>
            <source>That was not right.</source>
            <translation>No es correcto.</translation>
        </message>
        <message>
            <source>That was not right. Again in {seconds} s.</source>
            <translation>No es correcto. De nuevo en {seconds} s.</translation>
        </message>
        <message>
            <source>Too many wrong PINs. Again in {minutes} min.</source>
            <translation>Demasiados PIN incorrectos. De nuevo en {minutes} min.</translation>
        </message>
    </context>
    <context>
        <name>StillThere</name>
        <message>
            <source>Are you still there?</source>
            <translation>¿Sigue ahí?</translation>
        </message>
        <message>
            <source>I am here</source>
            <translation>Estoy aquí</translation>
        </message>
        <message>
            <source>In {seconds} s everything of this visit is wiped.</source>
            <translation>En {seconds} s se borra todo de esta visita.</translation>
        </message>
    </context>
    <context>
        <name>kiosk</name>
        <message>
            <source>A little further away</source>
            <translation>Un poco más lejos</translation>
        </message>
        <message>
            <source>A little more light, please</source>
            <translation>Un poco más de luz, por favor</translation>
        </message>
        <message>
            <source>A little more to the middle</source>
            <translation>Un poco más al centro</translation>
        </message>
        <message>
            <source>Another program is using the camera</source>
            <translation>Otro programa usa la cámara</translation>
        </message>
        <message>
            <source>Closer: it should touch your forehead</source>
            <translation>Más cerca: debe tocar la frente</translation>
        </message>
        <message>
            <source>Come a little closer</source>
            <translation>Acérquese un poco</translation>
        </message>
        <message>
            <source>Good, hold it like that ...</source>
            <translation>Bien, manténgala así ...</translation>
        </message>
        <message>
            <source>Hair is over an eye</source>
            <translation>El pelo tapa un ojo</translation>
        </message>
        <message>
            <source>Higher: against your forehead</source>
            <translation>Más arriba: contra la frente</translation>
        </message>
        <message>
            <source>Hold a card flat against your forehead</source>
            <translation>Sostenga una tarjeta plana contra la frente</translation>
        </message>
        <message>
            <source>It comes back by itself as soon as it can.</source>
            <translation>Vuelve sola en cuanto pueda.</translation>
        </message>
        <message>
            <source>No more can be put aside at the moment. Please ask our staff.</source>
            <translation>Por ahora no se puede reservar más. Pregunte a nuestro personal.</translation>
        </message>
        <message>
            <source>Please ask our staff to allow it.</source>
            <translation>Pida a nuestro personal que la permita.</translation>
        </message>
        <message>
            <source>Please ask our staff to try another one.</source>
            <translation>Pida a nuestro personal que pruebe otra.</translation>
        </message>
        <message>
            <source>Please ask our staff. The mirror goes on when it is back.</source>
            <translation>Pregunte a nuestro personal. El espejo sigue cuando vuelva.</translation>
        </message>
        <message>
            <source>Please ask our staff. The mirror opens when one is plugged in.</source>
            <translation>Pregunte a nuestro personal. El espejo se abre cuando se conecte una.</translation>
        </message>
        <message>
            <source>Something went wrong. Please ask our staff.</source>
            <translation>Algo ha fallado. Pregunte a nuestro personal.</translation>
        </message>
        <message>
            <source>Step in front of the mirror</source>
            <translation>Póngase delante del espejo</translation>
        </message>
        <message>
            <source>Thank you, you can put it away</source>
            <translation>Gracias, ya puede guardarla</translation>
        </message>
        <message>
            <source>The camera gives no picture</source>
            <translation>La cámara no da imagen</translation>
        </message>
        <message>
            <source>The camera gives no usable picture</source>
            <translation>La cámara no da una imagen útil</translation>
        </message>
        <message>
            <source>The camera was unplugged</source>
            <translation>La cámara se ha desconectado</translation>
        </message>
        <message>
            <source>The film is over</source>
            <translation>La película ha terminado</translation>
        </message>
        <message>
            <source>The mirror cannot draw anything. Please ask our staff.</source>
            <translation>El espejo no puede dibujar nada. Pregunte a nuestro personal.</translation>
        </message>
        <message>
            <source>The mirror is opening ...</source>
            <translation>El espejo se está abriendo ...</translation>
        </message>
        <message>
            <source>The picture could not be saved. Please ask our staff.</source>
            <translation>No se pudo guardar la imagen. Pregunte a nuestro personal.</translation>
        </message>
        <message>
            <source>There is no camera</source>
            <translation>No hay cámara</translation>
        </message>
        <message>
            <source>This cannot be put aside. Please ask our staff.</source>
            <translation>Esto no se puede reservar. Pregunte a nuestro personal.</translation>
        </message>
        <message>
            <source>This device does not allow the camera</source>
            <translation>Este equipo no permite la cámara</translation>
        </message>
        <message>
            <source>This one cannot be shown here. Please ask our staff.</source>
            <translation>Este artículo no se puede mostrar aquí. Pregunte a nuestro personal.</translation>
        </message>
        <message>
            <source>Tilt it less: flat against your forehead</source>
            <translation>Menos inclinada: plana contra la frente</translation>
        </message>
        <message>
            <source>Turn your head slowly</source>
            <translation>Gire la cabeza despacio</translation>
        </message>
        <message>
            <source>Your pupil distance: {value} mm ({low} to {high})</source>
            <translation>Su distancia pupilar: {value} mm ({low} a {high})</translation>
        </message>
        <message>
            <source>bridge too narrow</source>
            <translation>puente demasiado estrecho</translation>
        </message>
        <message>
            <source>bridge too wide</source>
            <translation>puente demasiado ancho</translation>
        </message>
        <message>
            <source>bridge {frame} mm, nose {face} ± {off} mm</source>
            <translation>puente {frame} mm, nariz {face} ± {off} mm</translation>
        </message>
        <message>
            <source>fits you</source>
            <translation>le queda bien</translation>
        </message>
        <message>
            <source>frame {frame} mm, face {face} ± {off} mm</source>
            <translation>montura {frame} mm, cara {face} ± {off} mm</translation>
        </message>
        <message>
            <source>here in the shop</source>
            <translation>aquí en la tienda</translation>
        </message>
        <message>
            <source>last one here</source>
            <translation>el último aquí</translation>
        </message>
        <message>
            <source>lenses too close together</source>
            <translation>lentes demasiado juntas</translation>
        </message>
        <message>
            <source>lenses too far apart</source>
            <translation>lentes demasiado separadas</translation>
        </message>
        <message>
            <source>lenses {frame} mm apart, pupils {face} ± {off} mm</source>
            <translation>lentes a {frame} mm, pupilas {face} ± {off} mm</translation>
        </message>
        <message>
            <source>not here today, we can order it</source>
            <translation>hoy no está, podemos pedirlo</translation>
        </message>
        <message>
            <source>probably {words}</source>
            <translation>{words}, probablemente</translation>
        </message>
        <message>
            <source>temples too long</source>
            <translation>varillas demasiado largas</translation>
        </message>
        <message>
            <source>temples too short</source>
            <translation>varillas demasiado cortas</translation>
        </message>
        <message>
            <source>temples {frame} mm, to the ear {face} ± {off} mm</source>
            <translation>varillas {frame} mm, hasta la oreja {face} ± {off} mm</translation>
        </message>
        <message>
            <source>too narrow for you</source>
            <translation>demasiado estrecho para usted</translation>
        </message>
        <message>
            <source>too wide for you</source>
            <translation>demasiado ancho para usted</translation>
        </message>
    </context>
    <context>
        <name>PinPad</name>
        <message>
            <source>Delete</source>
            <translation>Borrar</translation>
        </message>
        <message>
            <source>PIN</source>
            <translation>PIN</translation>
        </message>
        <message>
            <source>Sign in</source>
            <translation>Entrar</translation>
        </message>
    </context>
</TS>
