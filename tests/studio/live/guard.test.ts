import { describe, expect, it } from 'vitest';
import { type Knock, refusalOf } from '../../../src/studio/live/guard.ts';

const DOOR = { port: 4321, token: 'a'.repeat(64) };

const own: Knock = {
  method: 'POST',
  path: '/_studio/jobs',
  host: '127.0.0.1:4321',
  origin: 'http://127.0.0.1:4321',
  site: 'same-origin',
  token: DOOR.token,
};
const page: Knock = {
  method: 'GET',
  path: '/customers/',
  host: 'localhost:4321',
  origin: undefined,
  site: 'none',
  token: undefined,
};

const codeOf = (knock: Knock) => refusalOf(knock, DOOR)?.code;

describe('the studio lets in', () => {
  it.each<[string, Knock]>([
    ['its own page', own],
    ['a page that is opened', page],
    ['a link from elsewhere, which only reads', { ...page, site: 'cross-site' }],
    ['a program on this machine that has the token', { ...own, origin: undefined, site: undefined }],
    ['its own page by another of its names', { ...own, host: '[::1]:4321', origin: 'http://[::1]:4321' }],
  ])('%s', (_words, knock) => {
    expect(codeOf(knock)).toBeUndefined();
  });
});

describe('the studio refuses', () => {
  it.each<[string, Knock, string]>([
    // DNS rebinding: the attacker's name points here, and so even reading is refused.
    ['a page under a foreign name', { ...page, host: 'evil.example:4321' }, 'STUDIO_HOST'],
    ['a foreign name that looks like ours', { ...page, host: '127.0.0.1.evil.example:4321' }, 'STUDIO_HOST'],
    ['another port', { ...page, host: '127.0.0.1:80' }, 'STUDIO_HOST'],
    ['a file for the editor', { ...page, path: '/__open-in-editor' }, 'STUDIO_CLOSED'],
    ['an address that cannot be read', { ...page, path: '/customers/%zz/' }, 'STUDIO_ADDRESS'],
    ['no host at all', { ...page, host: undefined }, 'STUDIO_HOST'],
    [
      'a post of another site, even with the token',
      { ...own, origin: 'https://evil.example' },
      'STUDIO_ORIGIN',
    ],
    [
      'a post of another server on this machine',
      { ...own, origin: 'http://127.0.0.1:3000' },
      'STUDIO_ORIGIN',
    ],
    ['a post from a sandboxed frame', { ...own, origin: 'null' }, 'STUDIO_ORIGIN'],
    [
      'a post that a browser marks as cross-site',
      { ...own, origin: undefined, site: 'cross-site' },
      'STUDIO_ORIGIN',
    ],
    [
      'a post from another port of the same site',
      { ...own, origin: undefined, site: 'same-site' },
      'STUDIO_ORIGIN',
    ],
    ['no token', { ...own, token: undefined }, 'STUDIO_TOKEN'],
    ['the token of an earlier start', { ...own, token: 'b'.repeat(64) }, 'STUDIO_TOKEN'],
    ['a part of the token', { ...own, token: 'a'.repeat(63) }, 'STUDIO_TOKEN'],
    ['reading what goes on without the token', { ...own, method: 'GET', token: undefined }, 'STUDIO_TOKEN'],
    ['a post to a page', { ...page, method: 'POST' }, 'STUDIO_ORIGIN'],
    ['a post to a page without any mark', { ...page, method: 'DELETE', site: undefined }, 'STUDIO_TOKEN'],
  ])('%s', (_words, knock, code) => {
    expect(codeOf(knock)).toBe(code);
  });
});
