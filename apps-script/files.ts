import type { WireFile, WireMail } from '../src/delivery/wire.ts';
import { typeOf } from './file-type.ts';
import { Refusal, wordsOf } from './refusal.ts';
import { attachmentHosts } from './settings.ts';
import { sha256Hex } from './signature.ts';

type Blob = GoogleAppsScript.Base.Blob;

export interface Files {
  readonly attachments: Blob[];
  /** By cid. */
  readonly inlineImages: Record<string, Blob>;
}

/** Raw bytes of all files of a mail: base64 makes 25 MB of it. */
export const MAX_BYTES = 18_000_000;

/**
 * The files of a mail, fetched and looked into where needed.
 * @throws Refusal
 */
export function gatherFiles({ inline, attachments }: WireMail): Files {
  let total = 0;
  const weigh = (bytes: GoogleAppsScript.Byte[], name: string) => {
    total += bytes.length;
    if (total > MAX_BYTES) throw new Refusal('too_big', `With ${name} the files are over 18 MB together.`);
    return bytes;
  };
  const inlineImages: Record<string, Blob> = {};
  for (const { cid, base64, contentType, filename } of inline) {
    const bytes = weigh(Utilities.base64Decode(base64), filename);
    inlineImages[cid] = Utilities.newBlob(bytes, contentType, filename);
  }
  const blobs = attachments.map((file) => {
    const { filename, contentType } = file;
    // What comes with the request is signed; what lies somewhere may have changed.
    const bytes = weigh('url' in file ? fetchFile(file) : Utilities.base64Decode(file.base64), filename);
    return Utilities.newBlob(bytes, contentType, filename);
  });
  return { attachments: blobs, inlineImages };
}

function fetchFile({ url, filename, contentType, size, sha256 }: Extract<WireFile, { url: string }>) {
  const [, host = ''] = /^https:\/\/([^/?#:@]+)(?::443)?(?:[/?#]|$)/.exec(url) || [];
  if (!attachmentHosts().includes(host.toLowerCase())) {
    throw new Refusal('attachment_refused', `${filename}: ${host || 'its host'} is not in ATTACHMENT_HOSTS.`);
  }
  if (size > MAX_BYTES) throw new Refusal('too_big', `${filename} is over 18 MB.`);
  let response: GoogleAppsScript.URL_Fetch.HTTPResponse;
  try {
    // A redirect could lead to a host that is not on the list.
    response = UrlFetchApp.fetch(url, { muteHttpExceptions: true, followRedirects: false });
  } catch (error) {
    throw new Refusal('attachment_unreachable', `${filename}: ${wordsOf(error)}`, true);
  }
  const code = response.getResponseCode();
  if (code !== 200) {
    const passing = code === 429 || code >= 500;
    const kind = passing ? 'attachment_unreachable' : 'attachment_refused';
    throw new Refusal(kind, `${filename}: ${host} answers ${code}.`, passing);
  }
  const bytes = response.getBlob().getBytes();
  const type = typeOf(bytes);
  if (type !== contentType) {
    const found = type || 'of no known type';
    throw new Refusal('attachment_refused', `${filename} is ${found}, not ${contentType}.`);
  }
  if (bytes.length !== size || sha256Hex(bytes) !== sha256) {
    throw new Refusal('attachment_refused', `${filename} is not the file that was planned.`);
  }
  return bytes;
}
