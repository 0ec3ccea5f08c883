<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="it" sourcelanguage="en">
    <context>
        <name>AttractScreen</name>
        <message>
            <source>Begin</source>
            <translation>Inizia</translation>
        </message>
        <message>
            <source>High contrast</source>
            <translation>Alto contrasto</translation>
        </message>
        <message>
            <source>Large letters</source>
            <translation>Caratteri grandi</translation>
        </message>
        <message>
            <source>See it on you</source>
            <translation>Lo veda su di sé</translation>
        </message>
        <message>
            <source>Staff</source>
            <translation>Personale</translation>
        </message>
        <message>
            <source>Try things on in this mirror. No picture of you is kept.</source>
            <translation>Provi in questo specchio. Nessuna Sua immagine viene conservata.</translation>
        </message>
    </context>
    <context>
        <name>CodeView</name>
        <message>
            <source>QR code</source>
            <translation>Codice QR</translation>
        </message>
    </context>
    <context>
        <name>CompareScreen</name>
        <message>
            <source>Back to the mirror</source>
            <translation>Torna allo specchio</translation>
        </message>
        <message>
            <source>Finish</source>
            <translation>Fine</translation>
        </message>
        <message>
            <source>Hold it for me</source>
            <translation>Metti da parte</translation>
        </message>
        <message>
            <source>Save a picture</source>
            <translation>Salva immagine</translation>
        </message>
        <message>
            <source>Touch the one you like best.</source>
            <translation>Tocchi quello che preferisce.</translation>
        </message>
    </context>
    <context>
        <name>ConsentScreen</name>
        <message>
            <source>May the camera look at you?</source>
            <translation>La telecamera può guardarLa?</translation>
        </message>
        <message>
            <source>No, thank you</source>
            <translation>No, grazie</translation>
        </message>
        <message>
            <source>The camera is on only from your yes until you finish.</source>
            <translation>La telecamera è accesa solo dal Suo sì fino alla fine.</translation>
        </message>
        <message>
            <source>When you leave, everything is overwritten. We note that somebody was here, never who.</source>
            <translation>Quando va via, tutto viene sovrascritto. Annotiamo che qualcuno c’è stato, mai chi.</translation>
        </message>
        <message>
            <source>Yes, open the camera</source>
            <translation>Sì, apri la telecamera</translation>
        </message>
        <message>
            <source>Your picture stays in the memory of this device. It is not saved and not sent.</source>
            <translation>La Sua immagine resta nella memoria di questo dispositivo. Non viene salvata né inviata.</translation>
        </message>
    </context>
    <context>
        <name>HoldScreen</name>
        <message>
            <source>Back to the mirror</source>
            <translation>Torna allo specchio</translation>
        </message>
        <message>
            <source>Finish</source>
            <translation>Fine</translation>
        </message>
        <message>
            <source>Hold these for me</source>
            <translation>Metti da parte questi</translation>
        </message>
        <message>
            <source>Show this at the counter, or photograph it.</source>
            <translation>Mostri questo alla cassa, o lo fotografi.</translation>
        </message>
        <message>
            <source>We hold it until {time}.</source>
            <translation>Lo teniamo fino alle {time}.</translation>
        </message>
        <message>
            <source>We put them aside. You show a code at the counter; nobody asks for your name.</source>
            <translation>Li mettiamo da parte. Lei mostra un codice alla cassa; nessuno chiede il Suo nome.</translation>
        </message>
        <message>
            <source>What shall we hold for you?</source>
            <translation>Che cosa mettiamo da parte per Lei?</translation>
        </message>
    </context>
    <context>
        <name>MeasureScreen</name>
        <message>
            <source>Any card the size of a bank card will do. Push hair aside; keep your fingers off its corners.</source>
            <translation>Va bene qualsiasi tessera delle dimensioni di una carta bancaria. Scosti i capelli, non copra gli angoli.</translation>
        </message>
        <message>
            <source>Back to the mirror</source>
            <translation>Torna allo specchio</translation>
        </message>
        <message>
            <source>Measure again</source>
            <translation>Misura di nuovo</translation>
        </message>
        <message>
            <source>Measured so far</source>
            <translation>Misurato finora</translation>
        </message>
        <message>
            <source>No luck? More light from the front helps, or another card. It can be skipped, too.</source>
            <translation>Non riesce? Aiuta più luce da davanti, o un’altra tessera. Può anche saltare.</translation>
        </message>
        <message>
            <source>Only the card's edge is looked at. What is printed on it is neither read nor kept.</source>
            <translation>Si guarda solo il bordo della tessera. Ciò che vi è stampato non viene letto né conservato.</translation>
        </message>
        <message>
            <source>Skip</source>
            <translation>Salta</translation>
        </message>
        <message>
            <source>Two in three times the truth lies between the two. Sizes are surer now.</source>
            <translation>Due volte su tre la verità sta tra i due. Le misure sono ora più sicure.</translation>
        </message>
    </context>
    <context>
        <name>MirrorScreen</name>
        <message>
            <source>... and now slowly to the other side</source>
            <translation>... e ora lentamente dall’altra parte</translation>
        </message>
        <message>
            <source>Compare</source>
            <translation>Confronta</translation>
        </message>
        <message>
            <source>Finish</source>
            <translation>Fine</translation>
        </message>
        <message>
            <source>Hold it for me</source>
            <translation>Metti da parte</translation>
        </message>
        <message>
            <source>Measure more exactly</source>
            <translation>Misura più precisa</translation>
        </message>
        <message>
            <source>Measured by card</source>
            <translation>Misurato con tessera</translation>
        </message>
        <message>
            <source>That is enough</source>
            <translation>Basta così</translation>
        </message>
        <message>
            <source>Those marked fit your face, {width} ± {off} mm wide.</source>
            <translation>Quelli segnati si adattano al Suo viso, largo {width} ± {off} mm.</translation>
        </message>
        <message>
            <source>Touch something to put it on.</source>
            <translation>Tocchi qualcosa per provarlo.</translation>
        </message>
        <message>
            <source>Turn your head</source>
            <translation>Gira la testa</translation>
        </message>
        <message>
            <source>Turn your head slowly to one side ...</source>
            <translation>Giri lentamente la testa da un lato ...</translation>
        </message>
        <message>
            <source>Your head did not turn: look to one side, then to the other</source>
            <translation>La testa non si è girata: guardi da un lato, poi dall’altro</translation>
        </message>
        <message>
            <source>fits</source>
            <translation>su misura</translation>
        </message>
    </context>
    <context>
        <name>ReplayScreen</name>
        <message>
            <source>As others see you. Push to turn.</source>
            <translation>Come La vedono gli altri. Scorra per girare.</translation>
        </message>
        <message>
            <source>Back to the mirror</source>
            <translation>Torna allo specchio</translation>
        </message>
        <message>
            <source>Hold it for me</source>
            <translation>Metti da parte</translation>
        </message>
        <message>
            <source>Save a picture</source>
            <translation>Salva immagine</translation>
        </message>
        <message>
            <source>Turn</source>
            <translation>Gira</translation>
        </message>
        <message>
            <source>Turn again</source>
            <translation>Gira di nuovo</translation>
        </message>
    </context>
    <context>
        <name>SaveScreen</name>
        <message>
            <source>Go on</source>
            <translation>Continua</translation>
        </message>
        <message>
            <source>It is written to this device, where our staff can see it and hand it to you. It is deleted after {hours} hours. Everything else is still forgotten.</source>
            <translation>Viene scritta su questo dispositivo, dove il nostro personale può vederla e consegnarGliela. Viene cancellata dopo {hours} ore. Tutto il resto viene comunque dimenticato.</translation>
        </message>
        <message>
            <source>No, do not save it</source>
            <translation>No, non salvarla</translation>
        </message>
        <message>
            <source>Save this picture?</source>
            <translation>Salvare questa immagine?</translation>
        </message>
        <message>
            <source>Saved as {name}</source>
            <translation>Salvata come {name}</translation>
        </message>
        <message>
            <source>Tell our staff this name. They hand you the picture.</source>
            <translation>Dica questo nome al nostro personale. Le consegnerà l’immagine.</translation>
        </message>
        <message>
            <source>Yes, save this picture</source>
            <translation>Sì, salva l’immagine</translation>
        </message>
    </context>
    <context>
        <name>StaffScreen</name>
        <message>
            <source>Back</source>
            <translation>Indietro</translation>
        </message>
        <message>
            <source>For our staff: your PIN closes the kiosk.</source>
            <translation>Per il nostro personale: il PIN chiude il chiosco.</translation>
        </message>
        <message>
            <source>That was not right.</source>
            <translation>Non è corretto.</translation>
        </message>
        <message>
            <source>That was not right. Again in {seconds} s.</source>
            <translation>Non è corretto. Di nuovo tra {seconds} s.</translation>
        </message>
        <message>
            <source>Too many wrong PINs. Again in {minutes} min.</source>
            <translation>Troppi PIN errati. Di nuovo tra {minutes} min.</translation>
        </message>
    </context>
    <context>
        <name>StillThere</name>
        <message>
            <source>Are you still there?</source>
            <translation>È ancora lì?</translation>
        </message>
        <message>
            <source>I am here</source>
            <translation>Sono qui</translation>
        </message>
        <message>
            <source>In {seconds} s everything of this visit is wiped.</source>
            <translation>Tra {seconds} s tutto di questa visita viene cancellato.</translation>
        </message>
    </context>
    <context>
        <name>kiosk</name>
        <message>
            <source>A little further away</source>
            <translation>Un po’ più lontano</translation>
        </message>
        <message>
            <source>A little more light, please</source>
            <translation>Un po’ più di luce, per favore</translation>
        </message>
        <message>
            <source>A little more to the middle</source>
            <translation>Un po’ più al centro</translation>
        </message>
        <message>
            <source>Another program is using the camera</source>
            <translation>Un altro programma usa la telecamera</translation>
        </message>
        <message>
            <source>Closer: it should touch your forehead</source>
            <translation>Più vicino: deve toccare la fronte</translation>
        </message>
        <message>
            <source>Come a little closer</source>
            <translation>Si avvicini un po’</translation>
        </message>
        <message>
            <source>Good, hold it like that ...</source>
            <translation>Bene, la tenga così ...</translation>
        </message>
        <message>
            <source>Hair is over an eye</source>
            <translation>I capelli coprono un occhio</translation>
        </message>
        <message>
            <source>Higher: against your forehead</source>
            <translation>Più in alto: contro la fronte</translation>
        </message>
        <message>
            <source>Hold a card flat against your forehead</source>
            <translation>Tenga una tessera piatta contro la fronte</translation>
        </message>
        <message>
            <source>It comes back by itself as soon as it can.</source>
            <translation>Torna da sola appena può.</translation>
        </message>
        <message>
            <source>No more can be put aside at the moment. Please ask our staff.</source>
            <translation>Al momento non si può mettere da parte altro. Chieda al nostro personale.</translation>
        </message>
        <message>
            <source>Please ask our staff to allow it.</source>
            <translation>Chieda al nostro personale di consentirla.</translation>
        </message>
        <message>
            <source>Please ask our staff to try another one.</source>
            <translation>Chieda al nostro personale di provarne un’altra.</translation>
        </message>
        <message>
            <source>Please ask our staff. The mirror goes on when it is back.</source>
            <translation>Chieda al nostro personale. Lo specchio continua quando è di nuovo collegata.</translation>
        </message>
        <message>
            <source>Please ask our staff. The mirror opens when one is plugged in.</source>
            <translation>Chieda al nostro personale. Lo specchio si apre quando se ne collega una.</translation>
        </message>
        <message>
            <source>Something went wrong. Please ask our staff.</source>
            <translation>Qualcosa è andato storto. Chieda al nostro personale.</translation>
        </message>
        <message>
            <source>Step in front of the mirror</source>
            <translation>Si metta davanti allo specchio</translation>
        </message>
        <message>
            <source>Thank you, you can put it away</source>
            <translation>Grazie, può metterla via</translation>
        </message>
        <message>
            <source>The camera gives no picture</source>
            <translation>La telecamera non dà immagini</translation>
        </message>
        <message>
            <source>The camera gives no usable picture</source>
            <translation>La telecamera non dà immagini utilizzabili</translation>
        </message>
        <message>
            <source>The camera was unplugged</source>
            <translation>La telecamera è stata scollegata</translation>
        </message>
        <message>
            <source>The film is over</source>
            <translation>Il filmato è finito</translation>
        </message>
        <message>
            <source>The mirror cannot draw anything. Please ask our staff.</source>
            <translation>Lo specchio non può disegnare nulla. Chieda al nostro personale.</translation>
        </message>
        <message>
            <source>The mirror is opening ...</source>
            <translation>Lo specchio si sta aprendo ...</translation>
        </message>
        <message>
            <source>The picture could not be saved. Please ask our staff.</source>
            <translation>Non è stato possibile salvare l’immagine. Chieda al nostro personale.</translation>
        </message>
        <message>
            <source>There is no camera</source>
            <translation>Non c’è una telecamera</translation>
        </message>
        <message>
            <source>This cannot be put aside. Please ask our staff.</source>
            <translation>Questo non si può mettere da parte. Chieda al nostro personale.</translation>
        </message>
        <message>
            <source>This device does not allow the camera</source>
            <translation>Questo dispositivo non consente la telecamera</translation>
        </message>
        <message>
            <source>This one cannot be shown here. Please ask our staff.</source>
            <translation>Questo articolo non si può mostrare qui. Chieda al nostro personale.</translation>
        </message>
        <message>
            <source>Tilt it less: flat against your forehead</source>
            <translation>Meno inclinata: piatta contro la fronte</translation>
        </message>
        <message>
            <source>Turn your head slowly</source>
            <translation>Giri lentamente la testa</translation>
        </message>
        <message>
            <source>Your pupil distance: {value} mm ({low} to {high})</source>
            <translation>La sua distanza pupillare: {value} mm (da {low} a {high})</translation>
        </message>
        <message>
            <source>bridge too narrow</source>
            <translation>ponte troppo stretto</translation>
        </message>
        <message>
            <source>bridge too wide</source>
            <translation>ponte troppo largo</translation>
        </message>
        <message>
            <source>bridge {frame} mm, nose {face} ± {off} mm</source>
            <translation>ponte {frame} mm, naso {face} ± {off} mm</translation>
        </message>
        <message>
            <source>fits you</source>
            <translation>Le va bene</translation>
        </message>
        <message>
            <source>frame {frame} mm, face {face} ± {off} mm</source>
            <translation>montatura {frame} mm, viso {face} ± {off} mm</translation>
        </message>
        <message>
            <source>here in the shop</source>
            <translation>qui in negozio</translation>
        </message>
        <message>
            <source>last one here</source>
            <translation>l’ultimo qui</translation>
        </message>
        <message>
            <source>lenses too close together</source>
            <translation>lenti troppo vicine</translation>
        </message>
        <message>
            <source>lenses too far apart</source>
            <translation>lenti troppo distanti</translation>
        </message>
        <message>
            <source>lenses {frame} mm apart, pupils {face} ± {off} mm</source>
            <translation>lenti a {frame} mm, pupille {face} ± {off} mm</translation>
        </message>
        <message>
            <source>not here today, we can order it</source>
            <translation>oggi non c’è, possiamo ordinarlo</translation>
        </message>
        <message>
            <source>probably {words}</source>
            <translation>{words}, probabilmente</translation>
        </message>
        <message>
            <source>temples too long</source>
            <translation>aste troppo lunghe</translation>
        </message>
        <message>
            <source>temples too short</source>
            <translation>aste troppo corte</translation>
        </message>
        <message>
            <source>temples {frame} mm, to the ear {face} ± {off} mm</source>
            <translation>aste {frame} mm, fino all’orecchio {face} ± {off} mm</translation>
        </message>
        <message>
            <source>too narrow for you</source>
            <translation>troppo stretto per Lei</translation>
        </message>
        <message>
            <source>too wide for you</source>
            <translation>troppo largo per Lei</translation>
        </message>
    </context>
    <context>
        <name>PinPad</name>
        <message>
            <source>Delete</source>
            <translation>Cancella</translation>
        </message>
        <message>
            <source>PIN</source>
            <translation>PIN</translation>
        </message>
        <message>
            <source>Sign in</source>
            <translation>Accedi</translation>
        </message>
    </context>
</TS>
