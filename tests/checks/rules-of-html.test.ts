import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { MailUnderCheck } from '../../src/checks/mail-under-check.ts';
import { ALLOWED } from '../../src/checks/rules/clients.ts';
import { found, type Mails, makeMails, withHtml, withMessage } from './_mails.ts';

let made: Mails;
let mail: MailUnderCheck;
beforeAll(async () => {
  made = await makeMails(1);
  mail = made.mails[0] as MailUnderCheck;
});
afterAll(() => made.dispose());

const replaced = (from: string | RegExp, to: string) => {
  const html = mail.message.html.replace(from, to);
  expect(html, `${from} is in the mail`).not.toBe(mail.message.html);
  return withMessage(mail, { html });
};

const img = (attributes: string) => withHtml(mail, `<p><img ${attributes}></p>`);

describe('images', () => {
  test.for([
    ['src="https://a.example/lamp.png" width="9"', 'error HTML: picture lamp.png: it has no alt'],
    ['src="" alt="Lamp" width="9"', 'error HTML: picture “Lamp”: its src is empty'],
    ['src="https://a.example/lamp.png" alt="Lamp"', 'warning HTML: picture “Lamp”: it has no width'],
    [
      'src="cid:gone" alt="" width="9"',
      'error HTML: picture cid:gone: nothing inside the mail is called cid:gone',
    ],
    [
      'src="/art/lamp.png" alt="" width="9"',
      'error HTML: picture lamp.png: its address has no host: /art/lamp.png',
    ],
    [
      'src="http://a.example/l.png" alt="" width="9"',
      'warning HTML: picture l.png: it is not encrypted (http:)',
    ],
    [
      'src="data:image/png;base64,AA==" alt="Lamp" width="9"',
      'error HTML: picture “Lamp”: Gmail and Outlook do not show data: pictures',
    ],
  ] as const)('%s', ([attributes, finding]) => {
    expect(found('images', img(attributes))).toEqual([finding]);
  });
  test('a picture that travels along is shown', () => {
    const picture = {
      cid: 'lamp@x',
      filename: 'lamp.png',
      contentType: 'image/png',
      bytes: new Uint8Array(),
    } as const;
    const inline = { inline: [picture] };
    expect(found('images', withMessage(mail, inline))).toEqual([
      'warning inside the mail: lamp.png: it travels with the mail and is shown nowhere',
    ]);
    expect(found('images', withMessage(img('src="cid:lamp@x" alt="" width="9"'), inline))).toEqual([]);
  });
});

