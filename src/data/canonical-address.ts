/**
 * An address as everybody writes it the same: lower case, NFC, the domain in ASCII (RFC 5891), so that
 * `asha@BÜCHER.example` and `asha@xn--bcher-kva.example` are one. Who somebody is, and who withdrew, is decided by it.
 */
export function canonicalAddress(address: string): string {
  if (CANONICAL.test(address)) return address;
  const written = address.trim().normalize('NFC').toLowerCase();
  const at = written.lastIndexOf('@');
  const domain = written.slice(at + 1);
  return `${written.slice(0, at + 1)}${domainToAscii(domain) ?? domain}`;
}

/** Most addresses are it already. A last label of letters cannot be a number of an IP address, which has many forms. */
const CANONICAL = /^[a-z0-9._+-]+@(?:[a-z0-9-]+\.)+[a-z]{2,}$/;

/** As a mail server looks a domain up; undefined when it is none. */
function domainToAscii(domain: string): string | undefined {
  const address = new URL(`ws://${UNREADABLE}`);
  // Keeps the host it has when the new one cannot be read.
  address.hostname = domain;
  return address.hostname === UNREADABLE ? undefined : address.hostname;
}

/** A name that nobody can have (RFC 2606). */
const UNREADABLE = 'unreadable.invalid';
