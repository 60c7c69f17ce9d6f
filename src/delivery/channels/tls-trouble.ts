/** Why a server cannot be talked to in private, and what helps. */
export interface TlsTrouble {
  readonly fact: string;
  readonly hint: string;
}

/**
 * Reads what nodemailer, Node and OpenSSL say of a failed handshake. The check of certificates is never turned off:
 * whoever stands in between would read the password and every mail.
 * @returns undefined when it is about something else.
 */
export function tlsTrouble(message: string, command: string | undefined): TlsTrouble | undefined {
  if (command === 'STARTTLS' || /does not support required STARTTLS/.test(message)) {
    return {
      fact: 'the server offers no STARTTLS',
      hint: 'try smtps:// with port 465, or ask whoever runs the server for its port with TLS',
    };
  }
  const [, openSsl] = /ssl routines:[^:]*:([^:]+)/i.exec(message) ?? [];
  if (openSsl !== undefined) {
    return /wrong version number|packet length too long/i.test(openSsl)
      ? {
          fact: 'it does not begin with TLS',
          hint: 'use smtp:// with port 587; smtps:// is for ports that begin with TLS, mostly 465',
        }
      : {
          fact: `no TLS in common (${openSsl})`,
          hint: 'ask whoever runs the server: it must offer TLS 1.2 or newer',
        };
  }
  if (/altnames/i.test(message)) {
    return { fact: message, hint: 'use the host name its certificate is for in SMTP_URL' };
  }
  if (/certificate (has expired|is not yet valid)/i.test(message)) {
    return {
      fact: message,
      hint: 'ask whoever runs the server to renew it, and see whether the clock of this machine is right',
    };
  }
  if (!/certificate/i.test(message)) return undefined;
  return {
    // Node adds a tip of its own.
    fact: message.split(';', 1)[0] as string,
    hint: 'nobody this machine trusts has signed it: if the server is yours, name the PEM file of its authority in NODE_EXTRA_CA_CERTS',
  };
}
