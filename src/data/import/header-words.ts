import type { CustomerTarget, OrderTarget } from './mapping.ts';
import { foldedText } from './plain-text.ts';

/** `E-Mail Adresse` → `emailadresse`: what of a header counts. */
export function headerKey(header: string): string {
  return foldedText(header).replace(/[^\p{L}\p{N}]+/gu, '');
}

/** How a column may be called in English, German, French, Spanish, Portuguese, Italian, Dutch, Swedish, Hindi…, as keys. */
export const CUSTOMER_WORDS: Readonly<Partial<Record<CustomerTarget, string>>> = {
  customer_id:
    'customerid customerno customernumber customercode customerref clientid contactid userid memberid personid id kundenr kundennummer kundnr kundnummer kundid numeroclient idclient codeclient referenceclient refclient idcliente codigocliente codigodocliente numerocliente numerodecliente clienteid codicecliente klantnummer klantnr klantid grahakid grahaksankhya externalid',
  name: 'name fullname customername contactname customer contact namn fulltnamn kund kunde nom nomcomplet nombre nombrecompleto nome nomecompleto naam volledigenaam navn nimi imieinazwisko grahak grahaknaam naam नाम ग्राहक',
  first_name:
    'firstname givenname forename fname vorname prenom nombredepila primernombre primeironome voornaam fornamn fornavn etunimi imie प्रथमनाम',
  last_name:
    'lastname surname familyname lname nachname familienname nomdefamille apellido apellidos sobrenome cognome achternaam efternamn etternavn efternavn sukunimi nazwisko उपनाम',
  email:
    'email emailaddress mail mailaddress emailid epost epostadress eposta epostadresse emailadresse mailadresse courriel adressemail adresseemail adresseelectronique correo correoelectronico emailcliente indirizzoemail emailadres sahkoposti customeremail contactemail ईमेल',
  segment: 'segment customersegment',
  interests: 'interests interest interessen interets intereses interessi intressen',
  city: 'city town place locality ort stadt wohnort ville ciudad cidade citta stad plaats by kaupunki miasto billingcity shippingcity शहर',
  country:
    'country countrycode countryregion land pays pais paese nazione maa kraj billingcountry shippingcountry देश',
  join_date:
    'joindate joined joinedon customersince membersince since created createdat createdon createddate createdate datecreated registered registeredat registrationdate registration signup signupon signupat signupdate signedup dateadded addedon kundseden kundsedan skapad registrerad kundeseit erstelltam angelegtam registriertam anmeldedatum datecreation clientdepuis dateinscription inscription eintritt eintrittsdatum beitritt beigetreten anmeldung registrierung fechaalta fechaderegistro fecharegistro clientedesde datacadastro dataregistrazione klantsinds aanmaakdatum',
  engagement_score: 'engagementscore engagement leadscore score',
  rating: 'memberrating',
  preferred_contact_time: 'preferredcontacttime preferredtime contacttime besttime',
  pain_points: 'painpoints',
  buying_behavior: 'buyingbehavior buyingbehaviour',
  response_rate: 'responserate openrate clickrate',
  lifetime_value:
    'lifetimevalue ltv clv totalspent totalspend totalsales totalrevenue revenue turnover spent sales omsattning umsatz gesamtumsatz chiffredaffaires ca totaldepense ventas totalgastado totalcompras faturamento totalegasto fatturato speso omzet omsetning liikevaihto',
  order_count:
    'ordercount orders ordersplaced totalorders numberoforders numorders purchases antalorder antalkop bestellungen anzahlbestellungen nombredecommandes commandes pedidos numerodepedidos ordini bestellingen',
  locale: 'locale language lang preferredlanguage sprache langue idioma lingua taal sprak',
  time_zone: 'timezone tz zeitzone fuseauhoraire zonahoraria tidszon',
  email_consent:
    'emailconsent consent marketingconsent emailmarketingconsent acceptsmarketing acceptsemailmarketing newsletter subscribed subscriptionstatus subscriberstatus optin emailoptin marketingoptin emailstatus samtycke nyhetsbrev einwilligung werbeeinwilligung consentement abonne consentimiento suscrito',
  suppressed:
    'suppressed emailsuppressions suppressions donotemail donotmail donotcontact emailoptout optedoutofemail unsubscribed bounced optout optedout',
  state: 'status customerstatus contactstatus accountstatus',
  blocklisted: 'emailblacklisted blacklisted blocklisted emailblocklisted',
  opted_in: 'optintime optindate optedinat subscribedat consentdate confirmtime consenttimestamp',
  opted_out: 'optouttime optoutdate unsubscribedat unsubtime unsubscribedate cleantime',
  last_changed:
    'lastchanged updated updatedat updatedon modified modifiedat lastmodified lastupdated modifieddate andrad geandertam modifie actualizado',
  last_active:
    'lastactive lastseen lastactivity lastorderdate lastorder lastpurchase lastpurchasedate senasteorder senastkop letztebestellung dernierecommande ultimacompra ultimopedido',
  last_open: 'lastopen lastopened lastopendate',
  currency: 'currency currencycode valuta wahrung waehrung devise moneda moeda',
  derived: 'derived',
};

