import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { MailUnderCheck } from '../../src/checks/mail-under-check.ts';
import { checkMail } from '../../src/checks/rules.ts';
import { PitchwrightError } from '../../src/errors.ts';
import { found, type Mails, makeMails, withHtml, withMessage } from './_mails.ts';

let made: Mails;
let mail: MailUnderCheck;
beforeAll(async () => {
  made = await makeMails(1);
  mail = made.mails[0] as MailUnderCheck;
});
afterAll(() => made.dispose());

const link = (href: string, words = 'See the lamp') =>
  withHtml(mail, `<p><a href="${href}">${words}</a></p>`);

test('a mail of the sample has nothing against it', () => {
  expect(checkMail(mail).findings).toEqual([]);
});

describe('size', () => {
  const filled = (bytes: number) => withHtml(mail, `<p>${'words '.repeat(bytes / 6)}</p>`);
  test('HTML that Gmail clips is an error, HTML near that a warning', () => {
    expect(found('size', filled(120_000))).toEqual([
      expect.stringMatching(/^error HTML: 1\d\d kB; Gmail clips/),
    ]);
    expect(found('size', filled(75_000))).toEqual([expect.stringMatching(/^warning HTML: 9\d kB/)]);
    expect(found('size', filled(60_000))).toEqual([]);
  });
  test('the whole mail counts with its pictures', () => {
    const heavy = (bytes: number) => ({ ...mail, envelope: { lines: [], from: '', bytes } });
    expect(found('size', heavy(27_000_000))).toEqual([
      expect.stringMatching(/^error pictures inside the mail: .*refuse/),
    ]);
    expect(found('size', heavy(6_000_000))).toEqual([
      'warning pictures inside the mail: the whole mail is 6,000 kB',
    ]);
  });
});

