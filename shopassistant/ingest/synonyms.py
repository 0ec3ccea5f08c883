"""What shops call their columns, in English, German, French and Spanish, by kind of file and by field.

Headings are compared folded (lower case, no accents) and without blanks and marks; ``%`` counts as "percent".
"""

_SKU = """sku stockcode itemcode itemno itemnumber itemid productcode productid productno productnumber articleno
    articlenumber articlecode article artikelnummer artikelnr artnr artikel artikelcode stylecode plu
    codearticle referencearticle refarticle reference ref codeproduit referenceproduit
    codigo codigoarticulo codigoproducto codproducto articulo referencia"""
_BARCODE = """barcode ean ean13 gtin upc isbn eancode strichcode barcodenummer codebarre codebarres codeabarres
    codigobarras codigodebarras codbarras"""
_CUSTOMER_NUMBER = """customerid customer customerno customernumber customercode clientid client clientno memberid
    memberno membernumber kundennummer kundennr kundenid kunde kdnr
    numeroclient numclient codeclient idclient noclient ncliente cliente idcliente numerocliente codigocliente codcliente"""
_EMAIL = "email emailaddress mail mailaddress customeremail emailadresse adressemail courriel adresseemail correo correoelectronico emailcliente"
_PHONE = """phone phonenumber telephone telephonenumber tel telefon telefonnummer telefonnr telephonefixe numerotelephone
    telefono numerotelefono customerphone phone1"""
_COUNTRY = "country countrycode customercountry land pays pais"
_BRAND = "brand manufacturer make marke hersteller marque fabricant marca fabricante"
_CATEGORY = "category productcategory department group productgroup kategorie warengruppe produktgruppe categorie rayon famille categoria familia departamento"
_SIZE = "size groesse grosse taille pointure talla tamano"
_COLOUR = "colour color farbe couleur coloris"
_LOCATION = "location store shop branch warehouse storeid shopid outlet filiale laden lager standort magasin boutique entrepot tienda almacen sucursal"
_TAX = "taxrate vatrate vat taxpercent vatpercent mwst mwstsatz mwstpercent steuersatz ust tva tauxtva iva tipoiva ivapercent"
_CURRENCY = "currency currencycode waehrung wahrung devise moneda divisa"

SALES = {
    "invoice": """invoice invoiceno invoicenumber invoiceid receipt receiptno receiptnumber receiptid order orderid orderno
        ordernumber transaction transactionid transactionno ticket ticketno ticketnumber saleid saleno basketid
        rechnung rechnungsnr rechnungsnummer beleg belegnr belegnummer bon bonnr bonnummer auftragsnummer auftragsnr
        bestellnummer bestellnr facture nofacture nfacture numerofacture numfacture commande nocommande numerocommande
        noticket numeroticket factura nfactura numerofactura numfactura pedido npedido numeropedido recibo numerorecibo""",
    "line": "line lineno linenumber position pos zeile positionsnr ligne noligne linea numerolinea",
    "sku": _SKU,
    "barcode": _BARCODE,
    "description": """description itemdescription productdescription product productname item itemname bezeichnung
        artikelbezeichnung artikelname produkt produktname beschreibung designation libelle produit nomproduit
        descripcion producto nombreproducto denominacion""",
    "quantity": "quantity qty quantitysold units unitssold count pieces pcs menge anzahl stueck stuck stk quantite qte nombre cantidad cant unidades uds",
    "sold_at": """invoicedate date datetime orderdate saledate soldat soldon transactiondate purchasedate timestamp dateofsale
        datum rechnungsdatum belegdatum verkaufsdatum bestelldatum kaufdatum bondatum
        datefacture datevente datecommande dateachat fecha fechafactura fechaventa fechapedido fechacompra""",
    "time": "time saletime timeofsale uhrzeit zeit heure hora",
    "price": """price unitprice itemprice sellingprice priceperunit preis einzelpreis stueckpreis stuckpreis verkaufspreis vkpreis vk
        prix prixunitaire pu puttc prixvente precio preciounitario precioventa pvp""",
    "total": """total linetotal lineamount totalprice totalamount amount sales revenue turnover betrag gesamt gesamtpreis
        gesamtbetrag summe umsatz zeilensumme montant montantttc totalligne prixtotal importe totallinea preciototal""",
    "discount": "discount discountamount linediscount rabatt rabattbetrag nachlass remise montantremise descuento importedescuento",
    "discount_percent": """discountpercent discountpct discountrate percentdiscount rabattpercent rabattprozent rabattsatz
        remisepercent tauxremise descuentopercent porcentajedescuento""",
    "tax_rate": _TAX,
    "currency": _CURRENCY,
    "customer": _CUSTOMER_NUMBER,
    "customer_name": "customername clientname buyer kundenname nomclient nombrecliente",
    "email": _EMAIL,
    "phone": _PHONE,
    "country": _COUNTRY,
    "brand": _BRAND,
    "category": _CATEGORY,
    "size": _SIZE,
    "colour": _COLOUR,
    "location": _LOCATION,
    "returned_invoice": """originalinvoice originalreceipt originalorder returnsinvoice returnof refundof originalbeleg
        ursprungsbeleg factureorigine ticketorigine facturaoriginal ticketoriginal""",
}

