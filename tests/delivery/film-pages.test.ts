import { expect, test } from 'vitest';
import { readCopy } from '../../src/copy/read-copy.ts';
import { demandFilmPages } from '../../src/delivery/film-pages.ts';

const copy = await readCopy('content');
const withFilms = { inputs: { media: 'a'.repeat(64) } };
const campaign = { name: 'vip-early-access', film: 'poster' } as const;

test('a mail must not lead to a film on a site without an address', () => {
  expect(() => demandFilmPages(withFilms, campaign, copy, { SITE_URL: undefined })).toThrow(
    expect.objectContaining({
      code: 'FILM_PAGE_MISSING',
      hint: expect.stringContaining('content/campaigns/vip-early-access.yaml'),
    }),
  );
});

test('it may where there is one, or no film, or another place for films', () => {
  const film = () => 'https://shop.example/film';
  const SITE_URL = 'https://pitches.example.com';
  demandFilmPages(withFilms, campaign, copy, { SITE_URL });
  demandFilmPages(withFilms, { ...campaign, film: 'none' }, copy, { SITE_URL: undefined });
  demandFilmPages(withFilms, campaign, { links: { ...copy.links, film } }, { SITE_URL: undefined });
  demandFilmPages({ inputs: {} }, campaign, copy, { SITE_URL: undefined });
});
