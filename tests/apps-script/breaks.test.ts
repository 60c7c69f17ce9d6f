import { describe, expect, test } from 'vitest';
import { sendOf, webApp } from './_web-app.ts';

const WORDS = 'Service invoked too many times in a short time: exec.';
const mail = sendOf(1);

/** The calls to Google that sending one mail makes, in order. */
async function callsOfSending(): Promise<readonly string[]> {
  const calls: string[] = [];
  const { ask } = await webApp({
    breaks(call) {
      calls.push(call);
      return undefined;
    },
  });
  ask(mail);
  return calls;
}

describe('a service of Google’s that breaks', () => {
  test('at any one call leaves answer, memory and mailbox in agreement, and the mail goes out once', async () => {
    const calls = await callsOfSending();
    expect(calls).toContain('MailApp.sendEmail');
    for (const [at, call] of calls.entries()) {
      let n = 0;
      const { ask, emulator } = await webApp({ breaks: () => (n++ === at ? WORDS : undefined) });
      const answer = ask(mail);
      const words = `call ${at}, ${call}: ${JSON.stringify(answer)}`;
      expect(emulator.sent.length, words).toBe(answer.ok ? 1 : 0);
      const status = ask({ action: 'status', keys: [mail.key] });
      const fate = status.ok ? status.fates[mail.key]?.state : 'no answer';
      expect(fate, words).toMatch(answer.ok ? /^(sent|unknown)$/ : /^(failed|unseen)$/);
      ask(mail);
      expect(emulator.sent.length, words).toBe(1);
    }
  });

  test('once the mail has left no longer changes the answer', async () => {
    const calls = await callsOfSending();
    const after = new Set(calls.slice(calls.indexOf('MailApp.sendEmail') + 1));
    expect([...after]).toEqual(
      expect.arrayContaining([
        'MailApp.getRemainingDailyQuota',
        'PropertiesService.getProperty',
        'PropertiesService.setProperties',
        'CacheService.put',
        'LockService.releaseLock',
      ]),
    );
    for (const broken of [...after, '']) {
      let hasLeft = false;
      const { ask, emulator } = await webApp({
        onSent: () => {
          hasLeft = true;
        },
        breaks: (call) => (hasLeft && call.startsWith(broken) ? WORDS : undefined),
      });
      expect(ask(mail), broken).toMatchObject({ ok: true, already: false });
      expect(emulator.sent).toHaveLength(1);
    }
  });

  test('and does not tell the quota makes it -1', async () => {
    const breaks = (call: string) => (call === 'MailApp.getRemainingDailyQuota' ? WORDS : undefined);
    const { ask } = await webApp({ breaks });
    expect(ask(mail)).toMatchObject({ ok: true, quota: -1 });
  });
});
