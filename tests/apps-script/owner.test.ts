import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { bundleAppsScript } from '../../src/delivery/bundle-apps-script.ts';
import { runTool } from '../house/_command.ts';
import { SECRET, sendOf, UNSUBSCRIBE_SECRET, webApp } from './_web-app.ts';

const SHEETS = 'https://www.googleapis.com/auth/spreadsheets';

describe('setup', () => {
  test('makes what is missing, keeps what is there, and shows no secret', async () => {
    const { emulator } = await webApp({ properties: { APPS_SCRIPT_SECRET: '' } });
    emulator.runInEditor('setup');
    const { APPS_SCRIPT_SECRET = '', UNSUBSCRIBE_SECRET: kept } = emulator.kept.properties;
    expect(APPS_SCRIPT_SECRET).toMatch(/^[\w-]{43}$/);
    expect(kept).toBe(UNSUBSCRIBE_SECRET);
    expect(emulator.console.join('\n')).toMatch(/APPS_SCRIPT_SECRET is made[\s\S]*UNSUBSCRIBE_SECRET is set/);
    expect(emulator.console.join('\n')).not.toContain(APPS_SCRIPT_SECRET);
    emulator.runInEditor('setup');
    expect(emulator.kept.properties.APPS_SCRIPT_SECRET).toBe(APPS_SCRIPT_SECRET);
  });
});

describe('testMe', () => {
  test('mails its owner, and nobody else', async () => {
    const { ask, emulator } = await webApp();
    ask(sendOf(1));
    emulator.runInEditor('testMe');
    const sample = emulator.sent[1];
    expect(sample).toMatchObject({ to: 'hello@kachnarlane.example', name: 'Pitchwright' });
    expect(sample?.htmlBody).toContain('🌟 ECSTATIC! 100');
    expect(sample?.body).toContain('Happiness: 🌟 ECSTATIC! 100');
    expect(sample?.htmlBody).not.toMatch(/undefined|NaN|<script|https?:/);
  });
});

test.each(['setup', 'testMe'])('%s is not for visitors of a page', async (name) => {
  const { emulator } = await webApp();
  const hidden = (await webApp({ owner: '' })).emulator;
  for (const each of [emulator, hidden]) {
    expect(() => each.runAsVisitor(name)).toThrow('Only the owner of the script can run this.');
    expect(each.sent).toEqual([]);
  }
});

test('health tells everybody how it is, and nothing else', async () => {
  const { ask, emulator } = await webApp();
  for (let n = 0; n < 3; n += 1) ask(sendOf(n));
  emulator.throwNext(['Bad Request']);
  ask(sendOf(3));
  const { content } = emulator.get('action=health');
  expect(JSON.parse(content)).toEqual({
    ok: true,
    v: 3,
    happiness: {
      score: 87,
      level: '😊 Very Happy',
      message: '3 of 4 went out, 1 could not be reached. The reasons say why.',
    },
    quota: 97,
  });
  for (const secret of [SECRET, UNSUBSCRIBE_SECRET, '@']) expect(content).not.toContain(secret);
  emulator.advance(86_400_000);
  expect(JSON.parse(emulator.get('').content)).toMatchObject({ happiness: { level: '💤 Nothing Yet' } });
});

describe('the sheet', () => {
  test('keeps the log and the unsubscribes, when there is one', async () => {
    const { manifest } = await bundleAppsScript();
    const allowed = JSON.parse(manifest);
    allowed.oauthScopes.push(SHEETS);
    const { ask, emulator } = await webApp({
      manifest: JSON.stringify(allowed),
      properties: { SHEET_ID: 'sheet-1' },
    });
    ask({ ...sendOf(1), campaign: '=HYPERLINK("https://evil.example")' });
    ask(sendOf(2));
    const rows = emulator.sheets['sheet-1/Log'];
    expect(rows).toHaveLength(2);
    expect(rows?.[0]?.[1]).toBe(`'=HYPERLINK("https://evil.example")`);
    expect(rows?.[1]).toEqual([
      '2026-11-23T03:30:00.000Z',
      'vip-early-access',
      'VIP',
      '🎬 send 📧 VIP, vip-early-access, 1 kB ✅ Sent.',
    ]);
  });

  test('never stops a mail', async () => {
    const { ask } = await webApp({ properties: { SHEET_ID: 'sheet-1' } });
    const answer = ask(sendOf(1));
    expect(answer.ok).toBe(true);
    expect(answer.log).toContainEqual(
      expect.stringContaining('The sheet was not written: You do not have permission'),
    );
  });
});

describe('Code.gs', () => {
  test('is one readable script that knows neither modules nor Node', async () => {
    const { code, digest } = await bundleAppsScript();
    expect(code).toContain(`Digest ${digest}.`);
    expect(code).not.toMatch(/^\s*(import|export)\b|\brequire\(|\bprocess\.|\bBuffer\b|\bURL\(|node:/m);
    expect(code.match(/^(function|var|const|let|class) \w+/gm)?.slice(0, 5)).toEqual([
      'function doGet',
      'function doPost',
      'function setup',
      'function testMe',
      'var Pitchwright',
    ]);
    expect(Buffer.byteLength(code)).toBeLessThan(60_000);
  });

  test('is the same from the same sources', async () => {
    expect(await bundleAppsScript()).toEqual(await bundleAppsScript());
  });

  test('comes from sources with sound types', { timeout: 120_000 }, async () => {
    const { code, output } = await runTool('typescript/bin/tsc', '-p', 'apps-script');
    expect(code, output).toBe(0);
  });

  test('is allowed what it needs, and no more', async () => {
    const manifest = JSON.parse(await readFile('apps-script/appsscript.json', 'utf8'));
    expect(manifest.oauthScopes).not.toContain(SHEETS);
    expect(manifest.webapp).toEqual({ executeAs: 'USER_DEPLOYING', access: 'ANYONE_ANONYMOUS' });
    expect(manifest.runtimeVersion).toBe('V8');
  });
});
