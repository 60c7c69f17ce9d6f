import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileTypeFromBuffer } from 'file-type';
import { MediaFailure, type MediaProvider } from '../provider.ts';
import { missingAccess } from './access.ts';
import { dollars } from './film-order.ts';
import { generate } from './generate.ts';
import { type GoogleContext, withService } from './service.ts';

/** Pictures by Gemini, with either kind of key. */
export function geminiImage(context: GoogleContext): MediaProvider {
  const { settings, access } = context;
  const { size } = settings.image;
  return {
    name: 'gemini-image',
    kind: 'image',
    place: 'google',
    model: settings.models.image,
    async readiness() {
      const failure = missingAccess(access, 'gemini-image', 'either');
      return failure ? { ready: false, failure } : { ready: true, detail: settings.models.image };
    },
    cost: () => dollars(settings.prices.image[settings.models.image]?.[size] ?? 0),
    inputs: ({ prompt, aspect }) => ({ prompt, aspect, size }),
    make: (order, bench) =>
      withService('image', order, bench, context, async (service) => {
        service.progress(0.1, 'Gemini paints');
        const { bytes } = await generate(
          order,
          { responseModalities: ['IMAGE'], imageConfig: { aspectRatio: order.aspect, imageSize: size } },
          service,
        );
        const name = `picture.${await endingOf(bytes)}`;
        await writeFile(join(bench.folder, name), bytes);
        return { files: [{ role: 'picture', name }], remarks: [] };
      }),
  };
}

/** By the bytes: what mail clients show. @throws MediaFailure `malformed` */
async function endingOf(bytes: Uint8Array): Promise<'png' | 'jpg'> {
  if (bytes.length === 0) throw new MediaFailure('malformed', 'Gemini sent an empty picture');
  const type = await fileTypeFromBuffer(bytes);
  if (type?.ext === 'png' || type?.ext === 'jpg') return type.ext;
  throw new MediaFailure(
    'malformed',
    `Gemini sent ${type?.mime ?? 'something unknown'} in place of a PNG or JPG picture`,
  );
}
