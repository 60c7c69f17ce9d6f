/**
 * The address in what people write down for one: `jo@shop.example`, `Jo Jung <jo@shop.example>` or
 * `mailto:jo@shop.example?subject=unsubscribe`. In lower case; what holds none, or more than one, comes back as it is.
 */
export function plainAddress(text: string): string {
  const written = text.trim().toLowerCase();
  const [, name = '', inner = written] = /^([^<>]*)<([^<>]*)>$/.exec(written) ?? [];
  const [, target] = /^mailto:([^?]*)/.exec(inner.trim()) ?? [];
  const address = (target === undefined ? inner : decoded(target)).trim();
  // A name that holds another address leaves open which of them is meant.
  return address === '' || name.replaceAll(address, '').includes('@') ? written : address;
}

/** '' for what is no text in UTF-8. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
