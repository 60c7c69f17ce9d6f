import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withoutPassword } from '../../src/delivery/channels/without-password.ts';
import { open, sendOne } from './_smtp-sending.ts';
import { startTalker } from './_smtp-talker.ts';

const USER = 'hello@kachnarlane.example';
const SECRET = 'correct horse/battery?';
const base64 = (text: string) => Buffer.from(text).toString('base64');
const login = { user: USER, password: () => SECRET };

describe('what a server says of a login', () => {
  it.each([
    ['as it is', SECRET],
    ['percent-encoded', encodeURIComponent(SECRET)],
    ['in base64', base64(SECRET)],
    ['in base64url, without =', Buffer.from(SECRET).toString('base64url')],
    ['as AUTH PLAIN', base64(`\0${USER}\0${SECRET}`)],
    ['as AUTH PLAIN for somebody', base64(`${USER}\0${USER}\0${SECRET}`)],
    ['as AUTH PLAIN, cut short', base64(`\0${USER}\0${SECRET}`).slice(0, 40)],
    ['as AUTH PLAIN, its end', base64(`\0${USER}\0${SECRET}`).slice(20)],
    ['as AUTH PLAIN, within a word', `token=${base64(`\0${USER}\0${SECRET}`)}`],
  ])('holds no password %s', (_name, form) => {
    for (const words of [form, `535 bad ${form}`, `535 "${form}" is wrong; try again`]) {
      const left = withoutPassword(words, login);
      expect(left).not.toContain(SECRET);
      expect(left).not.toContain(form);
      expect(left).toContain('…');
    }
  });

  it('stays as it is in all else', () => {
    const words =
      '535-5.7.8 Username and Password not accepted. https://support.example/mail/answer/14257 d9443c01a7336';
    expect(withoutPassword(words, login)).toBe(words);
    expect(withoutPassword(words, { user: undefined, password: () => '' })).toBe(words);
  });

  it('holds no password, whatever it is and wherever it stands', () => {
    const anything = fc.string({ unit: 'grapheme', minLength: 4, maxLength: 40 });
    fc.assert(
      fc.property(anything, anything, anything, (user, secret, around) => {
        fc.pre(!around.includes(secret) && !'535 …'.includes(secret));
        const plain = base64(`\0${user}\0${secret}`);
        const left = withoutPassword(`535 ${around} ${plain} ${secret}`, { user, password: () => secret });
        expect(left).not.toContain(plain);
        expect(left.replace(around, '')).not.toContain(secret);
      }),
      { seed: 7, numRuns: 500 },
    );
  });

  it.each(['PLAIN', 'LOGIN'])('is not repeated with AUTH %s', async (method) => {
    const talker = await startTalker({
      extensions: [`AUTH ${method}`],
      onCommand(line) {
        if (line === 'AUTH LOGIN') return '334 VXNlcm5hbWU6';
        if (line === base64(USER)) return '334 UGFzc3dvcmQ6';
        return /^(AUTH PLAIN|[A-Za-z0-9+/=]{8,}$)/.test(line) ? `535 5.7.8 no: ${line}` : undefined;
      },
    });
    const url = talker.url.replace('//', `//${encodeURIComponent(USER)}:${encodeURIComponent(SECRET)}@`);
    const channel = open(url);
    const error = (await channel.open().catch((thrown: unknown) => thrown)) as Error;
    const { receipt } = await sendOne(channel);
    expect(receipt).toMatchObject({ kind: 'stop', code: '535 5.7.8' });
    const said = `${error.message} ${JSON.stringify(receipt)}`;
    expect(talker.said()).toContain(base64(method === 'PLAIN' ? `\0${USER}\0${SECRET}` : SECRET));
    expect(said).toMatch(/no: (AUTH PLAIN )?…/);
    for (const form of [SECRET, base64(SECRET), base64(`\0${USER}\0${SECRET}`)])
      expect(said).not.toContain(form);
  });
});
