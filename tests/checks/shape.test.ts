import { afterAll, beforeAll, expect, test } from 'vitest';
import type { MailUnderCheck } from '../../src/checks/mail-under-check.ts';
import { ALLOWED, clients, missingFeatures } from '../../src/checks/rules/clients.ts';
import { markup, markupFindings } from '../../src/checks/rules/markup.ts';
import { skeletonOf, startTagsOf } from '../../src/checks/skeleton.ts';
import { shapeKey } from '../../src/render/slots.ts';
import { type Mails, makeMails, withHtml, withMessage } from './_mails.ts';

/*
 * clients and markup look at each skeleton, or each start tag of it, once for all mails that have it. Here they are held
 * against looking at every mail, whole, with its words.
 */

let made: Mails;
beforeAll(async () => {
  made = await makeMails(60);
});
afterAll(() => made.dispose());

const NEEDLESS = '<p style="position:fixed" title="Words"><video src="https://a.example/a.mp4"></video></p>';
const OPEN = '<div id="a"><p align="left" id="a" dir="ltr" dir="ltr">Words <b>and</p>';
const broken = (mail: MailUnderCheck, index: number) =>
  withHtml(
    mail,
    [NEEDLESS, OPEN, NEEDLESS + OPEN, '<img src="https://a.example/a.svg?v=1" alt="">'][index % 4] as string,
  );

test('mails of one shape have one skeleton, and it has no word of them', () => {
  const skeletons = Map.groupBy(made.mails, ({ content }) => shapeKey(content));
  expect(skeletons.size).toBeLessThan(made.mails.length);
  for (const mails of skeletons.values()) {
    expect(new Set(mails.map(({ message }) => skeletonOf(message.html))).size).toBe(1);
  }
  for (const { message, content } of made.mails) {
    const skeleton = skeletonOf(message.html);
    for (const words of [
      content.greeting,
      content.hero.headline,
      content.callToAction.url,
      message.subject,
    ]) {
      expect(skeleton).not.toContain(words);
    }
  }
});

test('markup: every mail by itself and whole gives the same findings', () => {
  let findings = 0;
  for (const mail of [...made.mails, ...made.mails.slice(0, 12).map(broken)]) {
    const facts = (list: readonly { level: string; fact: string }[]) =>
      list.map(({ level, fact }) => `${level} ${fact}`);
    const whole = facts(markupFindings(mail.message.html));
    expect(facts(markup.find(mail))).toEqual(whole);
    findings += whole.length;
  }
  expect(findings).toBeGreaterThan(12);
});

test('clients: every start tag by itself has the features of the whole mail', () => {
  let findings = 0;
  const looks = Map.groupBy(made.mails, ({ content: { shape } }) => `${shape.segment} ${shape.locale}`);
  for (const [index, [mail]] of [...looks.values()].entries()) {
    for (const each of [mail as MailUnderCheck, broken(mail as MailUnderCheck, 2 + (index % 2))]) {
      const whole = missingFeatures(each.message.html).filter(({ feature }) => !(feature in ALLOWED));
      const told = whole.map(({ feature, names }) => `${feature}: not in ${names.join(', ')}`);
      const found = clients.find(each).map(({ fact }) => fact);
      expect(found.sort()).toEqual(told.sort());
      findings += found.length;
    }
  }
  expect(findings).toBeGreaterThan(10);
});

test('what was written stays as it was written, but for words', () => {
  const html =
    "<!DOCTYPE html><title>A &amp; B</title><style>p>a{color:red}</style><p class=x Title='A > B'>Words<br/>" +
    '<a href="https://b.example/1?a=1&amp;b=2">x</a><!-- note --><!--[if mso]><v:rect href="https://b.example">w</v:rect><![endif]--><i>';
  expect(skeletonOf(html)).toBe(
    "<!DOCTYPE html><title></title><style>p>a{color:red}</style><p class=x Title='words'><br/>" +
      '<a href="https://a.example/"></a><!-- note --><!--[if mso]><v:rect href="https://a.example/"></v:rect><![endif]--><i>',
  );
  expect([...startTagsOf(skeletonOf(html))]).toEqual([
    '<title>',
    '<style>p>a{color:red}</style>',
    "<p class=x Title='words'>",
    '<br/>',
    '<a href="https://a.example/">',
    '<i>',
  ]);
});

test('hostile words do not change a skeleton', () => {
  const mail = made.mails[0] as MailUnderCheck;
  const { greeting } = mail.content;
  for (const words of ['&lt;/p&gt;&lt;script&gt;', '&quot;&gt;', '😀', 'a&#x27;b', '--&gt; ]]']) {
    const html = mail.message.html.replaceAll(greeting, words);
    expect(html).not.toBe(mail.message.html);
    expect(skeletonOf(withMessage(mail, { html }).message.html)).toBe(skeletonOf(mail.message.html));
  }
});
