/** Stock codes of tills and shops for what is sold to nobody: postage, fees, corrections by hand. */
const CODES =
  /^(post|postage|dot|dotcom|cruk|bank ?charges?|amazon ?fee|adjust\d*|adjustment|test\d{3,}|manual|discount|shipping|delivery|freight|carriage|fees?|rounding|tax|vat|samples?)$/i;

/** The same by name. A code of one or two letters is taken for a product unless its name is one of these. */
const NAMES =
  /^(postage|dotcom postage|carriage|shipping|shipping fee|delivery|delivery charge|freight|manual|discount|bank charges|amazon fee|adjust(ment)?( bad debt)?|adjustment by .*|cruk commission|samples?|rounding|tax|vat|versand|versandkosten|porto|frakt|frais de (port|livraison)|livraison|envio|gastos de envio|spedizione|verzendkosten)$/i;

const LETTERS = 2;

/** Why a line is no product; `undefined` when it is one. */
export function noProduct(sku: string, name: string): string | undefined {
  const isNamed = sku.length <= LETTERS && NAMES.test(name.normalize('NFKD').replace(/\p{M}/gu, ''));
  return isNamed || CODES.test(sku)
    ? 'is no product but postage, a fee, a discount or a correction'
    : undefined;
}