export const ORDER_WORDS: Readonly<Partial<Record<OrderTarget, string>>> = {
  order_id:
    'orderid orderno ordernumber ordernr order ordername invoice invoiceno invoicenumber invoiceid transactionid transactionno receipt receiptno id ordernummer bestellnummer bestellnr rechnungsnummer numerocommande commande numerodefacture pedido numeropedido numerodepedido factura numeroordine bestelnummer kvitto',
  customer_id: `${CUSTOMER_WORDS.customer_id?.replace(/(^| )id( |$)/, ' ')} customer client buyer kund kunde cliente klant grahak ग्राहक`,
  email: `${CUSTOMER_WORDS.email} buyeremail billingemail emailbilling`,
  name: 'name customername customer client buyer billingname fullname kund kunde cliente nomclient nombrecliente klant grahak grahaknaam naam ग्राहक नाम',
  first_name: CUSTOMER_WORDS.first_name ?? '',
  last_name: CUSTOMER_WORDS.last_name ?? '',
  city: CUSTOMER_WORDS.city ?? '',
  country: CUSTOMER_WORDS.country ?? '',
  order_date:
    'orderdate orderedat orderedon date purchasedate purchasedat purchasedon invoicedate transactiondate paidat createdat created datum orderdatum kopdatum bestelldatum kaufdatum rechnungsdatum datecommande datedecommande dateachat fecha fechapedido fechacompra fechadecompra data datapedido dataordine besteldatum tarikh taarikh dinank दिनांक तारीख तिथि',
  product_id:
    'productid productcode productno sku stockcode itemid itemcode itemno articleno articlenumber article artikelnr artikelnummer artnr varunummer referencia referenceproduit reference codigoproducto codigo codiceprodotto variantid',
  product_name:
    'productname product item itemname description lineitemname title produkt produktnamn produktname artikel artikelname vara benamning bezeichnung produit nomproduit designation producto nombreproducto descripcion produto prodotto omschrijving utpad utpaad vastu उत्पाद वस्तु',
  category:
    'category productcategory department producttype kategori kategorie warengruppe categorie rayon categoria',
  quantity:
    'quantity qty units pieces count items antal menge anzahl stuck quantite qte cantidad unidades quantidade quantita aantal matra maatra मात्रा',
  amount:
    'amount linetotal total totalprice lineamount subtotal sales revenue paid belopp summa radsumma betrag summe gesamtpreis montant total importe monto valor importo bedrag totaal rashi raashi kul kulrashi राशि कुल',
  unit_price:
    'unitprice price itemprice priceperunit priceeach styckpris pris apris einzelpreis preis stuckpreis prixunitaire prix preciounitario precio precounitario preco prezzounitario prezzo stuksprijs prijs mulya mulyaprati keemat daam मूल्य कीमत दाम',
  line_discount: 'linediscount itemdiscount discount rabatt remise descuento desconto sconto korting',
  order_discount: 'orderdiscount totaldiscount',
  order_subtotal: 'ordersubtotal',
  refunded: 'refunded refundedamount amountrefunded refundamount',
  cancelled: 'cancelled cancelledat canceledat canceled',
  status: 'status orderstatus financialstatus paymentstatus',
  email_consent: 'acceptsmarketing emailconsent acceptsemailmarketing marketingoptin newsletter',
  currency: CUSTOMER_WORDS.currency ?? '',
};
