import type { GoogleGenAI } from '@google/genai';
import { MediaFailure } from '../provider.ts';
import type { Access } from './access.ts';

/**
 * Google's library, loaded when it is first needed. Address and version are given in full, so that no variable of the
 * environment can lead the key elsewhere (the library reads `GOOGLE_GEMINI_BASE_URL` and others).
 * @param fetch every request goes through it.
 */
export async function openClient(access: Access, fetch: typeof globalThis.fetch): Promise<GoogleGenAI> {
  const { apiKey, isEnterprise, baseUrl } = access;
  const library = await loadLibrary();
  return new library.GoogleGenAI({
    enterprise: isEnterprise,
    ...(apiKey === undefined ? {} : { apiKey }),
    apiVersion: isEnterprise ? 'v1beta1' : 'v1beta',
    httpOptions: { baseUrl, fetch },
  });
}

export async function loadLibrary(): Promise<typeof import('@google/genai')> {
  try {
    return await import('@google/genai');
  } catch (cause) {
    throw new MediaFailure('not-configured', '@google/genai cannot be loaded', {
      hint: 'run `npm ci`',
      cause,
    });
  }
}