describe('links', () => {
  test.for([
    ['', 'error', /it leads nowhere \(empty\)/],
    ['#', 'error', /it leads nowhere \(#\)/],
    ['javascript:alert(1)', 'error', /no mail client opens javascript:/],
    ['http://kachnarlane.example/', 'warning', /not encrypted/],
    ['https://kachnarlane.example/{{ id }}', 'error', /unfilled tag/],
    ['https://kachnarlane.example/?c=undefined', 'error', /unfilled tag/],
    ['/p/lamp', 'error', /no host: \/p\/lamp/],
    ['https://', 'error', /cannot be read/],
  ] as const)('to "%s": %s', ([href, level, fact]) => {
    const [first, ...rest] = found('links', link(href));
    expect(first).toMatch(fact);
    expect(first).toMatch(new RegExp(`^${level} HTML: link “See the lamp”: `));
    expect(rest).toEqual([]);
  });
  test('real people are not led to a host that nobody can own', () => {
    const real = (href: string) => ({ ...link(href), isReal: true });
    const told = (host: string) =>
      expect.stringContaining(`nobody can own ${host}: it stands for an example`);
    for (const host of ['www.example.com', 'shop.invalid']) {
      // The sample's own links lead to its own host; each host is told once.
      expect(found('links', real(`https://${host}/`))).toEqual([told('kachnarlane.example'), told(host)]);
      expect(found('links', link(`https://${host}/`))).toEqual([]);
    }
    expect(found('links', real('https://example-shop.com/'))).toHaveLength(1);
  });
  test('without a published site, an address from the root is right', () => {
    expect(found('links', { ...link('/p/lamp'), siteUrl: '' })).toEqual([]);
  });
  test('mailbox and telephone are addresses, a name is no link', () => {
    expect(found('links', link('mailto:a@b.example'))).toEqual([]);
    expect(found('links', link('tel:+911234'))).toEqual([]);
    expect(found('links', withHtml(mail, '<a name="foot"></a>'))).toEqual([]);
  });
  test('words say where a link leads, in both languages', () => {
    for (const words of ['here', 'Click here!', 'यहाँ क्लिक करें', '→ Read more']) {
      expect(found('links', link('https://a.example/', words))).toEqual([
        expect.stringContaining('its words are only'),
      ]);
    }
    expect(
      found('links', link('https://a.example/', '<img src="https://a.example/b.png" alt="" width="1">')),
    ).toEqual([expect.stringMatching(/^error HTML: <a>: it has no words/)]);
  });
  test('the same words lead to the same place', () => {
    const twice = (other: string) =>
      withHtml(mail, `<a href="https://a.example/1">The lamp</a><a href="${other}">The lamp</a>`);
    expect(found('links', twice('https://a.example/1'))).toEqual([]);
    expect(found('links', twice('https://a.example/2'))).toEqual([expect.stringContaining('lead elsewhere')]);
  });
});

describe('wording', () => {
  test.for([
    [{ subject: 'BUY THIS LAMP TODAY' }, 'warning subject: it is all capitals: BUY THIS LAMP TODAY'],
    [{ subject: 'A lamp!!!' }, 'warning subject: it has “!!!”'],
    [{ subject: 'long '.repeat(16).trim() }, 'warning subject: 79 characters'],
    [
      { preheader: '100% guaranteed' },
      'warning preheader: “100% guaranteed” (SpamAssassin: GUARANTEED_100_PERCENT)',
    ],
    [{ text: 'Dear friend,\nwords' }, 'warning text: “Dear friend” (SpamAssassin: DEAR_FRIEND)'],
    [{ text: 'यह 100% गारंटी है' }, 'warning text: “100% गारंटी” (SpamAssassin: GUARANTEED_100_PERCENT)'],
  ] as const)('%j', ([parts, finding]) => {
    expect(found('wording', withMessage(mail, parts))).toEqual([finding]);
  });
  test('scripts without capitals and short words in capitals are fine', () => {
    for (const subject of ['आपके लिए एक दीया', 'USB', 'A quiet lamp!']) {
      expect(found('wording', withMessage(mail, { subject }))).toEqual([]);
    }
  });
});

describe('unfilled', () => {
  test('a name that is markup is found where it is printed; a heart and a sum are none', () => {
    const greet = (greeting: string) => ({ ...mail, content: { ...mail.content, greeting } });
    expect(found('unfilled', greet('Hello <img,'))).toEqual(['error greeting: it says “<img”']);
    expect(found('unfilled', withMessage(mail, { subject: 'For you, </b>' }))).toEqual([
      'error subject: it says “</b”',
    ]);
    for (const words of ['Hello Asha <3', 'under 5 < 6', 'a << b'])
      expect(found('unfilled', greet(words))).toEqual([]);
  });
  const WORDS = [
    '{{ name }}',
    '{% if x %}',
    'Hello undefined,',
    'NaN days',
    '[object Object]',
    'Invalid Date',
    'Hello null',
  ];
  test.for(WORDS)('%s, wherever it stands', (words) => {
    const inContent = { ...mail, content: { ...mail.content, greeting: words } };
    expect(found('unfilled', inContent)).toEqual([expect.stringMatching(/^error greeting: it says “/)]);
    expect(found('unfilled', withMessage(mail, { subject: words }))).toEqual([
      expect.stringMatching(/^error subject: /),
    ]);
    expect(found('unfilled', withMessage(mail, { preheader: words }))).toEqual([
      expect.stringMatching(/^error preheader: /),
    ]);
    expect(found('unfilled', withMessage(mail, { text: words }))).toEqual([
      expect.stringMatching(/^error text: /),
    ]);
    expect(found('unfilled', withHtml(mail, `<i>${words}</i>`))).toEqual([
      expect.stringMatching(/^error HTML: <i>: /),
    ]);
    expect(found('unfilled', withHtml(mail, `<i title="${words}">A</i>`))).toEqual([
      expect.stringMatching(/^error HTML: <i>: /),
    ]);
    expect(found('unfilled', withHtml(mail, `<!--[if mso]><v:rect alt="${words}"/><![endif]-->`))).toEqual([
      expect.stringMatching(/^error HTML: <v:rect>: /),
    ]);
  });
  test('a way through a list is told, by number', () => {
    const [first, ...rest] = mail.content.picks.items;
    const items = [{ ...(first as NonNullable<typeof first>), reason: 'For {{ interest }}' }, ...rest];
    const content = { ...mail.content, picks: { ...mail.content.picks, items } };
    expect(found('unfilled', { ...mail, content })).toEqual([
      'error picks › items › 1 › reason: it says “{{”',
    ]);
  });
  test('names and words that only look like it are words', () => {
    for (const words of ['Hello Ms Null', 'Nan bread', 'nullify', 'an undefinedness', 'non-null']) {
      expect(found('unfilled', withHtml(mail, `<i>${words}</i>`)), words).toEqual([]);
    }
  });
});

describe('headers', () => {
  const withLines = (change: (lines: readonly string[]) => readonly string[], from = 'Kachnar Lane') => {
    if (!('lines' in mail.envelope)) throw mail.envelope.problem;
    return { ...mail, envelope: { ...mail.envelope, lines: change(mail.envelope.lines), from } };
  };
  test('subject and preheader are there, each with its own words', () => {
    expect(found('headers', withMessage(mail, { subject: ' ' }))).toEqual(['error subject: it is empty']);
    expect(found('headers', withMessage(mail, { preheader: '' }))).toEqual([
      expect.stringMatching(/^error preheader: it is empty/),
    ]);
    expect(found('headers', withMessage(mail, { preheader: mail.message.subject }))).toEqual([
      'warning preheader: it only repeats the subject',
    ]);
  });
  test('no control characters, no line that servers cut', () => {
    expect(found('headers', withMessage(mail, { subject: 'A\u0007 lamp' }))).toEqual([
      'error subject: it has control characters',
    ]);
    expect(
      found(
        'headers',
        withLines((all) => all, 'Lane\r\nBcc: x'),
      ),
    ).toEqual(['error From: it has control characters']);
    expect(
      found(
        'headers',
        withLines((all) => [...all, `X-Long: ${'x'.repeat(1000)}`]),
      ),
    ).toEqual(['error X-Long: a line of 1008 bytes']);
  });
  test('mailbox providers can unsubscribe', () => {
    const without = (name: string) => withLines((all) => all.filter((line) => !line.startsWith(name)));
    expect(found('headers', without('List-Unsubscribe'))).toEqual([
      'error headers: there is no List-Unsubscribe',
    ]);
    expect(found('headers', without('List-Unsubscribe-Post'))).toEqual([
      expect.stringMatching(/^warning headers: one click cannot unsubscribe/),
    ]);
  });
  test('a mail that cannot be printed says why', () => {
    const problem = new PitchwrightError('CONTENT_INVALID', 'links › unsubscribe is "x"', {
      hint: 'mend it',
    });
    expect(found('headers', { ...mail, envelope: { problem } })).toEqual([
      'error headers: links › unsubscribe is "x"',
    ]);
  });
});

test('text: there is one, and both parts can unsubscribe', () => {
  const { unsubscribeUrl } = mail.content.footer;
  expect(found('text', withMessage(mail, { text: '\n' }))).toEqual(['error text: it is empty']);
  expect(found('text', withMessage(mail, { text: 'Only words' }))).toEqual([
    'error text: it has no address to unsubscribe at',
  ]);
  expect(
    found(
      'text',
      withMessage(mail, { html: mail.message.html.replaceAll(unsubscribeUrl, 'https://a.example') }),
    ),
  ).toEqual(['error HTML: footer: it has no link to unsubscribe']);
});

test('making: a template that is rendered directly is named, and a mail that differs is an error', () => {
  const making = { template: 'pitch', directBecause: 'the template changes a slot' } as const;
  expect(found('making', { ...mail, making })).toEqual([
    'warning template pitch: rendered directly, which takes fifty times as long: the template changes a slot',
  ]);
  expect(found('making', { ...mail, making: { template: 'pitch', difference: 'html differs' } })).toEqual([
    'error template pitch: the mail is not what the template prints for them: html differs',
  ]);
});
