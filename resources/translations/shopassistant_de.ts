<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
    <context>
        <name>AboutCard</name>
        <message>
            <source>About</source>
            <translation>Über</translation>
        </message>
        <message>
            <source>Day it starts</source>
            <translation>Tag des Beginns</translation>
        </message>
        <message>
            <source>Everybody</source>
            <translation>Alle</translation>
        </message>
        <message>
            <source>For</source>
            <translation>Für</translation>
        </message>
        <message>
            <source>Hold-out, gets nothing</source>
            <translation>Vergleichsgruppe, bekommt nichts</translation>
        </message>
        <message>
            <source>Letters compared</source>
            <translation>Verglichene Briefe</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Name</translation>
        </message>
        <message>
            <source>No promotion</source>
            <translation>Keine Aktion</translation>
        </message>
        <message>
            <source>Starts</source>
            <translation>Beginn</translation>
        </message>
        <message>
            <source>Time it starts</source>
            <translation>Uhrzeit des Beginns</translation>
        </message>
        <message>
            <source>by itself on</source>
            <translation>von selbst am</translation>
        </message>
        <message>
            <source>when it is sent</source>
            <translation>beim Absenden</translation>
        </message>
    </context>
    <context>
        <name>AccuracyDesk</name>
        <message>
            <source>Measuring the accuracy</source>
            <translation>Genauigkeit wird gemessen</translation>
        </message>
    </context>
    <context>
        <name>AccuracyTab</name>
        <message>
            <source>Compare with</source>
            <translation>Vergleichen mit</translation>
        </message>
        <message>
            <source>Here will be how much of what the advice shows is bought, beside what best sellers and a customer's own favourites would do alone. To measure, the shop's past is cut in two: the engine learns from the first part and is asked about the second.</source>
            <translation>Hier wird stehen, wie viel von dem gekauft wird, was die Empfehlung zeigt, neben dem, was Beliebtes und eigene Favoriten allein leisten. Zum Messen wird die Vergangenheit geteilt: aus dem ersten Teil wird gelernt, nach dem zweiten wird gefragt.</translation>
        </message>
        <message>
            <source>Measure</source>
            <translation>Messen</translation>
        </message>
        <message>
            <source>Measure the accuracy of the advice</source>
            <translation>Genauigkeit der Empfehlungen messen</translation>
        </message>
        <message>
            <source>Measured {when}, on purchases since {cut}</source>
            <translation>Gemessen: {when}, an Käufen seit {cut}</translation>
        </message>
        <message>
            <source>Not measured yet</source>
            <translation>Noch nicht gemessen</translation>
        </message>
        <message>
            <source>Save as CSV</source>
            <translation>Als CSV sichern</translation>
        </message>
        <message>
            <source>Save the accuracy</source>
            <translation>Genauigkeit sichern</translation>
        </message>
        <message>
            <source>Save the accuracy as CSV</source>
            <translation>Genauigkeit als CSV sichern</translation>
        </message>
        <message>
            <source>Saved {count} rows to {path}</source>
            <translation>{count} Zeilen in {path} gesichert</translation>
        </message>
        <message>
            <source>Stop measuring</source>
            <translation>Messen abbrechen</translation>
        </message>
        <message>
            <source>Tables (*.csv)</source>
            <translation>Tabellen (*.csv)</translation>
        </message>
        <message>
            <source>Which purchases count</source>
            <translation>Welche Käufe zählen</translation>
        </message>
        <message>
            <source>the plain rules only</source>
            <translation>nur den einfachen Regeln</translation>
        </message>
    </context>
    <context>
        <name>AdjustDialog</name>
        <message>
            <source>Cause</source>
            <translation>Ursache</translation>
        </message>
        <message>
            <source>For example: window display, found behind the counter</source>
            <translation>Zum Beispiel: Schaufenster, hinter der Kasse gefunden</translation>
        </message>
        <message>
            <source>Say it in words</source>
            <translation>In Worten sagen</translation>
        </message>
        <message>
            <source>Units more (or less, with a minus)</source>
            <translation>Stück mehr (oder weniger, mit Minus)</translation>
        </message>
        <message>
            <source>Why</source>
            <translation>Grund</translation>
        </message>
        <message>
            <source>{before} becomes {after}</source>
            <translation>Aus {before} wird {after}</translation>
        </message>
    </context>
    <context>
        <name>AdvicePanel</name>
        <message>
            <source>Advice follows from what will be asked for, and nothing was forecast yet.</source>
            <translation>Vorschläge folgen aus dem, was gefragt sein wird, und noch wurde nichts vorhergesagt.</translation>
        </message>
        <message>
            <source>Advice is being worked out</source>
            <translation>Die Vorschläge werden berechnet</translation>
        </message>
        <message>
            <source>Advice was stopped</source>
            <translation>Das Ausrechnen wurde angehalten</translation>
        </message>
        <message>
            <source>All</source>
            <translation>Alle</translation>
        </message>
        <message>
            <source>All: {count}</source>
            <translation>Alle: {count}</translation>
        </message>
        <message>
            <source>Cannot wait</source>
            <translation>Eilt</translation>
        </message>
        <message>
            <source>Cannot wait: the chance of being sold out before the next delivery is at least one in five.</source>
            <translation>Eilt: Mit einer Chance von mindestens eins zu fünf ist es vor der nächsten Lieferung ausverkauft.</translation>
        </message>
        <message>
            <source>Cannot wait: {count}</source>
            <translation>Eilt: {count}</translation>
        </message>
        <message>
            <source>Drafts: {numbers}</source>
            <translation>Entwürfe: {numbers}</translation>
        </message>
        <message>
            <source>First</source>
            <translation>Zuerst</translation>
        </message>
        <message>
            <source>First: those of them on which waiting for the next order would lose the most.</source>
            <translation>Zuerst: die davon, bei denen Warten bis zur nächsten Bestellung am meisten kostet.</translation>
        </message>
        <message>
            <source>First: {count}</source>
            <translation>Zuerst: {count}</translation>
        </message>
        <message>
            <source>Forecast now</source>
            <translation>Jetzt vorhersagen</translation>
        </message>
        <message>
            <source>Here will be what to order today, and why.</source>
            <translation>Hier steht, was heute zu bestellen ist und warum.</translation>
        </message>
        <message>
            <source>How much of the advice to show</source>
            <translation>Wie viel vom Rat gezeigt wird</translation>
        </message>
        <message>
            <source>It was not worked out to the end. Nothing is wrong with the shop’s figures.</source>
            <translation>Es wurde nicht zu Ende gerechnet. Die Zahlen des Ladens stimmen.</translation>
        </message>
        <message>
            <source>Later</source>
            <translation>Später</translation>
        </message>
        <message>
            <source>No forecast yet</source>
            <translation>Noch keine Prognose</translation>
        </message>
        <message>
            <source>Not this</source>
            <translation>Ablehnen</translation>
        </message>
        <message>
            <source>Nothing to order today</source>
            <translation>Heute ist nichts zu bestellen</translation>
        </message>
        <message>
            <source>Order</source>
            <translation>Bestellen</translation>
        </message>
        <message>
            <source>Order today</source>
            <translation>Heute bestellen</translation>
        </message>
        <message>
            <source>Order {count}</source>
            <translation>{count} bestellen</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>Anhalten</translation>
        </message>
        <message>
            <source>Stop working out the advice</source>
            <translation>Das Ausrechnen der Vorschläge anhalten</translation>
        </message>
        <message>
            <source>What is there or on its way lasts.</source>
            <translation>Was da ist oder unterwegs, reicht.</translation>
        </message>
        <message>
            <source>Work out anew</source>
            <translation>Neu ausrechnen</translation>
        </message>
        <message>
            <source>{count} lines, {money}</source>
            <translation>{count} Zeilen, {money}</translation>
        </message>
        <message>
            <source>{words}; {share} of the money at risk</source>
            <translation>{words}; {share} des Geldes, das auf dem Spiel steht</translation>
        </message>
    </context>
    <context>
        <name>AgeBar</name>
        <message>
            <source>31 to 90</source>
            <translation>31 bis 90</translation>
        </message>
        <message>
            <source>91 to 180</source>
            <translation>91 bis 180</translation>
        </message>
        <message>
            <source>over 180 days</source>
            <translation>über 180 Tage</translation>
        </message>
        <message>
            <source>up to 30 days</source>
            <translation>bis 30 Tage</translation>
        </message>
        <message>
            <source>{name}: {units} units, {money}</source>
            <translation>{name}: {units} Stück, {money}</translation>
        </message>
    </context>
    <context>
        <name>AlertDesk</name>
        <message>
            <source>{count} new alerts about the stock</source>
            <translation>{count} neue Hinweise zum Bestand</translation>
        </message>
    </context>
    <context>
        <name>AlertsPanel</name>
        <message>
            <source>All kinds</source>
            <translation>Alle Arten</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Schließen</translation>
        </message>
        <message>
            <source>Close this alert</source>
            <translation>Diesen Hinweis schließen</translation>
        </message>
        <message>
            <source>Closed</source>
            <translation>Geschlossen</translation>
        </message>
        <message>
            <source>Everyone's</source>
            <translation>Von allen</translation>
        </message>
        <message>
            <source>For a week</source>
            <translation>Eine Woche lang</translation>
        </message>
        <message>
            <source>Give this alert to somebody</source>
            <translation>Diesen Hinweis jemandem zuweisen</translation>
        </message>
        <message>
            <source>Give to</source>
            <translation>Zuweisen</translation>
        </message>
        <message>
            <source>Here will be what needs somebody's eye: what runs out, stock below zero, late suppliers, sudden changes, what went missing, money tied up. It is looked for by itself whenever the stock changes.</source>
            <translation>Hier steht, was einen Blick braucht: was ausgeht, Bestand unter null, verspätete Lieferanten, plötzliche Änderungen, was verschwunden ist, gebundenes Geld. Danach wird von selbst gesucht, sobald sich der Bestand ändert.</translation>
        </message>
        <message>
            <source>Kind of alert</source>
            <translation>Art des Hinweises</translation>
        </message>
        <message>
            <source>Later</source>
            <translation>Später</translation>
        </message>
        <message>
            <source>Look into this alert</source>
            <translation>Diesem Hinweis nachgehen</translation>
        </message>
        <message>
            <source>Mine</source>
            <translation>Meine</translation>
        </message>
        <message>
            <source>No alert matches</source>
            <translation>Kein Hinweis passt</translation>
        </message>
        <message>
            <source>Nobody</source>
            <translation>Niemand</translation>
        </message>
        <message>
            <source>Nothing here needs your eye</source>
            <translation>Hier braucht nichts Ihren Blick</translation>
        </message>
        <message>
            <source>Nothing needs an eye</source>
            <translation>Nichts braucht einen Blick</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>Offen</translation>
        </message>
        <message>
            <source>Open this alert again</source>
            <translation>Diesen Hinweis wieder öffnen</translation>
        </message>
        <message>
            <source>Put off</source>
            <translation>Zurückgestellt</translation>
        </message>
        <message>
            <source>Put this alert off</source>
            <translation>Diesen Hinweis zurückstellen</translation>
        </message>
        <message>
            <source>Reopen</source>
            <translation>Wieder öffnen</translation>
        </message>
        <message>
            <source>Show everyone's</source>
            <translation>Von allen zeigen</translation>
        </message>
        <message>
            <source>Take</source>
            <translation>Annehmen</translation>
        </message>
        <message>
            <source>Until a day …</source>
            <translation>Bis zu einem Tag …</translation>
        </message>
        <message>
            <source>Until tomorrow</source>
            <translation>Bis morgen</translation>
        </message>
        <message>
            <source>Which alerts</source>
            <translation>Welche Hinweise</translation>
        </message>
        <message>
            <source>Who hears of which alerts</source>
            <translation>Wer von welchen Hinweisen hört</translation>
        </message>
        <message>
            <source>Whose alerts</source>
            <translation>Wessen Hinweise</translation>
        </message>
    </context>
    <context>
        <name>AlertsPlace</name>
        <message>
            <source>Here will be what needs somebody's eye: stock below zero, late suppliers, sudden changes.</source>
            <translation>Hier steht, was jemand ansehen sollte: Bestand unter null, verspätete Lieferanten, plötzliche Änderungen.</translation>
        </message>
        <message>
            <source>No alerts</source>
            <translation>Keine Hinweise</translation>
        </message>
    </context>
    <context>
        <name>AlertsTab</name>
        <message>
            <source>Alerts</source>
            <translation>Hinweise</translation>
        </message>
    </context>
    <context>
        <name>ArrivalEditor</name>
        <message>
            <source>Came damaged</source>
            <translation>Beschädigt angekommen</translation>
        </message>
        <message>
            <source>Came whole</source>
            <translation>Heil angekommen</translation>
        </message>
        <message>
            <source>Charged each, {currency}</source>
            <translation>Berechnet je Stück, {currency}</translation>
        </message>
        <message>
            <source>For example: sent a whole box, agreed by phone</source>
            <translation>Zum Beispiel: ganzer Karton geschickt, telefonisch vereinbart</translation>
        </message>
        <message>
            <source>Why are more taken than were ordered?</source>
            <translation>Warum wird mehr genommen als bestellt war?</translation>
        </message>
    </context>
    <context>
        <name>AskPanel</name>
        <message>
            <source>Ask the customer: may the camera be opened?</source>
            <translation>Fragen Sie: Darf die Kamera an?</translation>
        </message>
        <message>
            <source>Ask {name}: may the camera be opened?</source>
            <translation>Fragen Sie {name}: Darf die Kamera an?</translation>
        </message>
        <message>
            <source>The camera shows them in this window and nowhere else. Pictures and measures are kept only while they look, and overwritten when you leave this page or the terminal locks. The books keep that a visit was, not who.</source>
            <translation>Die Kamera zeigt sie in diesem Fenster und nirgends sonst. Bilder und Maße gibt es nur, solange sie schauen; sie werden überschrieben, wenn Sie diese Seite verlassen oder das Terminal sperrt. In den Büchern steht, dass ein Besuch war, nicht wer.</translation>
        </message>
        <message>
            <source>They agree, open the camera</source>
            <translation>Einverstanden, Kamera an</translation>
        </message>
    </context>
    <context>
        <name>AttractScreen</name>
        <message>
            <source>Begin</source>
            <translation>Los geht’s</translation>
        </message>
        <message>
            <source>High contrast</source>
            <translation>Hoher Kontrast</translation>
        </message>
        <message>
            <source>Large letters</source>
            <translation>Große Schrift</translation>
        </message>
        <message>
            <source>See it on you</source>
            <translation>So steht es Ihnen</translation>
        </message>
        <message>
            <source>Staff</source>
            <translation>Personal</translation>
        </message>
        <message>
            <source>Try things on in this mirror. No picture of you is kept.</source>
            <translation>Probieren Sie in diesem Spiegel an. Kein Bild von Ihnen wird behalten.</translation>
        </message>
    </context>
    <context>
        <name>BasketPanel</name>
        <message>
            <source>Basket</source>
            <translation>Korb</translation>
        </message>
        <message>
            <source>Basket ({count})</source>
            <translation>Korb ({count})</translation>
        </message>
        <message>
            <source>Complete</source>
            <translation>Kassieren</translation>
        </message>
        <message>
            <source>Hold</source>
            <translation>Parken</translation>
        </message>
        <message>
            <source>Resume</source>
            <translation>Holen</translation>
        </message>
        <message>
            <source>Return</source>
            <translation>Rückgabe</translation>
        </message>
        <message>
            <source>Scan a product, or press F3 and type its name.</source>
            <translation>Artikel scannen oder mit F3 den Namen eingeben.</translation>
        </message>
        <message>
            <source>To give back</source>
            <translation>Auszuzahlen</translation>
        </message>
        <message>
            <source>Total</source>
            <translation>Summe</translation>
        </message>
        <message>
            <source>discount {amount}</source>
            <translation>Rabatt {amount}</translation>
        </message>
        <message>
            <source>given back {amount}</source>
            <translation>zurückgegeben {amount}</translation>
        </message>
        <message>
            <source>incl. tax {tax}</source>
            <translation>inkl. MwSt. {tax}</translation>
        </message>
    </context>
    <context>
        <name>BlockRow</name>
        <message>
            <source>Down</source>
            <translation>Nach unten</translation>
        </message>
        <message>
            <source>Put in a name, a price, the offer</source>
            <translation>Namen, Preis oder Angebot einsetzen</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>Entfernen</translation>
        </message>
        <message>
            <source>Up</source>
            <translation>Nach oben</translation>
        </message>
    </context>
    <context>
        <name>Blocks</name>
        <message>
            <source>Add a part</source>
            <translation>Baustein hinzufügen</translation>
        </message>
    </context>
    <context>
        <name>BuilderDesk</name>
        <message>
            <source>Saved: {count} members</source>
            <translation>Gespeichert: {count} Mitglieder</translation>
        </message>
    </context>
    <context>
        <name>BuilderLink</name>
        <message>
            <source>A manager's PIN is asked for, because something goes below cost.</source>
            <translation>Es wird nach der PIN einer Leitung gefragt, weil etwas unter den Einstand geht.</translation>
        </message>
        <message>
            <source>It counts as it stands here.</source>
            <translation>Sie gilt so, wie sie hier steht.</translation>
        </message>
        <message>
            <source>What was sold stays as it was sold.</source>
            <translation>Was verkauft ist, bleibt, wie es verkauft wurde.</translation>
        </message>
    </context>
    <context>
        <name>BuilderTab</name>
        <message>
            <source>Add a condition.</source>
            <translation>Fügen Sie eine Bedingung hinzu.</translation>
        </message>
        <message>
            <source>Change the conditions until somebody fits.</source>
            <translation>Ändern Sie die Bedingungen, bis jemand passt.</translation>
        </message>
        <message>
            <source>Choose something for “{field}”, or remove the condition.</source>
            <translation>Wählen Sie etwas für „{field}“, oder entfernen Sie die Bedingung.</translation>
        </message>
        <message>
            <source>Give the segment a name.</source>
            <translation>Geben Sie dem Segment einen Namen.</translation>
        </message>
        <message>
            <source>Good customers who stay away</source>
            <translation>Gute Kunden, die wegbleiben</translation>
        </message>
        <message>
            <source>Leave</source>
            <translation>Verlassen</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Name</translation>
        </message>
        <message>
            <source>Nobody fits</source>
            <translation>Niemand passt</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>Notiz</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Speichern</translation>
        </message>
        <message>
            <source>Some of them</source>
            <translation>Einige davon</translation>
        </message>
        <message>
            <source>What it is for</source>
            <translation>Wofür es ist</translation>
        </message>
        <message>
            <source>customers fit, {share} of {count}</source>
            <translation>Kunden passen, {share} von {count}</translation>
        </message>
    </context>
    <context>
        <name>BuilderView</name>
        <message>
            <source>All promotions</source>
            <translation>Alle Aktionen</translation>
        </message>
        <message>
            <source>Approve</source>
            <translation>Freigeben</translation>
        </message>
        <message>
            <source>Change from now on</source>
            <translation>Ab jetzt ändern</translation>
        </message>
        <message>
            <source>Changed, does not count yet</source>
            <translation>Geändert, gilt noch nicht</translation>
        </message>
        <message>
            <source>Name of the promotion</source>
            <translation>Name der Aktion</translation>
        </message>
        <message>
            <source>Saved</source>
            <translation>Gespeichert</translation>
        </message>
        <message>
            <source>Saving …</source>
            <translation>Wird gespeichert …</translation>
        </message>
        <message>
            <source>Steps</source>
            <translation>Schritte</translation>
        </message>
    </context>
    <context>
        <name>CampaignEditor</name>
        <message>
            <source>Back</source>
            <translation>Zurück</translation>
        </message>
        <message>
            <source>Begin anew with …</source>
            <translation>Neu beginnen mit …</translation>
        </message>
        <message>
            <source>Keep as draft</source>
            <translation>Als Entwurf sichern</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>Sprache</translation>
        </message>
        <message>
            <source>Left out: {reasons}.</source>
            <translation>Ausgelassen: {reasons}.</translation>
        </message>
        <message>
            <source>Letter</source>
            <translation>Brief</translation>
        </message>
        <message>
            <source>Line beside the subject</source>
            <translation>Zeile neben dem Betreff</translation>
        </message>
        <message>
            <source>Occasion and tone, for the model</source>
            <translation>Anlass und Ton, für das Modell</translation>
        </message>
        <message>
            <source>Offer of this letter</source>
            <translation>Angebot dieses Briefs</translation>
        </message>
        <message>
            <source>Personal products</source>
            <translation>Persönliche Produkte</translation>
        </message>
        <message>
            <source>Send</source>
            <translation>Senden</translation>
        </message>
        <message>
            <source>Subject</source>
            <translation>Betreff</translation>
        </message>
        <message>
            <source>Subject and text written by</source>
            <translation>Betreff und Text schreibt</translation>
        </message>
        <message>
            <source>The button leads to</source>
            <translation>Der Knopf führt zu</translation>
        </message>
        <message>
            <source>The language model</source>
            <translation>Das Sprachmodell</translation>
        </message>
        <message>
            <source>There is still something wrong in the words; it says so below them.</source>
            <translation>Im Text stimmt noch etwas nicht; was, steht darunter.</translation>
        </message>
        <message>
            <source>These words</source>
            <translation>Dieser Text</translation>
        </message>
        <message>
            <source>What the model should know</source>
            <translation>Was das Modell wissen soll</translation>
        </message>
        <message>
            <source>Written by</source>
            <translation>Geschrieben von</translation>
        </message>
        <message>
            <source>as soon as it starts</source>
            <translation>sobald sie beginnt</translation>
        </message>
        <message>
            <source>at {hour}:00</source>
            <translation>um {hour}:00</translation>
        </message>
        <message>
            <source>https://… (empty: a page with the offer and the code)</source>
            <translation>https://… (leer: eine Seite mit Angebot und Code)</translation>
        </message>
        <message>
            <source>own code each</source>
            <translation>je ein eigener Code</translation>
        </message>
        <message>
            <source>the same</source>
            <translation>dasselbe</translation>
        </message>
        <message>
            <source>{eligible} of {customers} customers may be written to now.</source>
            <translation>{eligible} von {customers} Kunden darf jetzt geschrieben werden.</translation>
        </message>
        <message>
            <source>{name}: about {count}</source>
            <translation>{name}: etwa {count}</translation>
        </message>
    </context>
    <context>
        <name>CampaignPanel</name>
        <message>
            <source>Approve</source>
            <translation>Freigeben</translation>
        </message>
        <message>
            <source>Back to draft</source>
            <translation>Zurück zum Entwurf</translation>
        </message>
        <message>
            <source>Edit</source>
            <translation>Bearbeiten</translation>
        </message>
        <message>
            <source>First: {name} ({number}).</source>
            <translation>Zuerst: {name} ({number}).</translation>
        </message>
        <message>
            <source>For {segment}</source>
            <translation>Für {segment}</translation>
        </message>
        <message>
            <source>Go on</source>
            <translation>Fortsetzen</translation>
        </message>
        <message>
            <source>It arrived</source>
            <translation>Sie kam an</translation>
        </message>
        <message>
            <source>It starts by itself once this page was opened, while a manager is signed in.</source>
            <translation>Sie beginnt von selbst, sobald diese Seite einmal geöffnet wurde und solange eine Leitung angemeldet ist.</translation>
        </message>
        <message>
            <source>Letters</source>
            <translation>Briefe</translation>
        </message>
        <message>
            <source>Mails that left</source>
            <translation>E-Mails, die hinausgingen</translation>
        </message>
        <message>
            <source>Nobody is sending this just now; Go on takes it up where it stopped.</source>
            <translation>Gerade versendet das niemand; Fortsetzen macht dort weiter, wo es aufhörte.</translation>
        </message>
        <message>
            <source>Pause</source>
            <translation>Anhalten</translation>
        </message>
        <message>
            <source>Results</source>
            <translation>Ergebnisse</translation>
        </message>
        <message>
            <source>Send</source>
            <translation>Senden</translation>
        </message>
        <message>
            <source>Send it again</source>
            <translation>Noch einmal senden</translation>
        </message>
        <message>
            <source>Stop for good</source>
            <translation>Endgültig beenden</translation>
        </message>
        <message>
            <source>Waits for its start</source>
            <translation>Wartet auf den Beginn</translation>
        </message>
        <message>
            <source>about {promotion}</source>
            <translation>über {promotion}</translation>
        </message>
        <message>
            <source>came back: the address does not exist</source>
            <translation>zurück: die Adresse gibt es nicht</translation>
        </message>
        <message>
            <source>everybody</source>
            <translation>alle</translation>
        </message>
        <message>
            <source>hold-out {share}</source>
            <translation>Vergleichsgruppe {share}</translation>
        </message>
        <message>
            <source>hold-out, gets nothing</source>
            <translation>Vergleichsgruppe, bekommt nichts</translation>
        </message>
        <message>
            <source>may be written to now</source>
            <translation>darf jetzt geschrieben werden</translation>
        </message>
        <message>
            <source>refused by the server</source>
            <translation>vom Server abgelehnt</translation>
        </message>
        <message>
            <source>sent</source>
            <translation>gesendet</translation>
        </message>
        <message>
            <source>starts {when}</source>
            <translation>beginnt {when}</translation>
        </message>
        <message>
            <source>uncertain</source>
            <translation>ungewiss</translation>
        </message>
        <message>
            <source>waiting</source>
            <translation>warten</translation>
        </message>
        <message>
            <source>was to start {when}</source>
            <translation>sollte beginnen {when}</translation>
        </message>
        <message>
            <source>{done} of {whole} mails are through</source>
            <translation>{done} von {whole} E-Mails sind durch</translation>
        </message>
    </context>
    <context>
        <name>CampaignsDesk</name>
        <message>
            <source>Broken off. Send goes on where it stopped.</source>
            <translation>Abgebrochen. Senden macht dort weiter, wo es aufhörte.</translation>
        </message>
        <message>
            <source>Reading returned mail</source>
            <translation>Rückläufer werden gelesen</translation>
        </message>
        <message>
            <source>Sending a test mail</source>
            <translation>Probe-E-Mail wird gesendet</translation>
        </message>
        <message>
            <source>Sending {name}</source>
            <translation>{name} wird gesendet</translation>
        </message>
        <message>
            <source>The language model writes</source>
            <translation>Das Sprachmodell schreibt</translation>
        </message>
        <message>
            <source>The test mail is on its way to {address}</source>
            <translation>Die Probe-E-Mail ist unterwegs an {address}</translation>
        </message>
        <message>
            <source>{name} is a draft again</source>
            <translation>{name} ist wieder ein Entwurf</translation>
        </message>
        <message>
            <source>{name} is stopped</source>
            <translation>{name} ist beendet</translation>
        </message>
        <message>
            <source>{name} may go out</source>
            <translation>{name} ist freigegeben</translation>
        </message>
    </context>
    <context>
        <name>CampaignsTab</name>
        <message>
            <source>Here will be every e-mail to many: for whom, about what, and how far it is.</source>
            <translation>Hier steht jede E-Mail an viele: für wen, worüber, und wie weit sie ist.</translation>
        </message>
        <message>
            <source>New campaign</source>
            <translation>Neue Kampagne</translation>
        </message>
        <message>
            <source>No campaigns yet</source>
            <translation>Noch keine Kampagnen</translation>
        </message>
        <message>
            <source>No mail server is set up yet, so nothing can leave.</source>
            <translation>Noch ist kein Mailserver eingerichtet; es kann nichts hinaus.</translation>
        </message>
        <message>
            <source>Read returned mail</source>
            <translation>Rückläufer lesen</translation>
        </message>
        <message>
            <source>Set up e-mail</source>
            <translation>E-Mail einrichten</translation>
        </message>
        <message>
            <source>What you wrote was not kept.</source>
            <translation>Das Geschriebene ist nicht gesichert.</translation>
        </message>
        <message>
            <source>Write the first one</source>
            <translation>Die erste schreiben</translation>
        </message>
    </context>
    <context>
        <name>ChanceCharts</name>
        <message>
            <source>Bought of 100 products, by how often customers come</source>
            <translation>Von 100 Artikeln gekauft, nach Zahl der Besuche</translation>
        </message>
        <message>
            <source>Bought of 100 products, by the chance that was stated</source>
            <translation>Von 100 Artikeln gekauft, nach genannter Chance</translation>
        </message>
        <message>
            <source>{name}: {expected} expected, {bought} bought</source>
            <translation>{name}: {expected} erwartet, {bought} gekauft</translation>
        </message>
        <message>
            <source>○ expected   ■ bought, with its interval</source>
            <translation>○ erwartet   ■ gekauft, mit Spanne</translation>
        </message>
    </context>
    <context>
        <name>ChartCard</name>
        <message>
            <source>All</source>
            <translation>Alles</translation>
        </message>
        <message>
            <source>As a table</source>
            <translation>Als Tabelle</translation>
        </message>
        <message>
            <source>Show all of it</source>
            <translation>Alles zeigen</translation>
        </message>
        <message>
            <source>Zoom in</source>
            <translation>Vergrößern</translation>
        </message>
        <message>
            <source>Zoom out</source>
            <translation>Verkleinern</translation>
        </message>
    </context>
    <context>
        <name>CodeBar</name>
        <message>
            <source>Dismiss</source>
            <translation>Verwerfen</translation>
        </message>
        <message>
            <source>Known product</source>
            <translation>Bekannter Artikel</translation>
        </message>
        <message>
            <source>New product</source>
            <translation>Neuer Artikel</translation>
        </message>
        <message>
            <source>Search</source>
            <translation>Suchen</translation>
        </message>
    </context>
    <context>
        <name>CodeDialog</name>
        <message>
            <source>Code</source>
            <translation>Code</translation>
        </message>
        <message>
            <source>Scan the package, or type the digits</source>
            <translation>Packung scannen oder Ziffern eingeben</translation>
        </message>
    </context>
    <context>
        <name>CodeView</name>
        <message>
            <source>QR code</source>
            <translation>QR-Code</translation>
        </message>
    </context>
    <context>
        <name>CompareScreen</name>
        <message>
            <source>Back to the mirror</source>
            <translation>Zurück zum Spiegel</translation>
        </message>
        <message>
            <source>Finish</source>
            <translation>Fertig</translation>
        </message>
        <message>
            <source>Hold it for me</source>
            <translation>Zurücklegen</translation>
        </message>
        <message>
            <source>Save a picture</source>
            <translation>Bild speichern</translation>
        </message>
        <message>
            <source>Touch the one you like best.</source>
            <translation>Tippen Sie an, was Ihnen am besten gefällt.</translation>
        </message>
    </context>
    <context>
        <name>ConditionGroup</name>
        <message>
            <source>All of these</source>
            <translation>Alle davon</translation>
        </message>
        <message>
            <source>Any of these</source>
            <translation>Eine davon</translation>
        </message>
        <message>
            <source>Condition</source>
            <translation>Bedingung</translation>
        </message>
        <message>
            <source>Group</source>
            <translation>Gruppe</translation>
        </message>
        <message>
            <source>How the conditions belong together</source>
            <translation>Wie die Bedingungen zusammengehören</translation>
        </message>
        <message>
            <source>None of these</source>
            <translation>Keine davon</translation>
        </message>
        <message>
            <source>Remove the group</source>
            <translation>Gruppe entfernen</translation>
        </message>
    </context>
    <context>
        <name>ConditionRow</name>
        <message>
            <source> days</source>
            <translation> Tage</translation>
        </message>
        <message>
            <source>About</source>
            <translation>Worüber</translation>
        </message>
        <message>
            <source>Compared</source>
            <translation>Vergleich</translation>
        </message>
        <message>
            <source>Only the last days</source>
            <translation>Nur die letzten Tage</translation>
        </message>
        <message>
            <source>Remove the condition</source>
            <translation>Bedingung entfernen</translation>
        </message>
        <message>
            <source>at least</source>
            <translation>mindestens</translation>
        </message>
        <message>
            <source>at most</source>
            <translation>höchstens</translation>
        </message>
        <message>
            <source>between</source>
            <translation>zwischen</translation>
        </message>
        <message>
            <source>ever</source>
            <translation>jemals</translation>
        </message>
        <message>
            <source>is none of</source>
            <translation>ist keines von</translation>
        </message>
        <message>
            <source>is one of</source>
            <translation>ist eines von</translation>
        </message>
        <message>
            <source>last </source>
            <translation>letzte </translation>
        </message>
    </context>
    <context>
        <name>ConsentScreen</name>
        <message>
            <source>May the camera look at you?</source>
            <translation>Darf die Kamera Sie ansehen?</translation>
        </message>
        <message>
            <source>No, thank you</source>
            <translation>Nein, danke</translation>
        </message>
        <message>
            <source>The camera is on only from your yes until you finish.</source>
            <translation>Die Kamera ist nur an, von Ihrem Ja bis Sie fertig sind.</translation>
        </message>
        <message>
            <source>When you leave, everything is overwritten. We note that somebody was here, never who.</source>
            <translation>Wenn Sie gehen, wird alles überschrieben. Wir halten fest, dass jemand hier war, niemals wer.</translation>
        </message>
        <message>
            <source>Yes, open the camera</source>
            <translation>Ja, Kamera öffnen</translation>
        </message>
        <message>
            <source>Your picture stays in the memory of this device. It is not saved and not sent.</source>
            <translation>Ihr Bild bleibt im Arbeitsspeicher dieses Geräts. Es wird nicht gespeichert und nicht gesendet.</translation>
        </message>
    </context>
    <context>
        <name>CountDialog</name>
        <message>
            <source>Counted on the shelf</source>
            <translation>Im Regal gezählt</translation>
        </message>
    </context>
    <context>
        <name>CountStartDialog</name>
        <message>
            <source>A category</source>
            <translation>Eine Kategorie</translation>
        </message>
        <message>
            <source>All of a category that the books say is there. Sales go on meanwhile.</source>
            <translation>Alles einer Kategorie, was laut Bestand da ist. Verkauft wird weiter.</translation>
        </message>
        <message>
            <source>All that the books say is there. Several people can count at once; sales go on.</source>
            <translation>Alles, was laut Bestand da ist. Mehrere können zugleich zählen; verkauft wird weiter.</translation>
        </message>
        <message>
            <source>Begin</source>
            <translation>Beginnen</translation>
        </message>
        <message>
            <source>Begin a count</source>
            <translation>Zählung beginnen</translation>
        </message>
        <message>
            <source>Blind: those who count do not see what the books say</source>
            <translation>Blind: Wer zählt, sieht nicht, was die Bücher sagen</translation>
        </message>
        <message>
            <source>Category</source>
            <translation>Kategorie</translation>
        </message>
        <message>
            <source>Everything</source>
            <translation>Alles</translation>
        </message>
        <message>
            <source>Products on the list</source>
            <translation>Artikel auf der Liste</translation>
        </message>
        <message>
            <source>The dear ones and those nobody counted for longest come first: some every day.</source>
            <translation>Die teuren und die am längsten nicht gezählten zuerst: jeden Tag ein paar.</translation>
        </message>
        <message>
            <source>What is due</source>
            <translation>Was fällig ist</translation>
        </message>
        <message>
            <source>What to count</source>
            <translation>Was gezählt wird</translation>
        </message>
        <message>
            <source>Where</source>
            <translation>Wo</translation>
        </message>
    </context>
    <context>
        <name>CountWindow</name>
        <message>
            <source>Book the count</source>
            <translation>Zählung buchen</translation>
        </message>
        <message>
            <source>Check the differences</source>
            <translation>Unterschiede prüfen</translation>
        </message>
        <message>
            <source>Count</source>
            <translation>Zählung</translation>
        </message>
        <message>
            <source>Count it again</source>
            <translation>Noch einmal zählen</translation>
        </message>
        <message>
            <source>Count {number}</source>
            <translation>Zählung {number}</translation>
        </message>
        <message>
            <source>Counted on the shelf</source>
            <translation>Im Regal gezählt</translation>
        </message>
        <message>
            <source>Done for now</source>
            <translation>Für jetzt fertig</translation>
        </message>
        <message>
            <source>Give up this count</source>
            <translation>Diese Zählung aufgeben</translation>
        </message>
        <message>
            <source>Go on counting</source>
            <translation>Weiterzählen</translation>
        </message>
        <message>
            <source>Nobody knows the code {code}. Lay the piece aside and go on; this count is kept.</source>
            <translation>Niemand kennt den Code {code}. Legen Sie das Stück beiseite und machen Sie weiter; diese Zählung bleibt.</translation>
        </message>
        <message>
            <source>Nothing counted yet</source>
            <translation>Noch nichts gezählt</translation>
        </message>
        <message>
            <source>Scan a piece or type a product</source>
            <translation>Stück scannen oder Artikel tippen</translation>
        </message>
        <message>
            <source>Scan every piece on the shelf, or type a name and set the number. All is kept as you go.</source>
            <translation>Scannen Sie jedes Stück im Regal, oder tippen Sie einen Namen und setzen Sie die Zahl. Alles wird gleich behalten.</translation>
        </message>
        <message>
            <source>Take back the last</source>
            <translation>Letztes zurücknehmen</translation>
        </message>
        <message>
            <source>blind</source>
            <translation>blind</translation>
        </message>
        <message>
            <source>{done} of {all} products</source>
            <translation>{done} von {all} Artikeln</translation>
        </message>
    </context>
    <context>
        <name>CounterPage</name>
        <message>
            <source>Customer: name, phone, e-mail, card or receipt</source>
            <translation>Kunde: Name, Telefon, E-Mail, Karte oder Beleg</translation>
        </message>
        <message>
            <source>Product: scan, or type</source>
            <translation>Artikel: scannen oder eingeben</translation>
        </message>
    </context>
    <context>
        <name>CountsTab</name>
        <message>
            <source>Begin a count</source>
            <translation>Zählung beginnen</translation>
        </message>
        <message>
            <source>Booked {number}: {lines} products, {found} found, {missing} missing, {value}</source>
            <translation>{number} gebucht: {lines} Artikel, {found} gefunden, {missing} fehlen, {value}</translation>
        </message>
        <message>
            <source>Go on counting</source>
            <translation>Weiterzählen</translation>
        </message>
        <message>
            <source>Here will be every count: what is due today, a category or the whole shop, who counted and what differed.</source>
            <translation>Hier steht jede Zählung: was heute fällig ist, eine Kategorie oder der ganze Laden, wer gezählt hat und was abwich.</translation>
        </message>
        <message>
            <source>Nothing was counted yet</source>
            <translation>Noch wurde nichts gezählt</translation>
        </message>
        <message>
            <source>Sales go on while you count: what is sold meanwhile stays right.</source>
            <translation>Verkauft wird beim Zählen weiter: Was währenddessen verkauft wird, bleibt richtig.</translation>
        </message>
    </context>
    <context>
        <name>CouponsBox</name>
        <message>
            <source>How many codes</source>
            <translation>Wie viele Codes</translation>
        </message>
        <message>
            <source>Make the codes</source>
            <translation>Codes erstellen</translation>
        </message>
        <message>
            <source>No codes yet</source>
            <translation>Noch keine Codes</translation>
        </message>
        <message>
            <source>Save the list as CSV</source>
            <translation>Liste als CSV speichern</translation>
        </message>
        <message>
            <source>Save the list of codes</source>
            <translation>Liste der Codes speichern</translation>
        </message>
        <message>
            <source>Slips to print</source>
            <translation>Zettel zum Drucken</translation>
        </message>
        <message>
            <source>Uses of each code</source>
            <translation>Einlösungen je Code</translation>
        </message>
        <message>
            <source>codes, each good for</source>
            <translation>Codes, jeder gut für</translation>
        </message>
        <message>
            <source>coupons</source>
            <translation>Gutscheine</translation>
        </message>
        <message>
            <source>uses</source>
            <translation>Einlösungen</translation>
        </message>
        <message>
            <source>{issued} codes made, {used} used, {open} can be used</source>
            <translation>{issued} Codes erstellt, {used} eingelöst, {open} noch gültig</translation>
        </message>
    </context>
    <context>
        <name>CrashDialog</name>
        <message>
            <source>Copy report</source>
            <translation>Bericht kopieren</translation>
        </message>
        <message>
            <source>Go on</source>
            <translation>Weiter</translation>
        </message>
        <message>
            <source>Open log folder</source>
            <translation>Protokollordner öffnen</translation>
        </message>
        <message>
            <source>Something went wrong</source>
            <translation>Etwas ist schiefgegangen</translation>
        </message>
        <message>
            <source>This is a fault of the program, not of yours.</source>
            <translation>Das ist ein Fehler des Programms, nicht Ihrer.</translation>
        </message>
        <message>
            <source>What was saved is safe: every change is written whole or not at all. The step you just tried may not have happened; look before you repeat it. The report below is also in the log.</source>
            <translation>Gespeichertes ist sicher: Jede Änderung wird ganz oder gar nicht geschrieben. Der letzte Schritt ist vielleicht nicht ausgeführt worden; bitte nachsehen, bevor Sie ihn wiederholen. Der Bericht unten steht auch im Protokoll.</translation>
        </message>
    </context>
    <context>
        <name>CustomerPanel</name>
        <message>
            <source>Clear</source>
            <translation>Leeren</translation>
        </message>
        <message>
            <source>Due on</source>
            <translation>Fällig am</translation>
        </message>
        <message>
            <source>Find them by name, phone, e-mail, card or receipt, or just start scanning</source>
            <translation>Suche nach Name, Telefon, E-Mail, Karte oder Beleg, oder einfach scannen</translation>
        </message>
        <message>
            <source>Follow-up</source>
            <translation>Zusage</translation>
        </message>
        <message>
            <source>History</source>
            <translation>Verlauf</translation>
        </message>
        <message>
            <source>Next customer, the basket stays (Esc)</source>
            <translation>Nächster Kunde, der Korb bleibt (Esc)</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>Notiz</translation>
        </message>
        <message>
            <source>Walk-in customer</source>
            <translation>Laufkundschaft</translation>
        </message>
        <message>
            <source>What do we promise? Enter saves, Esc leaves</source>
            <translation>Was sagen wir zu? Enter speichert, Esc bricht ab</translation>
        </message>
        <message>
            <source>What should we remember? Enter saves, Esc leaves</source>
            <translation>Was sollen wir uns merken? Enter speichert, Esc bricht ab</translation>
        </message>
        <message>
            <source>d MMM yyyy</source>
            <translation>dd.MM.yyyy</translation>
        </message>
    </context>
    <context>
        <name>CustomerPart</name>
        <message>
            <source>Name, phone, e-mail, town in one line</source>
            <translation>Name, Telefon, E-Mail, Ort in einer Zeile</translation>
        </message>
        <message>
            <source>New customer: {text}</source>
            <translation>Neuer Kunde: {text}</translation>
        </message>
        <message>
            <source>Open {name}</source>
            <translation>{name} öffnen</translation>
        </message>
    </context>
    <context>
        <name>CustomersPage</name>
        <message>
            <source>Add a customer</source>
            <translation>Kunden anlegen</translation>
        </message>
        <message>
            <source>Add them</source>
            <translation>Anlegen</translation>
        </message>
        <message>
            <source>Customers</source>
            <translation>Kunden</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>Erledigt</translation>
        </message>
        <message>
            <source>Due today or before</source>
            <translation>Heute oder früher fällig</translation>
        </message>
        <message>
            <source>Edit the customer</source>
            <translation>Kunden bearbeiten</translation>
        </message>
        <message>
            <source>Everybody</source>
            <translation>Alle</translation>
        </message>
        <message>
            <source>Find a customer</source>
            <translation>Kunden suchen</translation>
        </message>
        <message>
            <source>Forget a customer who asks for it</source>
            <translation>Einen Kunden vergessen, der darum bittet</translation>
        </message>
        <message>
            <source>Found by: {why}</source>
            <translation>Gefunden über: {why}</translation>
        </message>
        <message>
            <source>Here twice</source>
            <translation>Doppelte</translation>
        </message>
        <message>
            <source>Here will be everybody the shop knows. Bring them in from a file, or add one in one line.</source>
            <translation>Hier stehen alle, die das Geschäft kennt. Aus einer Datei importieren oder in einer Zeile anlegen.</translation>
        </message>
        <message>
            <source>Import customers</source>
            <translation>Kunden importieren</translation>
        </message>
        <message>
            <source>Look for customers who are here twice</source>
            <translation>Doppelte Kunden suchen</translation>
        </message>
        <message>
            <source>Name, phone, e-mail, card or receipt</source>
            <translation>Name, Telefon, E-Mail, Karte oder Beleg</translation>
        </message>
        <message>
            <source>New customer</source>
            <translation>Neuer Kunde</translation>
        </message>
        <message>
            <source>No customers yet</source>
            <translation>Noch keine Kunden</translation>
        </message>
        <message>
            <source>Nobody called “{text}”</source>
            <translation>Niemand heißt „{text}“</translation>
        </message>
        <message>
            <source>Nothing is due</source>
            <translation>Nichts ist fällig</translation>
        </message>
        <message>
            <source>Promises due</source>
            <translation>Fällige Zusagen</translation>
        </message>
        <message>
            <source>Save the customers table as CSV</source>
            <translation>Kundentabelle als CSV speichern</translation>
        </message>
        <message>
            <source>Save what is known</source>
            <translation>Bekanntes speichern</translation>
        </message>
        <message>
            <source>Save what is known of the customer</source>
            <translation>Speichern, was über den Kunden bekannt ist</translation>
        </message>
        <message>
            <source>Sell to this customer</source>
            <translation>An diesen Kunden verkaufen</translation>
        </message>
        <message>
            <source>Show promises due</source>
            <translation>Fällige Zusagen zeigen</translation>
        </message>
        <message>
            <source>Try fewer letters, or the phone's last four digits.</source>
            <translation>Weniger Buchstaben versuchen oder die letzten vier Ziffern des Telefons.</translation>
        </message>
        <message>
            <source>What you promise customers for a day is listed here when it is due, with their names.</source>
            <translation>Was Sie Kunden für einen Tag zusagen, steht am Tag der Fälligkeit hier, mit Namen.</translation>
        </message>
        <message>
            <source>{count} customers</source>
            <translation>{count} Kunden</translation>
        </message>
        <message>
            <source>{count} found, the likeliest first</source>
            <translation>{count} gefunden, die besten Treffer zuerst</translation>
        </message>
    </context>
    <context>
        <name>DataSection</name>
        <message>
            <source>A manager takes a backup; only an administrator brings one back.</source>
            <translation>Die Leitung sichert; nur die Administration holt eine Sicherung zurück.</translation>
        </message>
        <message>
            <source>Back up to</source>
            <translation>Sichern nach</translation>
        </message>
        <message>
            <source>Back up to a file</source>
            <translation>In Datei sichern</translation>
        </message>
        <message>
            <source>Bring a backup back</source>
            <translation>Sicherung zurückholen</translation>
        </message>
        <message>
            <source>Bring back</source>
            <translation>Zurückholen</translation>
        </message>
        <message>
            <source>Bringing the backup back</source>
            <translation>Sicherung wird zurückgeholt</translation>
        </message>
        <message>
            <source>Copies</source>
            <translation>Sicherungen</translation>
        </message>
        <message>
            <source>Copying the shop</source>
            <translation>Geschäft wird gesichert</translation>
        </message>
        <message>
            <source>Everything since that backup leaves this shop. Today's state is kept beside it, as a file.</source>
            <translation>Alles seit dieser Sicherung verschwindet aus dem Geschäft. Der heutige Stand bleibt daneben als Datei erhalten.</translation>
        </message>
        <message>
            <source>Holds what the program did, and nothing of your customers.</source>
            <translation>Enthält, was das Programm getan hat, und nichts über Ihre Kunden.</translation>
        </message>
        <message>
            <source>Inter (SIL Open Font License), Lucide icons (ISC) and Qt for Python (LGPL).</source>
            <translation>Inter (SIL Open Font License), Lucide-Symbole (ISC) und Qt for Python (LGPL).</translation>
        </message>
        <message>
            <source>Keep today's</source>
            <translation>Heutigen behalten</translation>
        </message>
        <message>
            <source>Log</source>
            <translation>Protokoll</translation>
        </message>
        <message>
            <source>Open log folder</source>
            <translation>Protokollordner öffnen</translation>
        </message>
        <message>
            <source>Replace</source>
            <translation>Ersetzen</translation>
        </message>
        <message>
            <source>Replace this shop with {name}?</source>
            <translation>Dieses Geschäft durch {name} ersetzen?</translation>
        </message>
        <message>
            <source>Taken while the shop works on. Before a backup comes back, today's state is kept.</source>
            <translation>Läuft, während weiter verkauft wird. Vor dem Zurückholen wird der heutige Stand aufgehoben.</translation>
        </message>
        <message>
            <source>Thanks to</source>
            <translation>Dank an</translation>
        </message>
        <message>
            <source>This shop's file</source>
            <translation>Datei dieses Geschäfts</translation>
        </message>
        <message>
            <source>Version</source>
            <translation>Version</translation>
        </message>
    </context>
    <context>
        <name>DayDialog</name>
        <message>
            <source>Expected</source>
            <translation>Erwartet</translation>
        </message>
        <message>
            <source>Note the day</source>
            <translation>Tag notieren</translation>
        </message>
        <message>
            <source>What is still to come of {number} is expected on this day.</source>
            <translation>Was von {number} noch fehlt, wird an diesem Tag erwartet.</translation>
        </message>
        <message>
            <source>When will it come?</source>
            <translation>Wann kommt es?</translation>
        </message>
    </context>
    <context>
        <name>DeliveriesTab</name>
        <message>
            <source>Booked in error</source>
            <translation>Irrtümlich gebucht</translation>
        </message>
        <message>
            <source>Here will be every delivery that was booked, with who took it in and what came broken.</source>
            <translation>Hier steht jede gebuchte Lieferung: wer sie angenommen hat und was beschädigt war.</translation>
        </message>
        <message>
            <source>No deliveries yet</source>
            <translation>Noch keine Lieferungen</translation>
        </message>
        <message>
            <source>Show the order</source>
            <translation>Bestellung zeigen</translation>
        </message>
        <message>
            <source>Take back</source>
            <translation>Zurücknehmen</translation>
        </message>
    </context>
    <context>
        <name>Desktop</name>
        <message>
            <source>Learning what your customers like</source>
            <translation>Lernt, was Ihre Kunden mögen</translation>
        </message>
        <message>
            <source>Making the demo shop</source>
            <translation>Demogeschäft wird eingerichtet</translation>
        </message>
        <message>
            <source>Opening the demo shop</source>
            <translation>Demogeschäft wird geöffnet</translation>
        </message>
        <message>
            <source>Opening the shop</source>
            <translation>Geschäft wird geöffnet</translation>
        </message>
        <message>
            <source>The settings could not be read and start anew. The old ones are kept at {path}.</source>
            <translation>Die Einstellungen waren nicht lesbar und beginnen neu. Die alten liegen unter {path}.</translation>
        </message>
    </context>
    <context>
        <name>DetailPanel</name>
        <message>
            <source>Back to this version</source>
            <translation>Zurück zu dieser Fassung</translation>
        </message>
        <message>
            <source>Change</source>
            <translation>Ändern</translation>
        </message>
        <message>
            <source>Make them an offer</source>
            <translation>Ein Angebot machen</translation>
        </message>
        <message>
            <source>Members</source>
            <translation>Mitglieder</translation>
        </message>
        <message>
            <source>Members {count}</source>
            <translation>Mitglieder {count}</translation>
        </message>
        <message>
            <source>No members</source>
            <translation>Keine Mitglieder</translation>
        </message>
        <message>
            <source>Nobody fits at the moment. F5 looks again.</source>
            <translation>Im Augenblick passt niemand. F5 sieht noch einmal nach.</translation>
        </message>
        <message>
            <source>Rename</source>
            <translation>Umbenennen</translation>
        </message>
        <message>
            <source>Take out of use</source>
            <translation>Außer Gebrauch nehmen</translation>
        </message>
        <message>
            <source>Use again</source>
            <translation>Wieder verwenden</translation>
        </message>
        <message>
            <source>Versions</source>
            <translation>Fassungen</translation>
        </message>
        <message>
            <source>Write to them</source>
            <translation>Anschreiben</translation>
        </message>
        <message>
            <source>worth {money} in three years</source>
            <translation>in drei Jahren {money} wert</translation>
        </message>
        <message>
            <source>{share} have probably gone</source>
            <translation>{share} sind wahrscheinlich weg</translation>
        </message>
    </context>
    <context>
        <name>DifferencePanel</name>
        <message>
            <source>Leave as they are</source>
            <translation>So lassen</translation>
        </message>
        <message>
            <source>No differences</source>
            <translation>Keine Unterschiede</translation>
        </message>
        <message>
            <source>No product differs.</source>
            <translation>Kein Artikel weicht ab.</translation>
        </message>
        <message>
            <source>None is there</source>
            <translation>Nichts ist da</translation>
        </message>
        <message>
            <source>Not counted by anybody: {count}</source>
            <translation>Von niemandem gezählt: {count}</translation>
        </message>
        <message>
            <source>One product should be counted again before anybody believes it.</source>
            <translation>Ein Artikel sollte noch einmal gezählt werden, bevor man es glaubt.</translation>
        </message>
        <message>
            <source>The books were right.</source>
            <translation>Die Bücher hatten recht.</translation>
        </message>
        <message>
            <source>What nobody counted</source>
            <translation>Was niemand gezählt hat</translation>
        </message>
        <message>
            <source>{count} products should be counted again before anybody believes them.</source>
            <translation>{count} Artikel sollten noch einmal gezählt werden, bevor man es glaubt.</translation>
        </message>
        <message>
            <source>{lines} of {all} products differ: {units} units, {value}</source>
            <translation>{lines} von {all} Artikeln weichen ab: {units} Stück, {value}</translation>
        </message>
    </context>
    <context>
        <name>DiscountDialog</name>
        <message>
            <source>10 % or 5.00</source>
            <translation>10 % oder 5,00</translation>
        </message>
        <message>
            <source>Allow it</source>
            <translation>Erlauben</translation>
        </message>
        <message>
            <source>Discount</source>
            <translation>Rabatt</translation>
        </message>
        <message>
            <source>Give discount</source>
            <translation>Rabatt geben</translation>
        </message>
        <message>
            <source>Leave as it is</source>
            <translation>So lassen</translation>
        </message>
        <message>
            <source>No discount</source>
            <translation>Kein Rabatt</translation>
        </message>
        <message>
            <source>On the whole basket</source>
            <translation>Auf den ganzen Korb</translation>
        </message>
        <message>
            <source>PIN of a manager</source>
            <translation>PIN der Leitung</translation>
        </message>
        <message>
            <source>{old} becomes {new}</source>
            <translation>Aus {old} wird {new}</translation>
        </message>
    </context>
    <context>
        <name>DuplicatesPanel</name>
        <message>
            <source>Compare and merge</source>
            <translation>Vergleichen</translation>
        </message>
        <message>
            <source>Customers who share a number, an address or a name are compared; nothing is merged by itself.</source>
            <translation>Verglichen werden Kunden mit gleicher Nummer, Adresse oder gleichem Namen; von selbst wird nichts zusammengeführt.</translation>
        </message>
        <message>
            <source>Is anybody here twice?</source>
            <translation>Ist jemand doppelt da?</translation>
        </message>
        <message>
            <source>Look again</source>
            <translation>Erneut suchen</translation>
        </message>
        <message>
            <source>Look for them</source>
            <translation>Suchen</translation>
        </message>
        <message>
            <source>Looking</source>
            <translation>Sucht</translation>
        </message>
        <message>
            <source>Nobody seems to be here twice</source>
            <translation>Niemand scheint doppelt zu sein</translation>
        </message>
        <message>
            <source>Nobody was merged yet.</source>
            <translation>Noch niemand wurde zusammengeführt.</translation>
        </message>
        <message>
            <source>Past merges</source>
            <translation>Zusammengeführt</translation>
        </message>
        <message>
            <source>The rest of the window can be used meanwhile.</source>
            <translation>Sie können inzwischen weiterarbeiten.</translation>
        </message>
        <message>
            <source>Undo this merge</source>
            <translation>Wieder trennen</translation>
        </message>
        <message>
            <source>{count} likely pairs</source>
            <translation>{count} wahrscheinliche Paare</translation>
        </message>
        <message>
            <source>{kept} and {absorbed} become two customers again.</source>
            <translation>{kept} und {absorbed} werden wieder zwei Kunden.</translation>
        </message>
    </context>
    <context>
        <name>EditDialog</name>
        <message>
            <source>Company</source>
            <translation>Firma</translation>
        </message>
        <message>
            <source>Country</source>
            <translation>Land</translation>
        </message>
        <message>
            <source>Family name</source>
            <translation>Nachname</translation>
        </message>
        <message>
            <source>Given name</source>
            <translation>Vorname</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>Sprache</translation>
        </message>
        <message>
            <source>Postcode</source>
            <translation>PLZ</translation>
        </message>
        <message>
            <source>Street</source>
            <translation>Straße</translation>
        </message>
        <message>
            <source>Town</source>
            <translation>Ort</translation>
        </message>
    </context>
    <context>
        <name>EraseDialog</name>
        <message>
            <source>Backups and tables that were saved before still hold the name: delete them, too. Restoring a backup brings the customer back.</source>
            <translation>Sicherungen und Tabellen, die vorher gespeichert wurden, enthalten den Namen noch: bitte ebenfalls löschen. Wer eine Sicherung zurückspielt, holt den Kunden zurück.</translation>
        </message>
        <message>
            <source>Letters that wait and will not leave</source>
            <translation>Wartende Briefe, die nicht mehr abgehen</translation>
        </message>
        <message>
            <source>Name, address, contacts, consents, notes, promises, wishes, dates and the text of every letter are deleted, also of those who were merged into them.</source>
            <translation>Name, Anschrift, Kontakte, Einwilligungen, Notizen, Zusagen, Wünsche, Termine und der Text jedes Briefs werden gelöscht, auch bei allen, die mit diesem Kunden zusammengeführt wurden.</translation>
        </message>
        <message>
            <source>Open promises that go</source>
            <translation>Offene Zusagen, die entfallen</translation>
        </message>
        <message>
            <source>Points that lapse</source>
            <translation>Punkte, die verfallen</translation>
        </message>
        <message>
            <source>Receipts that stay in the books, without a name</source>
            <translation>Belege, die ohne Namen in den Büchern bleiben</translation>
        </message>
        <message>
            <source>The customer has asked for this</source>
            <translation>Der Kunde hat darum gebeten</translation>
        </message>
        <message>
            <source>Tick that the customer has asked for it.</source>
            <translation>Bitte ankreuzen, dass der Kunde darum gebeten hat.</translation>
        </message>
        <message>
            <source>{name} ({number}). This cannot be undone.</source>
            <translation>{name} ({number}). Das lässt sich nicht rückgängig machen.</translation>
        </message>
    </context>
    <context>
        <name>ExampleCard</name>
        <message>
            <source>A basket of {day} under this offer, at today's prices</source>
            <translation>Ein Einkauf ({day}) mit diesem Angebot, zu heutigen Preisen</translation>
        </message>
        <message>
            <source>No basket of late would have had this offer.</source>
            <translation>Kein Einkauf der letzten Zeit hätte dieses Angebot bekommen.</translation>
        </message>
        <message>
            <source>{before} becomes {after}: {off} off</source>
            <translation>Aus {before} werden {after}: {off} weniger</translation>
        </message>
        <message>
            <source>{points} points</source>
            <translation>{points} Punkte</translation>
        </message>
    </context>
    <context>
        <name>ExperimentCard</name>
        <message>
            <source>Bought</source>
            <translation>Gekauft</translation>
        </message>
        <message>
            <source>Customers</source>
            <translation>Kunden</translation>
        </message>
        <message>
            <source>Lists</source>
            <translation>Listen</translation>
        </message>
        <message>
            <source>Offered</source>
            <translation>Angeboten</translation>
        </message>
        <message>
            <source>Share bought</source>
            <translation>Davon gekauft</translation>
        </message>
        <message>
            <source>Spent in 30 days</source>
            <translation>Ausgaben in 30 Tagen</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>Beenden</translation>
        </message>
        <message>
            <source>Use {method} from now on</source>
            <translation>Ab jetzt „{method}“ verwenden</translation>
        </message>
        <message>
            <source>better</source>
            <translation>besser</translation>
        </message>
    </context>
    <context>
        <name>ExperimentDialog</name>
        <message>
            <source> percentage points</source>
            <translation> Prozentpunkte</translation>
        </message>
        <message>
            <source>A, as now</source>
            <translation>A, wie bisher</translation>
        </message>
        <message>
            <source>B, compared with it</source>
            <translation>B, im Vergleich dazu</translation>
        </message>
        <message>
            <source>Compare two methods</source>
            <translation>Zwei Methoden vergleichen</translation>
        </message>
        <message>
            <source>Customers who get B</source>
            <translation>Kunden, die B bekommen</translation>
        </message>
        <message>
            <source>Keep as draft</source>
            <translation>Als Entwurf behalten</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Name</translation>
        </message>
        <message>
            <source>Offers that are bought</source>
            <translation>Was vom Angebotenen gekauft wird</translation>
        </message>
        <message>
            <source>Smallest difference worth knowing</source>
            <translation>Kleinster Unterschied, der zählt</translation>
        </message>
        <message>
            <source>Spending in 30 days</source>
            <translation>Ausgaben in 30 Tagen</translation>
        </message>
        <message>
            <source>Start</source>
            <translation>Starten</translation>
        </message>
        <message>
            <source>The smaller it is, the longer it takes: half of it takes four times as long.</source>
            <translation>Je kleiner, desto länger dauert es: Der halbe Unterschied braucht viermal so lang.</translation>
        </message>
        <message>
            <source>Throw away</source>
            <translation>Verwerfen</translation>
        </message>
        <message>
            <source>What decides</source>
            <translation>Was entscheidet</translation>
        </message>
        <message>
            <source>{a} or {b}</source>
            <translation>{a} oder {b}</translation>
        </message>
    </context>
    <context>
        <name>ExperimentsTab</name>
        <message>
            <source>It cannot go on afterwards; what happens later does not count any more. {verdict}</source>
            <translation>Danach kann er nicht weiterlaufen; was später geschieht, zählt nicht mehr. {verdict}</translation>
        </message>
        <message>
            <source>Let it run</source>
            <translation>Laufen lassen</translation>
        </message>
        <message>
            <source>New experiment</source>
            <translation>Neuer Versuch</translation>
        </message>
        <message>
            <source>Nothing was compared here yet</source>
            <translation>Hier wurde noch nichts verglichen</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>Öffnen</translation>
        </message>
        <message>
            <source>Others</source>
            <translation>Andere Versuche</translation>
        </message>
        <message>
            <source>Show</source>
            <translation>Zeigen</translation>
        </message>
        <message>
            <source>Stop it</source>
            <translation>Beenden</translation>
        </message>
        <message>
            <source>Stop the experiment?</source>
            <translation>Versuch beenden?</translation>
        </message>
        <message>
            <source>Two methods of recommending are shown to different customers for a while. Here you will see which of them sells better, and how sure that is.</source>
            <translation>Zwei Methoden der Empfehlung werden eine Zeit lang verschiedenen Kunden gezeigt. Hier steht dann, welche besser verkauft und wie sicher das ist.</translation>
        </message>
    </context>
    <context>
        <name>FilterBar</name>
        <message>
            <source>All categories</source>
            <translation>Alle Kategorien</translation>
        </message>
        <message>
            <source>All locations</source>
            <translation>Alle Standorte</translation>
        </message>
        <message>
            <source>All suppliers</source>
            <translation>Alle Lieferanten</translation>
        </message>
        <message>
            <source>Any stock</source>
            <translation>Jeder Bestand</translation>
        </message>
        <message>
            <source>Below zero</source>
            <translation>Unter null</translation>
        </message>
        <message>
            <source>Category</source>
            <translation>Kategorie</translation>
        </message>
        <message>
            <source>Location</source>
            <translation>Standort</translation>
        </message>
        <message>
            <source>Low</source>
            <translation>Knapp</translation>
        </message>
        <message>
            <source>None left</source>
            <translation>Keine mehr</translation>
        </message>
        <message>
            <source>Not counted</source>
            <translation>Nicht gezählt</translation>
        </message>
        <message>
            <source>Stock</source>
            <translation>Bestand</translation>
        </message>
        <message>
            <source>Supplier</source>
            <translation>Lieferant</translation>
        </message>
        <message>
            <source>Withdrawn</source>
            <translation>Ausgelistet</translation>
        </message>
    </context>
    <context>
        <name>FilterRow</name>
        <message>
            <source>All categories</source>
            <translation>Alle Kategorien</translation>
        </message>
        <message>
            <source>All locations</source>
            <translation>Alle Standorte</translation>
        </message>
        <message>
            <source>All suppliers</source>
            <translation>Alle Lieferanten</translation>
        </message>
        <message>
            <source>Category</source>
            <translation>Kategorie</translation>
        </message>
        <message>
            <source>Clear</source>
            <translation>Leeren</translation>
        </message>
        <message>
            <source>Find in the inventory</source>
            <translation>In der Disposition suchen</translation>
        </message>
        <message>
            <source>Highest price</source>
            <translation>Höchster Preis</translation>
        </message>
        <message>
            <source>In stock</source>
            <translation>Vorrätig</translation>
        </message>
        <message>
            <source>Leave out what this customer has bought before</source>
            <translation>Ohne das, was dieser Kunde schon gekauft hat</translation>
        </message>
        <message>
            <source>Location</source>
            <translation>Standort</translation>
        </message>
        <message>
            <source>Lowest price</source>
            <translation>Niedrigster Preis</translation>
        </message>
        <message>
            <source>Name, number or code</source>
            <translation>Name, Nummer oder Code</translation>
        </message>
        <message>
            <source>No filter any more ({key})</source>
            <translation>Kein Filter mehr ({key})</translation>
        </message>
        <message>
            <source>Only new</source>
            <translation>Nur Neues</translation>
        </message>
        <message>
            <source>Only what was counted and is here</source>
            <translation>Nur was gezählt wurde und da ist</translation>
        </message>
        <message>
            <source>Price</source>
            <translation>Preis</translation>
        </message>
        <message>
            <source>Supplier</source>
            <translation>Lieferant</translation>
        </message>
        <message>
            <source>from</source>
            <translation>von</translation>
        </message>
        <message>
            <source>to</source>
            <translation>bis</translation>
        </message>
    </context>
    <context>
        <name>FindingCard</name>
        <message>
            <source>Open imports</source>
            <translation>Importe öffnen</translation>
        </message>
    </context>
    <context>
        <name>FinishedPanel</name>
        <message>
            <source>Change</source>
            <translation>Rückgeld</translation>
        </message>
        <message>
            <source>Exchange complete</source>
            <translation>Umtausch abgeschlossen</translation>
        </message>
        <message>
            <source>Give back</source>
            <translation>Auszahlen</translation>
        </message>
        <message>
            <source>Give back as a voucher</source>
            <translation>Als Gutschein zurück</translation>
        </message>
        <message>
            <source>Give back by transfer</source>
            <translation>Per Überweisung zurück</translation>
        </message>
        <message>
            <source>Give back in cash</source>
            <translation>Bar zurück</translation>
        </message>
        <message>
            <source>Give back to the card</source>
            <translation>Auf die Karte zurück</translation>
        </message>
        <message>
            <source>Next customer</source>
            <translation>Nächster Kunde</translation>
        </message>
        <message>
            <source>Paid</source>
            <translation>Bezahlt</translation>
        </message>
        <message>
            <source>Print receipt</source>
            <translation>Beleg drucken</translation>
        </message>
        <message>
            <source>Receipt {number}</source>
            <translation>Beleg {number}</translation>
        </message>
        <message>
            <source>Return booked</source>
            <translation>Rückgabe gebucht</translation>
        </message>
        <message>
            <source>Sale complete</source>
            <translation>Verkauf abgeschlossen</translation>
        </message>
        <message>
            <source>Save PDF</source>
            <translation>Als PDF</translation>
        </message>
    </context>
    <context>
        <name>FirstStaffScreen</name>
        <message>
            <source>Keep this shop</source>
            <translation>Geschäft übernehmen</translation>
        </message>
        <message>
            <source>Nobody works here yet. The first one is the administrator, and adds the others in the settings.</source>
            <translation>Hier arbeitet noch niemand. Die erste Person verwaltet das Geschäft und legt die anderen in den Optionen an.</translation>
        </message>
        <message>
            <source>PIN again</source>
            <translation>PIN wiederholen</translation>
        </message>
        <message>
            <source>The two PINs differ.</source>
            <translation>Die beiden PINs sind verschieden.</translation>
        </message>
        <message>
            <source>Whose shop is this?</source>
            <translation>Wem gehört dieses Geschäft?</translation>
        </message>
        <message>
            <source>Your PIN</source>
            <translation>Ihre PIN</translation>
        </message>
        <message>
            <source>Your name</source>
            <translation>Ihr Name</translation>
        </message>
    </context>
    <context>
        <name>FloorArrangement</name>
        <message>
            <source>Parts of this page</source>
            <translation>Teile dieser Seite</translation>
        </message>
    </context>
    <context>
        <name>ForecastDesk</name>
        <message>
            <source>Forecasting demand</source>
            <translation>Die Nachfrage wird prognostiziert</translation>
        </message>
    </context>
    <context>
        <name>ForecastSection</name>
        <message>
            <source>:00</source>
            <translation>:00</translation>
        </message>
        <message>
            <source>Also</source>
            <translation>Außerdem</translation>
        </message>
        <message>
            <source>Every day</source>
            <translation>Jeden Tag</translation>
        </message>
        <message>
            <source>Forecast the demand</source>
            <translation>Nachfrage prognostizieren</translation>
        </message>
        <message>
            <source>From</source>
            <translation>Ab</translation>
        </message>
        <message>
            <source>In the background, for every product and the next 90 days.</source>
            <translation>Im Hintergrund, für jedes Produkt und die nächsten 90 Tage.</translation>
        </message>
        <message>
            <source>Not by itself</source>
            <translation>Nicht von selbst</translation>
        </message>
        <message>
            <source>Once the day before is over. A terminal that is off then makes up for it when it is started.</source>
            <translation>Sobald der Vortag vorbei ist. Ein Terminal, das dann aus ist, holt es beim Start nach.</translation>
        </message>
        <message>
            <source>Only a manager changes these.</source>
            <translation>Nur die Leitung ändert das.</translation>
        </message>
        <message>
            <source>Public holidays of</source>
            <translation>Feiertage von</translation>
        </message>
        <message>
            <source>Save plan</source>
            <translation>Plan speichern</translation>
        </message>
        <message>
            <source>The country is the shop's own; closed days are seen from the sales.</source>
            <translation>Das Land ist das des Geschäfts; geschlossene Tage zeigen sich an den Verkäufen.</translation>
        </message>
        <message>
            <source>after records were imported</source>
            <translation>nach einem Import</translation>
        </message>
        <message>
            <source>the whole country</source>
            <translation>dem ganzen Land</translation>
        </message>
    </context>
    <context>
        <name>FormDialog</name>
        <message>
            <source>Leave</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <source>PIN of a manager</source>
            <translation>PIN der Leitung</translation>
        </message>
    </context>
    <context>
        <name>GoStep</name>
        <message>
            <source>Approve</source>
            <translation>Freigeben</translation>
        </message>
        <message>
            <source>By the rehearsal: {verdict}</source>
            <translation>Laut Probelauf: {verdict}</translation>
        </message>
        <message>
            <source>Change from now on</source>
            <translation>Ab jetzt ändern</translation>
        </message>
        <message>
            <source>Go there</source>
            <translation>Dorthin</translation>
        </message>
        <message>
            <source>Note for colleagues</source>
            <translation>Notiz für Kolleginnen und Kollegen</translation>
        </message>
        <message>
            <source>Nothing is in the way.</source>
            <translation>Nichts steht im Weg.</translation>
        </message>
        <message>
            <source>Take the approval back</source>
            <translation>Freigabe zurücknehmen</translation>
        </message>
        <message>
            <source>Take them out</source>
            <translation>Herausnehmen</translation>
        </message>
        <message>
            <source>nothing is missing</source>
            <translation>nichts fehlt</translation>
        </message>
        <message>
            <source>one thing is missing</source>
            <translation>eins fehlt noch</translation>
        </message>
        <message>
            <source>{count} things are missing</source>
            <translation>{count} Dinge fehlen noch</translation>
        </message>
    </context>
    <context>
        <name>GoesWith</name>
        <message>
            <source>Add</source>
            <translation>Dazu</translation>
        </message>
        <message>
            <source>Add {name}</source>
            <translation>{name} hinzufügen</translation>
        </message>
        <message>
            <source>Goes with it</source>
            <translation>Passt dazu</translation>
        </message>
    </context>
    <context>
        <name>GroupsDesk</name>
        <message>
            <source>Grouping the customers</source>
            <translation>Kunden werden gruppiert</translation>
        </message>
        <message>
            <source>Making segments of the groups</source>
            <translation>Aus den Gruppen werden Segmente</translation>
        </message>
        <message>
            <source>{count} groups are segments now</source>
            <translation>{count} Gruppen sind jetzt Segmente</translation>
        </message>
    </context>
    <context>
        <name>GroupsTab</name>
        <message>
            <source> groups</source>
            <translation> Gruppen</translation>
        </message>
        <message>
            <source>Customers on a plane, those alike near each other</source>
            <translation>Kunden auf einer Ebene, ähnliche nahe beieinander</translation>
        </message>
        <message>
            <source>Group my customers</source>
            <translation>Meine Kunden gruppieren</translation>
        </message>
        <message>
            <source>Here will be your customers in groups of those who buy alike: what, how much, how often. The shop's sales are looked at, several numbers of groups are tried, and nothing changes until you use them.</source>
            <translation>Hier werden Ihre Kunden in Gruppen stehen, die ähnlich kaufen: was, wie viel, wie oft. Die Verkäufe werden angesehen, mehrere Zahlen von Gruppen versucht, und nichts ändert sich, bis Sie die Gruppen verwenden.</translation>
        </message>
        <message>
            <source>How many groups</source>
            <translation>Wie viele Gruppen</translation>
        </message>
        <message>
            <source>In use</source>
            <translation>In Gebrauch</translation>
        </message>
        <message>
            <source>Nobody was grouped yet</source>
            <translation>Noch niemand wurde gruppiert</translation>
        </message>
        <message>
            <source>Number of groups</source>
            <translation>Zahl der Gruppen</translation>
        </message>
        <message>
            <source>Plane</source>
            <translation>Ebene</translation>
        </message>
        <message>
            <source>Rename</source>
            <translation>Umbenennen</translation>
        </message>
        <message>
            <source>Rename the group</source>
            <translation>Gruppe umbenennen</translation>
        </message>
        <message>
            <source>Use these groups</source>
            <translation>Diese Gruppen verwenden</translation>
        </message>
        <message>
            <source>as many as fit</source>
            <translation>so viele wie passen</translation>
        </message>
        <message>
            <source>{count} customers in {groups} groups, {day}</source>
            <translation>{count} Kunden in {groups} Gruppen, {day}</translation>
        </message>
        <message>
            <source>{count} want no personal advice and are left out</source>
            <translation>{count} wünschen keine persönlichen Vorschläge und bleiben außen vor</translation>
        </message>
    </context>
    <context>
        <name>Header</name>
        <message>
            <source>All actions</source>
            <translation>Alle Aktionen</translation>
        </message>
        <message>
            <source>Demo shop</source>
            <translation>Demogeschäft</translation>
        </message>
        <message>
            <source>Light or dark</source>
            <translation>Hell oder dunkel</translation>
        </message>
        <message>
            <source>Look at the recommendations</source>
            <translation>Empfehlungen ansehen</translation>
        </message>
        <message>
            <source>Switch staff</source>
            <translation>Personal wechseln</translation>
        </message>
        <message>
            <source>They no longer fit what is sold, or cannot be learned anew.</source>
            <translation>Sie passen nicht mehr zu dem, was verkauft wird, oder lassen sich nicht neu lernen.</translation>
        </message>
    </context>
    <context>
        <name>HealthDesk</name>
        <message>
            <source>Learning from the sales</source>
            <translation>Lernt aus den Verkäufen</translation>
        </message>
        <message>
            <source>Looking at recent sales</source>
            <translation>Sieht die letzten Verkäufe durch</translation>
        </message>
    </context>
    <context>
        <name>HealthTab</name>
        <message>
            <source>Change the plan</source>
            <translation>Plan ändern</translation>
        </message>
        <message>
            <source>Here will be whether the recommendations still fit what is sold, and what to do if they do not.</source>
            <translation>Hier steht dann, ob die Empfehlungen noch zu dem passen, was verkauft wird, und was zu tun ist, wenn nicht.</translation>
        </message>
        <message>
            <source>Learn anew</source>
            <translation>Neu lernen</translation>
        </message>
        <message>
            <source>Learn from the sales</source>
            <translation>Aus Verkäufen lernen</translation>
        </message>
        <message>
            <source>Learn the recommendations anew</source>
            <translation>Empfehlungen neu lernen</translation>
        </message>
        <message>
            <source>Learned</source>
            <translation>Gelernt</translation>
        </message>
        <message>
            <source>Learned anew, but it was worse: the one before goes on serving</source>
            <translation>Neu gelernt, aber schlechter: die vorige Version antwortet weiter</translation>
        </message>
        <message>
            <source>Learned anew; it serves from now on</source>
            <translation>Neu gelernt; das gilt ab jetzt</translation>
        </message>
        <message>
            <source>Learned lately</source>
            <translation>Zuletzt gelernt</translation>
        </message>
        <message>
            <source>Learned next</source>
            <translation>Nächstes Lernen</translation>
        </message>
        <message>
            <source>Look again</source>
            <translation>Neu prüfen</translation>
        </message>
        <message>
            <source>Look at the recommendations again</source>
            <translation>Empfehlungen noch einmal prüfen</translation>
        </message>
        <message>
            <source>Nothing was learned here yet</source>
            <translation>Hier wurde noch nichts gelernt</translation>
        </message>
        <message>
            <source>Share of visits foreseen, look by look: {shares}</source>
            <translation>Anteil der vorhergesehenen Besuche, Prüfung für Prüfung: {shares}</translation>
        </message>
        <message>
            <source>Too few visits since it was learned.</source>
            <translation>Zu wenige Besuche seit dem Lernen.</translation>
        </message>
        <message>
            <source>Visits foreseen lately</source>
            <translation>Zuletzt vorhergesehene Besuche</translation>
        </message>
        <message>
            <source>of {visits} visits took one of the ten products in front</source>
            <translation>von {visits} Besuchen nahmen einen der zehn vordersten Artikel</translation>
        </message>
        <message>
            <source>{lines} lines sold since</source>
            <translation>{lines} Zeilen seither verkauft</translation>
        </message>
        <message>
            <source>{share} were to be expected</source>
            <translation>zu erwarten waren {share}</translation>
        </message>
    </context>
    <context>
        <name>HearingDialog</name>
        <message>
            <source>A manager for whom nothing is chosen hears of everything.</source>
            <translation>Wer leitet und für wen nichts gewählt ist, hört von allem.</translation>
        </message>
        <message>
            <source>Add</source>
            <translation>Hinzufügen</translation>
        </message>
        <message>
            <source>All administrators</source>
            <translation>Alle Administratoren</translation>
        </message>
        <message>
            <source>All associates</source>
            <translation>Alle Mitarbeitenden</translation>
        </message>
        <message>
            <source>All categories</source>
            <translation>Alle Warengruppen</translation>
        </message>
        <message>
            <source>All kinds</source>
            <translation>Alle Arten</translation>
        </message>
        <message>
            <source>All managers</source>
            <translation>Alle Leitenden</translation>
        </message>
        <message>
            <source>Category</source>
            <translation>Warengruppe</translation>
        </message>
        <message>
            <source>End</source>
            <translation>Beenden</translation>
        </message>
        <message>
            <source>Kind</source>
            <translation>Art</translation>
        </message>
        <message>
            <source>Nothing is chosen yet: every manager hears of everything.</source>
            <translation>Noch ist nichts gewählt: alle Leitenden hören von allem.</translation>
        </message>
        <message>
            <source>Who</source>
            <translation>Wer</translation>
        </message>
        <message>
            <source>Who hears of which alerts</source>
            <translation>Wer von welchen Hinweisen hört</translation>
        </message>
        <message>
            <source>all categories</source>
            <translation>alle Warengruppen</translation>
        </message>
        <message>
            <source>all kinds</source>
            <translation>alle Arten</translation>
        </message>
        <message>
            <source>somebody who left</source>
            <translation>jemand, der gegangen ist</translation>
        </message>
    </context>
    <context>
        <name>HeldDialog</name>
        <message>
            <source>Close</source>
            <translation>Schließen</translation>
        </message>
        <message>
            <source>No basket is set aside. F6 sets the open one aside.</source>
            <translation>Kein Korb ist geparkt. F6 parkt den offenen.</translation>
        </message>
        <message>
            <source>Resume</source>
            <translation>Fortsetzen</translation>
        </message>
    </context>
    <context>
        <name>HistoryList</name>
        <message>
            <source>Nothing bought here yet.</source>
            <translation>Hier noch nichts gekauft.</translation>
        </message>
        <message>
            <source>came back</source>
            <translation>zurückgegeben</translation>
        </message>
    </context>
    <context>
        <name>HoldRow</name>
        <message>
            <source>Give up</source>
            <translation>Aufgeben</translation>
        </message>
        <message>
            <source>Put in basket</source>
            <translation>In den Korb</translation>
        </message>
        <message>
            <source>{since}, until {time}</source>
            <translation>{since}, bis {time}</translation>
        </message>
    </context>
    <context>
        <name>HoldScreen</name>
        <message>
            <source>Back to the mirror</source>
            <translation>Zurück zum Spiegel</translation>
        </message>
        <message>
            <source>Finish</source>
            <translation>Fertig</translation>
        </message>
        <message>
            <source>Hold these for me</source>
            <translation>Diese zurücklegen</translation>
        </message>
        <message>
            <source>Show this at the counter, or photograph it.</source>
            <translation>Zeigen Sie das an der Kasse, oder fotografieren Sie es.</translation>
        </message>
        <message>
            <source>We hold it until {time}.</source>
            <translation>Wir legen es bis {time} Uhr zurück.</translation>
        </message>
        <message>
            <source>We put them aside. You show a code at the counter; nobody asks for your name.</source>
            <translation>Wir legen es beiseite. Sie zeigen an der Kasse einen Code; niemand fragt nach Ihrem Namen.</translation>
        </message>
        <message>
            <source>What shall we hold for you?</source>
            <translation>Was sollen wir zurücklegen?</translation>
        </message>
    </context>
    <context>
        <name>HoldsCard</name>
        <message>
            <source>Nothing. What a visitor holds at the kiosk stands here until it is asked for.</source>
            <translation>Nichts. Was ein Besucher am Kiosk zurücklegen lässt, steht hier, bis jemand danach fragt.</translation>
        </message>
        <message>
            <source>Put aside for visitors</source>
            <translation>Für Besucher zurückgelegt</translation>
        </message>
    </context>
    <context>
        <name>ImportDesk</name>
        <message>
            <source>Importing {file}</source>
            <translation>{file} wird importiert</translation>
        </message>
        <message>
            <source>Learning from the sales</source>
            <translation>Lernt aus den Verkäufen</translation>
        </message>
        <message>
            <source>Saved {file}</source>
            <translation>{file} gespeichert</translation>
        </message>
    </context>
    <context>
        <name>ImportPage</name>
        <message>
            <source>Choose files</source>
            <translation>Dateien wählen</translation>
        </message>
        <message>
            <source>Choose files to import</source>
            <translation>Dateien für den Import wählen</translation>
        </message>
        <message>
            <source>Customers</source>
            <translation>Kunden</translation>
        </message>
        <message>
            <source>Drop files here</source>
            <translation>Dateien hier ablegen</translation>
        </message>
        <message>
            <source>File</source>
            <translation>Datei</translation>
        </message>
        <message>
            <source>Holds</source>
            <translation>Inhalt</translation>
        </message>
        <message>
            <source>Import</source>
            <translation>Importieren</translation>
        </message>
        <message>
            <source>Import these files</source>
            <translation>Diese Dateien importieren</translation>
        </message>
        <message>
            <source>New lines</source>
            <translation>Neue Zeilen</translation>
        </message>
        <message>
            <source>Nothing was imported yet. Every import is listed here with its report.</source>
            <translation>Noch nichts importiert. Jeder Import steht hier mit seinem Bericht.</translation>
        </message>
        <message>
            <source>Past imports</source>
            <translation>Frühere Importe</translation>
        </message>
        <message>
            <source>Refused</source>
            <translation>Abgelehnt</translation>
        </message>
        <message>
            <source>Sales</source>
            <translation>Verkäufe</translation>
        </message>
        <message>
            <source>Sales, products, customers or stock counts as CSV, CSV.gz or XLSX. You see what is understood before anything is written, and importing a file twice changes nothing.</source>
            <translation>Verkäufe, Artikel, Kunden oder Bestände als CSV, CSV.gz oder XLSX. Sie sehen, was verstanden wurde, bevor etwas geschrieben wird; eine Datei zweimal zu importieren ändert nichts.</translation>
        </message>
        <message>
            <source>Show past imports</source>
            <translation>Frühere Importe zeigen</translation>
        </message>
        <message>
            <source>Show the report</source>
            <translation>Bericht zeigen</translation>
        </message>
        <message>
            <source>Starting</source>
            <translation>Startet</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>Anhalten</translation>
        </message>
        <message>
            <source>Tables (*.csv *.csv.gz *.gz *.txt *.tsv *.xlsx);;All files (*)</source>
            <translation>Tabellen (*.csv *.csv.gz *.gz *.txt *.tsv *.xlsx);;Alle Dateien (*)</translation>
        </message>
        <message>
            <source>The import was stopped. The shop is as it was.</source>
            <translation>Der Import wurde angehalten. Das Geschäft ist wie zuvor.</translation>
        </message>
        <message>
            <source>The rest of the window can be used meanwhile. Stopping leaves the shop as it was.</source>
            <translation>Sie können inzwischen weiterarbeiten. Beim Anhalten bleibt das Geschäft, wie es war.</translation>
        </message>
        <message>
            <source>When</source>
            <translation>Wann</translation>
        </message>
        <message>
            <source>Working</source>
            <translation>Arbeitet</translation>
        </message>
    </context>
    <context>
        <name>IntervalBar</name>
        <message>
            <source>{method} better</source>
            <translation>{method} besser</translation>
        </message>
    </context>
    <context>
        <name>InventoryPage</name>
        <message>
            <source>Documents (*.pdf)</source>
            <translation>Dokumente (*.pdf)</translation>
        </message>
        <message>
            <source>Figures: {when}</source>
            <translation>Kennzahlen: {when}</translation>
        </message>
        <message>
            <source>Inventory</source>
            <translation>Disposition</translation>
        </message>
        <message>
            <source>Putting the figures together for the first time</source>
            <translation>Die Kennzahlen werden zum ersten Mal zusammengestellt</translation>
        </message>
        <message>
            <source>Save the inventory</source>
            <translation>Disposition speichern</translation>
        </message>
        <message>
            <source>Saved {path}</source>
            <translation>{path} gespeichert</translation>
        </message>
    </context>
    <context>
        <name>ItemDialog</name>
        <message>
            <source>Cheaper from</source>
            <translation>Günstiger ab</translation>
        </message>
        <message>
            <source>Cost of one, {currency}</source>
            <translation>Preis je Stück, {currency}</translation>
        </message>
        <message>
            <source>Lead time, days</source>
            <translation>Lieferzeit in Tagen</translation>
        </message>
        <message>
            <source>Least units</source>
            <translation>Mindestmenge</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Speichern</translation>
        </message>
        <message>
            <source>Terms of a product</source>
            <translation>Konditionen eines Artikels</translation>
        </message>
        <message>
            <source>Their number</source>
            <translation>Deren Nummer</translation>
        </message>
        <message>
            <source>Units in a pack</source>
            <translation>Stück je Packung</translation>
        </message>
        <message>
            <source>Units: cost of one; the next after a semicolon.</source>
            <translation>Stückzahl: Preis je Stück; weitere nach einem Semikolon.</translation>
        </message>
        <message>
            <source>as the supplier</source>
            <translation>wie der Lieferant</translation>
        </message>
    </context>
    <context>
        <name>JobRow</name>
        <message>
            <source>Stop</source>
            <translation>Anhalten</translation>
        </message>
        <message>
            <source>Stopping</source>
            <translation>Hält an</translation>
        </message>
        <message>
            <source>{done} of {total}</source>
            <translation>{done} von {total}</translation>
        </message>
    </context>
    <context>
        <name>KeySheet</name>
        <message>
            <source>Close (Esc)</source>
            <translation>Schließen (Esc)</translation>
        </message>
        <message>
            <source>Keys</source>
            <translation>Tasten</translation>
        </message>
    </context>
    <context>
        <name>LazyTable</name>
        <message>
            <source>Columns</source>
            <translation>Spalten</translation>
        </message>
        <message>
            <source>Copied {count} rows</source>
            <translation>{count} Zeilen kopiert</translation>
        </message>
        <message>
            <source>Copy rows</source>
            <translation>Zeilen kopieren</translation>
        </message>
        <message>
            <source>Save the table</source>
            <translation>Tabelle speichern</translation>
        </message>
        <message>
            <source>Save the table as CSV</source>
            <translation>Tabelle als CSV speichern</translation>
        </message>
        <message>
            <source>Saved {count} rows to {path}</source>
            <translation>{count} Zeilen in {path} gespeichert</translation>
        </message>
        <message>
            <source>Saving the table</source>
            <translation>Tabelle wird gespeichert</translation>
        </message>
        <message>
            <source>Tables (*.csv)</source>
            <translation>Tabellen (*.csv)</translation>
        </message>
    </context>
    <context>
        <name>LearningDesk</name>
        <message>
            <source>Looking after the recommendations</source>
            <translation>Sieht nach den Empfehlungen</translation>
        </message>
    </context>
    <context>
        <name>LearningSection</name>
        <message>
            <source> %</source>
            <translation> %</translation>
        </message>
        <message>
            <source>:00</source>
            <translation>:00</translation>
        </message>
        <message>
            <source>Also</source>
            <translation>Außerdem</translation>
        </message>
        <message>
            <source>Also once sales grew by</source>
            <translation>Auch bei Zuwachs um</translation>
        </message>
        <message>
            <source>Beside what was known when it was last learned.</source>
            <translation>Gegenüber dem, was beim letzten Lernen bekannt war.</translation>
        </message>
        <message>
            <source>Every night</source>
            <translation>Jede Nacht</translation>
        </message>
        <message>
            <source>Every week</source>
            <translation>Jede Woche</translation>
        </message>
        <message>
            <source>From</source>
            <translation>Ab</translation>
        </message>
        <message>
            <source>In the background, in a quiet moment, and only where something new was sold.</source>
            <translation>Im Hintergrund, in einem ruhigen Moment und nur, wenn Neues verkauft wurde.</translation>
        </message>
        <message>
            <source>Learn from the sales</source>
            <translation>Aus Verkäufen lernen</translation>
        </message>
        <message>
            <source>Not by itself</source>
            <translation>Nicht von selbst</translation>
        </message>
        <message>
            <source>On</source>
            <translation>Am</translation>
        </message>
        <message>
            <source>Only a manager changes these.</source>
            <translation>Nur die Leitung ändert das.</translation>
        </message>
        <message>
            <source>Save plan</source>
            <translation>Plan speichern</translation>
        </message>
        <message>
            <source>When the shop is closed. A terminal that is off then makes up for it the next day.</source>
            <translation>Wenn das Geschäft geschlossen ist. Ein Kassenplatz, der dann aus ist, holt es am nächsten Tag nach.</translation>
        </message>
        <message>
            <source>after records were imported</source>
            <translation>nach einem Import</translation>
        </message>
        <message>
            <source>never</source>
            <translation>nie</translation>
        </message>
        <message>
            <source>when what is sold has changed</source>
            <translation>wenn sich die Verkäufe verändert haben</translation>
        </message>
    </context>
    <context>
        <name>LimitsForm</name>
        <message>
            <source>A unit gets one promotion of this group, and one of each other group on what is then left to pay.</source>
            <translation>Ein Stück bekommt eine Aktion dieser Gruppe und dazu je eine der anderen Gruppen auf das, was dann noch zu zahlen ist.</translation>
        </message>
        <message>
            <source>A unit it holds for gets no other promotion, whatever that would give.</source>
            <translation>Ein Stück, für das sie gilt, bekommt keine andere Aktion, was immer die gäbe.</translation>
        </message>
        <message>
            <source>Alone</source>
            <translation>Allein</translation>
        </message>
        <message>
            <source>Budget</source>
            <translation>Budget</translation>
        </message>
        <message>
            <source>Give at most</source>
            <translation>Höchstens</translation>
        </message>
        <message>
            <source>Group</source>
            <translation>Gruppe</translation>
        </message>
        <message>
            <source>Margin above cost that stays</source>
            <translation>Spanne über dem Einstand, die bleibt</translation>
        </message>
        <message>
            <source>Of all promotions without a group of their own a unit gets one; those with a group come on top.</source>
            <translation>Von allen Aktionen ohne eigene Gruppe bekommt ein Stück eine; die mit Gruppe kommen dazu.</translation>
        </message>
        <message>
            <source>On top of them</source>
            <translation>Zusätzlich</translation>
        </message>
        <message>
            <source>One of them</source>
            <translation>Eine von ihnen</translation>
        </message>
        <message>
            <source>Only with a coupon</source>
            <translation>Nur mit Gutschein</translation>
        </message>
        <message>
            <source>Rank</source>
            <translation>Rang</translation>
        </message>
        <message>
            <source>Uses in all</source>
            <translation>Einlösungen insgesamt</translation>
        </message>
        <message>
            <source>Uses per customer</source>
            <translation>Einlösungen je Kunde</translation>
        </message>
        <message>
            <source>Where other promotions hold for the same goods</source>
            <translation>Wo andere Aktionen für dieselben Artikel gelten</translation>
        </message>
        <message>
            <source>Which one of a group</source>
            <translation>Welche aus einer Gruppe</translation>
        </message>
        <message>
            <source>With other promotions:</source>
            <translation>Mit anderen Aktionen:</translation>
        </message>
        <message>
            <source>extra</source>
            <translation>Extra</translation>
        </message>
        <message>
            <source>in all, use it</source>
            <translation>insgesamt, höchstens</translation>
        </message>
        <message>
            <source>name of a group</source>
            <translation>Name einer Gruppe</translation>
        </message>
        <message>
            <source>no limit</source>
            <translation>unbegrenzt</translation>
        </message>
        <message>
            <source>rank</source>
            <translation>Rang</translation>
        </message>
        <message>
            <source>the better one for the customer</source>
            <translation>die bessere für den Kunden</translation>
        </message>
        <message>
            <source>the one of the higher rank</source>
            <translation>die mit dem höheren Rang</translation>
        </message>
        <message>
            <source>times per customer; never below cost and</source>
            <translation>mal je Kunde; nie unter Einstand plus</translation>
        </message>
        <message>
            <source>times,</source>
            <translation>mal,</translation>
        </message>
    </context>
    <context>
        <name>LineEditor</name>
        <message>
            <source>At least {units}.</source>
            <translation>Mindestens {units}.</translation>
        </message>
        <message>
            <source>Cost of one unit</source>
            <translation>Preis je Stück</translation>
        </message>
        <message>
            <source>From {units} units {cost} each.</source>
            <translation>Ab {units} Stück je {cost}.</translation>
        </message>
        <message>
            <source>No cost yet: the order would say it is free.</source>
            <translation>Noch kein Preis: In der Bestellung stünde, es sei kostenlos.</translation>
        </message>
        <message>
            <source>Not in the supplier’s range.</source>
            <translation>Nicht im Sortiment des Lieferanten.</translation>
        </message>
        <message>
            <source>Packs of {size}.</source>
            <translation>Packungen zu {size}.</translation>
        </message>
        <message>
            <source>Take out</source>
            <translation>Entfernen</translation>
        </message>
        <message>
            <source>Units to order</source>
            <translation>Zu bestellende Stückzahl</translation>
        </message>
        <message>
            <source>at</source>
            <translation>zu je</translation>
        </message>
        <message>
            <source>{units} units cost {total} in all, less than these.</source>
            <translation>{units} Stück kosten zusammen {total}, weniger als diese.</translation>
        </message>
        <message>
            <source>{units} units cost {total} in all, no more than these.</source>
            <translation>{units} Stück kosten zusammen {total}, nicht mehr als diese.</translation>
        </message>
    </context>
    <context>
        <name>LineRow</name>
        <message>
            <source>Discount (F4)</source>
            <translation>Rabatt (F4)</translation>
        </message>
        <message>
            <source>One less (-)</source>
            <translation>Eins weniger (-)</translation>
        </message>
        <message>
            <source>One more (+)</source>
            <translation>Eins mehr (+)</translation>
        </message>
        <message>
            <source>Quantity</source>
            <translation>Menge</translation>
        </message>
        <message>
            <source>Take out (Del)</source>
            <translation>Herausnehmen (Entf)</translation>
        </message>
        <message>
            <source>given back</source>
            <translation>zurückgegeben</translation>
        </message>
    </context>
    <context>
        <name>ListDesk</name>
        <message>
            <source>Back to version {number}</source>
            <translation>Zurück zu Fassung {number}</translation>
        </message>
        <message>
            <source>Looked: {joined} joined, {left} left</source>
            <translation>Nachgesehen: {joined} dazu, {left} weg</translation>
        </message>
        <message>
            <source>Looking who is in the segments</source>
            <translation>Wer in den Segmenten ist, wird nachgesehen</translation>
        </message>
        <message>
            <source>Saved {count} members to {path}; ways to reach them only where they allowed it</source>
            <translation>{count} Mitglieder nach {path} gespeichert; Wege zu ihnen nur, wo sie es erlaubt haben</translation>
        </message>
        <message>
            <source>Saving the members</source>
            <translation>Mitglieder werden gespeichert</translation>
        </message>
        <message>
            <source>“{name}” is out of use</source>
            <translation>„{name}“ ist außer Gebrauch</translation>
        </message>
    </context>
    <context>
        <name>ListTab</name>
        <message>
            <source>Build a segment</source>
            <translation>Ein Segment bauen</translation>
        </message>
        <message>
            <source>Here will be the groups of customers the shop works with. Build one from conditions, group the customers by likeness, or take one of the groups by recency and money.</source>
            <translation>Hier werden die Kundengruppen stehen, mit denen das Geschäft arbeitet. Bauen Sie eine aus Bedingungen, gruppieren Sie die Kunden nach Ähnlichkeit, oder nehmen Sie eine der Gruppen nach letztem Besuch und Umsatz.</translation>
        </message>
        <message>
            <source>Look now</source>
            <translation>Jetzt nachsehen</translation>
        </message>
        <message>
            <source>Looked at: {day}</source>
            <translation>Nachgesehen: {day}</translation>
        </message>
        <message>
            <source>New segment</source>
            <translation>Neues Segment</translation>
        </message>
        <message>
            <source>No segments yet</source>
            <translation>Noch keine Segmente</translation>
        </message>
        <message>
            <source>Rename</source>
            <translation>Umbenennen</translation>
        </message>
        <message>
            <source>Rename the segment</source>
            <translation>Segment umbenennen</translation>
        </message>
        <message>
            <source>Save the members</source>
            <translation>Mitglieder speichern</translation>
        </message>
        <message>
            <source>Tables (*.csv)</source>
            <translation>Tabellen (*.csv)</translation>
        </message>
        <message>
            <source>Those out of use, too</source>
            <translation>Auch die außer Gebrauch</translation>
        </message>
    </context>
    <context>
        <name>ListView</name>
        <message>
            <source>All</source>
            <translation>Alle</translation>
        </message>
        <message>
            <source>Coming</source>
            <translation>Kommend</translation>
        </message>
        <message>
            <source>Current</source>
            <translation>Aktuell</translation>
        </message>
        <message>
            <source>Drafts</source>
            <translation>Entwürfe</translation>
        </message>
        <message>
            <source>Find a promotion</source>
            <translation>Aktion suchen</translation>
        </message>
        <message>
            <source>Here will be every offer: what is being planned, what runs now, and what the past ones brought. Each is rehearsed on the shop's own past before it starts.</source>
            <translation>Hier steht jede Aktion: was geplant wird, was gerade läuft und was die vergangenen gebracht haben. Jede wird vor dem Start an der eigenen Vergangenheit geprobt.</translation>
        </message>
        <message>
            <source>Name or number</source>
            <translation>Name oder Nummer</translation>
        </message>
        <message>
            <source>New promotion</source>
            <translation>Neue Aktion</translation>
        </message>
        <message>
            <source>No promotion matches</source>
            <translation>Keine Aktion passt</translation>
        </message>
        <message>
            <source>No promotions yet</source>
            <translation>Noch keine Aktionen</translation>
        </message>
        <message>
            <source>Past</source>
            <translation>Vergangen</translation>
        </message>
        <message>
            <source>Running</source>
            <translation>Laufend</translation>
        </message>
        <message>
            <source>Show all promotions</source>
            <translation>Alle Aktionen zeigen</translation>
        </message>
        <message>
            <source>Which promotions</source>
            <translation>Welche Aktionen</translation>
        </message>
    </context>
    <context>
        <name>LocationsSection</name>
        <message>
            <source>A few letters for imports, such as BACK.</source>
            <translation>Ein paar Buchstaben für Importe, etwa LAGER.</translation>
        </message>
        <message>
            <source>Add location</source>
            <translation>Standort anlegen</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Schließen</translation>
        </message>
        <message>
            <source>Kind</source>
            <translation>Art</translation>
        </message>
        <message>
            <source>Kind of {name}</source>
            <translation>Art von {name}</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Name</translation>
        </message>
        <message>
            <source>Name of {code}</source>
            <translation>Name von {code}</translation>
        </message>
        <message>
            <source>Open again</source>
            <translation>Wieder öffnen</translation>
        </message>
        <message>
            <source>Short code</source>
            <translation>Kürzel</translation>
        </message>
        <message>
            <source>What lies at a place for damaged goods is never counted as available.</source>
            <translation>Was an einem Ort für beschädigte Ware liegt, gilt nie als verfügbar.</translation>
        </message>
        <message>
            <source>closed</source>
            <translation>geschlossen</translation>
        </message>
        <message>
            <source>{units} units</source>
            <translation>{units} Stück</translation>
        </message>
    </context>
    <context>
        <name>MailSection</name>
        <message>
            <source> a minute</source>
            <translation> je Minute</translation>
        </message>
        <message>
            <source> days</source>
            <translation> Tage</translation>
        </message>
        <message>
            <source> mails</source>
            <translation> E-Mails</translation>
        </message>
        <message>
            <source>A file, for a server with its own authority.</source>
            <translation>Eine Datei, für einen Server mit eigener Zertifizierungsstelle.</translation>
        </message>
        <message>
            <source>A mail folder on this machine, or a mailbox below.</source>
            <translation>Ein Mailordner auf diesem Rechner, oder ein Postfach darunter.</translation>
        </message>
        <message>
            <source>Answers go to</source>
            <translation>Antworten an</translation>
        </message>
        <message>
            <source>At most</source>
            <translation>Höchstens</translation>
        </message>
        <message>
            <source>Certificates</source>
            <translation>Zertifikate</translation>
        </message>
        <message>
            <source>Empty: to the sender.</source>
            <translation>Leer: an den Absender.</translation>
        </message>
        <message>
            <source>Encryption</source>
            <translation>Verschlüsselung</translation>
        </message>
        <message>
            <source>Kept in this machine’s keyring, never in the shop’s file.</source>
            <translation>Liegt im Schlüsselbund dieses Rechners, nie in der Datei des Ladens.</translation>
        </message>
        <message>
            <source>Mail server</source>
            <translation>Mailserver</translation>
        </message>
        <message>
            <source>Mailbox (IMAP)</source>
            <translation>Postfach (IMAP)</translation>
        </message>
        <message>
            <source>Name there</source>
            <translation>Name dort</translation>
        </message>
        <message>
            <source>None only for a server on this machine.</source>
            <translation>Keine nur für einen Server auf diesem Rechner.</translation>
        </message>
        <message>
            <source>Nothing leaves between</source>
            <translation>Nichts geht hinaus zwischen</translation>
        </message>
        <message>
            <source>Only an administrator changes these.</source>
            <translation>Nur ein Administrator ändert das.</translation>
        </message>
        <message>
            <source>Over all campaigns together.</source>
            <translation>Über alle Kampagnen zusammen.</translation>
        </message>
        <message>
            <source>Password</source>
            <translation>Passwort</translation>
        </message>
        <message>
            <source>Port</source>
            <translation>Port</translation>
        </message>
        <message>
            <source>Public address</source>
            <translation>Öffentliche Adresse</translation>
        </message>
        <message>
            <source>Returned mail</source>
            <translation>Rückläufer</translation>
        </message>
        <message>
            <source>Save e-mail</source>
            <translation>E-Mail sichern</translation>
        </message>
        <message>
            <source>Send a test mail</source>
            <translation>Probe-E-Mail senden</translation>
        </message>
        <message>
            <source>Sender</source>
            <translation>Absender</translation>
        </message>
        <message>
            <source>Sender’s name</source>
            <translation>Name des Absenders</translation>
        </message>
        <message>
            <source>The address customers see; returned mail comes here.</source>
            <translation>Die Adresse, die Kunden sehen; Rückläufer kommen hierher.</translation>
        </message>
        <message>
            <source>To one customer</source>
            <translation>An eine Person</translation>
        </message>
        <message>
            <source>Where `shopassistant serve` is reached from outside: counts clicks, unsubscribes with one.</source>
            <translation>Wo `shopassistant serve` von außen erreichbar ist: zählt Klicks, meldet mit einem ab.</translation>
        </message>
        <message>
            <source>as the server takes them</source>
            <translation>so schnell der Server sie nimmt</translation>
        </message>
        <message>
            <source>known; empty keeps it</source>
            <translation>bekannt; leer lässt es so</translation>
        </message>
        <message>
            <source>no limit</source>
            <translation>unbegrenzt</translation>
        </message>
        <message>
            <source>none</source>
            <translation>keine</translation>
        </message>
        <message>
            <source>your own address</source>
            <translation>Ihre eigene Adresse</translation>
        </message>
    </context>
    <context>
        <name>MailSettingsDesk</name>
        <message>
            <source>A test of {shop}: e-mail is set up.</source>
            <translation>Eine Probe von {shop}: E-Mail ist eingerichtet.</translation>
        </message>
        <message>
            <source>Asking the language model</source>
            <translation>Das Sprachmodell wird gefragt</translation>
        </message>
        <message>
            <source>It answered: {words}</source>
            <translation>Es antwortete: {words}</translation>
        </message>
        <message>
            <source>Saved for all terminals.</source>
            <translation>Für alle Arbeitsplätze gesichert.</translation>
        </message>
        <message>
            <source>Sending a test mail</source>
            <translation>Probe-E-Mail wird gesendet</translation>
        </message>
        <message>
            <source>The server took it: {reply}</source>
            <translation>Der Server nahm sie an: {reply}</translation>
        </message>
    </context>
    <context>
        <name>MailsDialog</name>
        <message>
            <source>Close</source>
            <translation>Schließen</translation>
        </message>
        <message>
            <source>Customer</source>
            <translation>Kunde</translation>
        </message>
        <message>
            <source>Letter</source>
            <translation>Brief</translation>
        </message>
        <message>
            <source>Letters</source>
            <translation>Briefe</translation>
        </message>
        <message>
            <source>Number</source>
            <translation>Nummer</translation>
        </message>
        <message>
            <source>Save as CSV</source>
            <translation>Als CSV sichern</translation>
        </message>
        <message>
            <source>Sent</source>
            <translation>Gesendet</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Zustand</translation>
        </message>
        <message>
            <source>Subject</source>
            <translation>Betreff</translation>
        </message>
        <message>
            <source>Why</source>
            <translation>Warum</translation>
        </message>
    </context>
    <context>
        <name>MainWindow</name>
        <message>
            <source>Go to {page}</source>
            <translation>Gehe zu: {page}</translation>
        </message>
    </context>
    <context>
        <name>MarkdownDesk</name>
        <message>
            <source>The markdown of {name} is cancelled; its price stays</source>
            <translation>Der Abschriftenplan für {name} ist abgebrochen; der Preis bleibt</translation>
        </message>
        <message>
            <source>{name} is being marked down</source>
            <translation>{name} wird herabgesetzt</translation>
        </message>
        <message>
            <source>{name} is planned anew from what is left</source>
            <translation>{name} ist aus dem, was übrig ist, neu geplant</translation>
        </message>
    </context>
    <context>
        <name>Matrix</name>
        <message>
            <source>80 % of sales</source>
            <translation>80 % des Umsatzes</translation>
        </message>
        <message>
            <source>Products and stock at cost by share of sales and regularity</source>
            <translation>Artikel und Bestand zum Einstand nach Umsatzanteil und Gleichmaß</translation>
        </message>
        <message>
            <source>irregular</source>
            <translation>unregelmäßig</translation>
        </message>
        <message>
            <source>last 5 %</source>
            <translation>letzte 5 %</translation>
        </message>
        <message>
            <source>next 15 %</source>
            <translation>nächste 15 %</translation>
        </message>
        <message>
            <source>regular</source>
            <translation>gleichmäßig</translation>
        </message>
        <message>
            <source>uneven</source>
            <translation>schwankend</translation>
        </message>
        <message>
            <source>{name}: {products} products, {stock} in stock, {sales} of a year's sales</source>
            <translation>{name}: {products} Artikel, {stock} Bestand, {sales} Jahresumsatz</translation>
        </message>
    </context>
    <context>
        <name>MeasureScreen</name>
        <message>
            <source>Any card the size of a bank card will do. Push hair aside; keep your fingers off its corners.</source>
            <translation>Jede Karte in der Größe einer Bankkarte genügt. Haare zur Seite; keine Finger auf den Ecken.</translation>
        </message>
        <message>
            <source>Back to the mirror</source>
            <translation>Zurück zum Spiegel</translation>
        </message>
        <message>
            <source>Measure again</source>
            <translation>Noch einmal messen</translation>
        </message>
        <message>
            <source>Measured so far</source>
            <translation>Bisher gemessen</translation>
        </message>
        <message>
            <source>No luck? More light from the front helps, or another card. It can be skipped, too.</source>
            <translation>Es klappt nicht? Mehr Licht von vorn hilft, oder eine andere Karte. Sie können es auch überspringen.</translation>
        </message>
        <message>
            <source>Only the card's edge is looked at. What is printed on it is neither read nor kept.</source>
            <translation>Nur der Rand der Karte zählt. Was darauf steht, wird weder gelesen noch gespeichert.</translation>
        </message>
        <message>
            <source>Skip</source>
            <translation>Überspringen</translation>
        </message>
        <message>
            <source>Two in three times the truth lies between the two. Sizes are surer now.</source>
            <translation>In zwei von drei Fällen liegt der wahre Wert dazwischen. Größenangaben sind jetzt verlässlicher.</translation>
        </message>
    </context>
    <context>
        <name>MeasuresCard</name>
        <message>
            <source> mm</source>
            <translation> mm</translation>
        </message>
        <message>
            <source>Any card the size of a bank card, flat against the forehead. Only its edge is looked at.</source>
            <translation>Jede Karte in der Größe einer Bankkarte, flach an der Stirn. Nur ihr Rand zählt.</translation>
        </message>
        <message>
            <source>Face width</source>
            <translation>Gesichtsbreite</translation>
        </message>
        <message>
            <source>From the customer's notes, {when}.</source>
            <translation>Aus den Notizen, {when}.</translation>
        </message>
        <message>
            <source>It makes the size surer than the camera alone.</source>
            <translation>Damit ist die Größe verlässlicher als mit der Kamera allein.</translation>
        </message>
        <message>
            <source>Measure with a card</source>
            <translation>Mit einer Karte messen</translation>
        </message>
        <message>
            <source>Measured while somebody looks into the mirror; never written down.</source>
            <translation>Gemessen, solange jemand in den Spiegel schaut; nie aufgeschrieben.</translation>
        </message>
        <message>
            <source>Measures</source>
            <translation>Maße</translation>
        </message>
        <message>
            <source>Nose bridge</source>
            <translation>Nasensteg</translation>
        </message>
        <message>
            <source>Pupil distance</source>
            <translation>Pupillendistanz</translation>
        </message>
        <message>
            <source>Pupil distance from a prescription</source>
            <translation>Pupillendistanz aus einer Verordnung</translation>
        </message>
        <message>
            <source>Size from the card.</source>
            <translation>Größe nach der Karte.</translation>
        </message>
        <message>
            <source>Size from the iris.</source>
            <translation>Größe nach der Iris.</translation>
        </message>
        <message>
            <source>Size from the prescription.</source>
            <translation>Größe nach der Verordnung.</translation>
        </message>
        <message>
            <source>Size of an average face.</source>
            <translation>Größe eines mittleren Gesichts.</translation>
        </message>
        <message>
            <source>Stop measuring</source>
            <translation>Nicht mehr messen</translation>
        </message>
        <message>
            <source>Temple to ear</source>
            <translation>Schläfe bis Ohr</translation>
        </message>
        <message>
            <source>Two in three times the truth lies between the two figures.</source>
            <translation>In zwei von drei Fällen liegt der wahre Wert zwischen den beiden Zahlen.</translation>
        </message>
        <message>
            <source>Use</source>
            <translation>Verwenden</translation>
        </message>
    </context>
    <context>
        <name>MergeDesk</name>
        <message>
            <source>Looking for customers who are there twice</source>
            <translation>Sucht doppelte Kunden</translation>
        </message>
    </context>
    <context>
        <name>MergeDialog</name>
        <message>
            <source>Keep the other one</source>
            <translation>Den anderen behalten</translation>
        </message>
        <message>
            <source>Nothing moves.</source>
            <translation>Nichts wandert.</translation>
        </message>
        <message>
            <source>What moves: {parts}.</source>
            <translation>Was wandert: {parts}.</translation>
        </message>
        <message>
            <source>no</source>
            <translation>nein</translation>
        </message>
        <message>
            <source>yes</source>
            <translation>ja</translation>
        </message>
        <message>
            <source>{count} that both have are kept once.</source>
            <translation>{count}, die beide haben, bleiben einmal erhalten.</translation>
        </message>
        <message>
            <source>{kept} stays; everything of {absorbed} goes over. It can be undone.</source>
            <translation>{kept} bleibt; alles von {absorbed} geht über. Das lässt sich rückgängig machen.</translation>
        </message>
    </context>
    <context>
        <name>MessageBar</name>
        <message>
            <source>Close (Esc)</source>
            <translation>Schließen (Esc)</translation>
        </message>
        <message>
            <source>Close message</source>
            <translation>Meldung schließen</translation>
        </message>
        <message>
            <source>Details</source>
            <translation>Einzelheiten</translation>
        </message>
    </context>
    <context>
        <name>MethodBar</name>
        <message>
            <source>Alike</source>
            <translation>Ähnliches</translation>
        </message>
        <message>
            <source>All</source>
            <translation>Alle</translation>
        </message>
        <message>
            <source>Filter</source>
            <translation>Filter</translation>
        </message>
        <message>
            <source>Filter ({count})</source>
            <translation>Filter ({count})</translation>
        </message>
        <message>
            <source>Goes along</source>
            <translation>Passt dazu</translation>
        </message>
        <message>
            <source>In stock, new to the customer, category, price (Ctrl+F)</source>
            <translation>Vorrätig, neu für den Kunden, Kategorie, Preis (Strg+F)</translation>
        </message>
        <message>
            <source>More</source>
            <translation>Mehr</translation>
        </message>
        <message>
            <source>Personal</source>
            <translation>Persönlich</translation>
        </message>
        <message>
            <source>Popular</source>
            <translation>Beliebt</translation>
        </message>
        <message>
            <source>Same taste</source>
            <translation>Gleicher Geschmack</translation>
        </message>
        <message>
            <source>Segment</source>
            <translation>Segment</translation>
        </message>
        <message>
            <source>The best of every method, side by side</source>
            <translation>Das Beste jeder Methode, nebeneinander</translation>
        </message>
        <message>
            <source>What customers with the same habits buy</source>
            <translation>Was Kunden mit denselben Gewohnheiten kaufen</translation>
        </message>
        <message>
            <source>What is like the things this customer bought: kind, brand, price</source>
            <translation>Was dem gleicht, was dieser Kunde kaufte: Art, Marke, Preis</translation>
        </message>
        <message>
            <source>What people took who bought the same things</source>
            <translation>Was Leute nahmen, die dasselbe kauften</translation>
        </message>
        <message>
            <source>What sells well lately</source>
            <translation>Was sich zuletzt gut verkauft</translation>
        </message>
        <message>
            <source>What suits this customer best, from everything we know</source>
            <translation>Was nach allem, was wir wissen, am besten passt</translation>
        </message>
        <message>
            <source>What the customers who buy most alike took</source>
            <translation>Was die Kunden mit den ähnlichsten Einkäufen nahmen</translation>
        </message>
    </context>
    <context>
        <name>MirrorScreen</name>
        <message>
            <source>... and now slowly to the other side</source>
            <translation>... und jetzt langsam zur anderen Seite</translation>
        </message>
        <message>
            <source>Compare</source>
            <translation>Vergleichen</translation>
        </message>
        <message>
            <source>Finish</source>
            <translation>Fertig</translation>
        </message>
        <message>
            <source>Hold it for me</source>
            <translation>Zurücklegen</translation>
        </message>
        <message>
            <source>Measure more exactly</source>
            <translation>Genauer messen</translation>
        </message>
        <message>
            <source>Measured by card</source>
            <translation>Mit Karte gemessen</translation>
        </message>
        <message>
            <source>That is enough</source>
            <translation>Das genügt</translation>
        </message>
        <message>
            <source>Those marked fit your face, {width} ± {off} mm wide.</source>
            <translation>Die markierten passen zu Ihrem Gesicht, {width} ± {off} mm breit.</translation>
        </message>
        <message>
            <source>Touch something to put it on.</source>
            <translation>Tippen Sie etwas an, um es anzuprobieren.</translation>
        </message>
        <message>
            <source>Turn your head</source>
            <translation>Kopf drehen</translation>
        </message>
        <message>
            <source>Turn your head slowly to one side ...</source>
            <translation>Drehen Sie den Kopf langsam zu einer Seite ...</translation>
        </message>
        <message>
            <source>Your head did not turn: look to one side, then to the other</source>
            <translation>Ihr Kopf hat sich nicht gedreht: erst zur einen, dann zur anderen Seite schauen</translation>
        </message>
        <message>
            <source>fits</source>
            <translation>passt</translation>
        </message>
    </context>
    <context>
        <name>ModelPage</name>
        <message>
            <source>Model</source>
            <translation>Modell</translation>
        </message>
    </context>
    <context>
        <name>ModelSection</name>
        <message>
            <source> s</source>
            <translation> s</translation>
        </message>
        <message>
            <source>A language model writes letters and describes segments where one is set up; without one, templates do. It is never told who a customer is, and nothing it writes leaves before names, prices and dates were checked against the store.</source>
            <translation>Wo ein Sprachmodell eingerichtet ist, schreibt es Briefe und beschreibt Segmente; sonst tun das Vorlagen. Es erfährt nie, wer eine Kundin oder ein Kunde ist, und nichts von ihm geht hinaus, bevor Namen, Preise und Tage gegen den Bestand geprüft sind.</translation>
        </message>
        <message>
            <source>Address</source>
            <translation>Adresse</translation>
        </message>
        <message>
            <source>An answer may take</source>
            <translation>Eine Antwort darf dauern</translation>
        </message>
        <message>
            <source>Any service that speaks OpenAI’s protocol, also one here.</source>
            <translation>Jeder Dienst, der OpenAIs Protokoll spricht, auch einer auf diesem Rechner.</translation>
        </message>
        <message>
            <source>Ask it something</source>
            <translation>Etwas fragen</translation>
        </message>
        <message>
            <source>Kept in this machine’s keyring, never in the shop’s file.</source>
            <translation>Liegt im Schlüsselbund dieses Rechners, nie in der Datei des Ladens.</translation>
        </message>
        <message>
            <source>Key</source>
            <translation>Schlüssel</translation>
        </message>
        <message>
            <source>Model</source>
            <translation>Modell</translation>
        </message>
        <message>
            <source>Only an administrator changes these.</source>
            <translation>Nur ein Administrator ändert das.</translation>
        </message>
        <message>
            <source>Save model</source>
            <translation>Modell sichern</translation>
        </message>
        <message>
            <source>known; empty keeps it</source>
            <translation>bekannt; leer lässt es so</translation>
        </message>
    </context>
    <context>
        <name>NameDialog</name>
        <message>
            <source>Give it a name.</source>
            <translation>Geben Sie ihm einen Namen.</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Name</translation>
        </message>
        <message>
            <source>What it is for</source>
            <translation>Wofür es ist</translation>
        </message>
    </context>
    <context>
        <name>NewCustomerDialog</name>
        <message>
            <source>Address</source>
            <translation>Adresse</translation>
        </message>
        <message>
            <source>Ann Lee 07700 900123 ann@example.org Leeds</source>
            <translation>Anna Lenz 030 23125 123 anna@example.org Berlin</translation>
        </message>
        <message>
            <source>Company</source>
            <translation>Firma</translation>
        </message>
        <message>
            <source>E-mail</source>
            <translation>E-Mail</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Name</translation>
        </message>
        <message>
            <source>Name, phone, e-mail, town in any order</source>
            <translation>Name, Telefon, E-Mail, Ort in beliebiger Folge</translation>
        </message>
        <message>
            <source>Phone</source>
            <translation>Telefon</translation>
        </message>
    </context>
    <context>
        <name>NewProductDialog</name>
        <message>
            <source>Add and sell</source>
            <translation>Anlegen und verkaufen</translation>
        </message>
        <message>
            <source>It gets the code {code}. Cost, category and stock can follow.</source>
            <translation>Er bekommt den Code {code}. Einkaufspreis, Kategorie und Bestand können folgen.</translation>
        </message>
        <message>
            <source>Leave</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Name</translation>
        </message>
        <message>
            <source>Price on the shelf, tax included</source>
            <translation>Verkaufspreis inkl. MwSt.</translation>
        </message>
    </context>
    <context>
        <name>NewShopForm</name>
        <message>
            <source>4 digits or more</source>
            <translation>Mindestens 4 Ziffern</translation>
        </message>
        <message>
            <source>As it stands on receipts</source>
            <translation>So steht er auf Belegen</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Zurück</translation>
        </message>
        <message>
            <source>Country</source>
            <translation>Land</translation>
        </message>
        <message>
            <source>Currency</source>
            <translation>Währung</translation>
        </message>
        <message>
            <source>Give the shop a name.</source>
            <translation>Bitte dem Geschäft einen Namen geben.</translation>
        </message>
        <message>
            <source>Name of the shop</source>
            <translation>Name des Geschäfts</translation>
        </message>
        <message>
            <source>Open my shop</source>
            <translation>Geschäft eröffnen</translation>
        </message>
        <message>
            <source>PIN again</source>
            <translation>PIN wiederholen</translation>
        </message>
        <message>
            <source>The same again</source>
            <translation>Noch einmal dieselbe</translation>
        </message>
        <message>
            <source>The two PINs differ.</source>
            <translation>Die beiden PINs sind verschieden.</translation>
        </message>
        <message>
            <source>You, as the shop's administrator</source>
            <translation>Sie, für die Verwaltung des Geschäfts</translation>
        </message>
        <message>
            <source>Your PIN</source>
            <translation>Ihre PIN</translation>
        </message>
        <message>
            <source>Your name</source>
            <translation>Ihr Name</translation>
        </message>
        <message>
            <source>Your shop</source>
            <translation>Ihr Geschäft</translation>
        </message>
    </context>
    <context>
        <name>OfferCard</name>
        <message>
            <source>Add</source>
            <translation>Dazu</translation>
        </message>
        <message>
            <source>Added</source>
            <translation>Im Korb</translation>
        </message>
        <message>
            <source>I told the customer about it (P)</source>
            <translation>Dem Kunden gezeigt (P)</translation>
        </message>
        <message>
            <source>Not today</source>
            <translation>Nein</translation>
        </message>
        <message>
            <source>Not today (Del): goes from the cards</source>
            <translation>Heute nicht (Entf): verschwindet aus den Karten</translation>
        </message>
        <message>
            <source>Told</source>
            <translation>Gezeigt</translation>
        </message>
        <message>
            <source>buys again</source>
            <translation>kauft wieder</translation>
        </message>
        <message>
            <source>new to them</source>
            <translation>neu für sie</translation>
        </message>
    </context>
    <context>
        <name>OfferFlow</name>
        <message>
            <source>Nothing to offer here yet.</source>
            <translation>Hier gibt es noch nichts anzubieten.</translation>
        </message>
    </context>
    <context>
        <name>OfferStep</name>
        <message>
            <source>Coupons, limits, other promotions</source>
            <translation>Gutscheine, Grenzen, andere Aktionen</translation>
        </message>
        <message>
            <source>When and where</source>
            <translation>Wann und wo</translation>
        </message>
    </context>
    <context>
        <name>OrderDialog</name>
        <message>
            <source>Begin the order</source>
            <translation>Bestellung beginnen</translation>
        </message>
        <message>
            <source>Deliver to</source>
            <translation>Lieferung an</translation>
        </message>
        <message>
            <source>Expected</source>
            <translation>Erwartet</translation>
        </message>
        <message>
            <source>New order</source>
            <translation>Neue Bestellung</translation>
        </message>
        <message>
            <source>Note for the supplier</source>
            <translation>Hinweis für den Lieferanten</translation>
        </message>
        <message>
            <source>Order {number}</source>
            <translation>Bestellung {number}</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Speichern</translation>
        </message>
        <message>
            <source>Supplier</source>
            <translation>Lieferant</translation>
        </message>
    </context>
    <context>
        <name>OrderPanel</name>
        <message>
            <source>1 line, {units} units</source>
            <translation>1 Position, {units} Stück</translation>
        </message>
        <message>
            <source>Another day</source>
            <translation>Anderer Tag</translation>
        </message>
        <message>
            <source>Cancel line</source>
            <translation>Position stornieren</translation>
        </message>
        <message>
            <source>Cancel order</source>
            <translation>Stornieren</translation>
        </message>
        <message>
            <source>Cancel the rest</source>
            <translation>Rest stornieren</translation>
        </message>
        <message>
            <source>Delete draft</source>
            <translation>Entwurf löschen</translation>
        </message>
        <message>
            <source>Discontinued: {names}.</source>
            <translation>Ausgelaufen: {names}.</translation>
        </message>
        <message>
            <source>Fill up the packs</source>
            <translation>Packungen auffüllen</translation>
        </message>
        <message>
            <source>Nobody knows the code {code}.</source>
            <translation>Niemand kennt den Code {code}.</translation>
        </message>
        <message>
            <source>Not every line is in whole packs.</source>
            <translation>Nicht alle Positionen sind in ganzen Packungen.</translation>
        </message>
        <message>
            <source>Nothing ordered yet</source>
            <translation>Noch nichts bestellt</translation>
        </message>
        <message>
            <source>Papers</source>
            <translation>Unterlagen</translation>
        </message>
        <message>
            <source>Place, day, note</source>
            <translation>Ort, Tag, Hinweis</translation>
        </message>
        <message>
            <source>Receive</source>
            <translation>Annehmen</translation>
        </message>
        <message>
            <source>Scan a package or type a name above. The supplier’s packs and prices are filled in.</source>
            <translation>Scannen Sie eine Packung oder tippen Sie oben einen Namen. Packungen und Preise des Lieferanten werden eingesetzt.</translation>
        </message>
        <message>
            <source>Scan or type a product to order</source>
            <translation>Artikel zum Bestellen scannen oder eintippen</translation>
        </message>
        <message>
            <source>Send</source>
            <translation>Senden</translation>
        </message>
        <message>
            <source>Take up again</source>
            <translation>Wieder aufnehmen</translation>
        </message>
        <message>
            <source>expected {day}</source>
            <translation>erwartet {day}</translation>
        </message>
        <message>
            <source>for {place}</source>
            <translation>für {place}</translation>
        </message>
        <message>
            <source>not in the range</source>
            <translation>nicht im Sortiment</translation>
        </message>
        <message>
            <source>ordered {day}</source>
            <translation>bestellt {day}</translation>
        </message>
        <message>
            <source>packs of {size}</source>
            <translation>Packungen zu {size}</translation>
        </message>
        <message>
            <source>{lines} lines, {units} units</source>
            <translation>{lines} Positionen, {units} Stück</translation>
        </message>
        <message>
            <source>{missing} below the minimum of {least}.</source>
            <translation>{missing} unter dem Mindestbestellwert von {least}.</translation>
        </message>
    </context>
    <context>
        <name>OrdersTab</name>
        <message>
            <source>All</source>
            <translation>Alle</translation>
        </message>
        <message>
            <source>All suppliers</source>
            <translation>Alle Lieferanten</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>Erledigt</translation>
        </message>
        <message>
            <source>Drafts</source>
            <translation>Entwürfe</translation>
        </message>
        <message>
            <source>Find an order</source>
            <translation>Bestellung finden</translation>
        </message>
        <message>
            <source>Find an order or a product to order</source>
            <translation>Bestellung oder zu bestellenden Artikel finden</translation>
        </message>
        <message>
            <source>Here will be every order to a supplier: what is written, what is on its way, what came. Write the first one, or let the advice on stock write it.</source>
            <translation>Hier steht jede Bestellung an einen Lieferanten: was geschrieben, was unterwegs und was angekommen ist. Schreiben Sie die erste, oder lassen Sie sie von der Bestandsempfehlung schreiben.</translation>
        </message>
        <message>
            <source>Late</source>
            <translation>Verspätet</translation>
        </message>
        <message>
            <source>New order</source>
            <translation>Neue Bestellung</translation>
        </message>
        <message>
            <source>No order matches</source>
            <translation>Keine Bestellung passt</translation>
        </message>
        <message>
            <source>No orders yet</source>
            <translation>Noch keine Bestellungen</translation>
        </message>
        <message>
            <source>Nothing is late</source>
            <translation>Nichts ist verspätet</translation>
        </message>
        <message>
            <source>Number or supplier</source>
            <translation>Nummer oder Lieferant</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>Offen</translation>
        </message>
        <message>
            <source>Receive what was ordered</source>
            <translation>Bestelltes annehmen</translation>
        </message>
        <message>
            <source>Save the table of orders as CSV</source>
            <translation>Tabelle der Bestellungen als CSV speichern</translation>
        </message>
        <message>
            <source>Send the order, or its papers again</source>
            <translation>Bestellung senden, oder ihre Unterlagen noch einmal</translation>
        </message>
        <message>
            <source>Show all orders</source>
            <translation>Alle Bestellungen zeigen</translation>
        </message>
        <message>
            <source>Supplier</source>
            <translation>Lieferant</translation>
        </message>
        <message>
            <source>Which orders</source>
            <translation>Welche Bestellungen</translation>
        </message>
    </context>
    <context>
        <name>Palette</name>
        <message>
            <source>Nothing the program can do has these letters.</source>
            <translation>Keine Aktion enthält diese Buchstaben.</translation>
        </message>
        <message>
            <source>Search actions</source>
            <translation>Aktionen suchen</translation>
        </message>
        <message>
            <source>What do you want to do?</source>
            <translation>Was möchten Sie tun?</translation>
        </message>
    </context>
    <context>
        <name>PeopleStep</name>
        <message>
            <source>Adds {currency}</source>
            <translation>Bringt {currency}</translation>
        </message>
        <message>
            <source>Customers</source>
            <translation>Kunden</translation>
        </message>
        <message>
            <source>For</source>
            <translation>Für</translation>
        </message>
        <message>
            <source>Why</source>
            <translation>Warum</translation>
        </message>
        <message>
            <source>Would use it</source>
            <translation>Würden einlösen</translation>
        </message>
        <message>
            <source>{name} (recommended)</source>
            <translation>{name} (empfohlen)</translation>
        </message>
    </context>
    <context>
        <name>PickDialog</name>
        <message>
            <source>Choose</source>
            <translation>Wählen</translation>
        </message>
        <message>
            <source>Find</source>
            <translation>Suchen</translation>
        </message>
        <message>
            <source>Part of the name</source>
            <translation>Teil des Namens</translation>
        </message>
        <message>
            <source>Tick at least one.</source>
            <translation>Haken Sie mindestens eines an.</translation>
        </message>
        <message>
            <source>What can be chosen</source>
            <translation>Was gewählt werden kann</translation>
        </message>
        <message>
            <source>{count} chosen</source>
            <translation>{count} gewählt</translation>
        </message>
    </context>
    <context>
        <name>PinDialog</name>
        <message>
            <source>A manager must agree</source>
            <translation>Die Leitung muss zustimmen</translation>
        </message>
        <message>
            <source>Go on</source>
            <translation>Weiter</translation>
        </message>
    </context>
    <context>
        <name>PinPad</name>
        <message>
            <source>Delete</source>
            <translation>Löschen</translation>
        </message>
        <message>
            <source>PIN</source>
            <translation>PIN</translation>
        </message>
        <message>
            <source>Sign in</source>
            <translation>Anmelden</translation>
        </message>
    </context>
    <context>
        <name>PreviewCard</name>
        <message>
            <source>Address for a test mail</source>
            <translation>Adresse für eine Probe-E-Mail</translation>
        </message>
        <message>
            <source>Another</source>
            <translation>Andere Person</translation>
        </message>
        <message>
            <source>As {name} would get it</source>
            <translation>Wie {name} ihn bekäme</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>Dunkel</translation>
        </message>
        <message>
            <source>Have the model write it</source>
            <translation>Das Modell schreiben lassen</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>Hell</translation>
        </message>
        <message>
            <source>Look</source>
            <translation>Ansicht</translation>
        </message>
        <message>
            <source>Nobody would get it now.</source>
            <translation>Jetzt bekäme ihn niemand.</translation>
        </message>
        <message>
            <source>Preview for any customer: type a name</source>
            <translation>Vorschau für jede Person: Namen tippen</translation>
        </message>
        <message>
            <source>Send me this</source>
            <translation>Mir senden</translation>
        </message>
        <message>
            <source>Text</source>
            <translation>Text</translation>
        </message>
        <message>
            <source>The letter</source>
            <translation>Der Brief</translation>
        </message>
        <message>
            <source>The letter as text</source>
            <translation>Der Brief als Text</translation>
        </message>
        <message>
            <source>Written by the template: {why}</source>
            <translation>Von der Vorlage geschrieben: {why}</translation>
        </message>
        <message>
            <source>Written by the template; names, prices and dates come from the store.</source>
            <translation>Von der Vorlage geschrieben; Namen, Preise und Tage kommen aus dem Bestand.</translation>
        </message>
        <message>
            <source>Written by {model}; names, prices and dates were checked.</source>
            <translation>Von {model} geschrieben; Namen, Preise und Tage sind geprüft.</translation>
        </message>
        <message>
            <source>Your own address</source>
            <translation>Ihre eigene Adresse</translation>
        </message>
    </context>
    <context>
        <name>PreviewPanel</name>
        <message>
            <source>Any program</source>
            <translation>Beliebiges Programm</translation>
        </message>
        <message>
            <source>As found</source>
            <translation>Wie erkannt</translation>
        </message>
        <message>
            <source>Before decimals</source>
            <translation>Dezimalzeichen</translation>
        </message>
        <message>
            <source>Between columns</source>
            <translation>Spaltentrenner</translation>
        </message>
        <message>
            <source>Comma</source>
            <translation>Komma</translation>
        </message>
        <message>
            <source>Generic</source>
            <translation>Allgemein</translation>
        </message>
        <message>
            <source>Holds</source>
            <translation>Inhalt</translation>
        </message>
        <message>
            <source>Import</source>
            <translation>Importieren</translation>
        </message>
        <message>
            <source>Letters</source>
            <translation>Zeichensatz</translation>
        </message>
        <message>
            <source>Other files</source>
            <translation>Andere Dateien</translation>
        </message>
        <message>
            <source>Point</source>
            <translation>Punkt</translation>
        </message>
        <message>
            <source>The dates can be read in two ways. What does {example} mean?</source>
            <translation>Das Datum ist auf zwei Arten lesbar. Was bedeutet {example}?</translation>
        </message>
        <message>
            <source>Which column is which</source>
            <translation>Zuordnung der Spalten</translation>
        </message>
        <message>
            <source>Written by</source>
            <translation>Erstellt mit</translation>
        </message>
        <message>
            <source>{count} files, imported together or not at all</source>
            <translation>{count} Dateien, gemeinsam oder gar nicht importiert</translation>
        </message>
        <message>
            <source>{value} (recognised)</source>
            <translation>{value} (erkannt)</translation>
        </message>
        <message>
            <source>– not in the file</source>
            <translation>– nicht in der Datei</translation>
        </message>
    </context>
    <context>
        <name>PriceDialog</name>
        <message>
            <source>It costs the shop {cost}.</source>
            <translation>Der Einkaufspreis ist {cost}.</translation>
        </message>
        <message>
            <source>New price</source>
            <translation>Neuer Preis</translation>
        </message>
        <message>
            <source>Tax included, {currency}</source>
            <translation>Inkl. MwSt., {currency}</translation>
        </message>
        <message>
            <source>This price is below cost.</source>
            <translation>Dieser Preis liegt unter dem Einkaufspreis.</translation>
        </message>
        <message>
            <source>{new} instead of {old}? Press Enter again if that is right.</source>
            <translation>{new} statt {old}? Wenn das stimmt, noch einmal Enter.</translation>
        </message>
    </context>
    <context>
        <name>PricesDesk</name>
        <message>
            <source>Looking for better prices</source>
            <translation>Bessere Preise werden gesucht</translation>
        </message>
    </context>
    <context>
        <name>ProductDialog</name>
        <message>
            <source>Another size or colour</source>
            <translation>Weitere Größe oder Farbe</translation>
        </message>
        <message>
            <source>Brand</source>
            <translation>Marke</translation>
        </message>
        <message>
            <source>Category</source>
            <translation>Kategorie</translation>
        </message>
        <message>
            <source>Clothing / Shirts</source>
            <translation>Kleidung / Hemden</translation>
        </message>
        <message>
            <source>Code on the package</source>
            <translation>Code auf der Packung</translation>
        </message>
        <message>
            <source>Colour</source>
            <translation>Farbe</translation>
        </message>
        <message>
            <source>Cost {currency}</source>
            <translation>Einkauf {currency}</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Name</translation>
        </message>
        <message>
            <source>Price {currency}</source>
            <translation>Preis {currency}</translation>
        </message>
        <message>
            <source>Remove this line</source>
            <translation>Zeile entfernen</translation>
        </message>
        <message>
            <source>Size</source>
            <translation>Größe</translation>
        </message>
        <message>
            <source>Supplier</source>
            <translation>Lieferant</translation>
        </message>
        <message>
            <source>The code {code} was scanned and is new here.</source>
            <translation>Der Code {code} wurde gescannt und ist hier neu.</translation>
        </message>
    </context>
    <context>
        <name>ProductFilters</name>
        <message>
            <source>All brands</source>
            <translation>Alle Marken</translation>
        </message>
        <message>
            <source>All categories</source>
            <translation>Alle Warengruppen</translation>
        </message>
        <message>
            <source>All suppliers</source>
            <translation>Alle Lieferanten</translation>
        </message>
        <message>
            <source>Any stock</source>
            <translation>Jeder Bestand</translation>
        </message>
        <message>
            <source>Brand</source>
            <translation>Marke</translation>
        </message>
        <message>
            <source>Category</source>
            <translation>Warengruppe</translation>
        </message>
        <message>
            <source>Figures</source>
            <translation>Zahlen</translation>
        </message>
        <message>
            <source>Lasts at least, days</source>
            <translation>Reicht mindestens, Tage</translation>
        </message>
        <message>
            <source>Lasts from days</source>
            <translation>Reicht ab Tage</translation>
        </message>
        <message>
            <source>Lies longer than</source>
            <translation>Liegt länger als</translation>
        </message>
        <message>
            <source>Margin at least, per cent</source>
            <translation>Spanne mindestens, Prozent</translation>
        </message>
        <message>
            <source>Margin from %</source>
            <translation>Spanne ab %</translation>
        </message>
        <message>
            <source>Not sold for days</source>
            <translation>Nicht verkauft seit Tagen</translation>
        </message>
        <message>
            <source>Older than</source>
            <translation>Älter als</translation>
        </message>
        <message>
            <source>Price from</source>
            <translation>Preis ab</translation>
        </message>
        <message>
            <source>Price to</source>
            <translation>Preis bis</translation>
        </message>
        <message>
            <source>Stock</source>
            <translation>Bestand</translation>
        </message>
        <message>
            <source>Supplier</source>
            <translation>Lieferant</translation>
        </message>
        <message>
            <source>Units at least</source>
            <translation>Mindestens Stück</translation>
        </message>
        <message>
            <source>Units from</source>
            <translation>Stück ab</translation>
        </message>
        <message>
            <source>Unsold for days</source>
            <translation>Unverkauft Tage</translation>
        </message>
        <message>
            <source>Words in the name</source>
            <translation>Wörter im Namen</translation>
        </message>
        <message>
            <source>any</source>
            <translation>beliebig</translation>
        </message>
        <message>
            <source>to</source>
            <translation>bis</translation>
        </message>
        <message>
            <source>{count} chosen</source>
            <translation>{count} gewählt</translation>
        </message>
        <message>
            <source>{days} days</source>
            <translation>{days} Tage</translation>
        </message>
    </context>
    <context>
        <name>ProductPanel</name>
        <message>
            <source>Add a code</source>
            <translation>Code hinzufügen</translation>
        </message>
        <message>
            <source>After</source>
            <translation>Stand</translation>
        </message>
        <message>
            <source>Change price</source>
            <translation>Preis ändern</translation>
        </message>
        <message>
            <source>Code</source>
            <translation>Code</translation>
        </message>
        <message>
            <source>Codes</source>
            <translation>Codes</translation>
        </message>
        <message>
            <source>Codes ({count})</source>
            <translation>Codes ({count})</translation>
        </message>
        <message>
            <source>Correct</source>
            <translation>Korrigieren</translation>
        </message>
        <message>
            <source>Count</source>
            <translation>Zählen</translation>
        </message>
        <message>
            <source>From</source>
            <translation>Ab</translation>
        </message>
        <message>
            <source>Movements</source>
            <translation>Bewegungen</translation>
        </message>
        <message>
            <source>No code yet. Scan the package to teach it.</source>
            <translation>Noch kein Code. Zum Anlernen die Packung scannen.</translation>
        </message>
        <message>
            <source>Nothing came or went yet.</source>
            <translation>Noch keine Zu- oder Abgänge.</translation>
        </message>
        <message>
            <source>On order: {what}</source>
            <translation>Bestellt: {what}</translation>
        </message>
        <message>
            <source>Price</source>
            <translation>Preis</translation>
        </message>
        <message>
            <source>Prices</source>
            <translation>Preise</translation>
        </message>
        <message>
            <source>Put on sale</source>
            <translation>Einlisten</translation>
        </message>
        <message>
            <source>Put {name} on sale</source>
            <translation>{name} einlisten</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>Entfernen</translation>
        </message>
        <message>
            <source>Remove the code {code}</source>
            <translation>Code {code} entfernen</translation>
        </message>
        <message>
            <source>Units</source>
            <translation>Stück</translation>
        </message>
        <message>
            <source>When</source>
            <translation>Wann</translation>
        </message>
        <message>
            <source>Who</source>
            <translation>Wer</translation>
        </message>
        <message>
            <source>Why</source>
            <translation>Grund</translation>
        </message>
        <message>
            <source>Withdraw</source>
            <translation>Auslisten</translation>
        </message>
        <message>
            <source>Withdraw {name}</source>
            <translation>{name} auslisten</translation>
        </message>
        <message>
            <source>withdrawn</source>
            <translation>ausgelistet</translation>
        </message>
        <message>
            <source>{reserved} reserved in held baskets and holds, {available} available</source>
            <translation>{reserved} zurückgelegt, in Körben oder unter einem Code, {available} verfügbar</translation>
        </message>
    </context>
    <context>
        <name>ProductView</name>
        <message>
            <source>Accuracy</source>
            <translation>Genauigkeit</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Zurück</translation>
        </message>
        <message>
            <source>Before next delivery</source>
            <translation>Vor nächster Lieferung</translation>
        </message>
        <message>
            <source>Cover</source>
            <translation>Reichweite</translation>
        </message>
        <message>
            <source>Dead stock</source>
            <translation>Ladenhüter</translation>
        </message>
        <message>
            <source>Demand</source>
            <translation>Nachfrage</translation>
        </message>
        <message>
            <source>Demand a day</source>
            <translation>Nachfrage je Tag</translation>
        </message>
        <message>
            <source>Demand {source}</source>
            <translation>Nachfrage {source}</translation>
        </message>
        <message>
            <source>Here will be how wrong each way of forecasting would have been, once there is enough past.</source>
            <translation>Hier steht, wie falsch jedes Verfahren gelegen hätte, sobald genug Vergangenheit da ist.</translation>
        </message>
        <message>
            <source>In money</source>
            <translation>In Geld</translation>
        </message>
        <message>
            <source>In units</source>
            <translation>In Stück</translation>
        </message>
        <message>
            <source>Missed sales</source>
            <translation>Entgangene Verkäufe</translation>
        </message>
        <message>
            <source>Not tried on the past yet</source>
            <translation>Noch nicht an der Vergangenheit geprüft</translation>
        </message>
        <message>
            <source>On order</source>
            <translation>Bestellt</translation>
        </message>
        <message>
            <source>Open in Stock</source>
            <translation>Im Bestand öffnen</translation>
        </message>
        <message>
            <source>Price</source>
            <translation>Preis</translation>
        </message>
        <message>
            <source>Runs out</source>
            <translation>Ausverkauft am</translation>
        </message>
        <message>
            <source>Service, 91 days</source>
            <translation>Lieferfähigkeit, 91 Tage</translation>
        </message>
        <message>
            <source>Stock and days without</source>
            <translation>Bestand und Tage ohne</translation>
        </message>
        <message>
            <source>Supplier</source>
            <translation>Lieferant</translation>
        </message>
        <message>
            <source>Too many</source>
            <translation>Zu viel</translation>
        </message>
        <message>
            <source>Value at cost</source>
            <translation>Wert zum Einstand</translation>
        </message>
        <message>
            <source>What if</source>
            <translation>Was wäre wenn</translation>
        </message>
        <message>
            <source>What the error is measured in</source>
            <translation>Worin der Fehler gemessen wird</translation>
        </message>
        <message>
            <source>not counted</source>
            <translation>nicht gezählt</translation>
        </message>
        <message>
            <source>not within 12 weeks</source>
            <translation>nicht in 12 Wochen</translation>
        </message>
        <message>
            <source>nothing sold for 180 days</source>
            <translation>seit 180 Tagen nichts verkauft</translation>
        </message>
        <message>
            <source>sold out</source>
            <translation>ausverkauft</translation>
        </message>
        <message>
            <source>{kind}; forecast mostly by: {method}</source>
            <translation>{kind}; Prognose vor allem durch: {method}</translation>
        </message>
    </context>
    <context>
        <name>ProductsPanel</name>
        <message>
            <source>CSV</source>
            <translation>CSV</translation>
        </message>
        <message>
            <source>Here will be every product with its stock, its demand and when it runs out.</source>
            <translation>Hier steht jeder Artikel mit Bestand, Nachfrage und dem Tag, an dem er ausverkauft ist.</translation>
        </message>
        <message>
            <source>Import products</source>
            <translation>Artikel importieren</translation>
        </message>
        <message>
            <source>No products yet</source>
            <translation>Noch keine Artikel</translation>
        </message>
        <message>
            <source>Nothing called “{text}” here</source>
            <translation>Nichts namens „{text}“ hier</translation>
        </message>
        <message>
            <source>Nothing matches these filters</source>
            <translation>Nichts passt zu diesen Filtern</translation>
        </message>
        <message>
            <source>PDF</source>
            <translation>PDF</translation>
        </message>
        <message>
            <source>Show everything</source>
            <translation>Alles zeigen</translation>
        </message>
        <message>
            <source>{count} of {all}</source>
            <translation>{count} von {all}</translation>
        </message>
    </context>
    <context>
        <name>ProductsStep</name>
        <message>
            <source>Add a product by name or code</source>
            <translation>Artikel mit Name oder Code dazu</translation>
        </message>
        <message>
            <source>Everything the shop sells, also what comes later.</source>
            <translation>Das ganze Sortiment, auch was später dazukommt.</translation>
        </message>
        <message>
            <source>No product meets all of this.</source>
            <translation>Kein Artikel erfüllt das alles.</translation>
        </message>
        <message>
            <source>Nobody knows the code {code}.</source>
            <translation>Den Code {code} kennt niemand.</translation>
        </message>
        <message>
            <source>Nothing is chosen yet: narrow it above, add products below, or have excess stock suggested.</source>
            <translation>Noch ist nichts gewählt: oben eingrenzen, unten Artikel dazunehmen oder Überbestand vorschlagen lassen.</translation>
        </message>
        <message>
            <source>Part {number}</source>
            <translation>Teil {number}</translation>
        </message>
        <message>
            <source>Products for which part</source>
            <translation>Artikel für welchen Teil</translation>
        </message>
        <message>
            <source>Some products</source>
            <translation>Einige Artikel</translation>
        </message>
        <message>
            <source>Suggest from excess stock</source>
            <translation>Aus Überbestand vorschlagen</translation>
        </message>
        <message>
            <source>Take back what was taken out</source>
            <translation>Herausgenommene zurückholen</translation>
        </message>
        <message>
            <source>The same products</source>
            <translation>Dieselben Artikel</translation>
        </message>
        <message>
            <source>The whole shop</source>
            <translation>Das ganze Sortiment</translation>
        </message>
        <message>
            <source>To buy</source>
            <translation>Zu kaufen</translation>
        </message>
        <message>
            <source>To get</source>
            <translation>Dazu</translation>
        </message>
        <message>
            <source>What is bought and what is got are of the same products.</source>
            <translation>Gekauftes und Dazugegebenes sind dieselben Artikel.</translation>
        </message>
        <message>
            <source>Which products</source>
            <translation>Welche Artikel</translation>
        </message>
        <message>
            <source>lasts {days} days</source>
            <translation>reicht {days} Tage</translation>
        </message>
        <message>
            <source>margin {share}</source>
            <translation>Spanne {share}</translation>
        </message>
        <message>
            <source>the whole shop</source>
            <translation>das ganze Sortiment</translation>
        </message>
        <message>
            <source>{count} products, {units} units in stock worth {cost} at cost</source>
            <translation>{count} Artikel, {units} Stück am Lager zu {cost} Einstand</translation>
        </message>
        <message>
            <source>{units} units too many</source>
            <translation>{units} Stück zu viel</translation>
        </message>
    </context>
    <context>
        <name>ProfilePanel</name>
        <message>
            <source>Add a wish: type a product</source>
            <translation>Wunsch: Artikel eingeben</translation>
        </message>
        <message>
            <source>Address</source>
            <translation>Adresse</translation>
        </message>
        <message>
            <source>Average</source>
            <translation>Schnitt</translation>
        </message>
        <message>
            <source>Birthday, anniversary</source>
            <translation>Geburtstag, Jahrestag</translation>
        </message>
        <message>
            <source>Card</source>
            <translation>Karte</translation>
        </message>
        <message>
            <source>Consent</source>
            <translation>Einwilligungen</translation>
        </message>
        <message>
            <source>Contacts</source>
            <translation>Kontakte</translation>
        </message>
        <message>
            <source>Contacts and consent</source>
            <translation>Kontakt und Einwilligung</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>Erledigt</translation>
        </message>
        <message>
            <source>E-mail</source>
            <translation>E-Mail</translation>
        </message>
        <message>
            <source>Edit</source>
            <translation>Bearbeiten</translation>
        </message>
        <message>
            <source>Every purchase will be listed here.</source>
            <translation>Hier erscheint jeder Einkauf.</translation>
        </message>
        <message>
            <source>Forget this customer</source>
            <translation>Diesen Kunden vergessen</translation>
        </message>
        <message>
            <source>Given</source>
            <translation>Erteilt</translation>
        </message>
        <message>
            <source>History</source>
            <translation>Verlauf</translation>
        </message>
        <message>
            <source>History  {count}</source>
            <translation>Verlauf  {count}</translation>
        </message>
        <message>
            <source>Important dates</source>
            <translation>Wichtige Tage</translation>
        </message>
        <message>
            <source>Known after the first purchase.</source>
            <translation>Bekannt nach dem ersten Einkauf.</translation>
        </message>
        <message>
            <source>Last visit</source>
            <translation>Letzter Besuch</translation>
        </message>
        <message>
            <source>No address.</source>
            <translation>Keine Adresse.</translation>
        </message>
        <message>
            <source>No dates yet.</source>
            <translation>Noch keine Tage.</translation>
        </message>
        <message>
            <source>No notes yet.</source>
            <translation>Noch keine Notizen.</translation>
        </message>
        <message>
            <source>No way to reach this customer yet.</source>
            <translation>Dieser Kunde ist noch nicht erreichbar.</translation>
        </message>
        <message>
            <source>Notes</source>
            <translation>Notizen</translation>
        </message>
        <message>
            <source>Nothing bought yet</source>
            <translation>Noch nichts gekauft</translation>
        </message>
        <message>
            <source>Nothing is promised.</source>
            <translation>Nichts zugesagt.</translation>
        </message>
        <message>
            <source>Nothing on the wishlist.</source>
            <translation>Nichts auf der Wunschliste.</translation>
        </message>
        <message>
            <source>Number or address</source>
            <translation>Nummer oder Adresse</translation>
        </message>
        <message>
            <source>Open at the counter</source>
            <translation>An der Kasse öffnen</translation>
        </message>
        <message>
            <source>Overview</source>
            <translation>Überblick</translation>
        </message>
        <message>
            <source>Phone</source>
            <translation>Telefon</translation>
        </message>
        <message>
            <source>Promise something: call, put aside, write</source>
            <translation>Etwas zusagen: anrufen, schreiben</translation>
        </message>
        <message>
            <source>Promised</source>
            <translation>Zugesagt</translation>
        </message>
        <message>
            <source>Purchases</source>
            <translation>Einkäufe</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>Entfernen</translation>
        </message>
        <message>
            <source>Returned</source>
            <translation>Retouren</translation>
        </message>
        <message>
            <source>Save what is known</source>
            <translation>Bekanntes speichern</translation>
        </message>
        <message>
            <source>Sell</source>
            <translation>Verkaufen</translation>
        </message>
        <message>
            <source>Sizes and brands</source>
            <translation>Größen und Marken</translation>
        </message>
        <message>
            <source>Spend</source>
            <translation>Umsatz</translation>
        </message>
        <message>
            <source>Take off the list</source>
            <translation>Von der Liste nehmen</translation>
        </message>
        <message>
            <source>The newest word counts, the older ones stay as proof.</source>
            <translation>Die neueste Angabe gilt, die älteren bleiben als Nachweis.</translation>
        </message>
        <message>
            <source>Wishes</source>
            <translation>Wünsche</translation>
        </message>
        <message>
            <source>Worked out from the sales on {day}</source>
            <translation>Aus den Verkäufen berechnet am {day}</translation>
        </message>
        <message>
            <source>Write down what the next colleague should know</source>
            <translation>Was die nächste Kollegin wissen sollte</translation>
        </message>
        <message>
            <source>Year</source>
            <translation>Jahr</translation>
        </message>
        <message>
            <source>customer since {day}</source>
            <translation>seit {day}</translation>
        </message>
        <message>
            <source>in {days} days</source>
            <translation>in {days} Tagen</translation>
        </message>
        <message>
            <source>never asked</source>
            <translation>nie gefragt</translation>
        </message>
        <message>
            <source>no</source>
            <translation>nein</translation>
        </message>
        <message>
            <source>not valid</source>
            <translation>ungültig</translation>
        </message>
        <message>
            <source>today</source>
            <translation>heute</translation>
        </message>
        <message>
            <source>worth {money} in three years</source>
            <translation>in drei Jahren {money} wert</translation>
        </message>
        <message>
            <source>yes</source>
            <translation>ja</translation>
        </message>
    </context>
    <context>
        <name>PromiseBar</name>
        <message>
            <source>Done</source>
            <translation>Erledigt</translation>
        </message>
        <message>
            <source>Done: {text}</source>
            <translation>Erledigt: {text}</translation>
        </message>
    </context>
    <context>
        <name>PromotionsPage</name>
        <message>
            <source>Promotions</source>
            <translation>Aktionen</translation>
        </message>
        <message>
            <source>Promotions: begin a new one</source>
            <translation>Aktionen: neu beginnen</translation>
        </message>
        <message>
            <source>Promotions: find</source>
            <translation>Aktionen: suchen</translation>
        </message>
        <message>
            <source>Promotions: save the table as CSV</source>
            <translation>Aktionen: Tabelle als CSV speichern</translation>
        </message>
    </context>
    <context>
        <name>PromotionsWatch</name>
        <message>
            <source>The next price of {name} is due. Promotions, Prices, Markdowns</source>
            <translation>Der nächste Preis von {name} ist fällig. Aktionen, Preise, Abschriften</translation>
        </message>
        <message>
            <source>{count} campaigns are half sent, and nobody sends them</source>
            <translation>{count} Kampagnen sind halb verschickt, und niemand verschickt den Rest</translation>
        </message>
        <message>
            <source>{count} campaigns were to start by themselves and did not</source>
            <translation>{count} Kampagnen sollten von selbst starten und taten es nicht</translation>
        </message>
        <message>
            <source>{count} prices are due to go down. Promotions, Prices, Markdowns</source>
            <translation>{count} Preise sind fällig. Aktionen, Preise, Abschriften</translation>
        </message>
        <message>
            <source>{name} is half sent, and nobody sends it. Promotions, Campaigns</source>
            <translation>{name} ist halb verschickt, und niemand verschickt den Rest. Aktionen, Kampagnen</translation>
        </message>
        <message>
            <source>{name} was to start by itself and did not. Promotions, Campaigns</source>
            <translation>{name} sollte von selbst starten und tat es nicht. Aktionen, Kampagnen</translation>
        </message>
    </context>
    <context>
        <name>ProposalRows</name>
        <message>
            <source>Nothing lies there in excess: the stock fits what is sold.</source>
            <translation>Nichts liegt im Übermaß da: Der Bestand passt zum Verkauf.</translation>
        </message>
        <message>
            <source>Take these</source>
            <translation>Diese nehmen</translation>
        </message>
        <message>
            <source>Take these at {share} off</source>
            <translation>Diese mit {share} Rabatt nehmen</translation>
        </message>
        <message>
            <source>Without a category</source>
            <translation>Ohne Warengruppe</translation>
        </message>
        <message>
            <source>{units} units too many, {cost} at cost</source>
            <translation>{units} Stück zu viel, {cost} Einstand</translation>
        </message>
    </context>
    <context>
        <name>PurchasingPage</name>
        <message>
            <source>New order, or new supplier</source>
            <translation>Neue Bestellung oder neuer Lieferant</translation>
        </message>
        <message>
            <source>Orders</source>
            <translation>Bestellungen</translation>
        </message>
    </context>
    <context>
        <name>PutOffDialog</name>
        <message>
            <source>Choose a day that is still to come.</source>
            <translation>Bitte einen Tag wählen, der noch kommt.</translation>
        </message>
        <message>
            <source>Day</source>
            <translation>Tag</translation>
        </message>
        <message>
            <source>Put off</source>
            <translation>Zurückstellen</translation>
        </message>
        <message>
            <source>Put off until</source>
            <translation>Zurückstellen bis</translation>
        </message>
    </context>
    <context>
        <name>RailButton</name>
        <message>
            <source>{page}, {count} to look at</source>
            <translation>{page}, {count} zum Ansehen</translation>
        </message>
    </context>
    <context>
        <name>ReceiptPanel</name>
        <message>
            <source>Everything of it came back already.</source>
            <translation>Davon ist schon alles zurückgegeben.</translation>
        </message>
        <message>
            <source>PDF</source>
            <translation>PDF</translation>
        </message>
        <message>
            <source>Print again</source>
            <translation>Drucken</translation>
        </message>
        <message>
            <source>Return</source>
            <translation>Rückgabe</translation>
        </message>
        <message>
            <source>Saved as {path}</source>
            <translation>Gespeichert: {path}</translation>
        </message>
        <message>
            <source>Sent to the printer</source>
            <translation>An den Drucker geschickt</translation>
        </message>
    </context>
    <context>
        <name>ReceiptsPage</name>
        <message>
            <source>All</source>
            <translation>Alle</translation>
        </message>
        <message>
            <source>Customer</source>
            <translation>Kunde</translation>
        </message>
        <message>
            <source>Day</source>
            <translation>Tag</translation>
        </message>
        <message>
            <source>Find a receipt</source>
            <translation>Beleg suchen</translation>
        </message>
        <message>
            <source>Here will be every sale and return. Bring in the shop's records, or sell something.</source>
            <translation>Hier stehen alle Verkäufe und Rückgaben. Importieren Sie Ihre Daten oder verkaufen Sie etwas.</translation>
        </message>
        <message>
            <source>Import sales</source>
            <translation>Verkäufe importieren</translation>
        </message>
        <message>
            <source>No receipt matches</source>
            <translation>Kein Beleg passt</translation>
        </message>
        <message>
            <source>No receipt, customer, product, day or amount is called “{text}”.</source>
            <translation>Kein Beleg, Kunde, Artikel, Tag oder Betrag passt zu „{text}“.</translation>
        </message>
        <message>
            <source>No receipts yet</source>
            <translation>Noch keine Belege</translation>
        </message>
        <message>
            <source>Number, customer, product, day or amount</source>
            <translation>Nummer, Kunde, Artikel, Tag oder Betrag</translation>
        </message>
        <message>
            <source>Print the receipt again</source>
            <translation>Beleg neu drucken</translation>
        </message>
        <message>
            <source>Product</source>
            <translation>Artikel</translation>
        </message>
        <message>
            <source>Receipt</source>
            <translation>Beleg</translation>
        </message>
        <message>
            <source>Receipts</source>
            <translation>Belege</translation>
        </message>
        <message>
            <source>Return {number} booked: {amount} paid back</source>
            <translation>Rückgabe {number} gebucht: {amount} ausgezahlt</translation>
        </message>
        <message>
            <source>Returns</source>
            <translation>Rückgaben</translation>
        </message>
        <message>
            <source>Sales</source>
            <translation>Verkäufe</translation>
        </message>
        <message>
            <source>Save the receipt as PDF</source>
            <translation>Beleg als PDF speichern</translation>
        </message>
        <message>
            <source>Save the receipts table as CSV</source>
            <translation>Belegtabelle als CSV speichern</translation>
        </message>
        <message>
            <source>Show all receipts</source>
            <translation>Alle Belege zeigen</translation>
        </message>
        <message>
            <source>Take goods of this receipt back</source>
            <translation>Ware dieses Belegs zurücknehmen</translation>
        </message>
        <message>
            <source>Take this away</source>
            <translation>Filter entfernen</translation>
        </message>
        <message>
            <source>Total</source>
            <translation>Summe</translation>
        </message>
        <message>
            <source>{count} receipts</source>
            <translation>{count} Belege</translation>
        </message>
    </context>
    <context>
        <name>ReceiptsStrip</name>
        <message>
            <source>Booked in error</source>
            <translation>Irrtümlich gebucht</translation>
        </message>
        <message>
            <source>Take back</source>
            <translation>Zurücknehmen</translation>
        </message>
        <message>
            <source>Take back the delivery {number}</source>
            <translation>Lieferung {number} zurücknehmen</translation>
        </message>
        <message>
            <source>and {count} deliveries before</source>
            <translation>und {count} Lieferungen davor</translation>
        </message>
        <message>
            <source>taken back</source>
            <translation>zurückgenommen</translation>
        </message>
        <message>
            <source>{units} damaged</source>
            <translation>{units} beschädigt</translation>
        </message>
        <message>
            <source>{units} units</source>
            <translation>{units} Stück</translation>
        </message>
    </context>
    <context>
        <name>ReceiveDialog</name>
        <message>
            <source>All came as ordered</source>
            <translation>Alles wie bestellt</translation>
        </message>
        <message>
            <source>Another order</source>
            <translation>Andere Bestellung</translation>
        </message>
        <message>
            <source>Book delivery</source>
            <translation>Lieferung buchen</translation>
        </message>
        <message>
            <source>Booked {number}: {units} units</source>
            <translation>{number} gebucht: {units} Stück</translation>
        </message>
        <message>
            <source>Ctrl+A in the table, then correct what is different</source>
            <translation>Strg+A in der Tabelle, dann ändern, was abweicht</translation>
        </message>
        <message>
            <source>Damaged units</source>
            <translation>Beschädigte Stücke</translation>
        </message>
        <message>
            <source>Delivery note</source>
            <translation>Lieferschein</translation>
        </message>
        <message>
            <source>Goes to</source>
            <translation>Kommt nach</translation>
        </message>
        <message>
            <source>Here will be the orders that were sent. What came without one is booked without one.</source>
            <translation>Hier stehen die gesendeten Bestellungen. Was ohne Bestellung kam, wird ohne gebucht.</translation>
        </message>
        <message>
            <source>No order is on its way</source>
            <translation>Keine Bestellung ist unterwegs</translation>
        </message>
        <message>
            <source>No order on its way has this product. Book it without an order, or choose one.</source>
            <translation>Keine offene Bestellung enthält diesen Artikel. Buchen Sie ihn ohne Bestellung, oder wählen Sie eine.</translation>
        </message>
        <message>
            <source>Nobody knows the code {code}. Add it on the Stock page; this delivery is kept.</source>
            <translation>Niemand kennt den Code {code}. Legen Sie ihn auf der Seite Bestand an; diese Lieferung bleibt erhalten.</translation>
        </message>
        <message>
            <source>Receive a delivery</source>
            <translation>Lieferung annehmen</translation>
        </message>
        <message>
            <source>Receive this order</source>
            <translation>Diese Bestellung annehmen</translation>
        </message>
        <message>
            <source>Receive {number}</source>
            <translation>{number} annehmen</translation>
        </message>
        <message>
            <source>Say why more of {name} are taken than were ordered.</source>
            <translation>Sagen Sie, warum von {name} mehr genommen wird als bestellt war.</translation>
        </message>
        <message>
            <source>Scan a package of the delivery, and the orders it is expected with are found.</source>
            <translation>Scannen Sie eine Packung der Lieferung: Die Bestellungen, mit denen sie erwartet wird, werden gefunden.</translation>
        </message>
        <message>
            <source>Scan a package or type a product</source>
            <translation>Packung scannen oder Artikel tippen</translation>
        </message>
        <message>
            <source>The order is complete.</source>
            <translation>Die Bestellung ist vollständig.</translation>
        </message>
        <message>
            <source>Which order does it belong to?</source>
            <translation>Zu welcher Bestellung gehört sie?</translation>
        </message>
        <message>
            <source>Without an order</source>
            <translation>Ohne Bestellung</translation>
        </message>
        <message>
            <source>expected</source>
            <translation>erwartet</translation>
        </message>
        <message>
            <source>kept: {place}</source>
            <translation>aufbewahrt: {place}</translation>
        </message>
        <message>
            <source>not ordered</source>
            <translation>nicht bestellt</translation>
        </message>
        <message>
            <source>refused at the door</source>
            <translation>an der Tür abgelehnt</translation>
        </message>
        <message>
            <source>{units} damaged</source>
            <translation>{units} beschädigt</translation>
        </message>
        <message>
            <source>{units} units</source>
            <translation>{units} Stück</translation>
        </message>
    </context>
    <context>
        <name>RehearsalPanel</name>
        <message>
            <source>Compare {name} no more</source>
            <translation>{name} nicht mehr vergleichen</translation>
        </message>
        <message>
            <source>Keep beside to compare</source>
            <translation>Zum Vergleich danebenstellen</translation>
        </message>
        <message>
            <source>Rehearsal</source>
            <translation>Probelauf</translation>
        </message>
        <message>
            <source>Use</source>
            <translation>Nehmen</translation>
        </message>
    </context>
    <context>
        <name>ReplayScreen</name>
        <message>
            <source>As others see you. Push to turn.</source>
            <translation>So sehen andere Sie. Schieben zum Drehen.</translation>
        </message>
        <message>
            <source>Back to the mirror</source>
            <translation>Zurück zum Spiegel</translation>
        </message>
        <message>
            <source>Hold it for me</source>
            <translation>Zurücklegen</translation>
        </message>
        <message>
            <source>Save a picture</source>
            <translation>Bild speichern</translation>
        </message>
        <message>
            <source>Turn</source>
            <translation>Drehen</translation>
        </message>
        <message>
            <source>Turn again</source>
            <translation>Noch einmal drehen</translation>
        </message>
    </context>
    <context>
        <name>ReportPanel</name>
        <message>
            <source>Customers</source>
            <translation>Kunden</translation>
        </message>
        <message>
            <source>Import more</source>
            <translation>Weiter importieren</translation>
        </message>
        <message>
            <source>Known before</source>
            <translation>Schon bekannt</translation>
        </message>
        <message>
            <source>New lines</source>
            <translation>Neue Zeilen</translation>
        </message>
        <message>
            <source>Open the refused lines</source>
            <translation>Abgelehnte Zeilen öffnen</translation>
        </message>
        <message>
            <source>Products</source>
            <translation>Artikel</translation>
        </message>
        <message>
            <source>Refused</source>
            <translation>Abgelehnt</translation>
        </message>
        <message>
            <source>Returns</source>
            <translation>Rückgaben</translation>
        </message>
        <message>
            <source>Sales</source>
            <translation>Verkäufe</translation>
        </message>
        <message>
            <source>Save the report</source>
            <translation>Bericht speichern</translation>
        </message>
        <message>
            <source>Stock counts</source>
            <translation>Bestände</translation>
        </message>
        <message>
            <source>The refused lines are in {path}</source>
            <translation>Die abgelehnten Zeilen liegen in {path}</translation>
        </message>
        <message>
            <source>changed</source>
            <translation>geändert</translation>
        </message>
        <message>
            <source>kept</source>
            <translation>behalten</translation>
        </message>
        <message>
            <source>known</source>
            <translation>bekannt</translation>
        </message>
        <message>
            <source>refused</source>
            <translation>abgelehnt</translation>
        </message>
        <message>
            <source>to know</source>
            <translation>Hinweis</translation>
        </message>
    </context>
    <context>
        <name>ResultPanel</name>
        <message>
            <source>CSV</source>
            <translation>CSV</translation>
        </message>
        <message>
            <source>Clicked</source>
            <translation>Geklickt</translation>
        </message>
        <message>
            <source>Each day</source>
            <translation>Jeden Tag</translation>
        </message>
        <message>
            <source>From letter to till</source>
            <translation>Vom Brief zur Kasse</translation>
        </message>
        <message>
            <source>Lift</source>
            <translation>Mehrertrag</translation>
        </message>
        <message>
            <source>Lift from day to day</source>
            <translation>Mehrertrag im Verlauf</translation>
        </message>
        <message>
            <source>Margin</source>
            <translation>Rohertrag</translation>
        </message>
        <message>
            <source>Margin a day</source>
            <translation>Rohertrag am Tag</translation>
        </message>
        <message>
            <source>Opened</source>
            <translation>Geöffnet</translation>
        </message>
        <message>
            <source>PDF</source>
            <translation>PDF</translation>
        </message>
        <message>
            <source>Redeemed</source>
            <translation>Eingelöst</translation>
        </message>
        <message>
            <source>from</source>
            <translation>von</translation>
        </message>
        <message>
            <source>to</source>
            <translation>bis</translation>
        </message>
    </context>
    <context>
        <name>ResultsDesk</name>
        <message>
            <source>Beside the one past campaign: {lift} margin per customer against {middle}.</source>
            <translation>Neben der einen früheren Kampagne: {lift} Rohertrag je Kunde gegen {middle}.</translation>
        </message>
        <message>
            <source>Beside {count} past campaigns: {lift} margin per customer, their middle is {middle}.</source>
            <translation>Neben {count} früheren Kampagnen: {lift} Rohertrag je Kunde, deren Mitte ist {middle}.</translation>
        </message>
    </context>
    <context>
        <name>ResultsTab</name>
        <message>
            <source>Documents (*.pdf)</source>
            <translation>Dokumente (*.pdf)</translation>
        </message>
        <message>
            <source>Here you will see what each campaign earned beyond what would have been sold anyway: held against customers who were left out at random, not guessed.</source>
            <translation>Hier steht, was jede Kampagne über das hinaus gebracht hat, was ohnehin verkauft worden wäre: gemessen an Kunden, die der Zufall ausgelassen hat, nicht geschätzt.</translation>
        </message>
        <message>
            <source>Nothing has run yet</source>
            <translation>Noch ist nichts gelaufen</translation>
        </message>
        <message>
            <source>Plan a campaign</source>
            <translation>Kampagne planen</translation>
        </message>
        <message>
            <source>Save the result</source>
            <translation>Ergebnis sichern</translation>
        </message>
        <message>
            <source>Saved {path}</source>
            <translation>{path} gesichert</translation>
        </message>
        <message>
            <source>Tables (*.csv)</source>
            <translation>Tabellen (*.csv)</translation>
        </message>
    </context>
    <context>
        <name>ReturnDialog</name>
        <message>
            <source>Back on the shelf (no: written off as damaged)</source>
            <translation>Zurück ins Regal (sonst: als beschädigt abgeschrieben)</translation>
        </message>
        <message>
            <source>Book return</source>
            <translation>Rückgabe buchen</translation>
        </message>
        <message>
            <source>Bought {when}. How many come back?</source>
            <translation>Gekauft: {when}. Wie viele kommen zurück?</translation>
        </message>
        <message>
            <source>Card</source>
            <translation>Karte</translation>
        </message>
        <message>
            <source>Cash</source>
            <translation>Bar</translation>
        </message>
        <message>
            <source>Everything comes back</source>
            <translation>Alles kommt zurück</translation>
        </message>
        <message>
            <source>Exchange</source>
            <translation>Umtauschen</translation>
        </message>
        <message>
            <source>Find</source>
            <translation>Suchen</translation>
        </message>
        <message>
            <source>Into the basket: only the difference to what is taken instead is paid</source>
            <translation>In den Korb: bezahlt wird nur der Unterschied zu dem, was stattdessen mitgenommen wird</translation>
        </message>
        <message>
            <source>Leave</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <source>Pay back by</source>
            <translation>Auszahlung</translation>
        </message>
        <message>
            <source>Receipt number</source>
            <translation>Belegnummer</translation>
        </message>
        <message>
            <source>Scan or type the receipt's number</source>
            <translation>Belegnummer scannen oder eingeben</translation>
        </message>
        <message>
            <source>Transfer</source>
            <translation>Überweisung</translation>
        </message>
        <message>
            <source>Units of {name} that come back</source>
            <translation>Stück von {name}, die zurückkommen</translation>
        </message>
        <message>
            <source>Voucher</source>
            <translation>Gutschein</translation>
        </message>
        <message>
            <source>{bought} bought</source>
            <translation>{bought} gekauft</translation>
        </message>
        <message>
            <source>{left} left</source>
            <translation>noch {left}</translation>
        </message>
        <message>
            <source>{when}. Everything of it came back already.</source>
            <translation>{when}. Davon ist schon alles zurückgegeben.</translation>
        </message>
    </context>
    <context>
        <name>RfmDesk</name>
        <message>
            <source>The worth of {count} customers is worked out</source>
            <translation>Der Wert von {count} Kunden ist berechnet</translation>
        </message>
        <message>
            <source>Working out what customers are worth</source>
            <translation>Der Wert der Kunden wird berechnet</translation>
        </message>
    </context>
    <context>
        <name>RfmMatrix</name>
        <message>
            <source>Customers and their worth, by when they came last and how often</source>
            <translation>Kunden und ihr Wert, nach letztem Besuch und Häufigkeit</translation>
        </message>
        <message>
            <source>Recency {recency} of 5, frequency {frequency} of 5: {count} customers, worth {money}</source>
            <translation>Letzter Besuch {recency} von 5, Häufigkeit {frequency} von 5: {count} Kunden, {money} wert</translation>
        </message>
        <message>
            <source>lately</source>
            <translation>kürzlich</translation>
        </message>
        <message>
            <source>long ago</source>
            <translation>lange her</translation>
        </message>
        <message>
            <source>often</source>
            <translation>oft</translation>
        </message>
        <message>
            <source>rarely</source>
            <translation>selten</translation>
        </message>
    </context>
    <context>
        <name>RfmTab</name>
        <message>
            <source>A segment is made of one of the groups in the table.</source>
            <translation>Ein Segment entsteht aus einer der Gruppen in der Tabelle.</translation>
        </message>
        <message>
            <source>Choose a cell or a group to see its customers.</source>
            <translation>Wählen Sie ein Feld oder eine Gruppe, um ihre Kunden zu sehen.</translation>
        </message>
        <message>
            <source>Here will be all customers by how lately and how often they came, what each will yet be worth, and who has probably gone. It is learned from the sales and takes some seconds.</source>
            <translation>Hier werden alle Kunden stehen, danach, wann zuletzt und wie oft sie kamen, was sie noch wert sein werden und wer wahrscheinlich weg ist. Das wird aus den Verkäufen gelernt und dauert einige Sekunden.</translation>
        </message>
        <message>
            <source>Make a segment of it</source>
            <translation>Segment daraus machen</translation>
        </message>
        <message>
            <source>Make a segment of this group</source>
            <translation>Aus dieser Gruppe ein Segment machen</translation>
        </message>
        <message>
            <source>Make it</source>
            <translation>Anlegen</translation>
        </message>
        <message>
            <source>Not worked out yet</source>
            <translation>Noch nicht berechnet</translation>
        </message>
        <message>
            <source>Nothing chosen</source>
            <translation>Nichts gewählt</translation>
        </message>
        <message>
            <source>Work it out</source>
            <translation>Berechnen</translation>
        </message>
        <message>
            <source>Work out anew</source>
            <translation>Neu berechnen</translation>
        </message>
        <message>
            <source>for the last {weeks} weeks it would have foretold {told} of the purchases, “as before” {before}</source>
            <translation>für die letzten {weeks} Wochen hätte es {told} der Käufe vorhergesagt, „wie bisher“ {before}</translation>
        </message>
        <message>
            <source>{count} customers, worked out {day}</source>
            <translation>{count} Kunden, berechnet {day}</translation>
        </message>
    </context>
    <context>
        <name>RiskPanel</name>
        <message>
            <source>Here will be what is likely sold out before the next delivery, with the day and the chance.</source>
            <translation>Hier steht, was wahrscheinlich vor der nächsten Lieferung ausverkauft ist, mit Tag und Wahrscheinlichkeit.</translation>
        </message>
        <message>
            <source>Nothing runs out soon</source>
            <translation>Nichts geht bald aus</translation>
        </message>
    </context>
    <context>
        <name>RuleRow</name>
        <message>
            <source>Examples of: {rule}</source>
            <translation>Beispiele: {rule}</translation>
        </message>
    </context>
    <context>
        <name>SaveScreen</name>
        <message>
            <source>Go on</source>
            <translation>Weiter</translation>
        </message>
        <message>
            <source>It is written to this device, where our staff can see it and hand it to you. It is deleted after {hours} hours. Everything else is still forgotten.</source>
            <translation>Es wird auf dieses Gerät geschrieben, wo unser Personal es sehen und Ihnen geben kann. Nach {hours} Stunden wird es gelöscht. Alles andere wird weiterhin vergessen.</translation>
        </message>
        <message>
            <source>No, do not save it</source>
            <translation>Nein, nicht speichern</translation>
        </message>
        <message>
            <source>Save this picture?</source>
            <translation>Dieses Bild speichern?</translation>
        </message>
        <message>
            <source>Saved as {name}</source>
            <translation>Gespeichert als {name}</translation>
        </message>
        <message>
            <source>Tell our staff this name. They hand you the picture.</source>
            <translation>Nennen Sie unserem Personal diesen Namen. Es gibt Ihnen das Bild.</translation>
        </message>
        <message>
            <source>Yes, save this picture</source>
            <translation>Ja, dieses Bild speichern</translation>
        </message>
    </context>
    <context>
        <name>SegmentsPage</name>
        <message>
            <source>Build a segment</source>
            <translation>Ein Segment bauen</translation>
        </message>
        <message>
            <source>Change the segment</source>
            <translation>Segment ändern</translation>
        </message>
        <message>
            <source>Look who is in, now</source>
            <translation>Jetzt nachsehen, wer dazugehört</translation>
        </message>
        <message>
            <source>Save the members as CSV</source>
            <translation>Mitglieder als CSV speichern</translation>
        </message>
        <message>
            <source>Save the segment</source>
            <translation>Segment speichern</translation>
        </message>
        <message>
            <source>Segments</source>
            <translation>Segmente</translation>
        </message>
    </context>
    <context>
        <name>SendDialog</name>
        <message>
            <source>Copied. Paste it where you write to the supplier.</source>
            <translation>Kopiert. Fügen Sie es dort ein, wo Sie dem Lieferanten schreiben.</translation>
        </message>
        <message>
            <source>Copy text</source>
            <translation>Text kopieren</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>Fertig</translation>
        </message>
        <message>
            <source>Expected</source>
            <translation>Erwartet</translation>
        </message>
        <message>
            <source>It is sent</source>
            <translation>Ist gesendet</translation>
        </message>
        <message>
            <source>No e-mail address is known for this supplier.</source>
            <translation>Von diesem Lieferanten ist keine E-Mail-Adresse bekannt.</translation>
        </message>
        <message>
            <source>No font of this machine has {letters}: question marks stand for them.</source>
            <translation>Keine Schrift dieses Rechners hat {letters}: Dafür stehen Fragezeichen.</translation>
        </message>
        <message>
            <source>Open e-mail</source>
            <translation>E-Mail öffnen</translation>
        </message>
        <message>
            <source>PDF files (*.pdf)</source>
            <translation>PDF-Dateien (*.pdf)</translation>
        </message>
        <message>
            <source>Papers of {number}</source>
            <translation>Unterlagen zu {number}</translation>
        </message>
        <message>
            <source>Save PDF</source>
            <translation>PDF speichern</translation>
        </message>
        <message>
            <source>Save table</source>
            <translation>Tabelle speichern</translation>
        </message>
        <message>
            <source>Save the order</source>
            <translation>Bestellung speichern</translation>
        </message>
        <message>
            <source>Saved {name}.</source>
            <translation>{name} gespeichert.</translation>
        </message>
        <message>
            <source>Send the order</source>
            <translation>Bestellung senden</translation>
        </message>
        <message>
            <source>Send {number}</source>
            <translation>{number} senden</translation>
        </message>
        <message>
            <source>Tables (*.csv)</source>
            <translation>Tabellen (*.csv)</translation>
        </message>
        <message>
            <source>Text of the e-mail</source>
            <translation>Text der E-Mail</translation>
        </message>
        <message>
            <source>That is {missing} below the supplier’s minimum of {least}.</source>
            <translation>Das liegt {missing} unter dem Mindestbestellwert von {least}.</translation>
        </message>
        <message>
            <source>The mail program has the text. Add the PDF there.</source>
            <translation>Das Mailprogramm hat den Text. Hängen Sie dort das PDF an.</translation>
        </message>
        <message>
            <source>The text is too long for the link and waits on the clipboard: paste it there.</source>
            <translation>Der Text ist zu lang für den Verweis und wartet in der Zwischenablage: Fügen Sie ihn dort ein.</translation>
        </message>
        <message>
            <source>This machine has no mail program. The text is copied instead.</source>
            <translation>Dieser Rechner hat kein Mailprogramm. Der Text ist stattdessen kopiert.</translation>
        </message>
        <message>
            <source>{supplier}, {lines} lines, {total}</source>
            <translation>{supplier}, {lines} Positionen, {total}</translation>
        </message>
    </context>
    <context>
        <name>SettingsPage</name>
        <message>
            <source>Added to staff</source>
            <translation>Zum Personal hinzugefügt</translation>
        </message>
        <message>
            <source>Back up the shop</source>
            <translation>Geschäft sichern</translation>
        </message>
        <message>
            <source>Bring a backup back</source>
            <translation>Sicherung zurückholen</translation>
        </message>
        <message>
            <source>Data and about</source>
            <translation>Daten und Info</translation>
        </message>
        <message>
            <source>E-mail</source>
            <translation>E-Mail</translation>
        </message>
        <message>
            <source>Forecasts</source>
            <translation>Prognosen</translation>
        </message>
        <message>
            <source>Language model</source>
            <translation>Sprachmodell</translation>
        </message>
        <message>
            <source>Learning</source>
            <translation>Lernen</translation>
        </message>
        <message>
            <source>Locations</source>
            <translation>Standorte</translation>
        </message>
        <message>
            <source>Saved</source>
            <translation>Gespeichert</translation>
        </message>
        <message>
            <source>Saved the plan</source>
            <translation>Plan gespeichert</translation>
        </message>
        <message>
            <source>Saved the shop</source>
            <translation>Geschäft gespeichert</translation>
        </message>
        <message>
            <source>Sections</source>
            <translation>Bereiche</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>Optionen</translation>
        </message>
        <message>
            <source>Shop</source>
            <translation>Geschäft</translation>
        </message>
        <message>
            <source>Staff</source>
            <translation>Personal</translation>
        </message>
        <message>
            <source>The backup is back</source>
            <translation>Die Sicherung ist zurück</translation>
        </message>
        <message>
            <source>The copy is complete</source>
            <translation>Die Sicherung ist fertig</translation>
        </message>
        <message>
            <source>The new PIN holds</source>
            <translation>Die neue PIN gilt</translation>
        </message>
        <message>
            <source>The new role holds from the next sign-in on</source>
            <translation>Die neue Rolle gilt ab der nächsten Anmeldung</translation>
        </message>
        <message>
            <source>This terminal</source>
            <translation>Diese Kasse</translation>
        </message>
        <message>
            <source>Try-on</source>
            <translation>Anprobe</translation>
        </message>
        <message>
            <source>What was here before lies in {path}.</source>
            <translation>Der vorherige Stand liegt in {path}.</translation>
        </message>
    </context>
    <context>
        <name>SetupDesk</name>
        <message>
            <source>Taking in other shops' prices</source>
            <translation>Preise anderer Geschäfte werden übernommen</translation>
        </message>
    </context>
    <context>
        <name>SheetDialog</name>
        <message>
            <source>Book delivery</source>
            <translation>Lieferung buchen</translation>
        </message>
        <message>
            <source>Count saved: {units} units of {variants} products</source>
            <translation>Zählung gespeichert: {units} Stück von {variants} Artikeln</translation>
        </message>
        <message>
            <source>Count the stock</source>
            <translation>Bestand zählen</translation>
        </message>
        <message>
            <source>Delivery booked: {units} units of {variants} products</source>
            <translation>Lieferung gebucht: {units} Stück von {variants} Artikeln</translation>
        </message>
        <message>
            <source>Delivery note</source>
            <translation>Lieferschein</translation>
        </message>
        <message>
            <source>From</source>
            <translation>Von</translation>
        </message>
        <message>
            <source>From now on the books say what you count here. What is not on the sheet stays as it is.</source>
            <translation>Ab jetzt gilt, was Sie hier zählen. Was nicht auf der Liste steht, bleibt, wie es ist.</translation>
        </message>
        <message>
            <source>Nobody knows the code {code}. Close the sheet to add it; the sheet is kept.</source>
            <translation>Der Code {code} ist unbekannt. Zum Anlegen die Liste schließen; sie bleibt erhalten.</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>Notiz</translation>
        </message>
        <message>
            <source>Receive a delivery</source>
            <translation>Lieferung annehmen</translation>
        </message>
        <message>
            <source>Save count</source>
            <translation>Zählung speichern</translation>
        </message>
        <message>
            <source>Scan a package or type a product</source>
            <translation>Packung scannen oder Artikel eingeben</translation>
        </message>
        <message>
            <source>Scan each package once per unit, or type a name and set the number.</source>
            <translation>Jedes Stück einmal scannen, oder Namen eingeben und die Menge setzen.</translation>
        </message>
        <message>
            <source>Scan every piece on the shelf, or type a name and set the number.</source>
            <translation>Jedes Stück im Regal scannen, oder Namen eingeben und die Menge setzen.</translation>
        </message>
        <message>
            <source>Send</source>
            <translation>Abschicken</translation>
        </message>
        <message>
            <source>Send goods to another location</source>
            <translation>Ware an einen anderen Standort schicken</translation>
        </message>
        <message>
            <source>Sent off: {units} units of {variants} products</source>
            <translation>Abgeschickt: {units} Stück von {variants} Artikeln</translation>
        </message>
        <message>
            <source>Take off the sheet</source>
            <translation>Von der Liste nehmen</translation>
        </message>
        <message>
            <source>Take {name} off the sheet</source>
            <translation>{name} von der Liste nehmen</translation>
        </message>
        <message>
            <source>To</source>
            <translation>Nach</translation>
        </message>
        <message>
            <source>Units of {name}</source>
            <translation>Stück von {name}</translation>
        </message>
        <message>
            <source>What came goes on top of what is there.</source>
            <translation>Was kam, kommt zum Vorhandenen dazu.</translation>
        </message>
        <message>
            <source>What is sent is on its way until it is received at the other location.</source>
            <translation>Was abgeschickt ist, ist unterwegs, bis es am anderen Standort angenommen wird.</translation>
        </message>
        <message>
            <source>{units} by the books</source>
            <translation>{units} laut Bestand</translation>
        </message>
        <message>
            <source>{units} units</source>
            <translation>{units} Stück</translation>
        </message>
        <message>
            <source>{units} units of {lines} products</source>
            <translation>{units} Stück von {lines} Artikeln</translation>
        </message>
        <message>
            <source>{units} units of {name}</source>
            <translation>{units} Stück von {name}</translation>
        </message>
    </context>
    <context>
        <name>ShopSection</name>
        <message>
            <source>Address</source>
            <translation>Adresse</translation>
        </message>
        <message>
            <source>Country</source>
            <translation>Land</translation>
        </message>
        <message>
            <source>Currency</source>
            <translation>Währung</translation>
        </message>
        <message>
            <source>Fixed when the shop was made.</source>
            <translation>Seit der Einrichtung festgelegt.</translation>
        </message>
        <message>
            <source>Its lines head the receipt.</source>
            <translation>Diese Zeilen stehen oben auf dem Beleg.</translation>
        </message>
        <message>
            <source>Last line of a receipt</source>
            <translation>Letzte Zeile des Belegs</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Name</translation>
        </message>
        <message>
            <source>Only an administrator changes these.</source>
            <translation>Nur die Administration ändert das.</translation>
        </message>
        <message>
            <source>Save shop</source>
            <translation>Geschäft speichern</translation>
        </message>
        <message>
            <source>Stands on receipts and in the window's title.</source>
            <translation>Steht auf Belegen und im Fenstertitel.</translation>
        </message>
        <message>
            <source>Two letters, for telephone numbers without a prefix.</source>
            <translation>Zwei Buchstaben, für Telefonnummern ohne Vorwahl.</translation>
        </message>
    </context>
    <context>
        <name>SidePanel</name>
        <message>
            <source>Copy</source>
            <translation>Kopieren</translation>
        </message>
        <message>
            <source>End it now</source>
            <translation>Jetzt beenden</translation>
        </message>
        <message>
            <source>Expected when it was approved: {mid} {currency} of margin added ({span}).</source>
            <translation>Bei der Freigabe erwartet: {mid} {currency} mehr Spanne ({span}).</translation>
        </message>
        <message>
            <source>Give up</source>
            <translation>Verwerfen</translation>
        </message>
        <message>
            <source>Given: {words}</source>
            <translation>Gegeben: {words}</translation>
        </message>
        <message>
            <source>May go below cost: {name}</source>
            <translation>Darf unter Einstand: {name}</translation>
        </message>
        <message>
            <source>Not used yet.</source>
            <translation>Noch nicht eingelöst.</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>Öffnen</translation>
        </message>
        <message>
            <source>Open it to see what it would bring.</source>
            <translation>Öffnen, um zu sehen, was sie bringen würde.</translation>
        </message>
        <message>
            <source>Pause</source>
            <translation>Pausieren</translation>
        </message>
        <message>
            <source>Products: {count}</source>
            <translation>Artikel: {count}</translation>
        </message>
        <message>
            <source>Results</source>
            <translation>Ergebnisse</translation>
        </message>
        <message>
            <source>Resume</source>
            <translation>Fortsetzen</translation>
        </message>
        <message>
            <source>Take up again</source>
            <translation>Wieder aufnehmen</translation>
        </message>
        <message>
            <source>The goods lost {margin}.</source>
            <translation>Die Ware verlor dabei {margin}.</translation>
        </message>
        <message>
            <source>The goods still earned {margin}.</source>
            <translation>Die Ware brachte trotzdem {margin}.</translation>
        </message>
        <message>
            <source>Used once, {spent} given.</source>
            <translation>Einmal eingelöst, {spent} gegeben.</translation>
        </message>
        <message>
            <source>Used {uses} times, {spent} given.</source>
            <translation>{uses}-mal eingelöst, {spent} gegeben.</translation>
        </message>
        <message>
            <source>Used: {words}</source>
            <translation>Eingelöst: {words}</translation>
        </message>
        <message>
            <source>Write to them</source>
            <translation>Ihnen schreiben</translation>
        </message>
        <message>
            <source>{issued} coupons, {used} used</source>
            <translation>{issued} Gutscheine, {used} eingelöst</translation>
        </message>
    </context>
    <context>
        <name>SignInScreen</name>
        <message>
            <source>Type your PIN and press Enter. Arrow keys choose a name.</source>
            <translation>PIN eingeben und Enter drücken. Pfeiltasten wählen einen Namen.</translation>
        </message>
        <message>
            <source>Who is here?</source>
            <translation>Wer ist da?</translation>
        </message>
    </context>
    <context>
        <name>StaffScreen</name>
        <message>
            <source>Back</source>
            <translation>Zurück</translation>
        </message>
        <message>
            <source>For our staff: your PIN closes the kiosk.</source>
            <translation>Für unser Personal: Ihre PIN schließt den Kiosk.</translation>
        </message>
        <message>
            <source>That was not right.</source>
            <translation>Das war nicht richtig.</translation>
        </message>
        <message>
            <source>That was not right. Again in {seconds} s.</source>
            <translation>Das war nicht richtig. Wieder in {seconds} s.</translation>
        </message>
        <message>
            <source>Too many wrong PINs. Again in {minutes} min.</source>
            <translation>Zu viele falsche PINs. Wieder in {minutes} min.</translation>
        </message>
    </context>
    <context>
        <name>StaffSection</name>
        <message>
            <source>A manager may sell below cost and correct stock; an administrator also keeps staff and shop.</source>
            <translation>Die Leitung darf unter Einkaufspreis verkaufen und Bestände korrigieren; die Administration verwaltet auch Personal und Geschäft.</translation>
        </message>
        <message>
            <source>Add to staff</source>
            <translation>Hinzufügen</translation>
        </message>
        <message>
            <source>Administrator</source>
            <translation>Administration</translation>
        </message>
        <message>
            <source>An administrator adds staff, changes roles and gives new PINs; your own PIN you change yourself.</source>
            <translation>Personal aufnehmen, Rollen ändern und neue PINs vergeben: das tut die Administration; die eigene PIN ändert jeder selbst.</translation>
        </message>
        <message>
            <source>Associate</source>
            <translation>Verkauf</translation>
        </message>
        <message>
            <source>At least four digits.</source>
            <translation>Mindestens vier Ziffern.</translation>
        </message>
        <message>
            <source>Holds from the next sign-in on.</source>
            <translation>Gilt ab der nächsten Anmeldung.</translation>
        </message>
        <message>
            <source>Let sign in</source>
            <translation>Freigeben</translation>
        </message>
        <message>
            <source>Manager</source>
            <translation>Leitung</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Name</translation>
        </message>
        <message>
            <source>New PIN for {name}</source>
            <translation>Neue PIN für {name}</translation>
        </message>
        <message>
            <source>New PIN, Enter</source>
            <translation>Neue PIN, Enter</translation>
        </message>
        <message>
            <source>PIN</source>
            <translation>PIN</translation>
        </message>
        <message>
            <source>Role</source>
            <translation>Rolle</translation>
        </message>
        <message>
            <source>Role of {name}</source>
            <translation>Rolle von {name}</translation>
        </message>
        <message>
            <source>Stop sign-in</source>
            <translation>Sperren</translation>
        </message>
        <message>
            <source>does not sign in</source>
            <translation>gesperrt</translation>
        </message>
    </context>
    <context>
        <name>Stepper</name>
        <message>
            <source>Less</source>
            <translation>Weniger</translation>
        </message>
        <message>
            <source>More</source>
            <translation>Mehr</translation>
        </message>
    </context>
    <context>
        <name>StillThere</name>
        <message>
            <source>Are you still there?</source>
            <translation>Sind Sie noch da?</translation>
        </message>
        <message>
            <source>I am here</source>
            <translation>Ich bin da</translation>
        </message>
        <message>
            <source>In {seconds} s everything of this visit is wiped.</source>
            <translation>In {seconds} s wird alles von diesem Besuch gelöscht.</translation>
        </message>
    </context>
    <context>
        <name>StockPage</name>
        <message>
            <source>Add a product</source>
            <translation>Artikel anlegen</translation>
        </message>
        <message>
            <source>Begin a count of many products</source>
            <translation>Zählung vieler Artikel beginnen</translation>
        </message>
        <message>
            <source>Change the price</source>
            <translation>Preis ändern</translation>
        </message>
        <message>
            <source>Correct the stock of a product</source>
            <translation>Bestand eines Artikels korrigieren</translation>
        </message>
        <message>
            <source>Count</source>
            <translation>Zählen</translation>
        </message>
        <message>
            <source>Count the stock</source>
            <translation>Bestand zählen</translation>
        </message>
        <message>
            <source>Counts</source>
            <translation>Zählungen</translation>
        </message>
        <message>
            <source>Delivery</source>
            <translation>Lieferung</translation>
        </message>
        <message>
            <source>Find in the stock</source>
            <translation>Im Bestand suchen</translation>
        </message>
        <message>
            <source>Here will be every product with its sizes, price and stock. Bring them in from a file, or add one.</source>
            <translation>Hier stehen alle Artikel mit Größen, Preis und Bestand. Aus einer Datei importieren oder anlegen.</translation>
        </message>
        <message>
            <source>Import products</source>
            <translation>Artikel importieren</translation>
        </message>
        <message>
            <source>Name, brand, colour, size, number or code</source>
            <translation>Name, Marke, Farbe, Größe, Nummer oder Code</translation>
        </message>
        <message>
            <source>New product</source>
            <translation>Neuer Artikel</translation>
        </message>
        <message>
            <source>No products yet</source>
            <translation>Noch keine Artikel</translation>
        </message>
        <message>
            <source>Nothing called “{text}”</source>
            <translation>Nichts heißt „{text}“</translation>
        </message>
        <message>
            <source>Nothing matches these filters</source>
            <translation>Nichts passt zu diesen Filtern</translation>
        </message>
        <message>
            <source>Products</source>
            <translation>Artikel</translation>
        </message>
        <message>
            <source>Receive a delivery</source>
            <translation>Lieferung annehmen</translation>
        </message>
        <message>
            <source>Save the stock table as CSV</source>
            <translation>Bestandstabelle als CSV speichern</translation>
        </message>
        <message>
            <source>Send goods to another location</source>
            <translation>Ware an einen anderen Standort schicken</translation>
        </message>
        <message>
            <source>Show everything</source>
            <translation>Alles zeigen</translation>
        </message>
        <message>
            <source>Show stock below zero</source>
            <translation>Bestände unter null zeigen</translation>
        </message>
        <message>
            <source>Show what was sold below zero</source>
            <translation>Verkäufe unter null zeigen</translation>
        </message>
        <message>
            <source>Stock</source>
            <translation>Bestand</translation>
        </message>
        <message>
            <source>To look into</source>
            <translation>Zu prüfen</translation>
        </message>
        <message>
            <source>Transfers</source>
            <translation>Umlagerungen</translation>
        </message>
        <message>
            <source>Try fewer words, or add it.</source>
            <translation>Weniger Wörter versuchen oder anlegen.</translation>
        </message>
        <message>
            <source>Withdrawn: {count}</source>
            <translation>Ausgelistet: {count}</translation>
        </message>
        <message>
            <source>{count} variants</source>
            <translation>{count} Varianten</translation>
        </message>
    </context>
    <context>
        <name>Strip</name>
        <message>
            <source>1 product</source>
            <translation>1 Artikel</translation>
        </message>
        <message>
            <source>Age</source>
            <translation>Alter</translation>
        </message>
        <message>
            <source>Asked for, and nothing there</source>
            <translation>Gefragt, und nichts da</translation>
        </message>
        <message>
            <source>Cost of a year's sales over the usual stock at cost</source>
            <translation>Einstandswert der Jahresverkäufe durch den üblichen Bestand zum Einstand</translation>
        </message>
        <message>
            <source>Cover</source>
            <translation>Reichweite</translation>
        </message>
        <message>
            <source>Demand of {forecast} products from forecasts, of {sales} from recent sales</source>
            <translation>Nachfrage von {forecast} Artikeln aus Prognosen, von {sales} aus jüngsten Verkäufen</translation>
        </message>
        <message>
            <source>In stock, but not in the value at cost</source>
            <translation>Im Bestand, aber nicht im Wert zum Einstand</translation>
        </message>
        <message>
            <source>Margin expected to be missed before the next deliveries</source>
            <translation>Rohertrag, der vor den nächsten Lieferungen voraussichtlich entgeht</translation>
        </message>
        <message>
            <source>Margin not earned in 91 days, for want of stock</source>
            <translation>Rohertrag, der in 91 Tagen mangels Bestand entging</translation>
        </message>
        <message>
            <source>Nobody ever counted these; they are in no figure</source>
            <translation>Nie gezählt; in keiner Kennzahl enthalten</translation>
        </message>
        <message>
            <source>Products that more likely than not are sold out before the next delivery can be here</source>
            <translation>Artikel, die eher ausverkauft sind als nicht, bevor die nächste Lieferung da sein kann</translation>
        </message>
        <message>
            <source>Running out</source>
            <translation>Geht aus</translation>
        </message>
        <message>
            <source>Service</source>
            <translation>Lieferfähigkeit</translation>
        </message>
        <message>
            <source>Share of the demand of 91 days that could be served; without stock on {share} of the days</source>
            <translation>Anteil der Nachfrage von 91 Tagen, der bedient werden konnte; an {share} der Tage ohne Bestand</translation>
        </message>
        <message>
            <source>Sold in 91 days, of what there was to sell</source>
            <translation>In 91 Tagen verkauft, von dem, was zu verkaufen war</translation>
        </message>
        <message>
            <source>Stock value</source>
            <translation>Bestandswert</translation>
        </message>
        <message>
            <source>dead {money}</source>
            <translation>Ladenhüter {money}</translation>
        </message>
        <message>
            <source>from forecasts</source>
            <translation>aus Prognosen</translation>
        </message>
        <message>
            <source>from recent sales</source>
            <translation>aus jüngsten Verkäufen</translation>
        </message>
        <message>
            <source>too many {money}</source>
            <translation>zu viel {money}</translation>
        </message>
        <message>
            <source>turned {count}× a year</source>
            <translation>{count}× im Jahr umgeschlagen</translation>
        </message>
        <message>
            <source>{cost} at cost, {price} at price</source>
            <translation>{cost} zum Einstand, {price} zum Verkaufspreis</translation>
        </message>
        <message>
            <source>{count} not counted</source>
            <translation>{count} nicht gezählt</translation>
        </message>
        <message>
            <source>{count} products</source>
            <translation>{count} Artikel</translation>
        </message>
        <message>
            <source>{count} sold out</source>
            <translation>{count} ausverkauft</translation>
        </message>
        <message>
            <source>{count} without a cost</source>
            <translation>{count} ohne Einstand</translation>
        </message>
        <message>
            <source>{money} at stake</source>
            <translation>{money} in Gefahr</translation>
        </message>
        <message>
            <source>{money} missed</source>
            <translation>{money} entgangen</translation>
        </message>
        <message>
            <source>{price} at price</source>
            <translation>{price} zum Verkaufspreis</translation>
        </message>
        <message>
            <source>{products} products, {units} units, {money}</source>
            <translation>{products} Artikel, {units} Stück, {money}</translation>
        </message>
        <message>
            <source>{share} over 180 days</source>
            <translation>{share} über 180 Tage</translation>
        </message>
        <message>
            <source>{share} sold through</source>
            <translation>{share} abverkauft</translation>
        </message>
    </context>
    <context>
        <name>SupplierDialog</name>
        <message>
            <source>Add supplier</source>
            <translation>Lieferant anlegen</translation>
        </message>
        <message>
            <source>Address</source>
            <translation>Anschrift</translation>
        </message>
        <message>
            <source>Carriage and work, whatever its size.</source>
            <translation>Fracht und Arbeit, wie groß sie auch ist.</translation>
        </message>
        <message>
            <source>Cost of one order, {currency}</source>
            <translation>Kosten einer Bestellung, {currency}</translation>
        </message>
        <message>
            <source>E-mail for orders</source>
            <translation>E-Mail für Bestellungen</translation>
        </message>
        <message>
            <source>Minimum order, {currency}</source>
            <translation>Mindestbestellwert, {currency}</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Name</translation>
        </message>
        <message>
            <source>New supplier</source>
            <translation>Neuer Lieferant</translation>
        </message>
        <message>
            <source>Our number there</source>
            <translation>Unsere Nummer dort</translation>
        </message>
        <message>
            <source>Phone</source>
            <translation>Telefon</translation>
        </message>
        <message>
            <source>Promised lead time, days</source>
            <translation>Zugesagte Lieferzeit in Tagen</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Speichern</translation>
        </message>
        <message>
            <source>We order every, days</source>
            <translation>Wir bestellen alle … Tage</translation>
        </message>
    </context>
    <context>
        <name>SupplierPanel</name>
        <message>
            <source>Buy it here</source>
            <translation>Hier kaufen</translation>
        </message>
        <message>
            <source>Buy there again</source>
            <translation>Dort wieder kaufen</translation>
        </message>
        <message>
            <source>Buy there no more</source>
            <translation>Dort nicht mehr kaufen</translation>
        </message>
        <message>
            <source>Here will be what they sell to the shop, with their numbers, packs and prices.</source>
            <translation>Hier steht, was sie dem Laden verkaufen, mit ihren Nummern, Packungen und Preisen.</translation>
        </message>
        <message>
            <source>No e-mail or phone yet</source>
            <translation>Noch keine E-Mail und kein Telefon</translation>
        </message>
        <message>
            <source>Nobody knows the code {code}.</source>
            <translation>Niemand kennt den Code {code}.</translation>
        </message>
        <message>
            <source>Nothing in the range yet</source>
            <translation>Noch nichts im Sortiment</translation>
        </message>
        <message>
            <source>Order</source>
            <translation>Bestellen</translation>
        </message>
        <message>
            <source>Packs and price</source>
            <translation>Packung und Preis</translation>
        </message>
        <message>
            <source>Scan or type a product to take into the range</source>
            <translation>Artikel fürs Sortiment scannen oder eintippen</translation>
        </message>
        <message>
            <source>Take out</source>
            <translation>Entfernen</translation>
        </message>
        <message>
            <source>Terms</source>
            <translation>Konditionen</translation>
        </message>
        <message>
            <source>at least {amount}</source>
            <translation>mindestens {amount}</translation>
        </message>
        <message>
            <source>former</source>
            <translation>früher</translation>
        </message>
        <message>
            <source>in the range</source>
            <translation>im Sortiment</translation>
        </message>
        <message>
            <source>ordered every {days}</source>
            <translation>bestellt alle {days}</translation>
        </message>
        <message>
            <source>orders on their way: {count}</source>
            <translation>unterwegs: {count}</translation>
        </message>
        <message>
            <source>promised {days}</source>
            <translation>zugesagt {days}</translation>
        </message>
        <message>
            <source>take in</source>
            <translation>aufnehmen</translation>
        </message>
        <message>
            <source>{amount} an order</source>
            <translation>{amount} je Bestellung</translation>
        </message>
    </context>
    <context>
        <name>SuppliersTab</name>
        <message>
            <source>Add a supplier</source>
            <translation>Lieferant anlegen</translation>
        </message>
        <message>
            <source>Former ones, too</source>
            <translation>Auch frühere</translation>
        </message>
        <message>
            <source>Here will be everybody the shop buys from, with their terms and how they keep their word.</source>
            <translation>Hier stehen alle, bei denen der Laden kauft, mit ihren Konditionen und wie sie Wort halten.</translation>
        </message>
        <message>
            <source>New supplier</source>
            <translation>Neuer Lieferant</translation>
        </message>
        <message>
            <source>No suppliers yet</source>
            <translation>Noch keine Lieferanten</translation>
        </message>
    </context>
    <context>
        <name>TabbedPage</name>
        <message>
            <source>Parts of this page</source>
            <translation>Teile dieser Seite</translation>
        </message>
    </context>
    <context>
        <name>TenderPanel</name>
        <message>
            <source>Amount</source>
            <translation>Betrag</translation>
        </message>
        <message>
            <source>Amount handed over</source>
            <translation>Gegebener Betrag</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Zurück</translation>
        </message>
        <message>
            <source>Back to the basket (Esc)</source>
            <translation>Zurück zum Korb (Esc)</translation>
        </message>
        <message>
            <source>Card</source>
            <translation>Karte</translation>
        </message>
        <message>
            <source>Cash</source>
            <translation>Bar</translation>
        </message>
        <message>
            <source>Change {amount}</source>
            <translation>Rückgeld {amount}</translation>
        </message>
        <message>
            <source>Complete</source>
            <translation>Abschließen</translation>
        </message>
        <message>
            <source>Exactly {amount} cash</source>
            <translation>Genau {amount} bar</translation>
        </message>
        <message>
            <source>Nothing to pay</source>
            <translation>Nichts zu zahlen</translation>
        </message>
        <message>
            <source>Take {amount} cash</source>
            <translation>{amount} bar nehmen</translation>
        </message>
        <message>
            <source>Taken: {list}</source>
            <translation>Erhalten: {list}</translation>
        </message>
        <message>
            <source>To give back</source>
            <translation>Auszuzahlen</translation>
        </message>
        <message>
            <source>To pay</source>
            <translation>Zu zahlen</translation>
        </message>
        <message>
            <source>Transfer</source>
            <translation>Bank</translation>
        </message>
        <message>
            <source>Voucher</source>
            <translation>Gutschein</translation>
        </message>
        <message>
            <source>{amount} as a voucher</source>
            <translation>{amount} als Gutschein</translation>
        </message>
        <message>
            <source>{amount} back by transfer</source>
            <translation>{amount} als Überweisung zurück</translation>
        </message>
        <message>
            <source>{amount} back in cash</source>
            <translation>{amount} bar zurück</translation>
        </message>
        <message>
            <source>{amount} back to the card</source>
            <translation>{amount} auf die Karte zurück</translation>
        </message>
        <message>
            <source>{amount} by card</source>
            <translation>{amount} mit Karte</translation>
        </message>
        <message>
            <source>{amount} by transfer</source>
            <translation>{amount} überwiesen</translation>
        </message>
        <message>
            <source>{amount} by voucher</source>
            <translation>{amount} als Gutschein</translation>
        </message>
    </context>
    <context>
        <name>TerminalSection</name>
        <message>
            <source> min</source>
            <translation> min</translation>
        </message>
        <message>
            <source>As the system</source>
            <translation>Wie das System</translation>
        </message>
        <message>
            <source>Ask for a PIN after</source>
            <translation>PIN verlangen nach</translation>
        </message>
        <message>
            <source>Colours</source>
            <translation>Farben</translation>
        </message>
        <message>
            <source>Counter</source>
            <translation>Kasse</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>Dunkel</translation>
        </message>
        <message>
            <source>Floor, large</source>
            <translation>Fläche, groß</translation>
        </message>
        <message>
            <source>Holds from the next start.</source>
            <translation>Gilt ab dem nächsten Start.</translation>
        </message>
        <message>
            <source>Keys closer together than this come from a scanner.</source>
            <translation>Schnellere Tastenfolgen kommen vom Scanner.</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>Sprache</translation>
        </message>
        <message>
            <source>Large letters and targets for a tablet on the floor.</source>
            <translation>Große Schrift und Flächen für ein Tablet im Laden.</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>Hell</translation>
        </message>
        <message>
            <source>Minutes without a key or touch.</source>
            <translation>Minuten ohne Taste oder Berührung.</translation>
        </message>
        <message>
            <source>Press the key it sends first, or leave it empty.</source>
            <translation>Die zuerst gesendete Taste drücken oder leer lassen.</translation>
        </message>
        <message>
            <source>Printer's letters</source>
            <translation>Zeichensatz des Druckers</translation>
        </message>
        <message>
            <source>Receipt printer</source>
            <translation>Belegdrucker</translation>
        </message>
        <message>
            <source>Scanner begins with</source>
            <translation>Scanner beginnt mit</translation>
        </message>
        <message>
            <source>Scanner ends with</source>
            <translation>Scanner endet mit</translation>
        </message>
        <message>
            <source>Scanner speed</source>
            <translation>Scannertempo</translation>
        </message>
        <message>
            <source>Size</source>
            <translation>Größe</translation>
        </message>
        <message>
            <source>cp858 holds £ and €.</source>
            <translation>cp858 enthält £ und €.</translation>
        </message>
        <message>
            <source>never</source>
            <translation>nie</translation>
        </message>
        <message>
            <source>tcp:ADDRESS:PORT for one in the network, file:PATH for a file, or empty.</source>
            <translation>tcp:ADRESSE:PORT für einen im Netz, file:PFAD für eine Datei, oder leer.</translation>
        </message>
    </context>
    <context>
        <name>ToastHost</name>
        <message>
            <source>Undo</source>
            <translation>Rückgängig</translation>
        </message>
    </context>
    <context>
        <name>TransferDialog</name>
        <message>
            <source>All arrived</source>
            <translation>Alles angekommen</translation>
        </message>
        <message>
            <source>Arrived</source>
            <translation>Angekommen</translation>
        </message>
        <message>
            <source>Book</source>
            <translation>Buchen</translation>
        </message>
        <message>
            <source>From {start} to {end}</source>
            <translation>Von {start} nach {end}</translation>
        </message>
        <message>
            <source>Missing</source>
            <translation>Fehlt</translation>
        </message>
        <message>
            <source>Receive a transfer</source>
            <translation>Umlagerung annehmen</translation>
        </message>
        <message>
            <source>Receive {number}</source>
            <translation>{number} annehmen</translation>
        </message>
        <message>
            <source>Scan what arrived</source>
            <translation>Scannen, was angekommen ist</translation>
        </message>
        <message>
            <source>Went back</source>
            <translation>Ging zurück</translation>
        </message>
        <message>
            <source>{code} is not in this transfer. Lay it aside.</source>
            <translation>{code} gehört nicht zu dieser Umlagerung. Legen Sie es beiseite.</translation>
        </message>
        <message>
            <source>{units} units arrived</source>
            <translation>{units} Stück angekommen</translation>
        </message>
    </context>
    <context>
        <name>TransfersTab</name>
        <message>
            <source>Add a location</source>
            <translation>Standort anlegen</translation>
        </message>
        <message>
            <source>Call back</source>
            <translation>Zurückrufen</translation>
        </message>
        <message>
            <source>Here will be what goes from one location to another, until it arrived.</source>
            <translation>Hier steht, was von einem Standort zum anderen geht, bis es angekommen ist.</translation>
        </message>
        <message>
            <source>Nothing was sent yet</source>
            <translation>Noch wurde nichts geschickt</translation>
        </message>
        <message>
            <source>Receive</source>
            <translation>Annehmen</translation>
        </message>
        <message>
            <source>Send goods</source>
            <translation>Ware schicken</translation>
        </message>
        <message>
            <source>There is one location only. Add a back room or another shop, and goods can be sent there.</source>
            <translation>Es gibt nur einen Standort. Legen Sie ein Lager oder einen weiteren Laden an, dann kann Ware dorthin.</translation>
        </message>
        <message>
            <source>What was sent is on its way until somebody says that it arrived.</source>
            <translation>Was geschickt wurde, ist unterwegs, bis jemand sagt, dass es da ist.</translation>
        </message>
        <message>
            <source>{number} has arrived</source>
            <translation>{number} ist angekommen</translation>
        </message>
        <message>
            <source>{number} is booked, {units} units are still on their way</source>
            <translation>{number} ist gebucht, {units} Stück sind noch unterwegs</translation>
        </message>
        <message>
            <source>{number} is called back</source>
            <translation>{number} ist zurückgerufen</translation>
        </message>
    </context>
    <context>
        <name>TryOnPage</name>
        <message>
            <source>A product says in its attributes what it is when worn, and its measures in millimetres.</source>
            <translation>Ein Produkt sagt in seinen Merkmalen, wie es getragen wird, und seine Maße in Millimetern.</translation>
        </message>
        <message>
            <source>Nobody was in front of the camera any more, so it was switched off.</source>
            <translation>Vor der Kamera stand niemand mehr, darum ist sie aus.</translation>
        </message>
        <message>
            <source>Nothing can be tried on yet</source>
            <translation>Noch lässt sich nichts anprobieren</translation>
        </message>
        <message>
            <source>Open the stock</source>
            <translation>Zum Bestand</translation>
        </message>
        <message>
            <source>The basket open at this terminal</source>
            <translation>Der offene Korb an diesem Terminal</translation>
        </message>
        <message>
            <source>To try on</source>
            <translation>Zum Anprobieren</translation>
        </message>
        <message>
            <source>Walk-in</source>
            <translation>Laufkundschaft</translation>
        </message>
    </context>
    <context>
        <name>TryOnSection</name>
        <message>
            <source> h</source>
            <translation> h</translation>
        </message>
        <message>
            <source> s</source>
            <translation> s</translation>
        </message>
        <message>
            <source>A hold waits</source>
            <translation>Zurückgelegtes wartet</translation>
        </message>
        <message>
            <source>Camera</source>
            <translation>Kamera</translation>
        </message>
        <message>
            <source>Everybody who works here</source>
            <translation>Alle, die hier arbeiten</translation>
        </message>
        <message>
            <source>Length and number of looks are all that is written of a visit.</source>
            <translation>Länge und Zahl der Looks sind alles, was von einem Besuch aufgeschrieben wird.</translation>
        </message>
        <message>
            <source>Look again</source>
            <translation>Noch einmal suchen</translation>
        </message>
        <message>
            <source>Managers</source>
            <translation>Die Leitung</translation>
        </message>
        <message>
            <source>None is plugged in</source>
            <translation>Keine angeschlossen</translation>
        </message>
        <message>
            <source>Of this terminal. It is switched on only while somebody tries something on, and after asking.</source>
            <translation>Dieses Terminals. Sie wird nur eingeschaltet, während jemand etwas anprobiert, und nach einer Frage.</translation>
        </message>
        <message>
            <source>Only a manager changes these.</source>
            <translation>Nur die Leitung ändert das.</translation>
        </message>
        <message>
            <source>Save plan</source>
            <translation>Plan speichern</translation>
        </message>
        <message>
            <source>The first there is</source>
            <translation>Die erste, die da ist</translation>
        </message>
        <message>
            <source>The kiosk forgets after</source>
            <translation>Der Kiosk vergisst nach</translation>
        </message>
        <message>
            <source>The kiosk is left by</source>
            <translation>Den Kiosk verlassen</translation>
        </message>
        <message>
            <source>To try on</source>
            <translation>Zum Anprobieren</translation>
        </message>
        <message>
            <source>Visits of the last 7 days</source>
            <translation>Besuche der letzten 7 Tage</translation>
        </message>
        <message>
            <source>What a visitor has put aside counts as reserved for so long; nothing is booked.</source>
            <translation>So lange gilt als reserviert, was ein Besucher zurücklegen ließ; gebucht wird nichts.</translation>
        </message>
        <message>
            <source>With their own PIN; five wrong ones lock it for five minutes.</source>
            <translation>Mit der eigenen PIN; fünf falsche sperren fünf Minuten lang.</translation>
        </message>
        <message>
            <source>Without a touch and without a face. Pictures and measures of the visit are overwritten.</source>
            <translation>Ohne Berührung und ohne Gesicht. Bilder und Maße des Besuchs werden überschrieben.</translation>
        </message>
        <message>
            <source>none yet</source>
            <translation>noch keine</translation>
        </message>
        <message>
            <source>only what is there</source>
            <translation>nur was da ist</translation>
        </message>
        <message>
            <source>{name} (not plugged in)</source>
            <translation>{name} (nicht angeschlossen)</translation>
        </message>
        <message>
            <source>{visits}, half of them longer than {minutes} min, {looks} looks</source>
            <translation>{visits}, die Hälfte länger als {minutes} min, {looks} Looks</translation>
        </message>
    </context>
    <context>
        <name>TwinsDialog</name>
        <message>
            <source>Compare</source>
            <translation>Vergleichen</translation>
        </message>
        <message>
            <source>{name} was added. These look alike; merging can be undone.</source>
            <translation>{name} wurde angelegt. Diese sehen ähnlich aus; Zusammenführen lässt sich rückgängig machen.</translation>
        </message>
    </context>
    <context>
        <name>ValueField</name>
        <message>
            <source> %</source>
            <translation> %</translation>
        </message>
        <message>
            <source> days</source>
            <translation> Tage</translation>
        </message>
        <message>
            <source>Beginnings, with commas</source>
            <translation>Anfänge, durch Kommas getrennt</translation>
        </message>
        <message>
            <source>Choose …</source>
            <translation>Wählen …</translation>
        </message>
        <message>
            <source>From</source>
            <translation>Von</translation>
        </message>
        <message>
            <source>SW1, EC2 …</source>
            <translation>50, 104 …</translation>
        </message>
        <message>
            <source>To</source>
            <translation>Bis</translation>
        </message>
        <message>
            <source>to</source>
            <translation>bis</translation>
        </message>
    </context>
    <context>
        <name>VersionPanel</name>
        <message>
            <source>Compared with</source>
            <translation>Verglichen mit</translation>
        </message>
        <message>
            <source>Learned from</source>
            <translation>Gelernt aus</translation>
        </message>
        <message>
            <source>Measured</source>
            <translation>Gemessen</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>Einstellungen</translation>
        </message>
        <message>
            <source>and {count} more</source>
            <translation>und {count} weitere</translation>
        </message>
        <message>
            <source>other</source>
            <translation>andere</translation>
        </message>
        <message>
            <source>the same</source>
            <translation>dasselbe</translation>
        </message>
        <message>
            <source>this one</source>
            <translation>diese</translation>
        </message>
        <message>
            <source>{cause} · took {seconds} s · program {program}</source>
            <translation>{cause} · dauerte {seconds} s · Programm {program}</translation>
        </message>
    </context>
    <context>
        <name>VersionsDesk</name>
        <message>
            <source>Checking the version before it serves</source>
            <translation>Prüft die Version vor dem Einsatz</translation>
        </message>
        <message>
            <source>Learning from the sales</source>
            <translation>Lernt aus den Verkäufen</translation>
        </message>
    </context>
    <context>
        <name>VersionsTab</name>
        <message>
            <source>Compare</source>
            <translation>Vergleichen</translation>
        </message>
        <message>
            <source>Compare the version with another</source>
            <translation>Die Version mit einer anderen vergleichen</translation>
        </message>
        <message>
            <source>Here will be every state the advice was learned in, with what it was learned from.</source>
            <translation>Hier steht dann jeder gelernte Stand der Empfehlungen und woraus gelernt wurde.</translation>
        </message>
        <message>
            <source>Keep</source>
            <translation>Behalten</translation>
        </message>
        <message>
            <source>Keep no more</source>
            <translation>Freigeben</translation>
        </message>
        <message>
            <source>Keep the version for good, or no more</source>
            <translation>Die Version dauerhaft behalten oder freigeben</translation>
        </message>
        <message>
            <source>Learn anew</source>
            <translation>Neu lernen</translation>
        </message>
        <message>
            <source>Learn anew from all sales</source>
            <translation>Aus allen Verkäufen neu lernen</translation>
        </message>
        <message>
            <source>Learn from the sales</source>
            <translation>Aus den Verkäufen lernen</translation>
        </message>
        <message>
            <source>Learned from {count} purchases in {seconds} s; this is what serves now</source>
            <translation>Aus {count} Käufen in {seconds} s gelernt; das ist jetzt im Einsatz</translation>
        </message>
        <message>
            <source>No other version serves in its place: learn anew.</source>
            <translation>Keine andere Version springt ein: bitte neu lernen.</translation>
        </message>
        <message>
            <source>Nothing was learned here yet</source>
            <translation>Hier wurde noch nichts gelernt</translation>
        </message>
        <message>
            <source>Promote</source>
            <translation>Einsetzen</translation>
        </message>
        <message>
            <source>Promote the version</source>
            <translation>Die Version einsetzen</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>Entfernen</translation>
        </message>
        <message>
            <source>Remove the version</source>
            <translation>Die Version entfernen</translation>
        </message>
        <message>
            <source>Removed the version</source>
            <translation>Die Version ist entfernt</translation>
        </message>
        <message>
            <source>Roll back</source>
            <translation>Zurück</translation>
        </message>
        <message>
            <source>Roll back to the version before</source>
            <translation>Zurück zur Version davor</translation>
        </message>
        <message>
            <source>The version of {when} serves in its place. Learn anew to have a newer one.</source>
            <translation>Die Version von {when} springt ein. Neu lernen bringt eine neuere.</translation>
        </message>
        <message>
            <source>The version of {when} serves now</source>
            <translation>Die Version von {when} ist jetzt im Einsatz</translation>
        </message>
        <message>
            <source>This version is never cleared away</source>
            <translation>Diese Version wird nie weggeräumt</translation>
        </message>
        <message>
            <source>This version may be cleared away</source>
            <translation>Diese Version darf weggeräumt werden</translation>
        </message>
    </context>
    <context>
        <name>WarningsPanel</name>
        <message>
            <source>By the books</source>
            <translation>Laut Bestand</translation>
        </message>
        <message>
            <source>Last</source>
            <translation>Zuletzt</translation>
        </message>
        <message>
            <source>Looked into</source>
            <translation>Geprüft</translation>
        </message>
        <message>
            <source>Nothing to look into</source>
            <translation>Nichts zu prüfen</translation>
        </message>
        <message>
            <source>Number</source>
            <translation>Nummer</translation>
        </message>
        <message>
            <source>Product</source>
            <translation>Artikel</translation>
        </message>
        <message>
            <source>Sold although the books said there was none. Count it, and it leaves the list by itself.</source>
            <translation>Verkauft, obwohl laut Bestand nichts da war. Nach dem Zählen verschwindet es von selbst.</translation>
        </message>
        <message>
            <source>Times</source>
            <translation>Mal</translation>
        </message>
        <message>
            <source>When something is sold that the books do not have, it is listed here until it is counted.</source>
            <translation>Was verkauft wird, ohne im Bestand zu sein, steht hier, bis es gezählt ist.</translation>
        </message>
        <message>
            <source>Where</source>
            <translation>Wo</translation>
        </message>
        <message>
            <source>{name} leaves the list.</source>
            <translation>{name} geht von der Liste.</translation>
        </message>
    </context>
    <context>
        <name>WelcomeScreen</name>
        <message>
            <source>A boutique with 5,000 customers and two years of sales. Nothing in it is real.</source>
            <translation>Eine Boutique mit 5.000 Kunden und zwei Jahren Verkäufen. Nichts davon ist echt.</translation>
        </message>
        <message>
            <source>An empty shop. Customers and products come as you meet them.</source>
            <translation>Ein leeres Geschäft. Kunden und Artikel kommen nach und nach.</translation>
        </message>
        <message>
            <source>Begin from nothing</source>
            <translation>Bei null anfangen</translation>
        </message>
        <message>
            <source>Bring my records in</source>
            <translation>Daten importieren</translation>
        </message>
        <message>
            <source>Everything stays in one file on this machine.</source>
            <translation>Alles bleibt in einer Datei auf diesem Rechner.</translation>
        </message>
        <message>
            <source>Find the customer, recommend with reasons, sell, and watch the stock react.</source>
            <translation>Kunden finden, begründet empfehlen, verkaufen und den Bestand im Blick haben.</translation>
        </message>
        <message>
            <source>Look around</source>
            <translation>Umsehen</translation>
        </message>
        <message>
            <source>Open the demo shop</source>
            <translation>Demogeschäft öffnen</translation>
        </message>
        <message>
            <source>Sales, products or customers from CSV or Excel files, shown to you before they go in.</source>
            <translation>Verkäufe, Artikel oder Kunden aus CSV- oder Excel-Dateien, mit Vorschau vor dem Import.</translation>
        </message>
        <message>
            <source>Start empty</source>
            <translation>Leer beginnen</translation>
        </message>
        <message>
            <source>Use my shop's records</source>
            <translation>Eigene Daten nutzen</translation>
        </message>
        <message>
            <source>Welcome</source>
            <translation>Willkommen</translation>
        </message>
    </context>
    <context>
        <name>WhatIfView</name>
        <message>
            <source>A price change is taken to move demand by {elasticity} % per per cent.</source>
            <translation>Je Prozent Preisänderung wird mit {elasticity} % Nachfrage gerechnet.</translation>
        </message>
        <message>
            <source>As it is now</source>
            <translation>Wie jetzt</translation>
        </message>
        <message>
            <source>Budget today</source>
            <translation>Budget heute</translation>
        </message>
        <message>
            <source>Chance of running out</source>
            <translation>Risiko, auszugehen</translation>
        </message>
        <message>
            <source>Cost: holding, ordering, lost sales</source>
            <translation>Kosten: Lagern, Bestellen, entgangene Verkäufe</translation>
        </message>
        <message>
            <source>Fill rate</source>
            <translation>Lieferfähigkeit</translation>
        </message>
        <message>
            <source>Here will be what other terms would cost. It takes a stock that was counted, and a forecast.</source>
            <translation>Hier steht, was andere Bedingungen kosten würden. Dazu braucht es einen gezählten Bestand und eine Prognose.</translation>
        </message>
        <message>
            <source>Lead time</source>
            <translation>Lieferzeit</translation>
        </message>
        <message>
            <source>Margin of what is sold</source>
            <translation>Rohertrag des Verkauften</translation>
        </message>
        <message>
            <source>Money tied up</source>
            <translation>Gebundenes Geld</translation>
        </message>
        <message>
            <source>Nothing to play through yet</source>
            <translation>Noch nichts durchzuspielen</translation>
        </message>
        <message>
            <source>Over 90 days</source>
            <translation>In 90 Tagen</translation>
        </message>
        <message>
            <source>Price</source>
            <translation>Preis</translation>
        </message>
        <message>
            <source>Service level</source>
            <translation>Servicegrad</translation>
        </message>
        <message>
            <source>To order today</source>
            <translation>Heute zu bestellen</translation>
        </message>
        <message>
            <source>as the costs say</source>
            <translation>wie es sich rechnet</translation>
        </message>
        <message>
            <source>no limit</source>
            <translation>ohne Grenze</translation>
        </message>
        <message>
            <source>now</source>
            <translation>jetzt</translation>
        </message>
        <message>
            <source>of it holding</source>
            <translation>davon Lagern</translation>
        </message>
        <message>
            <source>of it lost sales</source>
            <translation>davon entgangene Verkäufe</translation>
        </message>
        <message>
            <source>of it ordering</source>
            <translation>davon Bestellen</translation>
        </message>
        <message>
            <source>then</source>
            <translation>dann</translation>
        </message>
        <message>
            <source>{days} days</source>
            <translation>{days} Tage</translation>
        </message>
    </context>
    <context>
        <name>WhenForm</name>
        <message>
            <source>Every day, or only</source>
            <translation>Jeden Tag oder nur</translation>
        </message>
        <message>
            <source>Everywhere, or only</source>
            <translation>Überall oder nur</translation>
        </message>
        <message>
            <source>First day</source>
            <translation>Erster Tag</translation>
        </message>
        <message>
            <source>From</source>
            <translation>Von</translation>
        </message>
        <message>
            <source>In the shop</source>
            <translation>Im Laden</translation>
        </message>
        <message>
            <source>Last day</source>
            <translation>Letzter Tag</translation>
        </message>
        <message>
            <source>Only</source>
            <translation>Nur</translation>
        </message>
        <message>
            <source>Only between</source>
            <translation>Nur zwischen</translation>
        </message>
        <message>
            <source>Only on</source>
            <translation>Nur</translation>
        </message>
        <message>
            <source>Until</source>
            <translation>Bis</translation>
        </message>
        <message>
            <source>Web shop</source>
            <translation>Webshop</translation>
        </message>
        <message>
            <source>and</source>
            <translation>und</translation>
        </message>
        <message>
            <source>to and with</source>
            <translation>bis einschließlich</translation>
        </message>
        <message>
            <source>{days} days</source>
            <translation>{days} Tage</translation>
        </message>
    </context>
    <context>
        <name>WornCard</name>
        <message>
            <source>Choose something below the mirror.</source>
            <translation>Wählen Sie etwas unter dem Spiegel.</translation>
        </message>
        <message>
            <source>Together</source>
            <translation>Zusammen</translation>
        </message>
    </context>
    <context>
        <name>WornLine</name>
        <message>
            <source>Other colours and sizes</source>
            <translation>Andere Farben und Größen</translation>
        </message>
        <message>
            <source>Other colours and sizes ({count})</source>
            <translation>Andere Farben und Größen ({count})</translation>
        </message>
    </context>
    <context>
        <name>_PlaceDialog</name>
        <message>
            <source>By the books: {units}</source>
            <translation>Laut Bestand: {units}</translation>
        </message>
        <message>
            <source>Where</source>
            <translation>Wo</translation>
        </message>
    </context>
    <context>
        <name>accuracy</name>
        <message>
            <source>Bought</source>
            <translation>Gekauft</translation>
        </message>
        <message>
            <source>Customers with a hit</source>
            <translation>Kunden mit Treffer</translation>
        </message>
        <message>
            <source>F1</source>
            <translation>F1</translation>
        </message>
        <message>
            <source>Inequality (Gini)</source>
            <translation>Ungleichheit (Gini)</translation>
        </message>
        <message>
            <source>MAP</source>
            <translation>MAP</translation>
        </message>
        <message>
            <source>MRR</source>
            <translation>MRR</translation>
        </message>
        <message>
            <source>Method</source>
            <translation>Methode</translation>
        </message>
        <message>
            <source>NDCG</source>
            <translation>NDCG</translation>
        </message>
        <message>
            <source>NDCG compared with the method in the first row; as good: chance explains the difference</source>
            <translation>NDCG verglichen mit der Methode in der ersten Zeile; gleich gut: der Unterschied ist durch Zufall erklärt</translation>
        </message>
        <message>
            <source>Novelty, bits</source>
            <translation>Neuheit, Bit</translation>
        </message>
        <message>
            <source>Order</source>
            <translation>Reihenfolge</translation>
        </message>
        <message>
            <source>Precision</source>
            <translation>Precision</translation>
        </message>
        <message>
            <source>Range shown</source>
            <translation>Sortiment gezeigt</translation>
        </message>
        <message>
            <source>Recall</source>
            <translation>Recall</translation>
        </message>
        <message>
            <source>Variety of categories</source>
            <translation>Vielfalt der Warengruppen</translation>
        </message>
        <message>
            <source>Variety of content</source>
            <translation>Vielfalt des Inhalts</translation>
        </message>
        <message>
            <source>as good</source>
            <translation>gleich gut</translation>
        </message>
        <message>
            <source>better</source>
            <translation>besser</translation>
        </message>
        <message>
            <source>worse</source>
            <translation>schlechter</translation>
        </message>
    </context>
    <context>
        <name>alerts</name>
        <message>
            <source>Kind</source>
            <translation>Art</translation>
        </message>
        <message>
            <source>Looks into it</source>
            <translation>Geht dem nach</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>Zur Info</translation>
        </message>
        <message>
            <source>Place</source>
            <translation>Ort</translation>
        </message>
        <message>
            <source>Since</source>
            <translation>Seit</translation>
        </message>
        <message>
            <source>Soon</source>
            <translation>Bald</translation>
        </message>
        <message>
            <source>Urgent</source>
            <translation>Dringend</translation>
        </message>
        <message>
            <source>What needs an eye</source>
            <translation>Was einen Blick braucht</translation>
        </message>
        <message>
            <source>Without a category</source>
            <translation>Ohne Warengruppe</translation>
        </message>
        <message>
            <source>until {day}</source>
            <translation>bis {day}</translation>
        </message>
    </context>
    <context>
        <name>campaigns</name>
        <message>
            <source>A word above the customer’s own code.</source>
            <translation>Ein Wort über dem eigenen Code.</translation>
        </message>
        <message>
            <source>A word under the offer, which comes from the promotion; may stay empty.</source>
            <translation>Ein Wort unter dem Angebot, das aus der Aktion kommt; darf leer bleiben.</translation>
        </message>
        <message>
            <source>About</source>
            <translation>Über</translation>
        </message>
        <message>
            <source>Address of the shop</source>
            <translation>Adresse des Ladens</translation>
        </message>
        <message>
            <source>An offer</source>
            <translation>Ein Angebot</translation>
        </message>
        <message>
            <source>Began</source>
            <translation>Beginn</translation>
        </message>
        <message>
            <source>Button</source>
            <translation>Knopf</translation>
        </message>
        <message>
            <source>Campaign</source>
            <translation>Kampagne</translation>
        </message>
        <message>
            <source>Clicked</source>
            <translation>Geklickt</translation>
        </message>
        <message>
            <source>Closing</source>
            <translation>Schluss</translation>
        </message>
        <message>
            <source>Coupon</source>
            <translation>Gutschein</translation>
        </message>
        <message>
            <source>Empty letter</source>
            <translation>Leerer Brief</translation>
        </message>
        <message>
            <source>First name</source>
            <translation>Vorname</translation>
        </message>
        <message>
            <source>For</source>
            <translation>Für</translation>
        </message>
        <message>
            <source>Greeting</source>
            <translation>Anrede</translation>
        </message>
        <message>
            <source>Heading above them; names and prices come from the store.</source>
            <translation>Überschrift darüber; Namen und Preise kommen aus dem Bestand.</translation>
        </message>
        <message>
            <source>Hold-out, gets nothing</source>
            <translation>Vergleichsgruppe, bekommt nichts</translation>
        </message>
        <message>
            <source>Last day of the offer</source>
            <translation>Letzter Tag des Angebots</translation>
        </message>
        <message>
            <source>Letter {name}</source>
            <translation>Brief {name}</translation>
        </message>
        <message>
            <source>Name of product {number}</source>
            <translation>Name von Produkt {number}</translation>
        </message>
        <message>
            <source>Name of the shop</source>
            <translation>Name des Ladens</translation>
        </message>
        <message>
            <source>Offer</source>
            <translation>Angebot</translation>
        </message>
        <message>
            <source>Opened or clicked by people; machines are left out.</source>
            <translation>Von Menschen geöffnet oder geklickt; Maschinen zählen nicht.</translation>
        </message>
        <message>
            <source>Personal products</source>
            <translation>Persönliche Produkte</translation>
        </message>
        <message>
            <source>Picked for you</source>
            <translation>Für Sie ausgesucht</translation>
        </message>
        <message>
            <source>Price of product {number}</source>
            <translation>Preis von Produkt {number}</translation>
        </message>
        <message>
            <source>Read</source>
            <translation>Gelesen</translation>
        </message>
        <message>
            <source>Sent</source>
            <translation>Gesendet</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Zustand</translation>
        </message>
        <message>
            <source>Text</source>
            <translation>Text</translation>
        </message>
        <message>
            <source>The customer’s code</source>
            <translation>Der eigene Code</translation>
        </message>
        <message>
            <source>The offer</source>
            <translation>Das Angebot</translation>
        </message>
        <message>
            <source>To go</source>
            <translation>Offen</translation>
        </message>
        <message>
            <source>We miss you</source>
            <translation>Wir vermissen Sie</translation>
        </message>
        <message>
            <source>Words on the button.</source>
            <translation>Wörter auf dem Knopf.</translation>
        </message>
        <message>
            <source>Written by the template</source>
            <translation>Von der Vorlage geschrieben</translation>
        </message>
        <message>
            <source>came back</source>
            <translation>zurück</translation>
        </message>
        <message>
            <source>everybody</source>
            <translation>alle</translation>
        </message>
        <message>
            <source>failed</source>
            <translation>gescheitert</translation>
        </message>
        <message>
            <source>leaving</source>
            <translation>geht hinaus</translation>
        </message>
        <message>
            <source>left out</source>
            <translation>ausgelassen</translation>
        </message>
        <message>
            <source>sent</source>
            <translation>gesendet</translation>
        </message>
        <message>
            <source>uncertain</source>
            <translation>ungewiss</translation>
        </message>
        <message>
            <source>waiting</source>
            <translation>warten</translation>
        </message>
    </context>
    <context>
        <name>counter</name>
        <message>
            <source>Complete the sale</source>
            <translation>Verkauf abschließen</translation>
        </message>
        <message>
            <source>Discount</source>
            <translation>Rabatt</translation>
        </message>
        <message>
            <source>Filter the recommendations</source>
            <translation>Empfehlungen filtern</translation>
        </message>
        <message>
            <source>Find a product</source>
            <translation>Artikel suchen</translation>
        </message>
        <message>
            <source>Find or add a customer</source>
            <translation>Kunden suchen oder anlegen</translation>
        </message>
        <message>
            <source>Give a discount</source>
            <translation>Rabatt geben</translation>
        </message>
        <message>
            <source>Give the basket up</source>
            <translation>Korb verwerfen</translation>
        </message>
        <message>
            <source>Go to the basket's lines</source>
            <translation>Zu den Korbzeilen</translation>
        </message>
        <message>
            <source>Go to the recommendations</source>
            <translation>Zu den Empfehlungen</translation>
        </message>
        <message>
            <source>Held baskets</source>
            <translation>Geparkte Körbe</translation>
        </message>
        <message>
            <source>Hold the basket</source>
            <translation>Korb parken</translation>
        </message>
        <message>
            <source>New product</source>
            <translation>Neuer Artikel</translation>
        </message>
        <message>
            <source>Next customer</source>
            <translation>Nächster Kunde</translation>
        </message>
        <message>
            <source>Promise a follow-up</source>
            <translation>Etwas zusagen</translation>
        </message>
        <message>
            <source>Resume a held basket</source>
            <translation>Geparkten Korb holen</translation>
        </message>
        <message>
            <source>Return or exchange</source>
            <translation>Rückgabe oder Umtausch</translation>
        </message>
        <message>
            <source>Show all recommendations again</source>
            <translation>Wieder alle Empfehlungen zeigen</translation>
        </message>
        <message>
            <source>Show what was bought before</source>
            <translation>Frühere Einkäufe zeigen</translation>
        </message>
        <message>
            <source>Take goods back</source>
            <translation>Ware zurücknehmen</translation>
        </message>
        <message>
            <source>Write a note about the customer</source>
            <translation>Notiz zum Kunden schreiben</translation>
        </message>
    </context>
    <context>
        <name>counting</name>
        <message>
            <source>Begun</source>
            <translation>Begonnen</translation>
        </message>
        <message>
            <source>By</source>
            <translation>Von</translation>
        </message>
        <message>
            <source>By the books</source>
            <translation>Laut Bestand</translation>
        </message>
        <message>
            <source>Count again?</source>
            <translation>Noch einmal zählen?</translation>
        </message>
        <message>
            <source>Counted</source>
            <translation>Gezählt</translation>
        </message>
        <message>
            <source>Difference</source>
            <translation>Unterschied</translation>
        </message>
        <message>
            <source>Everything</source>
            <translation>Alles</translation>
        </message>
        <message>
            <source>Kind</source>
            <translation>Art</translation>
        </message>
        <message>
            <source>List of what is due</source>
            <translation>Liste des Fälligen</translation>
        </message>
        <message>
            <source>Number</source>
            <translation>Nummer</translation>
        </message>
        <message>
            <source>Product</source>
            <translation>Artikel</translation>
        </message>
        <message>
            <source>Products counted</source>
            <translation>Artikel gezählt</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Stand</translation>
        </message>
        <message>
            <source>Status</source>
            <translation>Status</translation>
        </message>
        <message>
            <source>Value {currency}</source>
            <translation>Wert {currency}</translation>
        </message>
        <message>
            <source>What</source>
            <translation>Was</translation>
        </message>
        <message>
            <source>Where</source>
            <translation>Wo</translation>
        </message>
        <message>
            <source>booked</source>
            <translation>gebucht</translation>
        </message>
        <message>
            <source>cancelled</source>
            <translation>aufgegeben</translation>
        </message>
        <message>
            <source>corrected meanwhile</source>
            <translation>inzwischen korrigiert</translation>
        </message>
        <message>
            <source>count again</source>
            <translation>noch einmal zählen</translation>
        </message>
        <message>
            <source>counted</source>
            <translation>gezählt</translation>
        </message>
        <message>
            <source>large difference</source>
            <translation>großer Unterschied</translation>
        </message>
        <message>
            <source>not counted</source>
            <translation>nicht gezählt</translation>
        </message>
        <message>
            <source>open</source>
            <translation>offen</translation>
        </message>
        <message>
            <source>sold or moved meanwhile</source>
            <translation>inzwischen verkauft oder bewegt</translation>
        </message>
        <message>
            <source>to count</source>
            <translation>zu zählen</translation>
        </message>
    </context>
    <context>
        <name>customers</name>
        <message>
            <source>Add</source>
            <translation>Hinzufügen</translation>
        </message>
        <message>
            <source>Add customer</source>
            <translation>Kunden anlegen</translation>
        </message>
        <message>
            <source>Already here?</source>
            <translation>Schon da?</translation>
        </message>
        <message>
            <source>Because</source>
            <translation>Weil</translation>
        </message>
        <message>
            <source>By</source>
            <translation>Von</translation>
        </message>
        <message>
            <source>Calls</source>
            <translation>Anrufe</translation>
        </message>
        <message>
            <source>City</source>
            <translation>Ort</translation>
        </message>
        <message>
            <source>Company</source>
            <translation>Firma</translation>
        </message>
        <message>
            <source>Country</source>
            <translation>Land</translation>
        </message>
        <message>
            <source>Customer</source>
            <translation>Kunde</translation>
        </message>
        <message>
            <source>Due</source>
            <translation>Fällig</translation>
        </message>
        <message>
            <source>E-mail</source>
            <translation>E-Mail</translation>
        </message>
        <message>
            <source>Edit customer</source>
            <translation>Kunden bearbeiten</translation>
        </message>
        <message>
            <source>Family name</source>
            <translation>Nachname</translation>
        </message>
        <message>
            <source>Forget a customer</source>
            <translation>Einen Kunden vergessen</translation>
        </message>
        <message>
            <source>Forget for good</source>
            <translation>Endgültig vergessen</translation>
        </message>
        <message>
            <source>Found by</source>
            <translation>Gefunden über</translation>
        </message>
        <message>
            <source>Given name</source>
            <translation>Vorname</translation>
        </message>
        <message>
            <source>Keep both</source>
            <translation>Beide behalten</translation>
        </message>
        <message>
            <source>Kept</source>
            <translation>Behalten</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>Sprache</translation>
        </message>
        <message>
            <source>Last visit</source>
            <translation>Zuletzt</translation>
        </message>
        <message>
            <source>Letters</source>
            <translation>Briefe</translation>
        </message>
        <message>
            <source>Merge</source>
            <translation>Zusammenführen</translation>
        </message>
        <message>
            <source>Merge two customers</source>
            <translation>Kunden zusammenführen</translation>
        </message>
        <message>
            <source>Merged into it</source>
            <translation>Übernommen</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Name</translation>
        </message>
        <message>
            <source>New customer</source>
            <translation>Neuer Kunde</translation>
        </message>
        <message>
            <source>News by e-mail</source>
            <translation>Neues per E-Mail</translation>
        </message>
        <message>
            <source>News by text message</source>
            <translation>Neues per SMS</translation>
        </message>
        <message>
            <source>Number</source>
            <translation>Nummer</translation>
        </message>
        <message>
            <source>Personal advice from purchases</source>
            <translation>Persönliche Empfehlungen</translation>
        </message>
        <message>
            <source>Phone</source>
            <translation>Telefon</translation>
        </message>
        <message>
            <source>Postcode</source>
            <translation>PLZ</translation>
        </message>
        <message>
            <source>Purchases</source>
            <translation>Einkäufe</translation>
        </message>
        <message>
            <source>Receipt</source>
            <translation>Beleg</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Speichern</translation>
        </message>
        <message>
            <source>Size</source>
            <translation>Größe</translation>
        </message>
        <message>
            <source>Spend {currency}</source>
            <translation>Umsatz {currency}</translation>
        </message>
        <message>
            <source>Street</source>
            <translation>Straße</translation>
        </message>
        <message>
            <source>Sure</source>
            <translation>Sicher</translation>
        </message>
        <message>
            <source>Total {currency}</source>
            <translation>Summe {currency}</translation>
        </message>
        <message>
            <source>Town</source>
            <translation>Ort</translation>
        </message>
        <message>
            <source>Units</source>
            <translation>Stück</translation>
        </message>
        <message>
            <source>What</source>
            <translation>Was</translation>
        </message>
        <message>
            <source>What was promised</source>
            <translation>Zusage</translation>
        </message>
        <message>
            <source>When</source>
            <translation>Wann</translation>
        </message>
        <message>
            <source>and</source>
            <translation>und</translation>
        </message>
        <message>
            <source>at the counter</source>
            <translation>an der Kasse</translation>
        </message>
        <message>
            <source>d MMM yyyy</source>
            <translation>dd.MM.yyyy</translation>
        </message>
        <message>
            <source>in the imported records</source>
            <translation>in importierten Daten</translation>
        </message>
        <message>
            <source>on a form</source>
            <translation>auf einem Formular</translation>
        </message>
        <message>
            <source>on the website</source>
            <translation>auf der Website</translation>
        </message>
        <message>
            <source>undone</source>
            <translation>getrennt</translation>
        </message>
        <message>
            <source>{count} baskets</source>
            <translation>{count} Körbe</translation>
        </message>
        <message>
            <source>{count} consents</source>
            <translation>{count} Einwilligungen</translation>
        </message>
        <message>
            <source>{count} contacts</source>
            <translation>{count} Kontakte</translation>
        </message>
        <message>
            <source>{count} dates</source>
            <translation>{count} Tage</translation>
        </message>
        <message>
            <source>{count} notes</source>
            <translation>{count} Notizen</translation>
        </message>
        <message>
            <source>{count} notes on advice</source>
            <translation>{count} Vermerke zu Empfehlungen</translation>
        </message>
        <message>
            <source>{count} promises</source>
            <translation>{count} Zusagen</translation>
        </message>
        <message>
            <source>{count} sales and returns</source>
            <translation>{count} Verkäufe und Rückgaben</translation>
        </message>
        <message>
            <source>{count} wishes</source>
            <translation>{count} Wünsche</translation>
        </message>
    </context>
    <context>
        <name>dates</name>
        <message>
            <source>d MMM yyyy</source>
            <translation>d. MMM yyyy</translation>
        </message>
    </context>
    <context>
        <name>health</name>
        <message>
            <source>After an import</source>
            <translation>Nach einem Import</translation>
        </message>
        <message>
            <source>As planned</source>
            <translation>Wie geplant</translation>
        </message>
        <message>
            <source>Because much was sold</source>
            <translation>Weil viel verkauft wurde</translation>
        </message>
        <message>
            <source>Because what is sold changed</source>
            <translation>Weil sich die Verkäufe veränderten</translation>
        </message>
        <message>
            <source>By command</source>
            <translation>Per Befehl</translation>
        </message>
        <message>
            <source>By hand</source>
            <translation>Von Hand</translation>
        </message>
        <message>
            <source>Every night in which something was sold</source>
            <translation>Jede Nacht, wenn etwas verkauft wurde</translation>
        </message>
        <message>
            <source>Learn anew</source>
            <translation>Neu lernen</translation>
        </message>
        <message>
            <source>Learn anew (about 1 minute)</source>
            <translation>Neu lernen (etwa 1 Minute)</translation>
        </message>
        <message>
            <source>Learn anew (about {minutes} minutes)</source>
            <translation>Neu lernen (etwa {minutes} Minuten)</translation>
        </message>
        <message>
            <source>Not learned by itself</source>
            <translation>Wird nicht von selbst gelernt</translation>
        </message>
        <message>
            <source>Once a week</source>
            <translation>Einmal in der Woche</translation>
        </message>
        <message>
            <source>failed</source>
            <translation>gescheitert</translation>
        </message>
        <message>
            <source>in the next quiet moment</source>
            <translation>im nächsten ruhigen Moment</translation>
        </message>
        <message>
            <source>never</source>
            <translation>nie</translation>
        </message>
        <message>
            <source>not planned</source>
            <translation>nicht geplant</translation>
        </message>
        <message>
            <source>put aside: it was worse</source>
            <translation>zurückgestellt: es war schlechter</translation>
        </message>
        <message>
            <source>stopped</source>
            <translation>angehalten</translation>
        </message>
        <message>
            <source>took over</source>
            <translation>übernommen</translation>
        </message>
        <message>
            <source>under way</source>
            <translation>läuft</translation>
        </message>
    </context>
    <context>
        <name>imports</name>
        <message>
            <source>Active</source>
            <translation>Aktiv</translation>
        </message>
        <message>
            <source>Band width (mm)</source>
            <translation>Ringbreite (mm)</translation>
        </message>
        <message>
            <source>Bar</source>
            <translation>Senkrechter Strich</translation>
        </message>
        <message>
            <source>Barcode</source>
            <translation>Barcode</translation>
        </message>
        <message>
            <source>Birthday</source>
            <translation>Geburtstag</translation>
        </message>
        <message>
            <source>Brand</source>
            <translation>Marke</translation>
        </message>
        <message>
            <source>Bridge (mm)</source>
            <translation>Steg (mm)</translation>
        </message>
        <message>
            <source>Brim (mm)</source>
            <translation>Krempe (mm)</translation>
        </message>
        <message>
            <source>Card</source>
            <translation>Karte</translation>
        </message>
        <message>
            <source>Category</source>
            <translation>Kategorie</translation>
        </message>
        <message>
            <source>Chain length (mm)</source>
            <translation>Kettenlänge (mm)</translation>
        </message>
        <message>
            <source>City</source>
            <translation>Ort</translation>
        </message>
        <message>
            <source>Colour</source>
            <translation>Farbe</translation>
        </message>
        <message>
            <source>Comma</source>
            <translation>Komma</translation>
        </message>
        <message>
            <source>Company</source>
            <translation>Firma</translation>
        </message>
        <message>
            <source>Consent email</source>
            <translation>Einwilligung E-Mail</translation>
        </message>
        <message>
            <source>Consent personalisation</source>
            <translation>Einwilligung Empfehlungen</translation>
        </message>
        <message>
            <source>Consent phone</source>
            <translation>Einwilligung Anrufe</translation>
        </message>
        <message>
            <source>Consent post</source>
            <translation>Einwilligung Briefe</translation>
        </message>
        <message>
            <source>Consent sms</source>
            <translation>Einwilligung SMS</translation>
        </message>
        <message>
            <source>Cost</source>
            <translation>Einkaufspreis</translation>
        </message>
        <message>
            <source>Counted on</source>
            <translation>Gezählt am</translation>
        </message>
        <message>
            <source>Country</source>
            <translation>Land</translation>
        </message>
        <message>
            <source>Crown height (mm)</source>
            <translation>Kronenhöhe (mm)</translation>
        </message>
        <message>
            <source>Currency</source>
            <translation>Währung</translation>
        </message>
        <message>
            <source>Customer name</source>
            <translation>Kundenname</translation>
        </message>
        <message>
            <source>Customer number</source>
            <translation>Kundennummer</translation>
        </message>
        <message>
            <source>Customers</source>
            <translation>Kunden</translation>
        </message>
        <message>
            <source>Date of sale</source>
            <translation>Verkaufsdatum</translation>
        </message>
        <message>
            <source>Description</source>
            <translation>Beschreibung</translation>
        </message>
        <message>
            <source>Diameter (mm)</source>
            <translation>Durchmesser (mm)</translation>
        </message>
        <message>
            <source>Discount</source>
            <translation>Rabatt</translation>
        </message>
        <message>
            <source>Discount percent</source>
            <translation>Rabatt %</translation>
        </message>
        <message>
            <source>Drop (mm)</source>
            <translation>Hängelänge (mm)</translation>
        </message>
        <message>
            <source>Email</source>
            <translation>E-Mail</translation>
        </message>
        <message>
            <source>Family name</source>
            <translation>Nachname</translation>
        </message>
        <message>
            <source>Filter category</source>
            <translation>Filterkategorie</translation>
        </message>
        <message>
            <source>Frame material</source>
            <translation>Fassungsmaterial</translation>
        </message>
        <message>
            <source>Frame shape</source>
            <translation>Fassungsform</translation>
        </message>
        <message>
            <source>Frame width (mm)</source>
            <translation>Breite (mm)</translation>
        </message>
        <message>
            <source>Given name</source>
            <translation>Vorname</translation>
        </message>
        <message>
            <source>Head circumference (mm)</source>
            <translation>Kopfumfang (mm)</translation>
        </message>
        <message>
            <source>Image</source>
            <translation>Bild</translation>
        </message>
        <message>
            <source>Invoice returned</source>
            <translation>Storno zu</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>Sprache</translation>
        </message>
        <message>
            <source>Lens height (mm)</source>
            <translation>Glashöhe (mm)</translation>
        </message>
        <message>
            <source>Lens tint</source>
            <translation>Tönung der Gläser</translation>
        </message>
        <message>
            <source>Lens width (mm)</source>
            <translation>Glasbreite (mm)</translation>
        </message>
        <message>
            <source>Line</source>
            <translation>Zeile</translation>
        </message>
        <message>
            <source>Location</source>
            <translation>Standort</translation>
        </message>
        <message>
            <source>Long description</source>
            <translation>Langer Text</translation>
        </message>
        <message>
            <source>Mobile</source>
            <translation>Mobil</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Name</translation>
        </message>
        <message>
            <source>Not clear yet</source>
            <translation>Noch unklar</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>Notiz</translation>
        </message>
        <message>
            <source>Pendant (mm)</source>
            <translation>Anhänger (mm)</translation>
        </message>
        <message>
            <source>Phone</source>
            <translation>Telefon</translation>
        </message>
        <message>
            <source>Postcode</source>
            <translation>PLZ</translation>
        </message>
        <message>
            <source>Price</source>
            <translation>Preis</translation>
        </message>
        <message>
            <source>Product code</source>
            <translation>Artikelcode</translation>
        </message>
        <message>
            <source>Product number</source>
            <translation>Artikelnummer</translation>
        </message>
        <message>
            <source>Products</source>
            <translation>Artikel</translation>
        </message>
        <message>
            <source>Quantity</source>
            <translation>Menge</translation>
        </message>
        <message>
            <source>Receipt or invoice</source>
            <translation>Belegnummer</translation>
        </message>
        <message>
            <source>Rim</source>
            <translation>Rand</translation>
        </message>
        <message>
            <source>Sales</source>
            <translation>Verkäufe</translation>
        </message>
        <message>
            <source>Semicolon</source>
            <translation>Semikolon</translation>
        </message>
        <message>
            <source>Several kinds</source>
            <translation>Mehrere Arten</translation>
        </message>
        <message>
            <source>Since</source>
            <translation>Kunde seit</translation>
        </message>
        <message>
            <source>Size</source>
            <translation>Größe</translation>
        </message>
        <message>
            <source>Stock counts</source>
            <translation>Bestände</translation>
        </message>
        <message>
            <source>Stone (mm)</source>
            <translation>Stein (mm)</translation>
        </message>
        <message>
            <source>Strap (mm)</source>
            <translation>Armbandbreite (mm)</translation>
        </message>
        <message>
            <source>Street</source>
            <translation>Straße</translation>
        </message>
        <message>
            <source>Supplier</source>
            <translation>Lieferant</translation>
        </message>
        <message>
            <source>Tab</source>
            <translation>Tabulator</translation>
        </message>
        <message>
            <source>Tax rate</source>
            <translation>Steuersatz</translation>
        </message>
        <message>
            <source>Temple (mm)</source>
            <translation>Bügel (mm)</translation>
        </message>
        <message>
            <source>Time</source>
            <translation>Uhrzeit</translation>
        </message>
        <message>
            <source>Total</source>
            <translation>Summe</translation>
        </message>
        <message>
            <source>Watch case (mm)</source>
            <translation>Uhrgehäuse (mm)</translation>
        </message>
        <message>
            <source>Worn as</source>
            <translation>Getragen als</translation>
        </message>
    </context>
    <context>
        <name>inventory</name>
        <message>
            <source>+{units}</source>
            <translation>+{units}</translation>
        </message>
        <message>
            <source>25 %</source>
            <translation>25 %</translation>
        </message>
        <message>
            <source>5 %</source>
            <translation>5 %</translation>
        </message>
        <message>
            <source>75 %</source>
            <translation>75 %</translation>
        </message>
        <message>
            <source>95 %</source>
            <translation>95 %</translation>
        </message>
        <message>
            <source>A: among those that make 80 % of sales</source>
            <translation>A: unter denen, die 80 % des Umsatzes bringen</translation>
        </message>
        <message>
            <source>ABC/XYZ</source>
            <translation>ABC/XYZ</translation>
        </message>
        <message>
            <source>Alerts</source>
            <translation>Hinweise</translation>
        </message>
        <message>
            <source>Ask again later about this advice</source>
            <translation>Diesen Vorschlag später wieder zeigen</translation>
        </message>
        <message>
            <source>Ask again tomorrow</source>
            <translation>Morgen wieder fragen</translation>
        </message>
        <message>
            <source>B: among those that make the next 15 % of sales</source>
            <translation>B: unter denen, die die nächsten 15 % des Umsatzes bringen</translation>
        </message>
        <message>
            <source>Bars: sold a week. Band: where demand falls nine times in ten, darker one time in two; the line is its middle. Dashed: deliveries on their way.</source>
            <translation>Balken: Verkäufe je Woche. Band: wo die Nachfrage in neun von zehn Fällen liegt, dunkler in jedem zweiten; die Linie ist die Mitte. Gestrichelt: Lieferungen unterwegs.</translation>
        </message>
        <message>
            <source>Brand</source>
            <translation>Marke</translation>
        </message>
        <message>
            <source>C: among those that make the last 5 % of sales</source>
            <translation>C: unter denen, die die letzten 5 % des Umsatzes bringen</translation>
        </message>
        <message>
            <source>Category</source>
            <translation>Kategorie</translation>
        </message>
        <message>
            <source>Chance</source>
            <translation>Risiko</translation>
        </message>
        <message>
            <source>Chance of being sold out before the next delivery can be here</source>
            <translation>Wahrscheinlichkeit, ausverkauft zu sein, bevor die nächste Lieferung da sein kann</translation>
        </message>
        <message>
            <source>Chance of being sold out before the next delivery if nothing is ordered</source>
            <translation>Wahrscheinlichkeit, vor der nächsten Lieferung ausverkauft zu sein, wenn nichts bestellt wird</translation>
        </message>
        <message>
            <source>Class</source>
            <translation>Klasse</translation>
        </message>
        <message>
            <source>Cost not known</source>
            <translation>Einstand nicht bekannt</translation>
        </message>
        <message>
            <source>Cost {currency}</source>
            <translation>Kosten {currency}</translation>
        </message>
        <message>
            <source>Cover</source>
            <translation>Reichweite</translation>
        </message>
        <message>
            <source>Day</source>
            <translation>Tag</translation>
        </message>
        <message>
            <source>Dead stock</source>
            <translation>Ladenhüter</translation>
        </message>
        <message>
            <source>Dead stock: nothing sold for 180 days</source>
            <translation>Ladenhüter: seit 180 Tagen nichts verkauft</translation>
        </message>
        <message>
            <source>Decline</source>
            <translation>Ablehnen</translation>
        </message>
        <message>
            <source>Decline this advice</source>
            <translation>Diesen Vorschlag ablehnen</translation>
        </message>
        <message>
            <source>Demand a day</source>
            <translation>Nachfrage/Tag</translation>
        </message>
        <message>
            <source>Demand a week</source>
            <translation>Nachfrage je Woche</translation>
        </message>
        <message>
            <source>Each forecast {days} days ahead of what it had not seen. On average: {errors}</source>
            <translation>Jede Prognose {days} Tage voraus, ohne das zu kennen. Im Mittel: {errors}</translation>
        </message>
        <message>
            <source>Error a day</source>
            <translation>Fehler je Tag</translation>
        </message>
        <message>
            <source>Error of the forecast</source>
            <translation>Fehler der Prognose</translation>
        </message>
        <message>
            <source>Figures: {when}</source>
            <translation>Kennzahlen: {when}</translation>
        </message>
        <message>
            <source>Find in the inventory</source>
            <translation>In der Disposition suchen</translation>
        </message>
        <message>
            <source>Forecast from</source>
            <translation>Prognose vom</translation>
        </message>
        <message>
            <source>In a month</source>
            <translation>In einem Monat</translation>
        </message>
        <message>
            <source>In a week</source>
            <translation>In einer Woche</translation>
        </message>
        <message>
            <source>In each of the next four weeks between {low} and {high} units, nine times out of ten</source>
            <translation>In jeder der nächsten vier Wochen zwischen {low} und {high} Stück, in neun von zehn Fällen</translation>
        </message>
        <message>
            <source>In stock, by value</source>
            <translation>Im Bestand, nach Wert</translation>
        </message>
        <message>
            <source>In stock, cost not known</source>
            <translation>Im Bestand, Einstand nicht bekannt</translation>
        </message>
        <message>
            <source>In three days</source>
            <translation>In drei Tagen</translation>
        </message>
        <message>
            <source>Inventory, {day}</source>
            <translation>Disposition, {day}</translation>
        </message>
        <message>
            <source>Inventory: {part}</source>
            <translation>Disposition: {part}</translation>
        </message>
        <message>
            <source>Likely to run out</source>
            <translation>Geht wahrscheinlich aus</translation>
        </message>
        <message>
            <source>Line: stock each evening. Red: days without any. Band: what will be left if nothing more is ordered.</source>
            <translation>Linie: Bestand am Abend. Rot: Tage ohne. Band: was übrig bleibt, wenn nichts mehr bestellt wird.</translation>
        </message>
        <message>
            <source>Look at the stock again</source>
            <translation>Den Bestand neu ansehen</translation>
        </message>
        <message>
            <source>Method</source>
            <translation>Verfahren</translation>
        </message>
        <message>
            <source>Middle</source>
            <translation>Mitte</translation>
        </message>
        <message>
            <source>Never counted</source>
            <translation>Nie gezählt</translation>
        </message>
        <message>
            <source>Next delivery</source>
            <translation>Lieferung am</translation>
        </message>
        <message>
            <source>Nothing is on order</source>
            <translation>Nichts ist bestellt</translation>
        </message>
        <message>
            <source>Number</source>
            <translation>Nummer</translation>
        </message>
        <message>
            <source>Numbers</source>
            <translation>Zahlen</translation>
        </message>
        <message>
            <source>On order</source>
            <translation>Bestellt</translation>
        </message>
        <message>
            <source>Order</source>
            <translation>Menge</translation>
        </message>
        <message>
            <source>Order today</source>
            <translation>Heute bestellen</translation>
        </message>
        <message>
            <source>Order what is advised</source>
            <translation>Das Vorgeschlagene bestellen</translation>
        </message>
        <message>
            <source>Out of stock</source>
            <translation>Ohne Bestand</translation>
        </message>
        <message>
            <source>Over 180 days</source>
            <translation>Über 180 Tage</translation>
        </message>
        <message>
            <source>Please say why, so that it can be remembered.</source>
            <translation>Bitte den Grund nennen, damit er gemerkt werden kann.</translation>
        </message>
        <message>
            <source>Product</source>
            <translation>Artikel</translation>
        </message>
        <message>
            <source>Product and why</source>
            <translation>Artikel und warum</translation>
        </message>
        <message>
            <source>Products</source>
            <translation>Artikel</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>Grund</translation>
        </message>
        <message>
            <source>Run out before the next delivery</source>
            <translation>Gehen vor der nächsten Lieferung aus</translation>
        </message>
        <message>
            <source>Runs out</source>
            <translation>Leer am</translation>
        </message>
        <message>
            <source>Runs out next</source>
            <translation>Geht als Nächstes aus</translation>
        </message>
        <message>
            <source>Save the inventory as PDF</source>
            <translation>Disposition als PDF speichern</translation>
        </message>
        <message>
            <source>Save the inventory table as CSV</source>
            <translation>Tabelle der Disposition als CSV speichern</translation>
        </message>
        <message>
            <source>Service</source>
            <translation>Lieferfähig</translation>
        </message>
        <message>
            <source>Service, 91 days</source>
            <translation>Lieferfähigkeit, 91 Tage</translation>
        </message>
        <message>
            <source>Show dead stock</source>
            <translation>Ladenhüter zeigen</translation>
        </message>
        <message>
            <source>Show everything in the inventory</source>
            <translation>In der Disposition alles zeigen</translation>
        </message>
        <message>
            <source>Show what is sold out</source>
            <translation>Zeigen, was ausverkauft ist</translation>
        </message>
        <message>
            <source>Show what runs out before the next delivery</source>
            <translation>Zeigen, was vor der nächsten Lieferung ausgeht</translation>
        </message>
        <message>
            <source>Show what was never counted</source>
            <translation>Zeigen, was nie gezählt wurde</translation>
        </message>
        <message>
            <source>Show where there is too much</source>
            <translation>Zeigen, wovon zu viel da ist</translation>
        </message>
        <message>
            <source>Sold</source>
            <translation>Verkauft</translation>
        </message>
        <message>
            <source>Sold out now</source>
            <translation>Jetzt ausverkauft</translation>
        </message>
        <message>
            <source>Sold through</source>
            <translation>Abverkauft</translation>
        </message>
        <message>
            <source>Sold, 26 weeks</source>
            <translation>Verkauft, 26 Wo.</translation>
        </message>
        <message>
            <source>Stock</source>
            <translation>Bestand</translation>
        </message>
        <message>
            <source>Stock of 31 to 90 days</source>
            <translation>Bestand von 31 bis 90 Tagen</translation>
        </message>
        <message>
            <source>Stock of 91 to 180 days</source>
            <translation>Bestand von 91 bis 180 Tagen</translation>
        </message>
        <message>
            <source>Stock of over 180 days</source>
            <translation>Bestand von über 180 Tagen</translation>
        </message>
        <message>
            <source>Stock of up to 30 days</source>
            <translation>Bestand von bis zu 30 Tagen</translation>
        </message>
        <message>
            <source>Supplier</source>
            <translation>Lieferant</translation>
        </message>
        <message>
            <source>The first {count} of {all} rows. The CSV file holds all of them.</source>
            <translation>Die ersten {count} von {all} Zeilen. Die CSV-Datei enthält alle.</translation>
        </message>
        <message>
            <source>Too many</source>
            <translation>Zu viel</translation>
        </message>
        <message>
            <source>Too many: more than three months will sell</source>
            <translation>Zu viel: mehr als in drei Monaten verkauft wird</translation>
        </message>
        <message>
            <source>Turned a year</source>
            <translation>Umschlag im Jahr</translation>
        </message>
        <message>
            <source>Value at cost</source>
            <translation>Wert zum Einstand</translation>
        </message>
        <message>
            <source>Value at price</source>
            <translation>Wert zum Verkaufspreis</translation>
        </message>
        <message>
            <source>Value {currency}</source>
            <translation>Wert {currency}</translation>
        </message>
        <message>
            <source>Week from</source>
            <translation>Woche ab</translation>
        </message>
        <message>
            <source>Were out of stock lately</source>
            <translation>Waren zuletzt ohne Bestand</translation>
        </message>
        <message>
            <source>Whole shop</source>
            <translation>Ganzes Geschäft</translation>
        </message>
        <message>
            <source>Why not?</source>
            <translation>Warum nicht?</translation>
        </message>
        <message>
            <source>With demand, by cover</source>
            <translation>Mit Nachfrage, nach Reichweite</translation>
        </message>
        <message>
            <source>X: sells regularly</source>
            <translation>X: verkauft sich gleichmäßig</translation>
        </message>
        <message>
            <source>Y: sells unevenly</source>
            <translation>Y: verkauft sich schwankend</translation>
        </message>
        <message>
            <source>Z: sells irregularly, or is too new to say</source>
            <translation>Z: verkauft sich unregelmäßig oder ist zu neu</translation>
        </message>
        <message>
            <source>day not known</source>
            <translation>Tag nicht bekannt</translation>
        </message>
        <message>
            <source>from recent sales</source>
            <translation>aus jüngsten Verkäufen</translation>
        </message>
        <message>
            <source>from the forecast</source>
            <translation>aus der Prognose</translation>
        </message>
        <message>
            <source>no sales</source>
            <translation>keine Verkäufe</translation>
        </message>
        <message>
            <source>none all day</source>
            <translation>ganztägig nichts</translation>
        </message>
        <message>
            <source>not counted</source>
            <translation>nicht gezählt</translation>
        </message>
        <message>
            <source>not ordered</source>
            <translation>nicht bestellt</translation>
        </message>
        <message>
            <source>over a year</source>
            <translation>über ein Jahr</translation>
        </message>
        <message>
            <source>sold out</source>
            <translation>ausverkauft</translation>
        </message>
        <message>
            <source>today</source>
            <translation>heute</translation>
        </message>
        <message>
            <source>{count} on order, expected: {day}</source>
            <translation>{count} bestellt, erwartet: {day}</translation>
        </message>
        <message>
            <source>{count} sold in 91 days, {year} in a year</source>
            <translation>{count} in 91 Tagen verkauft, {year} im Jahr</translation>
        </message>
        <message>
            <source>{days} days</source>
            <translation>{days} Tage</translation>
        </message>
        <message>
            <source>{days} days without stock in half a year</source>
            <translation>{days} Tage ohne Bestand in einem halben Jahr</translation>
        </message>
    </context>
    <context>
        <name>kiosk</name>
        <message>
            <source>A little further away</source>
            <translation>Ein wenig weiter weg</translation>
        </message>
        <message>
            <source>A little more light, please</source>
            <translation>Bitte etwas mehr Licht</translation>
        </message>
        <message>
            <source>A little more to the middle</source>
            <translation>Etwas mehr zur Mitte</translation>
        </message>
        <message>
            <source>Another program is using the camera</source>
            <translation>Ein anderes Programm benutzt die Kamera</translation>
        </message>
        <message>
            <source>Closer: it should touch your forehead</source>
            <translation>Näher: Die Karte soll die Stirn berühren</translation>
        </message>
        <message>
            <source>Come a little closer</source>
            <translation>Kommen Sie etwas näher</translation>
        </message>
        <message>
            <source>Good, hold it like that ...</source>
            <translation>Gut so, kurz halten ...</translation>
        </message>
        <message>
            <source>Hair is over an eye</source>
            <translation>Haare verdecken ein Auge</translation>
        </message>
        <message>
            <source>Higher: against your forehead</source>
            <translation>Höher: an die Stirn</translation>
        </message>
        <message>
            <source>Hold a card flat against your forehead</source>
            <translation>Halten Sie eine Karte flach an die Stirn</translation>
        </message>
        <message>
            <source>It comes back by itself as soon as it can.</source>
            <translation>Sie kommt von selbst zurück, sobald es geht.</translation>
        </message>
        <message>
            <source>No more can be put aside at the moment. Please ask our staff.</source>
            <translation>Im Moment kann nichts mehr zurückgelegt werden. Bitte fragen Sie unser Personal.</translation>
        </message>
        <message>
            <source>Please ask our staff to allow it.</source>
            <translation>Bitten Sie unser Personal, sie zu erlauben.</translation>
        </message>
        <message>
            <source>Please ask our staff to try another one.</source>
            <translation>Bitten Sie unser Personal, eine andere zu versuchen.</translation>
        </message>
        <message>
            <source>Please ask our staff. The mirror goes on when it is back.</source>
            <translation>Bitte fragen Sie unser Personal. Der Spiegel geht weiter, sobald sie wieder da ist.</translation>
        </message>
        <message>
            <source>Please ask our staff. The mirror opens when one is plugged in.</source>
            <translation>Bitte fragen Sie unser Personal. Der Spiegel öffnet sich, sobald eine angeschlossen ist.</translation>
        </message>
        <message>
            <source>Something went wrong. Please ask our staff.</source>
            <translation>Etwas ist schiefgegangen. Bitte fragen Sie unser Personal.</translation>
        </message>
        <message>
            <source>Step in front of the mirror</source>
            <translation>Treten Sie vor den Spiegel</translation>
        </message>
        <message>
            <source>Thank you, you can put it away</source>
            <translation>Danke, Sie können sie weglegen</translation>
        </message>
        <message>
            <source>The camera gives no picture</source>
            <translation>Die Kamera liefert kein Bild</translation>
        </message>
        <message>
            <source>The camera gives no usable picture</source>
            <translation>Die Kamera liefert kein brauchbares Bild</translation>
        </message>
        <message>
            <source>The camera was unplugged</source>
            <translation>Die Kamera wurde abgezogen</translation>
        </message>
        <message>
            <source>The film is over</source>
            <translation>Der Film ist zu Ende</translation>
        </message>
        <message>
            <source>The mirror cannot draw anything. Please ask our staff.</source>
            <translation>Der Spiegel kann nichts zeichnen. Bitte fragen Sie unser Personal.</translation>
        </message>
        <message>
            <source>The mirror is opening ...</source>
            <translation>Der Spiegel öffnet sich ...</translation>
        </message>
        <message>
            <source>The picture could not be saved. Please ask our staff.</source>
            <translation>Das Bild konnte nicht gespeichert werden. Bitte fragen Sie unser Personal.</translation>
        </message>
        <message>
            <source>There is no camera</source>
            <translation>Es gibt keine Kamera</translation>
        </message>
        <message>
            <source>This cannot be put aside. Please ask our staff.</source>
            <translation>Das kann nicht zurückgelegt werden. Bitte fragen Sie unser Personal.</translation>
        </message>
        <message>
            <source>This device does not allow the camera</source>
            <translation>Dieses Gerät erlaubt die Kamera nicht</translation>
        </message>
        <message>
            <source>This one cannot be shown here. Please ask our staff.</source>
            <translation>Dieses Stück lässt sich hier nicht zeigen. Bitte fragen Sie unser Personal.</translation>
        </message>
        <message>
            <source>Tilt it less: flat against your forehead</source>
            <translation>Weniger schräg: flach an die Stirn</translation>
        </message>
        <message>
            <source>Turn your head slowly</source>
            <translation>Drehen Sie den Kopf langsam</translation>
        </message>
        <message>
            <source>Your pupil distance: {value} mm ({low} to {high})</source>
            <translation>Ihre Pupillendistanz: {value} mm ({low} bis {high})</translation>
        </message>
        <message>
            <source>bridge too narrow</source>
            <translation>Steg zu schmal</translation>
        </message>
        <message>
            <source>bridge too wide</source>
            <translation>Steg zu breit</translation>
        </message>
        <message>
            <source>bridge {frame} mm, nose {face} ± {off} mm</source>
            <translation>Steg {frame} mm, Nase {face} ± {off} mm</translation>
        </message>
        <message>
            <source>fits you</source>
            <translation>passt Ihnen</translation>
        </message>
        <message>
            <source>frame {frame} mm, face {face} ± {off} mm</source>
            <translation>Fassung {frame} mm, Gesicht {face} ± {off} mm</translation>
        </message>
        <message>
            <source>here in the shop</source>
            <translation>hier im Laden</translation>
        </message>
        <message>
            <source>last one here</source>
            <translation>das letzte hier</translation>
        </message>
        <message>
            <source>lenses too close together</source>
            <translation>Gläser zu nah beieinander</translation>
        </message>
        <message>
            <source>lenses too far apart</source>
            <translation>Gläser zu weit auseinander</translation>
        </message>
        <message>
            <source>lenses {frame} mm apart, pupils {face} ± {off} mm</source>
            <translation>Gläser {frame} mm auseinander, Pupillen {face} ± {off} mm</translation>
        </message>
        <message>
            <source>not here today, we can order it</source>
            <translation>heute nicht da, wir können es bestellen</translation>
        </message>
        <message>
            <source>probably {words}</source>
            <translation>{words}, vermutlich</translation>
        </message>
        <message>
            <source>temples too long</source>
            <translation>Bügel zu lang</translation>
        </message>
        <message>
            <source>temples too short</source>
            <translation>Bügel zu kurz</translation>
        </message>
        <message>
            <source>temples {frame} mm, to the ear {face} ± {off} mm</source>
            <translation>Bügel {frame} mm, bis zum Ohr {face} ± {off} mm</translation>
        </message>
        <message>
            <source>too narrow for you</source>
            <translation>zu schmal für Sie</translation>
        </message>
        <message>
            <source>too wide for you</source>
            <translation>zu breit für Sie</translation>
        </message>
    </context>
    <context>
        <name>model</name>
        <message>
            <source>Accuracy</source>
            <translation>Genauigkeit</translation>
        </message>
        <message>
            <source>Experiments</source>
            <translation>Versuche</translation>
        </message>
        <message>
            <source>Health</source>
            <translation>Zustand</translation>
        </message>
        <message>
            <source>Versions</source>
            <translation>Versionen</translation>
        </message>
    </context>
    <context>
        <name>pages</name>
        <message>
            <source>Counter</source>
            <translation>Kasse</translation>
        </message>
        <message>
            <source>Customers</source>
            <translation>Kunden</translation>
        </message>
        <message>
            <source>Import</source>
            <translation>Import</translation>
        </message>
        <message>
            <source>Inventory</source>
            <translation>Disposition</translation>
        </message>
        <message>
            <source>Model</source>
            <translation>Modell</translation>
        </message>
        <message>
            <source>Orders</source>
            <translation>Bestellungen</translation>
        </message>
        <message>
            <source>Promotions</source>
            <translation>Aktionen</translation>
        </message>
        <message>
            <source>Receipts</source>
            <translation>Belege</translation>
        </message>
        <message>
            <source>Segments</source>
            <translation>Segmente</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>Optionen</translation>
        </message>
        <message>
            <source>Stock</source>
            <translation>Bestand</translation>
        </message>
        <message>
            <source>Try-on</source>
            <translation>Anprobe</translation>
        </message>
    </context>
    <context>
        <name>prices</name>
        <message>
            <source>1 week</source>
            <translation>1 Woche</translation>
        </message>
        <message>
            <source>1,234.50</source>
            <translation>1,234.50</translation>
        </message>
        <message>
            <source>1.234,50</source>
            <translation>1.234,50</translation>
        </message>
        <message>
            <source>A CSV or Excel file with a SKU or barcode and a price in each line.</source>
            <translation>Eine CSV- oder Excel-Datei mit Artikelnummer oder Strichcode und einem Preis in jeder Zeile.</translation>
        </message>
        <message>
            <source>Amounts</source>
            <translation>Beträge</translation>
        </message>
        <message>
            <source>Approve</source>
            <translation>Genehmigen</translation>
        </message>
        <message>
            <source>Approve and begin</source>
            <translation>Genehmigen und beginnen</translation>
        </message>
        <message>
            <source>Approve the chosen price</source>
            <translation>Den gewählten Preis genehmigen</translation>
        </message>
        <message>
            <source>Approved</source>
            <translation>Genehmigt</translation>
        </message>
        <message>
            <source>As a table</source>
            <translation>Als Tabelle</translation>
        </message>
        <message>
            <source>As the file shows</source>
            <translation>Wie die Datei es zeigt</translation>
        </message>
        <message>
            <source>As the wider limits say</source>
            <translation>Wie die weiteren Grenzen sagen</translation>
        </message>
        <message>
            <source>Before {currency}</source>
            <translation>Vorher {currency}</translation>
        </message>
        <message>
            <source>Better {currency}</source>
            <translation>Besser {currency}</translation>
        </message>
        <message>
            <source>Brings more</source>
            <translation>Bringt mehr</translation>
        </message>
        <message>
            <source>By</source>
            <translation>Von</translation>
        </message>
        <message>
            <source>Cancel the plan</source>
            <translation>Plan abbrechen</translation>
        </message>
        <message>
            <source>Cancelled</source>
            <translation>Abgebrochen</translation>
        </message>
        <message>
            <source>Category</source>
            <translation>Kategorie</translation>
        </message>
        <message>
            <source>Chance of earning less than today's price</source>
            <translation>Wahrscheinlichkeit, weniger zu verdienen als mit dem heutigen Preis</translation>
        </message>
        <message>
            <source>Change</source>
            <translation>Änderung</translation>
        </message>
        <message>
            <source>Choose a file</source>
            <translation>Datei wählen</translation>
        </message>
        <message>
            <source>Dates</source>
            <translation>Datumsangaben</translation>
        </message>
        <message>
            <source>Day</source>
            <translation>Tag</translation>
        </message>
        <message>
            <source>Day first (31/12)</source>
            <translation>Tag zuerst (31/12)</translation>
        </message>
        <message>
            <source>Days between changes</source>
            <translation>Tage zwischen Änderungen</translation>
        </message>
        <message>
            <source>Decided</source>
            <translation>Entschieden</translation>
        </message>
        <message>
            <source>Decision</source>
            <translation>Entscheidung</translation>
        </message>
        <message>
            <source>Elasticity assumed: nothing was learned here yet.</source>
            <translation>Elastizität angenommen: Hier wurde noch nichts gelernt.</translation>
        </message>
        <message>
            <source>Elasticity {value} ± {spread}; its price changed {changes} times in {weeks} weeks.</source>
            <translation>Elastizität {value} ± {spread}; der Preis änderte sich {changes}-mal in {weeks} Wochen.</translation>
        </message>
        <message>
            <source>First rows of the file</source>
            <translation>Erste Zeilen der Datei</translation>
        </message>
        <message>
            <source>For</source>
            <translation>Für</translation>
        </message>
        <message>
            <source>Here will be every price that was approved, left or taken back, with who and why.</source>
            <translation>Hier steht jeder Preis, der genehmigt, belassen oder zurückgenommen wurde, mit wem und warum.</translation>
        </message>
        <message>
            <source>Here will be how ageing stock is sold by a day: when its price goes how far down, and what that brings.</source>
            <translation>Hier steht, wie alternder Bestand bis zu einem Tag verkauft wird: wann der Preis wie weit sinkt und was das bringt.</translation>
        </message>
        <message>
            <source>Here will be prices that would earn more, the most worth first, each with what it would bring and how likely it is to fail. Nothing changes before a manager says yes.</source>
            <translation>Hier stehen Preise, die mehr brächten, der lohnendste zuerst, jeder mit dem, was er brächte und wie wahrscheinlich er scheitert. Nichts ändert sich, bevor die Leitung Ja sagt.</translation>
        </message>
        <message>
            <source>How demand answers to prices is assumed so far</source>
            <translation>Wie die Nachfrage auf Preise antwortet, ist bisher angenommen</translation>
        </message>
        <message>
            <source>How demand answers was learned {when}</source>
            <translation>Preisantwort der Nachfrage gelernt: {when}</translation>
        </message>
        <message>
            <source>Its price did not help to foresee weeks held back (missed by {error}, without the price by {without}): something else may move it, so take a small step.</source>
            <translation>Der Preis half nicht, zurückgehaltene Wochen vorherzusehen (verfehlt um {error}, ohne den Preis um {without}): Vielleicht bewegt ihn etwas anderes, also kleine Schritte.</translation>
        </message>
        <message>
            <source>Its price had better stay until then.</source>
            <translation>Der Preis bleibt bis dahin besser, wie er ist.</translation>
        </message>
        <message>
            <source>Known so far: {names}</source>
            <translation>Bisher bekannt: {names}</translation>
        </message>
        <message>
            <source>Leave as it is</source>
            <translation>Belassen</translation>
        </message>
        <message>
            <source>Leave the price as it is</source>
            <translation>Den Preis belassen</translation>
        </message>
        <message>
            <source>Left as it was</source>
            <translation>Belassen</translation>
        </message>
        <message>
            <source>Left over, a unit brings ({currency})</source>
            <translation>Ein übriges Stück bringt ({currency})</translation>
        </message>
        <message>
            <source>Limits</source>
            <translation>Grenzen</translation>
        </message>
        <message>
            <source>Limits of prices</source>
            <translation>Grenzen für Preise</translation>
        </message>
        <message>
            <source>Limits saved; the next suggestions keep to them</source>
            <translation>Grenzen gesichert; die nächsten Vorschläge halten sich daran</translation>
        </message>
        <message>
            <source>Look for better prices</source>
            <translation>Bessere Preise suchen</translation>
        </message>
        <message>
            <source>Looking for what lies too long …</source>
            <translation>Es wird gesucht, was zu lange liegt …</translation>
        </message>
        <message>
            <source>Margin</source>
            <translation>Rohertrag</translation>
        </message>
        <message>
            <source>Margin of 28 days by price; the band holds 8 of 10 outcomes. Pale: beyond what one change may do.</source>
            <translation>Rohertrag von 28 Tagen je Preis; das Band enthält 8 von 10 Ausgängen. Blass: weiter, als eine Änderung gehen darf.</translation>
        </message>
        <message>
            <source>Mark a product down</source>
            <translation>Produkt herabsetzen</translation>
        </message>
        <message>
            <source>Mark a product down to a day</source>
            <translation>Ein Produkt bis zu einem Tag herabsetzen</translation>
        </message>
        <message>
            <source>Markdowns</source>
            <translation>Abschriften</translation>
        </message>
        <message>
            <source>Month first (12/31)</source>
            <translation>Monat zuerst (12/31)</translation>
        </message>
        <message>
            <source>More margin {currency}</source>
            <translation>Mehr Rohertrag {currency}</translation>
        </message>
        <message>
            <source>Next</source>
            <translation>Als Nächstes</translation>
        </message>
        <message>
            <source>No markdowns yet</source>
            <translation>Noch keine Abschriften</translation>
        </message>
        <message>
            <source>No suggestions wait</source>
            <translation>Keine Vorschläge warten</translation>
        </message>
        <message>
            <source>None are known yet.</source>
            <translation>Noch sind keine bekannt.</translation>
        </message>
        <message>
            <source>Not above ({currency})</source>
            <translation>Nicht über ({currency})</translation>
        </message>
        <message>
            <source>Not below ({currency})</source>
            <translation>Nicht unter ({currency})</translation>
        </message>
        <message>
            <source>Nothing lies here too long: no stock would last half a year.</source>
            <translation>Hier liegt nichts zu lange: Kein Bestand reicht ein halbes Jahr.</translation>
        </message>
        <message>
            <source>Nothing was decided yet</source>
            <translation>Noch wurde nichts entschieden</translation>
        </message>
        <message>
            <source>Now {currency}</source>
            <translation>Jetzt {currency}</translation>
        </message>
        <message>
            <source>One change at most (%)</source>
            <translation>Eine Änderung höchstens (%)</translation>
        </message>
        <message>
            <source>Other shop</source>
            <translation>Anderes Geschäft</translation>
        </message>
        <message>
            <source>Other shops' prices</source>
            <translation>Preise anderer Geschäfte</translation>
        </message>
        <message>
            <source>Over</source>
            <translation>Vorbei</translation>
        </message>
        <message>
            <source>Over cost, at least (%)</source>
            <translation>Über Einstand, mindestens (%)</translation>
        </message>
        <message>
            <source>Plan anew</source>
            <translation>Neu planen</translation>
        </message>
        <message>
            <source>Price {currency}</source>
            <translation>Preis {currency}</translation>
        </message>
        <message>
            <source>Prices end in</source>
            <translation>Preise enden auf</translation>
        </message>
        <message>
            <source>Product</source>
            <translation>Produkt</translation>
        </message>
        <message>
            <source>Risk</source>
            <translation>Risiko</translation>
        </message>
        <message>
            <source>Runs</source>
            <translation>Läuft</translation>
        </message>
        <message>
            <source>SKU</source>
            <translation>Artikelnummer</translation>
        </message>
        <message>
            <source>SKU or barcode</source>
            <translation>Artikelnummer oder Strichcode</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Sichern</translation>
        </message>
        <message>
            <source>Seen on</source>
            <translation>Gesehen am</translation>
        </message>
        <message>
            <source>Sold by</source>
            <translation>Verkauft bis</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Stand</translation>
        </message>
        <message>
            <source>Step due</source>
            <translation>Stufe fällig</translation>
        </message>
        <message>
            <source>Stock</source>
            <translation>Bestand</translation>
        </message>
        <message>
            <source>Stock until the day</source>
            <translation>Bestand bis zu dem Tag</translation>
        </message>
        <message>
            <source>Suggested {currency}</source>
            <translation>Vorgeschlagen {currency}</translation>
        </message>
        <message>
            <source>Suggestions</source>
            <translation>Vorschläge</translation>
        </message>
        <message>
            <source>Tables (*.csv *.txt *.tsv *.gz *.xlsx)</source>
            <translation>Tabellen (*.csv *.txt *.tsv *.gz *.xlsx)</translation>
        </message>
        <message>
            <source>Take back</source>
            <translation>Zurücknehmen</translation>
        </message>
        <message>
            <source>Take in</source>
            <translation>Übernehmen</translation>
        </message>
        <message>
            <source>Take suggestions inside these limits without asking</source>
            <translation>Vorschläge innerhalb dieser Grenzen ohne Nachfrage übernehmen</translation>
        </message>
        <message>
            <source>Take the step to {price}</source>
            <translation>Stufe auf {price} nehmen</translation>
        </message>
        <message>
            <source>Taken back</source>
            <translation>Zurückgenommen</translation>
        </message>
        <message>
            <source>The whole shop</source>
            <translation>Das ganze Geschäft</translation>
        </message>
        <message>
            <source>Their price</source>
            <translation>Deren Preis</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Rückgängig</translation>
        </message>
        <message>
            <source>Units</source>
            <translation>Stück</translation>
        </message>
        <message>
            <source>Units left, week by week; the band holds 8 of 10 outcomes.</source>
            <translation>Übrige Stücke, Woche für Woche; das Band enthält 8 von 10 Ausgängen.</translation>
        </message>
        <message>
            <source>Units sold in 28 days by price; the band holds 8 of 10 outcomes. Pale: beyond what one change may do.</source>
            <translation>Verkaufte Stücke in 28 Tagen je Preis; das Band enthält 8 von 10 Ausgängen. Blass: weiter, als eine Änderung gehen darf.</translation>
        </message>
        <message>
            <source>Until</source>
            <translation>Bis</translation>
        </message>
        <message>
            <source>Waits</source>
            <translation>Wartet</translation>
        </message>
        <message>
            <source>Weeks between two steps, at least</source>
            <translation>Wochen zwischen zwei Stufen, mindestens</translation>
        </message>
        <message>
            <source>Weeks held back were missed by {error} of what was sold, without the price by {without}.</source>
            <translation>Zurückgehaltene Wochen wurden um {error} des Verkauften verfehlt, ohne den Preis um {without}.</translation>
        </message>
        <message>
            <source>What each price would bring</source>
            <translation>Was jeder Preis brächte</translation>
        </message>
        <message>
            <source>What lies longest, by what it cost</source>
            <translation>Was am längsten liegt, nach Einstandswert</translation>
        </message>
        <message>
            <source>What other prices would bring is not known: it takes a forecast and a cost.</source>
            <translation>Was andere Preise brächten, ist nicht bekannt: Dazu braucht es eine Prognose und einen Einstandspreis.</translation>
        </message>
        <message>
            <source>What the chart shows</source>
            <translation>Was das Diagramm zeigt</translation>
        </message>
        <message>
            <source>When</source>
            <translation>Wann</translation>
        </message>
        <message>
            <source>Which prices</source>
            <translation>Welche Preise</translation>
        </message>
        <message>
            <source>Whose prices, where no column says it</source>
            <translation>Wessen Preise, wenn keine Spalte es sagt</translation>
        </message>
        <message>
            <source>Why</source>
            <translation>Warum</translation>
        </message>
        <message>
            <source>Write the plan down</source>
            <translation>Plan festhalten</translation>
        </message>
        <message>
            <source>a tenth of the price</source>
            <translation>ein Zehntel des Preises</translation>
        </message>
        <message>
            <source>by its limits</source>
            <translation>durch die Grenzen</translation>
        </message>
        <message>
            <source>costs {amount}</source>
            <translation>Einstand {amount}</translation>
        </message>
        <message>
            <source>no column</source>
            <translation>keine Spalte</translation>
        </message>
        <message>
            <source>none</source>
            <translation>keine</translation>
        </message>
        <message>
            <source>now {price}</source>
            <translation>jetzt {price}</translation>
        </message>
        <message>
            <source>than with today's price kept until the day</source>
            <translation>als mit dem heutigen Preis bis zu dem Tag</translation>
        </message>
        <message>
            <source>then {price}</source>
            <translation>dann {price}</translation>
        </message>
        <message>
            <source>three tenths of the price</source>
            <translation>drei Zehntel des Preises</translation>
        </message>
        <message>
            <source>{change}; {low_to_high} more margin in {days} days</source>
            <translation>{change}; {low_to_high} mehr Rohertrag in {days} Tagen</translation>
        </message>
        <message>
            <source>{count} in stock</source>
            <translation>{count} auf Lager</translation>
        </message>
        <message>
            <source>{count} variants</source>
            <translation>{count} Varianten</translation>
        </message>
        <message>
            <source>{count} weeks</source>
            <translation>{count} Wochen</translation>
        </message>
        <message>
            <source>{low} to {high}</source>
            <translation>{low} bis {high}</translation>
        </message>
        <message>
            <source>{name} – {count} in stock, {amount}</source>
            <translation>{name} – {count} auf Lager, {amount}</translation>
        </message>
    </context>
    <context>
        <name>promotions</name>
        <message>
            <source> %</source>
            <translation> %</translation>
        </message>
        <message>
            <source> units</source>
            <translation> Stück</translation>
        </message>
        <message>
            <source>2 for 1</source>
            <translation>2 für 1</translation>
        </message>
        <message>
            <source>3 for 2</source>
            <translation>3 für 2</translation>
        </message>
        <message>
            <source>3 for 2 and the like</source>
            <translation>3 für 2 und Ähnliches</translation>
        </message>
        <message>
            <source>4 for 3</source>
            <translation>4 für 3</translation>
        </message>
        <message>
            <source>A multiple of the points</source>
            <translation>Ein Vielfaches der Punkte</translation>
        </message>
        <message>
            <source>A set of</source>
            <translation>Ein Set aus</translation>
        </message>
        <message>
            <source>About to spoil</source>
            <translation>Verdirbt bald</translation>
        </message>
        <message>
            <source>Adds in margin</source>
            <translation>Mehr an Spanne</translation>
        </message>
        <message>
            <source>Amount off</source>
            <translation>Betrag weniger</translation>
        </message>
        <message>
            <source>Amount off what</source>
            <translation>Betrag wovon</translation>
        </message>
        <message>
            <source>Another tier</source>
            <translation>Weitere Stufe</translation>
        </message>
        <message>
            <source>Approve the promotion, or change it from now on</source>
            <translation>Aktion freigeben oder ab jetzt ändern</translation>
        </message>
        <message>
            <source>Baskets with the offer</source>
            <translation>Einkäufe mit dem Angebot</translation>
        </message>
        <message>
            <source>Beside what would be earned without it, goods of others and later days counted</source>
            <translation>Gegenüber dem, was ohne sie verdient würde, andere Artikel und spätere Tage mitgerechnet</translation>
        </message>
        <message>
            <source>Bought early</source>
            <translation>Vorgezogen</translation>
        </message>
        <message>
            <source>Buy</source>
            <translation>Kaufe</translation>
        </message>
        <message>
            <source>Campaigns</source>
            <translation>Kampagnen</translation>
        </message>
        <message>
            <source>Choose products first: then the past can be asked.</source>
            <translation>Erst Artikel wählen: dann lässt sich die Vergangenheit befragen.</translation>
        </message>
        <message>
            <source>Coming</source>
            <translation>Kommend</translation>
        </message>
        <message>
            <source>Copy the promotion</source>
            <translation>Aktion kopieren</translation>
        </message>
        <message>
            <source>Cost of what would lie there longer without it</source>
            <translation>Einstand dessen, was sonst länger läge</translation>
        </message>
        <message>
            <source>Cost {currency}</source>
            <translation>Einstand {currency}</translation>
        </message>
        <message>
            <source>Customers</source>
            <translation>Kunden</translation>
        </message>
        <message>
            <source>Discount given</source>
            <translation>Rabatt gegeben</translation>
        </message>
        <message>
            <source>Draft</source>
            <translation>Entwurf</translation>
        </message>
        <message>
            <source>Each of the products</source>
            <translation>Jeder der Artikel für</translation>
        </message>
        <message>
            <source>Earns less than doing nothing in {share} of 100 cases.</source>
            <translation>Bringt in {share} von 100 Fällen weniger als nichts zu tun.</translation>
        </message>
        <message>
            <source>Earns more than doing nothing in {share} of 100 cases.</source>
            <translation>Bringt in {share} von 100 Fällen mehr als nichts zu tun.</translation>
        </message>
        <message>
            <source>Ended</source>
            <translation>Beendet</translation>
        </message>
        <message>
            <source>Everybody</source>
            <translation>Alle</translation>
        </message>
        <message>
            <source>For</source>
            <translation>Für</translation>
        </message>
        <message>
            <source>From an amount</source>
            <translation>Ab einem Betrag</translation>
        </message>
        <message>
            <source>From an amount of</source>
            <translation>Ab einem Betrag von</translation>
        </message>
        <message>
            <source>From so much on</source>
            <translation>Ab so viel</translation>
        </message>
        <message>
            <source>From units</source>
            <translation>Ab Stückzahl</translation>
        </message>
        <message>
            <source>Given up</source>
            <translation>Verworfen</translation>
        </message>
        <message>
            <source>Given {currency}</source>
            <translation>Gegeben {currency}</translation>
        </message>
        <message>
            <source>Go</source>
            <translation>Los</translation>
        </message>
        <message>
            <source>How points are given</source>
            <translation>Wie Punkte gegeben werden</translation>
        </message>
        <message>
            <source>In stock</source>
            <translation>Bestand</translation>
        </message>
        <message>
            <source>Keep this variant beside to compare</source>
            <translation>Diese Fassung zum Vergleich danebenstellen</translation>
        </message>
        <message>
            <source>Known ones who would be reached</source>
            <translation>Bekannte, die erreicht würden</translation>
        </message>
        <message>
            <source>Lasts days</source>
            <translation>Reicht Tage</translation>
        </message>
        <message>
            <source>Lies too long</source>
            <translation>Liegt zu lange</translation>
        </message>
        <message>
            <source>Margin</source>
            <translation>Spanne</translation>
        </message>
        <message>
            <source>Margin added from {first} to {last}, {currency}</source>
            <translation>Mehr Spanne von {first} bis {last}, {currency}</translation>
        </message>
        <message>
            <source>Margin of other goods that are not sold because of it</source>
            <translation>Spanne anderer Artikel, die deshalb nicht verkauft werden</translation>
        </message>
        <message>
            <source>Margin of what is bought now instead of later</source>
            <translation>Spanne dessen, was jetzt statt später gekauft wird</translation>
        </message>
        <message>
            <source>Margin {currency}</source>
            <translation>Spanne {currency}</translation>
        </message>
        <message>
            <source>Most is to be gained with {name}.</source>
            <translation>Am meisten zu gewinnen ist bei: {name}.</translation>
        </message>
        <message>
            <source>Most is to be gained with {name}: {reason}.</source>
            <translation>Am meisten zu gewinnen ist bei {name}: {reason}.</translation>
        </message>
        <message>
            <source>No basket of the past would have had this offer.</source>
            <translation>Kein Einkauf der Vergangenheit hätte dieses Angebot bekommen.</translation>
        </message>
        <message>
            <source>Not ordered again</source>
            <translation>Wird nicht nachbestellt</translation>
        </message>
        <message>
            <source>Not sold any more</source>
            <translation>Wird nicht mehr verkauft</translation>
        </message>
        <message>
            <source>Number</source>
            <translation>Nummer</translation>
        </message>
        <message>
            <source>Of the budget</source>
            <translation>Vom Budget</translation>
        </message>
        <message>
            <source>Of the goods of the promotion, without tax</source>
            <translation>Der Artikel der Aktion, ohne Steuer</translation>
        </message>
        <message>
            <source>Offer</source>
            <translation>Angebot</translation>
        </message>
        <message>
            <source>One tier less</source>
            <translation>Eine Stufe weniger</translation>
        </message>
        <message>
            <source>Open the promotion</source>
            <translation>Aktion öffnen</translation>
        </message>
        <message>
            <source>Over</source>
            <translation>Vorbei</translation>
        </message>
        <message>
            <source>Parts of the set</source>
            <translation>Teile des Sets</translation>
        </message>
        <message>
            <source>Pause the promotion, or resume it</source>
            <translation>Aktion pausieren oder fortsetzen</translation>
        </message>
        <message>
            <source>Paused</source>
            <translation>Pausiert</translation>
        </message>
        <message>
            <source>People</source>
            <translation>Kunden</translation>
        </message>
        <message>
            <source>Per cent off</source>
            <translation>Prozent weniger</translation>
        </message>
        <message>
            <source>Per cent off the set</source>
            <translation>Prozent weniger aufs Set</translation>
        </message>
        <message>
            <source>Per cent off what is got</source>
            <translation>Prozent weniger auf das Dazugegebene</translation>
        </message>
        <message>
            <source>Percent off</source>
            <translation>Prozente</translation>
        </message>
        <message>
            <source>Points</source>
            <translation>Punkte</translation>
        </message>
        <message>
            <source>Points for each unit of money</source>
            <translation>Punkte je Währungseinheit</translation>
        </message>
        <message>
            <source>Price of the set</source>
            <translation>Preis des Sets</translation>
        </message>
        <message>
            <source>Price {currency}</source>
            <translation>Preis {currency}</translation>
        </message>
        <message>
            <source>Prices</source>
            <translation>Preise</translation>
        </message>
        <message>
            <source>Product</source>
            <translation>Artikel</translation>
        </message>
        <message>
            <source>Products</source>
            <translation>Artikel</translation>
        </message>
        <message>
            <source>Promotion</source>
            <translation>Aktion</translation>
        </message>
        <message>
            <source>Promotion: {step}</source>
            <translation>Aktion: {step}</translation>
        </message>
        <message>
            <source>Promotions</source>
            <translation>Aktionen</translation>
        </message>
        <message>
            <source>Rehearsal</source>
            <translation>Probelauf</translation>
        </message>
        <message>
            <source>Results</source>
            <translation>Ergebnisse</translation>
        </message>
        <message>
            <source>Revenue</source>
            <translation>Umsatz</translation>
        </message>
        <message>
            <source>Running</source>
            <translation>Läuft</translation>
        </message>
        <message>
            <source>Season is over</source>
            <translation>Saison vorbei</translation>
        </message>
        <message>
            <source>Set at one price</source>
            <translation>Set zum Festpreis</translation>
        </message>
        <message>
            <source>Special price</source>
            <translation>Sonderpreis</translation>
        </message>
        <message>
            <source>Spend from which on</source>
            <translation>Einkauf ab</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Stand</translation>
        </message>
        <message>
            <source>Stock set free</source>
            <translation>Lager frei</translation>
        </message>
        <message>
            <source>Take the last change of the promotion back</source>
            <translation>Letzte Änderung der Aktion zurücknehmen</translation>
        </message>
        <message>
            <source>Taken from others</source>
            <translation>Anderen genommen</translation>
        </message>
        <message>
            <source>The budget is used up by {day}.</source>
            <translation>Das Budget ist aufgebraucht: {day}.</translation>
        </message>
        <message>
            <source>The more, the cheaper</source>
            <translation>Je mehr, desto billiger</translation>
        </message>
        <message>
            <source>The more, the cheaper,</source>
            <translation>Je mehr, desto billiger,</translation>
        </message>
        <message>
            <source>They are too few to prove it, even with {share} of them left out at random.</source>
            <translation>Um es zu beweisen, sind es zu wenige, selbst wenn {share} davon zufällig ausgelassen werden.</translation>
        </message>
        <message>
            <source>Times</source>
            <translation>Mal</translation>
        </message>
        <message>
            <source>To see whether it is so, leave {share} of them out at random.</source>
            <translation>Um zu sehen, ob es so ist, {share} davon zufällig auslassen.</translation>
        </message>
        <message>
            <source>Too much of it</source>
            <translation>Zu viel davon</translation>
        </message>
        <message>
            <source>Units</source>
            <translation>Stück</translation>
        </message>
        <message>
            <source>Units from which on</source>
            <translation>Stück ab</translation>
        </message>
        <message>
            <source>Units of each part</source>
            <translation>Stück je Teil</translation>
        </message>
        <message>
            <source>Units to buy</source>
            <translation>Stück zu kaufen</translation>
        </message>
        <message>
            <source>Units to get</source>
            <translation>Stück dazu</translation>
        </message>
        <message>
            <source>Used</source>
            <translation>Eingelöst</translation>
        </message>
        <message>
            <source>Used up</source>
            <translation>Aufgebraucht</translation>
        </message>
        <message>
            <source>Uses</source>
            <translation>Einlösungen</translation>
        </message>
        <message>
            <source>Usual ones</source>
            <translation>Übliche</translation>
        </message>
        <message>
            <source>What is counted</source>
            <translation>Was gezählt wird</translation>
        </message>
        <message>
            <source>What is given</source>
            <translation>Was gegeben wird</translation>
        </message>
        <message>
            <source>What the set costs</source>
            <translation>Was das Set kostet</translation>
        </message>
        <message>
            <source>What the tiers go by</source>
            <translation>Wonach die Stufen gehen</translation>
        </message>
        <message>
            <source>When</source>
            <translation>Wann</translation>
        </message>
        <message>
            <source>With it</source>
            <translation>Mit ihr</translation>
        </message>
        <message>
            <source>With nobody is this offer likelier than not to add margin.</source>
            <translation>Bei niemandem bringt dieses Angebot eher mehr als weniger Spanne.</translation>
        </message>
        <message>
            <source>Without</source>
            <translation>Ohne</translation>
        </message>
        <message>
            <source>Without a name</source>
            <translation>Ohne Namen</translation>
        </message>
        <message>
            <source>a point for each {amount}</source>
            <translation>ein Punkt je {amount}</translation>
        </message>
        <message>
            <source>all</source>
            <translation>alle</translation>
        </message>
        <message>
            <source>allowed below cost</source>
            <translation>unter Einstand erlaubt</translation>
        </message>
        <message>
            <source>always</source>
            <translation>immer</translation>
        </message>
        <message>
            <source>an amount</source>
            <translation>ein Betrag</translation>
        </message>
        <message>
            <source>approval taken back</source>
            <translation>Freigabe zurückgenommen</translation>
        </message>
        <message>
            <source>approved</source>
            <translation>freigegeben</translation>
        </message>
        <message>
            <source>begun</source>
            <translation>begonnen</translation>
        </message>
        <message>
            <source>buy {buy}, get {get} at {share} off</source>
            <translation>{buy} kaufen, {get} dazu mit {share} Rabatt</translation>
        </message>
        <message>
            <source>buy {buy}, get {get} free</source>
            <translation>{buy} kaufen, {get} gratis dazu</translation>
        </message>
        <message>
            <source>by amount</source>
            <translation>nach Betrag</translation>
        </message>
        <message>
            <source>by units</source>
            <translation>nach Stück</translation>
        </message>
        <message>
            <source>copied from another</source>
            <translation>von einer anderen kopiert</translation>
        </message>
        <message>
            <source>coupons made</source>
            <translation>Gutscheine erstellt</translation>
        </message>
        <message>
            <source>double points</source>
            <translation>doppelte Punkte</translation>
        </message>
        <message>
            <source>each of the products</source>
            <translation>auf jeden Artikel</translation>
        </message>
        <message>
            <source>each {amount}</source>
            <translation>je {amount}</translation>
        </message>
        <message>
            <source>ended</source>
            <translation>beendet</translation>
        </message>
        <message>
            <source>from</source>
            <translation>ab</translation>
        </message>
        <message>
            <source>from {first}</source>
            <translation>ab {first}</translation>
        </message>
        <message>
            <source>from {start} {share}</source>
            <translation>ab {start} {share}</translation>
        </message>
        <message>
            <source>from {start}: {gain}</source>
            <translation>ab {start}: {gain}</translation>
        </message>
        <message>
            <source>get</source>
            <translation>bekomme</translation>
        </message>
        <message>
            <source>given up</source>
            <translation>verworfen</translation>
        </message>
        <message>
            <source>more at</source>
            <translation>dazu mit</translation>
        </message>
        <message>
            <source>of each,</source>
            <translation>von jedem,</translation>
        </message>
        <message>
            <source>off</source>
            <translation>weniger</translation>
        </message>
        <message>
            <source>off all of them</source>
            <translation>auf alle zusammen</translation>
        </message>
        <message>
            <source>off each of the products</source>
            <translation>auf jeden der Artikel</translation>
        </message>
        <message>
            <source>once per basket</source>
            <translation>einmal je Einkauf</translation>
        </message>
        <message>
            <source>parts,</source>
            <translation>Teilen,</translation>
        </message>
        <message>
            <source>paused</source>
            <translation>pausiert</translation>
        </message>
        <message>
            <source>per cent</source>
            <translation>Prozent</translation>
        </message>
        <message>
            <source>set of {units} at {share} off</source>
            <translation>{units}er-Set mit {share} Rabatt</translation>
        </message>
        <message>
            <source>set of {units} for {amount}</source>
            <translation>{units}er-Set für {amount}</translation>
        </message>
        <message>
            <source>taken up again</source>
            <translation>wieder aufgenommen</translation>
        </message>
        <message>
            <source>terms changed</source>
            <translation>Bedingungen geändert</translation>
        </message>
        <message>
            <source>the second at half price</source>
            <translation>das Zweite zum halben Preis</translation>
        </message>
        <message>
            <source>together at</source>
            <translation>zusammen mit</translation>
        </message>
        <message>
            <source>together for</source>
            <translation>zusammen für</translation>
        </message>
        <message>
            <source>until {last}</source>
            <translation>bis {last}</translation>
        </message>
        <message>
            <source>where it costs more else</source>
            <translation>wo er sonst mehr kostet</translation>
        </message>
        <message>
            <source>{all} for {paid}</source>
            <translation>{all} für {paid}</translation>
        </message>
        <message>
            <source>{amount} off</source>
            <translation>{amount} weniger</translation>
        </message>
        <message>
            <source>{amount} off each</source>
            <translation>je {amount} weniger</translation>
        </message>
        <message>
            <source>{amount} off once</source>
            <translation>einmal {amount} weniger</translation>
        </message>
        <message>
            <source>{count} more products would be sold out.</source>
            <translation>{count} weitere Artikel wären ausverkauft.</translation>
        </message>
        <message>
            <source>{first} to {last}</source>
            <translation>{first} bis {last}</translation>
        </message>
        <message>
            <source>{lines} lines of {weeks} weeks replayed, {draws} cases drawn.</source>
            <translation>{lines} Zeilen aus {weeks} Wochen nachgespielt, {draws} Fälle gezogen.</translation>
        </message>
        <message>
            <source>{low} to {high}</source>
            <translation>{low} bis {high}</translation>
        </message>
        <message>
            <source>{name} is sold out by {day}.</source>
            <translation>{name} ist ausverkauft: {day}.</translation>
        </message>
        <message>
            <source>{part} of {whole}</source>
            <translation>{part} von {whole}</translation>
        </message>
        <message>
            <source>{points} points for each {amount}</source>
            <translation>{points} Punkte je {amount}</translation>
        </message>
        <message>
            <source>{share} off</source>
            <translation>{share} Rabatt</translation>
        </message>
        <message>
            <source>{times} times the points</source>
            <translation>{times}-fache Punkte</translation>
        </message>
        <message>
            <source>{units} units</source>
            <translation>{units} Stück</translation>
        </message>
        <message>
            <source>{who}, with a coupon</source>
            <translation>{who}, mit Gutschein</translation>
        </message>
        <message>
            <source>{words} (a usual value).</source>
            <translation>{words} (üblicher Wert).</translation>
        </message>
    </context>
    <context>
        <name>purchasing</name>
        <message>
            <source>1 day</source>
            <translation>1 Tag</translation>
        </message>
        <message>
            <source>1 day late</source>
            <translation>1 Tag verspätet</translation>
        </message>
        <message>
            <source>All here</source>
            <translation>Alles da</translation>
        </message>
        <message>
            <source>Bought here</source>
            <translation>Hier gekauft</translation>
        </message>
        <message>
            <source>By</source>
            <translation>Von</translation>
        </message>
        <message>
            <source>Came</source>
            <translation>Da</translation>
        </message>
        <message>
            <source>Cancelled</source>
            <translation>Storniert</translation>
        </message>
        <message>
            <source>Damaged</source>
            <translation>Beschädigt</translation>
        </message>
        <message>
            <source>Deliveries</source>
            <translation>Lieferungen</translation>
        </message>
        <message>
            <source>Draft</source>
            <translation>Entwurf</translation>
        </message>
        <message>
            <source>Each</source>
            <translation>Je Stück</translation>
        </message>
        <message>
            <source>Each {currency}</source>
            <translation>Je Stück {currency}</translation>
        </message>
        <message>
            <source>Expected</source>
            <translation>Erwartet</translation>
        </message>
        <message>
            <source>For</source>
            <translation>Für</translation>
        </message>
        <message>
            <source>Former: {name}</source>
            <translation>Früher: {name}</translation>
        </message>
        <message>
            <source>From more units</source>
            <translation>Ab mehr Stück</translation>
        </message>
        <message>
            <source>Kind</source>
            <translation>Art</translation>
        </message>
        <message>
            <source>Last ordered</source>
            <translation>Zuletzt bestellt</translation>
        </message>
        <message>
            <source>Late</source>
            <translation>Zu spät</translation>
        </message>
        <message>
            <source>Least</source>
            <translation>Mindestens</translation>
        </message>
        <message>
            <source>Minimum {currency}</source>
            <translation>Mindestwert {currency}</translation>
        </message>
        <message>
            <source>Number</source>
            <translation>Nummer</translation>
        </message>
        <message>
            <source>On order {currency}</source>
            <translation>Bestellt {currency}</translation>
        </message>
        <message>
            <source>Order</source>
            <translation>Bestellung</translation>
        </message>
        <message>
            <source>Ordered</source>
            <translation>Bestellt</translation>
        </message>
        <message>
            <source>Orders</source>
            <translation>Bestellungen</translation>
        </message>
        <message>
            <source>Overdue now: {count}.</source>
            <translation>Jetzt überfällig: {count}.</translation>
        </message>
        <message>
            <source>Pack</source>
            <translation>Packung</translation>
        </message>
        <message>
            <source>Packs</source>
            <translation>Packungen</translation>
        </message>
        <message>
            <source>Partly here</source>
            <translation>Teils da</translation>
        </message>
        <message>
            <source>Product</source>
            <translation>Artikel</translation>
        </message>
        <message>
            <source>Products</source>
            <translation>Artikel</translation>
        </message>
        <message>
            <source>Promises</source>
            <translation>Sagt zu</translation>
        </message>
        <message>
            <source>Promises {promised}, takes {mean} on average over {count} deliveries.</source>
            <translation>Sagt {promised} zu, braucht im Mittel über {count} Lieferungen {mean}.</translation>
        </message>
        <message>
            <source>Promises {promised}. Nothing came yet, so nobody knows how long it truly takes.</source>
            <translation>Sagt {promised} zu. Noch kam nichts, also weiß niemand, wie lange es wirklich dauert.</translation>
        </message>
        <message>
            <source>Promises {promised}; the only delivery took {mean}.</source>
            <translation>Sagt {promised} zu; die einzige Lieferung brauchte {mean}.</translation>
        </message>
        <message>
            <source>Sent</source>
            <translation>Gesendet</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Stand</translation>
        </message>
        <message>
            <source>Status</source>
            <translation>Status</translation>
        </message>
        <message>
            <source>Stock</source>
            <translation>Bestand</translation>
        </message>
        <message>
            <source>Supplier</source>
            <translation>Lieferant</translation>
        </message>
        <message>
            <source>Suppliers</source>
            <translation>Lieferanten</translation>
        </message>
        <message>
            <source>Takes</source>
            <translation>Braucht</translation>
        </message>
        <message>
            <source>Their number</source>
            <translation>Deren Nummer</translation>
        </message>
        <message>
            <source>To come</source>
            <translation>Offen</translation>
        </message>
        <message>
            <source>Units</source>
            <translation>Stück</translation>
        </message>
        <message>
            <source>Units to come</source>
            <translation>Stück offen</translation>
        </message>
        <message>
            <source>Value {currency}</source>
            <translation>Wert {currency}</translation>
        </message>
        <message>
            <source>When</source>
            <translation>Wann</translation>
        </message>
        <message>
            <source>all here before</source>
            <translation>schon alles da</translation>
        </message>
        <message>
            <source>broken</source>
            <translation>angebrochen</translation>
        </message>
        <message>
            <source>complete</source>
            <translation>vollständig</translation>
        </message>
        <message>
            <source>not ordered</source>
            <translation>nicht bestellt</translation>
        </message>
        <message>
            <source>taken back</source>
            <translation>zurückgenommen</translation>
        </message>
        <message>
            <source>takes one back</source>
            <translation>nimmt zurück</translation>
        </message>
        <message>
            <source>to come</source>
            <translation>kommt noch</translation>
        </message>
        <message>
            <source>without</source>
            <translation>ohne</translation>
        </message>
        <message>
            <source>yes</source>
            <translation>ja</translation>
        </message>
        <message>
            <source>{days} days</source>
            <translation>{days} Tage</translation>
        </message>
        <message>
            <source>{days} days late</source>
            <translation>{days} Tage verspätet</translation>
        </message>
        <message>
            <source>{share} came late.</source>
            <translation>{share} kamen zu spät.</translation>
        </message>
        <message>
            <source>{units} missing</source>
            <translation>{units} fehlen</translation>
        </message>
        <message>
            <source>{units} too many</source>
            <translation>{units} zu viel</translation>
        </message>
    </context>
    <context>
        <name>receipts</name>
        <message>
            <source> and {more} more</source>
            <translation> und {more} weitere</translation>
        </message>
        <message>
            <source>Card</source>
            <translation>Karte</translation>
        </message>
        <message>
            <source>Cash</source>
            <translation>Bar</translation>
        </message>
        <message>
            <source>Customer</source>
            <translation>Kunde</translation>
        </message>
        <message>
            <source>Other</source>
            <translation>Sonstiges</translation>
        </message>
        <message>
            <source>Paid by</source>
            <translation>Bezahlt mit</translation>
        </message>
        <message>
            <source>Receipt</source>
            <translation>Beleg</translation>
        </message>
        <message>
            <source>Staff</source>
            <translation>Bedient von</translation>
        </message>
        <message>
            <source>Total {currency}</source>
            <translation>Summe {currency}</translation>
        </message>
        <message>
            <source>Transfer</source>
            <translation>Überweisung</translation>
        </message>
        <message>
            <source>Units</source>
            <translation>Stück</translation>
        </message>
        <message>
            <source>Voucher</source>
            <translation>Gutschein</translation>
        </message>
        <message>
            <source>What</source>
            <translation>Was</translation>
        </message>
        <message>
            <source>When</source>
            <translation>Wann</translation>
        </message>
        <message>
            <source>Where</source>
            <translation>Wo</translation>
        </message>
        <message>
            <source>Written</source>
            <translation>Herkunft</translation>
        </message>
        <message>
            <source>demo</source>
            <translation>Demo</translation>
        </message>
        <message>
            <source>here</source>
            <translation>hier</translation>
        </message>
        <message>
            <source>imported</source>
            <translation>importiert</translation>
        </message>
        <message>
            <source>other system</source>
            <translation>Fremdsystem</translation>
        </message>
        <message>
            <source>part back</source>
            <translation>teils</translation>
        </message>
        <message>
            <source>return</source>
            <translation>zurück</translation>
        </message>
        <message>
            <source>walk-in</source>
            <translation>Laufkundschaft</translation>
        </message>
    </context>
    <context>
        <name>results</name>
        <message>
            <source>Arm</source>
            <translation>Arm</translation>
        </message>
        <message>
            <source>Basket</source>
            <translation>Bon</translation>
        </message>
        <message>
            <source>Before</source>
            <translation>Davor</translation>
        </message>
        <message>
            <source>Began</source>
            <translation>Beginn</translation>
        </message>
        <message>
            <source>Bought</source>
            <translation>Gekauft</translation>
        </message>
        <message>
            <source>Campaign</source>
            <translation>Kampagne</translation>
        </message>
        <message>
            <source>Clicked</source>
            <translation>Geklickt</translation>
        </message>
        <message>
            <source>Customers</source>
            <translation>Kunden</translation>
        </message>
        <message>
            <source>Day</source>
            <translation>Tag</translation>
        </message>
        <message>
            <source>Delivered</source>
            <translation>Zugestellt</translation>
        </message>
        <message>
            <source>Discount</source>
            <translation>Rabatt</translation>
        </message>
        <message>
            <source>Each day</source>
            <translation>Jeden Tag</translation>
        </message>
        <message>
            <source>Earned more</source>
            <translation>Mehr verdient</translation>
        </message>
        <message>
            <source>Hold-out</source>
            <translation>Vergleichsgruppe</translation>
        </message>
        <message>
            <source>Kind</source>
            <translation>Art</translation>
        </message>
        <message>
            <source>Lift</source>
            <translation>Mehrertrag</translation>
        </message>
        <message>
            <source>Lift from day to day</source>
            <translation>Mehrertrag im Verlauf</translation>
        </message>
        <message>
            <source>Margin</source>
            <translation>Rohertrag</translation>
        </message>
        <message>
            <source>Margin a day</source>
            <translation>Rohertrag am Tag</translation>
        </message>
        <message>
            <source>Margin each</source>
            <translation>Rohertrag je Kunde</translation>
        </message>
        <message>
            <source>Margin of its products a day; the line is where it began.</source>
            <translation>Rohertrag ihrer Artikel am Tag; die Linie zeigt den Beginn.</translation>
        </message>
        <message>
            <source>Margin per customer beyond the hold-out; the band holds the truth on all days at once.</source>
            <translation>Rohertrag je Kunde über die Vergleichsgruppe hinaus; das Band enthält die Wahrheit an allen Tagen zugleich.</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Name</translation>
        </message>
        <message>
            <source>One look at the planned end, {sure} sure</source>
            <translation>Ein Blick am geplanten Ende, zu {sure} sicher</translation>
        </message>
        <message>
            <source>Opened</source>
            <translation>Geöffnet</translation>
        </message>
        <message>
            <source>Opened by people</source>
            <translation>Von Menschen geöffnet</translation>
        </message>
        <message>
            <source>People who opened and clicked for the first time, and offers redeemed, each day.</source>
            <translation>Menschen, die zum ersten Mal öffneten und klickten, und eingelöste Angebote, jeden Tag.</translation>
        </message>
        <message>
            <source>Promotion</source>
            <translation>Aktion</translation>
        </message>
        <message>
            <source>Redeemed</source>
            <translation>Eingelöst</translation>
        </message>
        <message>
            <source>Redeemed at the till</source>
            <translation>An der Kasse eingelöst</translation>
        </message>
        <message>
            <source>Sent</source>
            <translation>Verschickt</translation>
        </message>
        <message>
            <source>Since {day}, one day, without a hold-out</source>
            <translation>Seit {day}, ein Tag, ohne Vergleichsgruppe</translation>
        </message>
        <message>
            <source>Since {day}, {customers} customers, purchases count for {days} days</source>
            <translation>Seit {day}, {customers} Kunden, Käufe zählen {days} Tage lang</translation>
        </message>
        <message>
            <source>Since {day}, {days} days, without a hold-out</source>
            <translation>Seit {day}, {days} Tage, ohne Vergleichsgruppe</translation>
        </message>
        <message>
            <source>Spent each</source>
            <translation>Umsatz je Kunde</translation>
        </message>
        <message>
            <source>Sure?</source>
            <translation>Sicher?</translation>
        </message>
        <message>
            <source>The figures cannot be trusted.</source>
            <translation>Auf die Zahlen ist kein Verlass.</translation>
        </message>
        <message>
            <source>Unsubscribed</source>
            <translation>Abgemeldet</translation>
        </message>
        <message>
            <source>Used</source>
            <translation>Eingesetzt</translation>
        </message>
        <message>
            <source>Whenever you look, {sure} sure</source>
            <translation>Jederzeit, zu {sure} sicher</translation>
        </message>
        <message>
            <source>With it</source>
            <translation>Mit ihr</translation>
        </message>
        <message>
            <source>began</source>
            <translation>Beginn</translation>
        </message>
        <message>
            <source>from</source>
            <translation>von</translation>
        </message>
        <message>
            <source>likely</source>
            <translation>wahrscheinlich</translation>
        </message>
        <message>
            <source>likely a loss</source>
            <translation>wohl Verlust</translation>
        </message>
        <message>
            <source>no effect</source>
            <translation>ohne Wirkung</translation>
        </message>
        <message>
            <source>no hold-out</source>
            <translation>ohne Vergleich</translation>
        </message>
        <message>
            <source>no proof</source>
            <translation>kein Beweis</translation>
        </message>
        <message>
            <source>not decided</source>
            <translation>offen</translation>
        </message>
        <message>
            <source>not shown</source>
            <translation>nicht gezeigt</translation>
        </message>
        <message>
            <source>proven</source>
            <translation>bewiesen</translation>
        </message>
        <message>
            <source>proven loss</source>
            <translation>Verlust bewiesen</translation>
        </message>
        <message>
            <source>split is wrong</source>
            <translation>falsch verteilt</translation>
        </message>
        <message>
            <source>to</source>
            <translation>bis</translation>
        </message>
        <message>
            <source>too early</source>
            <translation>zu früh</translation>
        </message>
        <message>
            <source>{amount} margin per customer</source>
            <translation>{amount} Rohertrag je Kunde</translation>
        </message>
        <message>
            <source>{count} came back</source>
            <translation>{count} kamen zurück</translation>
        </message>
        <message>
            <source>{count} complained</source>
            <translation>{count} beschwert</translation>
        </message>
        <message>
            <source>{count} failed</source>
            <translation>{count} gescheitert</translation>
        </message>
        <message>
            <source>{count} more by machines</source>
            <translation>{count} weitere durch Maschinen</translation>
        </message>
        <message>
            <source>{count} skipped</source>
            <translation>{count} übersprungen</translation>
        </message>
        <message>
            <source>{count} to go</source>
            <translation>{count} stehen aus</translation>
        </message>
        <message>
            <source>{count} unsubscribed</source>
            <translation>{count} abgemeldet</translation>
        </message>
        <message>
            <source>{hour} h</source>
            <translation>{hour} Uhr</translation>
        </message>
        <message>
            <source>{title}; on the last day: {numbers}</source>
            <translation>{title}; am letzten Tag: {numbers}</translation>
        </message>
    </context>
    <context>
        <name>segments</name>
        <message>
            <source>All</source>
            <translation>Alle</translation>
        </message>
        <message>
            <source>Builder</source>
            <translation>Baukasten</translation>
        </message>
        <message>
            <source>By</source>
            <translation>Von</translation>
        </message>
        <message>
            <source>By hand</source>
            <translation>Von Hand</translation>
        </message>
        <message>
            <source>By likeness</source>
            <translation>Nach Ähnlichkeit</translation>
        </message>
        <message>
            <source>City</source>
            <translation>Ort</translation>
        </message>
        <message>
            <source>Coming back</source>
            <translation>Kommt wieder</translation>
        </message>
        <message>
            <source>Customers</source>
            <translation>Kunden</translation>
        </message>
        <message>
            <source>Davies-Bouldin</source>
            <translation>Davies-Bouldin</translation>
        </message>
        <message>
            <source>E-mail</source>
            <translation>E-Mail</translation>
        </message>
        <message>
            <source>Gone</source>
            <translation>Weg</translation>
        </message>
        <message>
            <source>Group</source>
            <translation>Gruppe</translation>
        </message>
        <message>
            <source>Groups</source>
            <translation>Gruppen</translation>
        </message>
        <message>
            <source>Here</source>
            <translation>Hier</translation>
        </message>
        <message>
            <source>In use</source>
            <translation>In Gebrauch</translation>
        </message>
        <message>
            <source>Inertia</source>
            <translation>Trägheit</translation>
        </message>
        <message>
            <source>Joined, left</source>
            <translation>Neu, weg</translation>
        </message>
        <message>
            <source>Last contact</source>
            <translation>Letzter Kontakt</translation>
        </message>
        <message>
            <source>Last visit</source>
            <translation>Zuletzt</translation>
        </message>
        <message>
            <source>Made</source>
            <translation>Gemacht</translation>
        </message>
        <message>
            <source>Members</source>
            <translation>Mitglieder</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Name</translation>
        </message>
        <message>
            <source>Number</source>
            <translation>Nummer</translation>
        </message>
        <message>
            <source>Of sales</source>
            <translation>Vom Umsatz</translation>
        </message>
        <message>
            <source>Phone</source>
            <translation>Telefon</translation>
        </message>
        <message>
            <source>Recency and frequency</source>
            <translation>Letzter Besuch und Häufigkeit</translation>
        </message>
        <message>
            <source>Recency and money</source>
            <translation>Nach Besuch und Umsatz</translation>
        </message>
        <message>
            <source>Segment</source>
            <translation>Segment</translation>
        </message>
        <message>
            <source>Share</source>
            <translation>Anteil</translation>
        </message>
        <message>
            <source>Share that has probably gone</source>
            <translation>Anteil, der wahrscheinlich weg ist</translation>
        </message>
        <message>
            <source>Silhouette</source>
            <translation>Silhouette</translation>
        </message>
        <message>
            <source>Since</source>
            <translation>Seit</translation>
        </message>
        <message>
            <source>Spend {currency}</source>
            <translation>Umsatz {currency}</translation>
        </message>
        <message>
            <source>Stability</source>
            <translation>Stabilität</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Zustand</translation>
        </message>
        <message>
            <source>Times</source>
            <translation>Mal</translation>
        </message>
        <message>
            <source>Version</source>
            <translation>Fassung</translation>
        </message>
        <message>
            <source>What sets it apart</source>
            <translation>Was sie unterscheidet</translation>
        </message>
        <message>
            <source>Worth {currency}</source>
            <translation>Wert {currency}</translation>
        </message>
        <message>
            <source>hardly</source>
            <translation>kaum</translation>
        </message>
        <message>
            <source>likely</source>
            <translation>wohl ja</translation>
        </message>
        <message>
            <source>out of use</source>
            <translation>außer Gebrauch</translation>
        </message>
        <message>
            <source>perhaps</source>
            <translation>vielleicht</translation>
        </message>
        <message>
            <source>recommended</source>
            <translation>empfohlen</translation>
        </message>
        <message>
            <source>{joined} joined and {left} left at the last look, {day}</source>
            <translation>{joined} kamen dazu und {left} gingen beim letzten Nachsehen, {day}</translation>
        </message>
    </context>
    <context>
        <name>stock</name>
        <message>
            <source>Add a code</source>
            <translation>Code hinzufügen</translation>
        </message>
        <message>
            <source>Add code</source>
            <translation>Code hinzufügen</translation>
        </message>
        <message>
            <source>Add product</source>
            <translation>Artikel anlegen</translation>
        </message>
        <message>
            <source>Available</source>
            <translation>Verfügbar</translation>
        </message>
        <message>
            <source>Book delivery</source>
            <translation>Lieferung buchen</translation>
        </message>
        <message>
            <source>Brand</source>
            <translation>Marke</translation>
        </message>
        <message>
            <source>Category</source>
            <translation>Kategorie</translation>
        </message>
        <message>
            <source>Change price</source>
            <translation>Preis ändern</translation>
        </message>
        <message>
            <source>Colour</source>
            <translation>Farbe</translation>
        </message>
        <message>
            <source>Correct</source>
            <translation>Korrigieren</translation>
        </message>
        <message>
            <source>Correct the stock</source>
            <translation>Bestand korrigieren</translation>
        </message>
        <message>
            <source>Correction</source>
            <translation>Korrektur</translation>
        </message>
        <message>
            <source>Count</source>
            <translation>Zählen</translation>
        </message>
        <message>
            <source>Delivery</source>
            <translation>Lieferung</translation>
        </message>
        <message>
            <source>Moved</source>
            <translation>Umgelagert</translation>
        </message>
        <message>
            <source>New product</source>
            <translation>Neuer Artikel</translation>
        </message>
        <message>
            <source>Number</source>
            <translation>Nummer</translation>
        </message>
        <message>
            <source>On order</source>
            <translation>Bestellt</translation>
        </message>
        <message>
            <source>On sale</source>
            <translation>Im Verkauf</translation>
        </message>
        <message>
            <source>Opening stock</source>
            <translation>Anfangsbestand</translation>
        </message>
        <message>
            <source>Price {currency}</source>
            <translation>Preis {currency}</translation>
        </message>
        <message>
            <source>Product</source>
            <translation>Artikel</translation>
        </message>
        <message>
            <source>Reserved</source>
            <translation>Reserviert</translation>
        </message>
        <message>
            <source>Return</source>
            <translation>Rückgabe</translation>
        </message>
        <message>
            <source>Sale</source>
            <translation>Verkauf</translation>
        </message>
        <message>
            <source>Save count</source>
            <translation>Zählung speichern</translation>
        </message>
        <message>
            <source>Shelf price</source>
            <translation>Verkaufspreis</translation>
        </message>
        <message>
            <source>Size</source>
            <translation>Größe</translation>
        </message>
        <message>
            <source>Stock</source>
            <translation>Bestand</translation>
        </message>
        <message>
            <source>Supplier</source>
            <translation>Lieferant</translation>
        </message>
        <message>
            <source>Total</source>
            <translation>Gesamt</translation>
        </message>
        <message>
            <source>Withdrawn: {name}</source>
            <translation>Ausgelistet: {name}</translation>
        </message>
        <message>
            <source>Written off</source>
            <translation>Abgeschrieben</translation>
        </message>
        <message>
            <source>not counted</source>
            <translation>nicht gezählt</translation>
        </message>
        <message>
            <source>some day</source>
            <translation>irgendwann</translation>
        </message>
        <message>
            <source>withdrawn</source>
            <translation>ausgelistet</translation>
        </message>
        <message>
            <source>yes</source>
            <translation>ja</translation>
        </message>
        <message>
            <source>{units} on hand, {reserved} reserved in held baskets and holds</source>
            <translation>{units} vorhanden, {reserved} zurückgelegt, in Körben oder unter einem Code</translation>
        </message>
        <message>
            <source>{units} units, {day}</source>
            <translation>{units} Stück, {day}</translation>
        </message>
    </context>
    <context>
        <name>transfers</name>
        <message>
            <source>Arrived</source>
            <translation>Angekommen</translation>
        </message>
        <message>
            <source>By</source>
            <translation>Von</translation>
        </message>
        <message>
            <source>From</source>
            <translation>Von</translation>
        </message>
        <message>
            <source>Kind</source>
            <translation>Art</translation>
        </message>
        <message>
            <source>Missing</source>
            <translation>Fehlt</translation>
        </message>
        <message>
            <source>Number</source>
            <translation>Nummer</translation>
        </message>
        <message>
            <source>On the way</source>
            <translation>Unterwegs</translation>
        </message>
        <message>
            <source>Product</source>
            <translation>Artikel</translation>
        </message>
        <message>
            <source>Sent</source>
            <translation>Geschickt</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Stand</translation>
        </message>
        <message>
            <source>Status</source>
            <translation>Status</translation>
        </message>
        <message>
            <source>To</source>
            <translation>Nach</translation>
        </message>
        <message>
            <source>Units</source>
            <translation>Stück</translation>
        </message>
        <message>
            <source>Went back</source>
            <translation>Ging zurück</translation>
        </message>
        <message>
            <source>arrived</source>
            <translation>angekommen</translation>
        </message>
        <message>
            <source>called back</source>
            <translation>zurückgerufen</translation>
        </message>
        <message>
            <source>complete</source>
            <translation>vollständig</translation>
        </message>
        <message>
            <source>on its way</source>
            <translation>unterwegs</translation>
        </message>
        <message>
            <source>{units} more</source>
            <translation>{units} mehr</translation>
        </message>
        <message>
            <source>{units} open</source>
            <translation>{units} offen</translation>
        </message>
    </context>
    <context>
        <name>tryon</name>
        <message>
            <source>Close the camera</source>
            <translation>Kamera aus</translation>
        </message>
        <message>
            <source>Put in basket</source>
            <translation>In den Korb</translation>
        </message>
        <message>
            <source>They agree, open the camera</source>
            <translation>Einverstanden, Kamera an</translation>
        </message>
    </context>
    <context>
        <name>versions</name>
        <message>
            <source>Compared with the version of {when}: {what}.</source>
            <translation>Verglichen mit der Version von {when}: {what}.</translation>
        </message>
        <message>
            <source>Customers</source>
            <translation>Kunden</translation>
        </message>
        <message>
            <source>First sale</source>
            <translation>Erster Verkauf</translation>
        </message>
        <message>
            <source>How well it put first what was bought afterwards, 0 to 1</source>
            <translation>Wie gut es voranstellte, was danach gekauft wurde, 0 bis 1</translation>
        </message>
        <message>
            <source>Last sale</source>
            <translation>Letzter Verkauf</translation>
        </message>
        <message>
            <source>Learned</source>
            <translation>Gelernt</translation>
        </message>
        <message>
            <source>NDCG</source>
            <translation>NDCG</translation>
        </message>
        <message>
            <source>NDCG {value} instead of {other}</source>
            <translation>NDCG {value} statt {other}</translation>
        </message>
        <message>
            <source>NDCG, hold-out</source>
            <translation>NDCG, Prüfzeitraum</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>Notiz</translation>
        </message>
        <message>
            <source>Products</source>
            <translation>Artikel</translation>
        </message>
        <message>
            <source>Program</source>
            <translation>Programm</translation>
        </message>
        <message>
            <source>Purchases</source>
            <translation>Käufe</translation>
        </message>
        <message>
            <source>Sales from and to</source>
            <translation>Verkäufe von und bis</translation>
        </message>
        <message>
            <source>Size</source>
            <translation>Größe</translation>
        </message>
        <message>
            <source>Took</source>
            <translation>Dauer</translation>
        </message>
        <message>
            <source>Version</source>
            <translation>Version</translation>
        </message>
        <message>
            <source>Why</source>
            <translation>Anlass</translation>
        </message>
        <message>
            <source>as many purchases</source>
            <translation>gleich viele Käufe</translation>
        </message>
        <message>
            <source>command line</source>
            <translation>Befehlszeile</translation>
        </message>
        <message>
            <source>first time</source>
            <translation>erstes Mal</translation>
        </message>
        <message>
            <source>habits changed</source>
            <translation>Gewohnheiten änderten sich</translation>
        </message>
        <message>
            <source>import</source>
            <translation>Import</translation>
        </message>
        <message>
            <source>kept</source>
            <translation>behalten</translation>
        </message>
        <message>
            <source>many new sales</source>
            <translation>viele neue Verkäufe</translation>
        </message>
        <message>
            <source>no</source>
            <translation>nein</translation>
        </message>
        <message>
            <source>on request</source>
            <translation>auf Wunsch</translation>
        </message>
        <message>
            <source>on schedule</source>
            <translation>nach Plan</translation>
        </message>
        <message>
            <source>refused</source>
            <translation>abgelehnt</translation>
        </message>
        <message>
            <source>sales up to {day} instead of {other}</source>
            <translation>Verkäufe bis {day} statt {other}</translation>
        </message>
        <message>
            <source>serving</source>
            <translation>im Einsatz</translation>
        </message>
        <message>
            <source>yes</source>
            <translation>ja</translation>
        </message>
        <message>
            <source>{count} instead of {other} purchases</source>
            <translation>{count} statt {other} Käufe</translation>
        </message>
    </context>
    <context>
        <name>window</name>
        <message>
            <source>Close the window</source>
            <translation>Fenster schließen</translation>
        </message>
        <message>
            <source>Forecast the demand anew</source>
            <translation>Nachfrage neu prognostizieren</translation>
        </message>
        <message>
            <source>Full screen on or off</source>
            <translation>Vollbild an oder aus</translation>
        </message>
        <message>
            <source>Lock this terminal</source>
            <translation>Kasse sperren</translation>
        </message>
        <message>
            <source>Open the kiosk for customers</source>
            <translation>Kiosk für Kunden öffnen</translation>
        </message>
        <message>
            <source>Open the log folder</source>
            <translation>Protokollordner öffnen</translation>
        </message>
        <message>
            <source>Search all actions</source>
            <translation>Alle Aktionen suchen</translation>
        </message>
        <message>
            <source>Show the keys of this page</source>
            <translation>Tasten dieser Seite zeigen</translation>
        </message>
        <message>
            <source>Switch between counter and floor size</source>
            <translation>Kassen- oder Flächengröße</translation>
        </message>
        <message>
            <source>Switch between light and dark</source>
            <translation>Hell oder dunkel wechseln</translation>
        </message>
        <message>
            <source>Switch staff</source>
            <translation>Personal wechseln</translation>
        </message>
        <message>
            <source>Undo the last step</source>
            <translation>Rückgängig machen</translation>
        </message>
    </context>
</TS>
