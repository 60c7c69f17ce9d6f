/** Money in another form, as shops call it: people buy it for others, or to top up, and nobody is to be talked into it. */
const GIFT_CARD =
  /\b(gift ?(card|certificate|voucher)s?|e-?gift|(geschenk|wert)?gutscheine?|geschenkkarten?|(carte|ch[eè]que|bon) cadeau|tarjetas? (de )?regalo|cadeaubon(nen)?|carta regalo|buono regalo|presentkort|gavekort)\b/i;

export const isGiftCard = (name: string): boolean => GIFT_CARD.test(name);