PRODUCTS = {
    "sku": _SKU + " variantsku",
    "product_code": "parent parentsku parentcode parentid model modelcode style modell modellnummer modele codemodele modelo codigomodelo",
    "name": SALES["description"] + " name title nom nombre titel titre titulo",
    "barcode": _BARCODE,
    "brand": _BRAND,
    "category": _CATEGORY,
    "price": SALES["price"] + " retailprice listprice rrp",
    "cost": "cost costprice unitcost purchaseprice buyprice buyingprice einkaufspreis ekpreis ek kosten prixachat cout coutunitaire coste preciocompra costo",
    "tax_rate": _TAX,
    "size": _SIZE,
    "colour": _COLOUR,
    "supplier": "supplier suppliername vendor vendorname lieferant fournisseur proveedor",
    "active": "active isactive enabled available aktiv actif activo",
    "long_description": "longdescription details text langtext descriptionlongue descripcionlarga",
    "image": "image imageurl picture photo bild imagen",
    "lens_width_mm": "lenswidth lenswidthmm lens eyesize glasbreite scheibenlange largeurverre calibre anchocristal",
    "bridge_mm": "bridge bridgemm bridgewidth stegbreite steg pont largeurpont puente",
    "temple_mm": "temple templemm templelength buegellaenge bugellange bugel branche longueurbranche varilla patilla",
    "frame_width_mm": "framewidth framewidthmm totalwidth fassungsbreite gesamtbreite largeurmonture anchomontura",
}

CUSTOMERS = {
    "number": _CUSTOMER_NUMBER + " id no number code nr nummer numero",
    "given_name": "firstname givenname forename given first vorname prenom nombre",
    "family_name": "lastname familyname surname last family nachname familienname zuname nomdefamille nomfamille apellido apellidos",
    "name": "name fullname customername clientname contactname kundenname nomcomplet nomclient nombrecompleto nombrecliente nom",
    "company": "company companyname organisation organization firma firmenname unternehmen societe entreprise raisonsociale empresa razonsocial compania",
    "email": _EMAIL + " email1",
    "phone": _PHONE,
    "mobile": "mobile mobilephone mobilenumber cell cellphone handy handynummer mobil mobilnummer portable mobiletelephone movil telefonomovil celular phone2",
    "card": "card cardno cardnumber loyaltycard membershipcard kundenkarte kartennummer kundenkartennummer carte numerocarte cartefidelite tarjeta numerotarjeta tarjetacliente",
    "street": "street address address1 streetaddress addressline1 strasse strassehausnr adresse rue adresse1 direccion calle domicilio",
    "postcode": "postcode zip zipcode postalcode plz postleitzahl codepostal cp codigopostal",
    "city": "city town ort stadt wohnort ville ciudad poblacion localidad",
    "country": _COUNTRY,
    "language": "language languagecode locale sprache langue idioma",
    "birthday": "birthday birthdate dateofbirth dob born geburtstag geburtsdatum datenaissance datedenaissance fechanacimiento nacimiento",
    "since": "since created createdat registered registeredat signupdate membersince kundeseit angelegt clientdepuis datecreation clientedesde fechaalta",
    "note": "note notes remark remarks comment comments notiz bemerkung bemerkungen remarque commentaire nota notas observaciones",
    "consent_email": "emailconsent consentemail newsletter emailoptin optin marketingconsent emailmarketing acceptsmarketing einwilligungemail emaileinwilligung consentementemail consentimientoemail boletin",
    "consent_sms": "smsconsent consentsms smsoptin einwilligungsms consentementsms consentimientosms",
    "consent_phone": "phoneconsent consentphone callconsent einwilligungtelefon consentementtelephone consentimientotelefono",
    "consent_post": "postconsent consentpost mailconsent einwilligungpost consentementcourrier consentimientopostal",
    "consent_personalisation": "personalisationconsent personalizationconsent consentpersonalisation profilingconsent einwilligungprofil consentementprofilage consentimientoperfil",
}

STOCK = {
    "sku": _SKU + " variantsku",
    "barcode": _BARCODE,
    "quantity": """stock stocklevel onhand quantityonhand qtyonhand instock counted count countedquantity stockcount quantity qty
        inventory units bestand lagerbestand istbestand gezaehlt gezahlt menge anzahl stueck stuck
        stockactuel quantiteenstock compte quantite qte existencias stockactual recuento contado cantidad unidades""",
    "counted_at": "date countedat countdate stockdate asof datum zaehldatum zahldatum stichtag datecomptage dateinventaire fecha fecharecuento fechainventario",
    "location": _LOCATION,
    "name": "description productname product itemname name bezeichnung designation libelle produit descripcion producto",
}