describe('contrast', () => {
  const text = (style: string, more = '') => withHtml(mail, `<p style="${style}"${more}>Words</p>`);
  test('of inline colours, inherited from whatever is around', () => {
    expect(found('contrast', text('color:#999;background-color:#ffffff'))).toEqual([
      'error HTML: <p>: #999999 on #ffffff has 2.85 : 1',
    ]);
    expect(
      found(
        'contrast',
        withHtml(
          mail,
          '<table bgcolor="#000000"><tr><td><b style="color:#111111">Words</b></td></tr></table>',
        ),
      ),
    ).toEqual(['error HTML: <b>: #111111 on #000000 has 1.11 : 1']);
    expect(found('contrast', text('color:rgb(118, 118, 118);background:#fff'))).toEqual([]);
  });
  test('large text may have less', () => {
    expect(found('contrast', text('font-size:24px;color:#8a8a8a;background:white'))).toEqual([
      expect.stringMatching(/^warning HTML: <p>: #8a8a8a on #ffffff has 3\.\d\d : 1$/),
    ]);
  });
  test('a link without a colour of its own is blue', () => {
    expect(
      found(
        'contrast',
        withHtml(mail, '<p style="background-color:#000080"><a href="https://a.example">Words here</a></p>'),
      ),
    ).toEqual([expect.stringContaining('#0000ee on #000080')]);
  });
  test('what cannot be judged is said, what cannot be seen is not', () => {
    expect(found('contrast', text('color:#000000;background:url(https://a.example/a.png)'))).toEqual([
      'note HTML: <p>: what it stands on is no plain colour',
    ]);
    expect(found('contrast', text('display:none;color:#ffffff;background:#ffffff'))).toEqual([]);
  });
});

describe('headings', () => {
  test('exactly one h1', () => {
    expect(found('headings', withHtml(mail, '<h1>Again</h1>'))).toEqual([
      'error HTML: headings: there are 2 h1',
    ]);
    expect(found('headings', replaced(/<(\/?)h1/g, '<$1p'))[0]).toBe('error HTML: headings: there is no h1');
  });
  test('no level left out, none without words', () => {
    expect(found('headings', withHtml(mail, '<h2>One</h2><h4>Two</h4><h4> </h4>'))).toEqual([
      'warning HTML: <h4>: h4 follows h2',
      'warning HTML: <h4>: a heading without words',
    ]);
  });
});

describe('language', () => {
  test.for([
    [/ lang="\w+"/, 'error HTML: <html>: it has no lang'],
    [/ dir="\w+"/, 'error HTML: <html>: it has no dir'],
    [/<title>.*?<\/title>/, 'error HTML: <head>: it has no title'],
    [/<title>.*?<\/title>/, 'error HTML: <head>: it has no title', '<title> </title>'],
    [/<title>.*?<\/title>/, 'error HTML: <head>: it has 2 titles', '<title>One</title><title>Two</title>'],
    [/ lang="\w+"/, 'error HTML: <html>: lang is "fr", the words are en', ' lang="fr"'],
  ] as const)('%s: %s', ([from, finding, to]) => {
    const shape = { ...mail.content.shape, locale: 'en' };
    const english = { ...mail, content: { ...mail.content, shape } };
    const html = mail.message.html.replace(/ lang="\w+"/, ' lang="en"');
    expect(found('language', withMessage(english, { html: html.replace(from, to ?? '') }))).toEqual([
      finding,
    ]);
  });
});

describe('clients', () => {
  test('an element that is not shown is an error, a style a warning, with the clients', () => {
    expect(found('clients', withHtml(mail, '<video src="https://a.example/a.mp4"></video>'))).toEqual([
      expect.stringMatching(
        /^error HTML: <video[^:]*:.*: <video> element: not in .*Gmail.*Outlook for Windows/,
      ),
    ]);
    expect(found('clients', withHtml(mail, '<p style="position:absolute">Words</p>'))).toEqual([
      expect.stringMatching(/^warning HTML: <p .*: position: not in Gmail/),
    ]);
  });
  test('the format of a picture counts', () => {
    expect(found('clients', img('src="https://a.example/a.svg" alt="" width="9"'))).toEqual([
      expect.stringMatching(/^error .*SVG image format: not in .*Gmail/),
    ]);
  });
  test('a style sheet counts', () => {
    expect(found('clients', replaced('</head>', '<style>p{position:fixed}</style></head>'))).toEqual([
      expect.stringMatching(/^warning .*position: not in/),
    ]);
  });
  test('a feature without figures for some clients is looked up in the others', () => {
    expect(found('clients', withHtml(mail, '<p style="word-wrap:break-word">Words</p>'))).toEqual([
      expect.stringMatching(/word-wrap: not in Outlook for Windows$/),
    ]);
  });
  test('what is allowed says why', () => {
    for (const [feature, reason] of Object.entries(ALLOWED)) expect(reason, feature).toMatch(/\w+ \w+/);
  });
});

describe('markup', () => {
  test('a tag left open, an attribute twice, an id twice', () => {
    expect(found('markup', replaced('</h1>', ''))[0]).toMatch(/^error HTML: .*(end tag|close|h1)/i);
    expect(found('markup', withHtml(mail, '<p dir="ltr" dir="rtl">Words</p>'))).toEqual([
      expect.stringMatching(/Attribute "dir" duplicated/),
    ]);
    expect(found('markup', withHtml(mail, '<p id="a">One</p><p id="a">Two</p>'))).toEqual([
      expect.stringMatching(/Duplicate ID "a"/),
    ]);
  });
  test('tables, inline styles and conditional comments are what mail is made of', () => {
    const outlook =
      '<!--[if mso]><table role="presentation" width="9" bgcolor="#ffffff"><tr><td><![endif]-->';
    const table =
      '<table role="presentation" align="center" cellpadding="0"><tr><td style="color:#000000">Words</td></tr></table>';
    expect(
      found('markup', withHtml(mail, `${outlook}${table}<!--[if mso]></td></tr></table><![endif]-->`)),
    ).toEqual([]);
  });
});
