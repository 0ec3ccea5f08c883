<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr" sourcelanguage="en">
    <context>
        <name>AttractScreen</name>
        <message>
            <source>Begin</source>
            <translation>Commencer</translation>
        </message>
        <message>
            <source>High contrast</source>
            <translation>Contraste élevé</translation>
        </message>
        <message>
            <source>Large letters</source>
            <translation>Grands caractères</translation>
        </message>
        <message>
            <source>See it on you</source>
            <translation>Voyez-le sur vous</translation>
        </message>
        <message>
            <source>Staff</source>
            <translation>Personnel</translation>
        </message>
        <message>
            <source>Try things on in this mirror. No picture of you is kept.</source>
            <translation>Essayez dans ce miroir. Aucune image de vous n’est conservée.</translation>
        </message>
    </context>
    <context>
        <name>CodeView</name>
        <message>
            <source>QR code</source>
            <translation>Code QR</translation>
        </message>
    </context>
    <context>
        <name>CompareScreen</name>
        <message>
            <source>Back to the mirror</source>
            <translation>Retour au miroir</translation>
        </message>
        <message>
            <source>Finish</source>
            <translation>Terminer</translation>
        </message>
        <message>
            <source>Hold it for me</source>
            <translation>Mettre de côté</translation>
        </message>
        <message>
            <source>Save a picture</source>
            <translation>Garder une image</translation>
        </message>
        <message>
            <source>Touch the one you like best.</source>
            <translation>Touchez celui qui vous plaît le plus.</translation>
        </message>
    </context>
    <context>
        <name>ConsentScreen</name>
        <message>
            <source>May the camera look at you?</source>
            <translation>La caméra peut-elle vous regarder ?</translation>
        </message>
        <message>
            <source>No, thank you</source>
            <translation>Non, merci</translation>
        </message>
        <message>
            <source>The camera is on only from your yes until you finish.</source>
            <translation>La caméra n’est allumée que de votre oui jusqu’à ce que vous terminiez.</translation>
        </message>
        <message>
            <source>When you leave, everything is overwritten. We note that somebody was here, never who.</source>
            <translation>Quand vous partez, tout est effacé. Nous notons que quelqu’un est venu, jamais qui.</translation>
        </message>
        <message>
            <source>Yes, open the camera</source>
            <translation>Oui, ouvrir la caméra</translation>
        </message>
        <message>
            <source>Your picture stays in the memory of this device. It is not saved and not sent.</source>
            <translation>Votre image reste dans la mémoire de cet appareil. Elle n’est ni enregistrée ni envoyée.</translation>
        </message>
    </context>
    <context>
        <name>HoldScreen</name>
        <message>
            <source>Back to the mirror</source>
            <translation>Retour au miroir</translation>
        </message>
        <message>
            <source>Finish</source>
            <translation>Terminer</translation>
        </message>
        <message>
            <source>Hold these for me</source>
            <translation>Mettre ceux-ci de côté</translation>
        </message>
        <message>
            <source>Show this at the counter, or photograph it.</source>
            <translation>Montrez ceci à la caisse, ou photographiez-le.</translation>
        </message>
        <message>
            <source>We hold it until {time}.</source>
            <translation>Nous le gardons jusqu’à {time}.</translation>
        </message>
        <message>
            <source>We put them aside. You show a code at the counter; nobody asks for your name.</source>
            <translation>Nous les mettons de côté. Vous montrez un code à la caisse ; personne ne demande votre nom.</translation>
        </message>
        <message>
            <source>What shall we hold for you?</source>
            <translation>Que devons-nous mettre de côté ?</translation>
        </message>
    </context>
    <context>
        <name>MeasureScreen</name>
        <message>
            <source>Any card the size of a bank card will do. Push hair aside; keep your fingers off its corners.</source>
            <translation>Toute carte de la taille d’une carte bancaire convient. Écartez les cheveux, ne couvrez pas les coins.</translation>
        </message>
        <message>
            <source>Back to the mirror</source>
            <translation>Retour au miroir</translation>
        </message>
        <message>
            <source>Measure again</source>
            <translation>Mesurer à nouveau</translation>
        </message>
        <message>
            <source>Measured so far</source>
            <translation>Mesuré jusqu’ici</translation>
        </message>
        <message>
            <source>No luck? More light from the front helps, or another card. It can be skipped, too.</source>
            <translation>Ça ne marche pas ? Plus de lumière de face aide, ou une autre carte. Vous pouvez aussi passer.</translation>
        </message>
        <message>
            <source>Only the card's edge is looked at. What is printed on it is neither read nor kept.</source>
            <translation>Seul le bord de la carte est regardé. Ce qui y est imprimé n’est ni lu ni conservé.</translation>
        </message>
        <message>
            <source>Skip</source>
            <translation>Passer</translation>
        </message>
        <message>
            <source>Two in three times the truth lies between the two. Sizes are surer now.</source>
            <translation>Deux fois sur trois, la vérité est entre les deux. Les tailles sont maintenant plus sûres.</translation>
        </message>
    </context>
    <context>
        <name>MirrorScreen</name>
        <message>
            <source>... and now slowly to the other side</source>
            <translation>... et maintenant lentement de l’autre côté</translation>
        </message>
        <message>
            <source>Compare</source>
            <translation>Comparer</translation>
        </message>
        <message>
            <source>Finish</source>
            <translation>Terminer</translation>
        </message>
        <message>
            <source>Hold it for me</source>
            <translation>Mettre de côté</translation>
        </message>
        <message>
            <source>Measure more exactly</source>
            <translation>Mesurer plus précisément</translation>
        </message>
        <message>
            <source>Measured by card</source>
            <translation>Mesuré avec une carte</translation>
        </message>
        <message>
            <source>That is enough</source>
            <translation>Cela suffit</translation>
        </message>
        <message>
            <source>Those marked fit your face, {width} ± {off} mm wide.</source>
            <translation>Celles marquées vont à votre visage, large de {width} ± {off} mm.</translation>
        </message>
        <message>
            <source>Touch something to put it on.</source>
            <translation>Touchez un article pour l’essayer.</translation>
        </message>
        <message>
            <source>Turn your head</source>
            <translation>Tourner la tête</translation>
        </message>
        <message>
            <source>Turn your head slowly to one side ...</source>
            <translation>Tournez lentement la tête d’un côté ...</translation>
        </message>
        <message>
            <source>Your head did not turn: look to one side, then to the other</source>
            <translation>La tête n’a pas tourné : regardez d’un côté, puis de l’autre</translation>
        </message>
        <message>
            <source>fits</source>
            <translation>à votre taille</translation>
        </message>
    </context>
    <context>
        <name>ReplayScreen</name>
        <message>
            <source>As others see you. Push to turn.</source>
            <translation>Comme les autres vous voient. Glissez pour tourner.</translation>
        </message>
        <message>
            <source>Back to the mirror</source>
            <translation>Retour au miroir</translation>
        </message>
        <message>
            <source>Hold it for me</source>
            <translation>Mettre de côté</translation>
        </message>
        <message>
            <source>Save a picture</source>
            <translation>Garder une image</translation>
        </message>
        <message>
            <source>Turn</source>
            <translation>Tourner</translation>
        </message>
        <message>
            <source>Turn again</source>
            <translation>Tourner encore</translation>
        </message>
    </context>
    <context>
        <name>SaveScreen</name>
        <message>
            <source>Go on</source>
            <translation>Continuer</translation>
        </message>
        <message>
            <source>It is written to this device, where our staff can see it and hand it to you. It is deleted after {hours} hours. Everything else is still forgotten.</source>
            <translation>Elle est écrite sur cet appareil, où notre personnel peut la voir et vous la remettre. Elle est supprimée après {hours} heures. Tout le reste est oublié comme promis.</translation>
        </message>
        <message>
            <source>No, do not save it</source>
            <translation>Non, ne pas l’enregistrer</translation>
        </message>
        <message>
            <source>Save this picture?</source>
            <translation>Enregistrer cette image ?</translation>
        </message>
        <message>
            <source>Saved as {name}</source>
            <translation>Enregistrée sous {name}</translation>
        </message>
        <message>
            <source>Tell our staff this name. They hand you the picture.</source>
            <translation>Dites ce nom à notre personnel. Il vous remet l’image.</translation>
        </message>
        <message>
            <source>Yes, save this picture</source>
            <translation>Oui, enregistrer l’image</translation>
        </message>
    </context>
    <context>
        <name>StaffScreen</name>
        <message>
            <source>Back</source>
            <translation>Retour</translation>
        </message>
        <message>
            <source>For our staff: your PIN closes the kiosk.</source>
            <translation>Pour notre personnel : votre code PIN ferme la borne.</translation>
        </message>
        <message>
            <source>That was not right.</source>
            <translation>Ce n’était pas juste.</translation>
        </message>
        <message>
            <source>That was not right. Again in {seconds} s.</source>
            <translation>Ce n’était pas juste. À nouveau dans {seconds} s.</translation>
        </message>
        <message>
            <source>Too many wrong PINs. Again in {minutes} min.</source>
            <translation>Trop de codes PIN faux. À nouveau dans {minutes} min.</translation>
        </message>
    </context>
    <context>
        <name>StillThere</name>
        <message>
            <source>Are you still there?</source>
            <translation>Êtes-vous encore là ?</translation>
        </message>
        <message>
            <source>I am here</source>
            <translation>Je suis là</translation>
        </message>
        <message>
            <source>In {seconds} s everything of this visit is wiped.</source>
            <translation>Dans {seconds} s, tout de cette visite sera effacé.</translation>
        </message>
    </context>
    <context>
        <name>kiosk</name>
        <message>
            <source>A little further away</source>
            <translation>Un peu plus loin</translation>
        </message>
        <message>
            <source>A little more light, please</source>
            <translation>Un peu plus de lumière, s’il vous plaît</translation>
        </message>
        <message>
            <source>A little more to the middle</source>
            <translation>Un peu plus au milieu</translation>
        </message>
        <message>
            <source>Another program is using the camera</source>
            <translation>Un autre programme utilise la caméra</translation>
        </message>
        <message>
            <source>Closer: it should touch your forehead</source>
            <translation>Plus près : la carte doit toucher le front</translation>
        </message>
        <message>
            <source>Come a little closer</source>
            <translation>Approchez-vous un peu</translation>
        </message>
        <message>
            <source>Good, hold it like that ...</source>
            <translation>Très bien, ne bougez plus ...</translation>
        </message>
        <message>
            <source>Hair is over an eye</source>
            <translation>Des cheveux cachent un œil</translation>
        </message>
        <message>
            <source>Higher: against your forehead</source>
            <translation>Plus haut : contre le front</translation>
        </message>
        <message>
            <source>Hold a card flat against your forehead</source>
            <translation>Tenez une carte à plat contre le front</translation>
        </message>
        <message>
            <source>It comes back by itself as soon as it can.</source>
            <translation>Elle revient d’elle-même dès que possible.</translation>
        </message>
        <message>
            <source>No more can be put aside at the moment. Please ask our staff.</source>
            <translation>Rien de plus ne peut être mis de côté pour le moment. Adressez-vous à notre personnel.</translation>
        </message>
        <message>
            <source>Please ask our staff to allow it.</source>
            <translation>Demandez à notre personnel de l’autoriser.</translation>
        </message>
        <message>
            <source>Please ask our staff to try another one.</source>
            <translation>Demandez à notre personnel d’en essayer une autre.</translation>
        </message>
        <message>
            <source>Please ask our staff. The mirror goes on when it is back.</source>
            <translation>Adressez-vous à notre personnel. Le miroir continue dès qu’elle est de retour.</translation>
        </message>
        <message>
            <source>Please ask our staff. The mirror opens when one is plugged in.</source>
            <translation>Adressez-vous à notre personnel. Le miroir s’ouvre dès qu’une caméra est branchée.</translation>
        </message>
        <message>
            <source>Something went wrong. Please ask our staff.</source>
            <translation>Un problème est survenu. Adressez-vous à notre personnel.</translation>
        </message>
        <message>
            <source>Step in front of the mirror</source>
            <translation>Placez-vous devant le miroir</translation>
        </message>
        <message>
            <source>Thank you, you can put it away</source>
            <translation>Merci, vous pouvez la ranger</translation>
        </message>
        <message>
            <source>The camera gives no picture</source>
            <translation>La caméra ne donne pas d’image</translation>
        </message>
        <message>
            <source>The camera gives no usable picture</source>
            <translation>La caméra ne donne pas d’image utilisable</translation>
        </message>
        <message>
            <source>The camera was unplugged</source>
            <translation>La caméra a été débranchée</translation>
        </message>
        <message>
            <source>The film is over</source>
            <translation>Le film est terminé</translation>
        </message>
        <message>
            <source>The mirror cannot draw anything. Please ask our staff.</source>
            <translation>Le miroir ne peut rien dessiner. Adressez-vous à notre personnel.</translation>
        </message>
        <message>
            <source>The mirror is opening ...</source>
            <translation>Le miroir s’ouvre ...</translation>
        </message>
        <message>
            <source>The picture could not be saved. Please ask our staff.</source>
            <translation>L’image n’a pas pu être enregistrée. Adressez-vous à notre personnel.</translation>
        </message>
        <message>
            <source>There is no camera</source>
            <translation>Il n’y a pas de caméra</translation>
        </message>
        <message>
            <source>This cannot be put aside. Please ask our staff.</source>
            <translation>Ceci ne peut pas être mis de côté. Adressez-vous à notre personnel.</translation>
        </message>
        <message>
            <source>This device does not allow the camera</source>
            <translation>Cet appareil n’autorise pas la caméra</translation>
        </message>
        <message>
            <source>This one cannot be shown here. Please ask our staff.</source>
            <translation>Cet article ne peut pas être montré ici. Adressez-vous à notre personnel.</translation>
        </message>
        <message>
            <source>Tilt it less: flat against your forehead</source>
            <translation>Moins inclinée : à plat contre le front</translation>
        </message>
        <message>
            <source>Turn your head slowly</source>
            <translation>Tournez lentement la tête</translation>
        </message>
        <message>
            <source>Your pupil distance: {value} mm ({low} to {high})</source>
            <translation>Votre écart pupillaire : {value} mm ({low} à {high})</translation>
        </message>
        <message>
            <source>bridge too narrow</source>
            <translation>pont trop étroit</translation>
        </message>
        <message>
            <source>bridge too wide</source>
            <translation>pont trop large</translation>
        </message>
        <message>
            <source>bridge {frame} mm, nose {face} ± {off} mm</source>
            <translation>pont {frame} mm, nez {face} ± {off} mm</translation>
        </message>
        <message>
            <source>fits you</source>
            <translation>vous va bien</translation>
        </message>
        <message>
            <source>frame {frame} mm, face {face} ± {off} mm</source>
            <translation>monture {frame} mm, visage {face} ± {off} mm</translation>
        </message>
        <message>
            <source>here in the shop</source>
            <translation>ici au magasin</translation>
        </message>
        <message>
            <source>last one here</source>
            <translation>le dernier ici</translation>
        </message>
        <message>
            <source>lenses too close together</source>
            <translation>verres trop rapprochés</translation>
        </message>
        <message>
            <source>lenses too far apart</source>
            <translation>verres trop écartés</translation>
        </message>
        <message>
            <source>lenses {frame} mm apart, pupils {face} ± {off} mm</source>
            <translation>verres à {frame} mm, pupilles {face} ± {off} mm</translation>
        </message>
        <message>
            <source>not here today, we can order it</source>
            <translation>pas là aujourd’hui, nous pouvons le commander</translation>
        </message>
        <message>
            <source>probably {words}</source>
            <translation>{words}, probablement</translation>
        </message>
        <message>
            <source>temples too long</source>
            <translation>branches trop longues</translation>
        </message>
        <message>
            <source>temples too short</source>
            <translation>branches trop courtes</translation>
        </message>
        <message>
            <source>temples {frame} mm, to the ear {face} ± {off} mm</source>
            <translation>branches {frame} mm, jusqu’à l’oreille {face} ± {off} mm</translation>
        </message>
        <message>
            <source>too narrow for you</source>
            <translation>trop étroit pour vous</translation>
        </message>
        <message>
            <source>too wide for you</source>
            <translation>trop large pour vous</translation>
        </message>
    </context>
    <context>
        <name>PinPad</name>
        <message>
            <source>Delete</source>
            <translation>Effacer</translation>
        </message>
        <message>
            <source>PIN</source>
            <translation>PIN</translation>
        </message>
        <message>
            <source>Sign in</source>
            <translation>Se connecter</translation>
        </message>
    </context>
</TS>
