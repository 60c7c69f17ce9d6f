import { readFile } from 'node:fs/promises';
import type { FoundMail } from '../../src/delivery/sync/mailbox.ts';

/** A mail of `tests/fixtures/bounces`, about one of ours. */
export async function post(
  name: string,
  about: { readonly address: string; readonly messageId: string; readonly token?: string },
): Promise<FoundMail> {
  const text = await readFile(`tests/fixtures/bounces/${name}.txt`, 'utf8');
  const filled = text
    .replaceAll('ADDRESS', about.address)
    .replaceAll('MESSAGE-ID', about.messageId)
    .replaceAll('TOKEN', about.token ?? 'none');
  return { place: `${name}.eml`, bytes: Buffer.from(filled.replaceAll('\n', '\r\n')) };
}
