import { PitchwrightError } from '../errors.ts';
import { pictures } from '../media/art/pictures.ts';
import { rasterize } from '../media/art/raster.ts';
import { type InlineImage, type Message, message } from '../render/message.ts';
import type { Workshop } from '../render/workshop.ts';

const STYLED = /<style\b[^>]*>.*?<\/style>|<[^<>]+>/gis;
/** The attributes through which a mail client loads a picture: VML has `src`, old tables `background`. */
const ATTRIBUTES = /(\s(src|srcset|background|poster|style)\s*=\s*)("[^"]*"|'[^']*')/gi;
const URLS = /(url\(\s*)("|'|&quot;|&#x27;|&#39;|)([^"')]*?)(\2\s*\))/gi;

/**
 * Brings the pictures that a message shows into the message itself: every address below `<site>/art/` becomes
 * `cid:<name>@pitchwright`, with the PNG beside it, each once. The pictures are those of the site, pixel for pixel, drawn
 * once for all mails. The text part stays as it is.
 *
 * @throws PitchwrightError `IMAGE_UNKNOWN` for a picture of the site that is not drawn, or one with a relative address.
 */
export function inlineImages({
  copy,
  films,
}: Pick<Workshop, 'copy' | 'films'>): (message: Message, siteUrl: string) => Message {
  const known = new Map(pictures(copy).map((picture) => [picture.name, picture]));
  const drawn = new Map<string, InlineImage>();
  const draw = (name: string): InlineImage | undefined => {
    const picture = known.get(name);
    const before = drawn.get(name);
    if (before || !picture) return before;
    const bytes = rasterize(picture.draw(), { width: picture.width });
    const image = {
      cid: `${name}@pitchwright`,
      filename: `${name}.png`,
      contentType: 'image/png',
      bytes,
    } as const;
    drawn.set(name, image);
    return image;
  };

  /** One for each customer, so it is not kept. */
  const film = (address: string): InlineImage | undefined => {
    const picture = films.picture(address);
    if (!picture) return undefined;
    const { name, contentType, bytes } = picture;
    return { cid: `${name}@pitchwright`, filename: name, contentType, bytes };
  };

  return ({ subject, preheader, html, text, inline }, siteUrl) => {
    const art = `${siteUrl}/art/`;
    const shown = new Map(inline.map((image) => [image.cid, image]));
    const placeOf = (written: string): string => {
      const address = unescaped(written).trim();
      if (/^(cid|data):/.test(address)) return written;
      const image = address.startsWith(art)
        ? draw(address.slice(art.length).replace(/\.png$/, ''))
        : film(address);
      if (image) {
        shown.set(image.cid, image);
        return `cid:${image.cid}`;
      }
      if (/^https?:\/\//i.test(address) && !address.includes(art)) return written;
      throw new PitchwrightError(
        'IMAGE_UNKNOWN',
        `the mail shows ${address}, which cannot be put inside it`,
        {
          hint: 'use a picture of the catalogue or an address that begins with https://, or set images: hosted',
        },
      );
    };
    const inStyle = (style: string) =>
      style.replace(URLS, (_, before, mark, address, after) => before + mark + placeOf(address) + after);
    const inTag = (tag: string) =>
      tag.replace(ATTRIBUTES, (_, before: string, name: string, value: string) => {
        const [quote, inner] = [value.slice(0, 1), value.slice(1, -1)];
        return before + quote + (name.toLowerCase() === 'style' ? inStyle(inner) : placeOf(inner)) + quote;
      });
    const placed = html.replace(STYLED, (part) => (/^<style/i.test(part) ? inStyle(part) : inTag(part)));
    return message(subject, preheader, placed, text, [...shown.values()]);
  };
}

/** An attribute as the client reads it. */
const unescaped = (value: string) =>
  value.replace(/&(amp|quot|#x27|#39);/g, (_, name: string) =>
    name === 'amp' ? '&' : name === 'quot' ? '"' : "'",
  );
