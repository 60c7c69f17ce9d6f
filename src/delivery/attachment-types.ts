import { fileTypeFromBuffer } from 'file-type';
import Papa from 'papaparse';
import { PitchwrightError } from '../errors.ts';
import { zipNames } from './zip-names.ts';

/** What may be attached: the endings of names, and the content that each must have. */
export const ATTACHMENT_TYPES = {
  'application/pdf': { endings: ['pdf'], words: 'a PDF' },
  'image/png': { endings: ['png'], words: 'a PNG picture' },
  'image/jpeg': { endings: ['jpg', 'jpeg'], words: 'a JPG picture' },
  'image/gif': { endings: ['gif'], words: 'a GIF picture' },
  'video/mp4': { endings: ['mp4'], words: 'an MP4 video' },
  'application/zip': { endings: ['zip'], words: 'a ZIP archive' },
  'text/csv': { endings: ['csv'], words: 'a CSV file' },
} as const;
export type AttachmentType = keyof typeof ATTACHMENT_TYPES;

/** What Gmail and Outlook refuse inside an archive: the whole mail would bounce. */
const PROGRAMS =
  /\.(ade|adp|apk|appx|bat|cab|chm|cmd|com|cpl|dll|dmg|exe|hta|img|ins|iso|isp|jar|jse?|lib|lnk|mde|ms[cipt]|nsh|pif|ps1|scr|sct|sh|sys|vb|vbe|vbs|vhdx?|vxd|ws[cfh])$/i;

/**
 * What bytes are, read from the bytes; the name must not say otherwise. A name without an ending gets one.
 * @throws PitchwrightError `ATTACHMENT_EMPTY` | `ATTACHMENT_TYPE`
 */
export async function readType(
  bytes: Uint8Array,
  name: string,
): Promise<{ readonly filename: string; readonly contentType: AttachmentType }> {
  if (bytes.length === 0) {
    throw new PitchwrightError('ATTACHMENT_EMPTY', `${name} is empty`, { hint: 'put the real file there' });
  }
  const found = await contentOf(bytes);
  if (!isAllowed(found)) throw refusal(`${name} is ${found}`);
  const { endings, words } = ATTACHMENT_TYPES[found];
  if (found === 'application/zip') refusePrograms(bytes, name);
  const ending = /\.([A-Za-z0-9]{1,8})$/.exec(name)?.[1]?.toLowerCase();
  if (ending === undefined) return { filename: `${name}.${endings[0]}`, contentType: found };
  if ((endings as readonly string[]).includes(ending)) return { filename: name, contentType: found };
  const isKnown = Object.values(ATTACHMENT_TYPES).some((type) =>
    (type.endings as readonly string[]).includes(ending),
  );
  if (!isKnown)
    throw refusal(`${name} ends in .${ending}, which cannot be attached; its content is ${words}`);
  throw new PitchwrightError('ATTACHMENT_TYPE', `${name} is ${words}, whatever its name says`, {
    hint: `give it a name that ends in .${endings[0]}, or the file that its name promises`,
  });
}

/** One of `ATTACHMENT_TYPES`, or what it is in words. */
async function contentOf(bytes: Uint8Array): Promise<string> {
  const type = await fileTypeFromBuffer(bytes);
  // A PNG that moves; readers that know only PNG show its first picture.
  if (type?.mime === 'image/apng') return 'image/png';
  if (type) return isAllowed(type.mime) ? type.mime : `of the type ${type.mime} (.${type.ext})`;
  return table(bytes) ? 'text/csv' : 'none of the known types of files';
}

const isAllowed = (type: string): type is AttachmentType => Object.hasOwn(ATTACHMENT_TYPES, type);

const LOOKED_AT = 1000;

/** Whether bytes are text in rows that all have the same number of fields. */
function table(bytes: Uint8Array): boolean {
  const text = decode(bytes).replace(/^\uFEFF/, '');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what no table holds
  if (/[\u0000-\u0008\u000e-\u001f\u007f]/.test(text)) return false;
  if (/^\s*(<|#!|%!|\{|\[)/.test(text)) return false;
  const body = text.replace(/^sep=.\r?\n/i, '');
  const { data, errors } = Papa.parse<readonly string[]>(body, {
    preview: LOOKED_AT,
    skipEmptyLines: true,
    delimitersToGuess: [',', ';', '\t', '|'],
  });
  const isBroken = errors.some(({ code }) => code !== 'UndetectableDelimiter');
  return !isBroken && data.length > 0 && data.every((row) => row.length === data[0]?.length);
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

function refusePrograms(bytes: Uint8Array, name: string): void {
  const names = zipNames(bytes);
  if (names === undefined) throw refusal(`${name} is a ZIP archive whose list of files cannot be read`);
  const program = names.find((entry) => PROGRAMS.test(entry));
  if (program === undefined) return;
  throw new PitchwrightError('ATTACHMENT_TYPE', `${name} holds the program ${program}`, {
    hint: 'take it out: mailboxes refuse the whole mail because of it',
  });
}

const refusal = (fact: string) =>
  new PitchwrightError('ATTACHMENT_TYPE', fact, { hint: 'attach PDF, PNG, JPG, GIF, MP4, ZIP or CSV' });
