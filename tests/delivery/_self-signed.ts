import { createSign, generateKeyPairSync } from 'node:crypto';

/** A certificate that vouches for itself, in PEM: give `cert` to a client as its authority. */
export interface SelfSigned {
  readonly key: string;
  readonly cert: string;
}

/** For these host names, valid from 2020 to 2049. Written in DER by hand (RFC 5280): Node makes keys, not certificates. */
export function selfSigned(...hosts: readonly [string, ...string[]]): SelfSigned {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const ecdsaWithSha256 = der(0x30, oid(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02));
  const name = der(
    0x30,
    der(0x31, der(0x30, Buffer.concat([oid(0x55, 0x04, 0x03), der(0x0c, Buffer.from(hosts[0]))]))),
  );
  const validity = der(
    0x30,
    Buffer.concat(['200101000000Z', '491231235959Z'].map((time) => der(0x17, Buffer.from(time)))),
  );
  const names = der(0x30, Buffer.concat(hosts.map((host) => der(0x82, Buffer.from(host)))));
  const isAuthority = der(0x30, der(0x01, Buffer.from([0xff])));
  const extensions = der(
    0xa3,
    der(
      0x30,
      Buffer.concat([
        der(0x30, Buffer.concat([oid(0x55, 0x1d, 0x11), der(0x04, names)])),
        der(0x30, Buffer.concat([oid(0x55, 0x1d, 0x13), der(0x04, isAuthority)])),
      ]),
    ),
  );
  const body = der(
    0x30,
    Buffer.concat([
      der(0xa0, der(0x02, Buffer.from([2]))),
      der(0x02, Buffer.from([1])),
      ecdsaWithSha256,
      name,
      validity,
      name,
      publicKey.export({ type: 'spki', format: 'der' }),
      extensions,
    ]),
  );
  const signature = createSign('sha256').update(body).sign(privateKey);
  const bits = der(0x03, Buffer.concat([Buffer.from([0]), signature]));
  const lines = der(0x30, Buffer.concat([body, ecdsaWithSha256, bits]))
    .toString('base64')
    .replace(/.{64}/g, '$&\n');
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
    cert: `-----BEGIN CERTIFICATE-----\n${lines.trim()}\n-----END CERTIFICATE-----\n`,
  };
}

function der(tag: number, content: Buffer): Buffer {
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

const oid = (...bytes: readonly number[]) => der(0x06, Buffer.from(bytes));
