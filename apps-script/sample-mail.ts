import type { Happiness } from '../src/delivery/happiness.ts';
import { onlyOwner } from './owner.ts';
import { escapeHtml } from './page.ts';
import { quotaLeft } from './quota.ts';
import { happinessToday } from './tally.ts';

/** Run in the editor: mails whoever runs it a sample, so that they see that it works and how it looks. */
export function testMe(): void {
  onlyOwner();
  const to = Session.getEffectiveUser().getEmail();
  console.log('🎬 testMe');
  const happiness = happinessToday();
  MailApp.sendEmail({
    to,
    subject: '🎉 Pitchwright can send from here',
    body: plainText(happiness),
    htmlBody: html(happiness),
    name: 'Pitchwright',
  });
  console.log(`📧 A sample is on its way to you. ${quotaLeft()} recipients left today.`);
  console.log(`😊 ${happiness.level} (${happiness.score}). ${happiness.message}`);
}

const HEADLINE = 'It works. Your mailbox is ready.';
const OPENING =
  'This mail left through your own web app, the way your customers’ mail will: same account, same script, same care.';
const STEPS: readonly (readonly [title: string, words: string])[] = [
  ['Plan', 'See who gets what, and who is left out and why.'],
  ['Send', 'Exactly what was shown goes out, each mail once.'],
  ['Sync', 'Unsubscribes come home, and nobody is asked twice.'],
];

function figures({ level, score, message }: Happiness): readonly (readonly [string, string])[] {
  return [
    ['Recipients left today', String(quotaLeft())],
    ['Happiness', score === 0 ? level : `${level} ${score}`],
    ['Today', message],
  ];
}

function plainText(happiness: Happiness): string {
  const facts = figures(happiness).map(([name, value]) => `${name}: ${value}`);
  const steps = STEPS.map(([title, words], index) => `${index + 1}. ${title}. ${words}`);
  return [HEADLINE, OPENING, facts.join('\n'), steps.join('\n'), 'Sent by testMe().'].join('\n\n');
}

function html(happiness: Happiness): string {
  const facts = figures(happiness)
    .map(
      ([name, value]) =>
        `<tr><td class="line muted" style="padding:12px 0;white-space:nowrap;border-top:1px solid #e5e2dc;color:#5d6068">${name}</td>` +
        `<td class="line ink" align="right" style="padding:12px 0 12px 16px;border-top:1px solid #e5e2dc;color:#1b1c1f;font-weight:600">${escapeHtml(value)}</td></tr>`,
    )
    .join('');
  const steps = STEPS.map(
    ([title, words], index) =>
      `<tr><td valign="top" width="44" style="padding:10px 0"><div class="mark" style="width:30px;height:30px;border-radius:15px;background:#eceffd;color:#3a4fd0;font-weight:700;line-height:30px;text-align:center">${index + 1}</div></td>` +
      `<td style="padding:10px 0"><strong class="ink" style="color:#1b1c1f">${title}</strong><br><span class="muted" style="color:#5d6068">${words}</span></td></tr>`,
  ).join('');
  return `<!DOCTYPE html>
<html lang="en" dir="ltr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">
<title>${HEADLINE}</title>
<style>:root{color-scheme:light dark}@media(prefers-color-scheme:dark){.canvas{background:#121316!important}.card{background:#1a1c20!important;border-color:#2c2f36!important}.ink{color:#eceef1!important}.muted{color:#a3a8b3!important}.line{border-color:#2c2f36!important}.mark{background:#22274a!important;color:#a3b3ff!important}}</style>
</head>
<body class="canvas" style="margin:0;background:#faf9f7;font:16px/1.55 -apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tr><td align="center" style="padding:32px 16px">
<table role="presentation" class="card" width="100%" cellpadding="0" cellspacing="0" style="max-width:560px;background:#ffffff;border:1px solid #e5e2dc;border-radius:16px">
<tr><td style="height:6px;background:#3a4fd0;border-radius:15px 15px 0 0;font-size:0">&nbsp;</td></tr>
<tr><td style="padding:32px 32px 12px"><div style="font-size:40px;line-height:1">🎉</div>
<h1 class="ink" style="margin:16px 0 10px;color:#1b1c1f;font-size:26px;line-height:1.2;letter-spacing:-.02em">${HEADLINE}</h1>
<p class="muted" style="margin:0;color:#5d6068">${OPENING}</p></td></tr>
<tr><td style="padding:12px 32px"><table role="presentation" width="100%" cellpadding="0" cellspacing="0">${facts}</table></td></tr>
<tr><td style="padding:4px 32px 28px"><table role="presentation" width="100%" cellpadding="0" cellspacing="0">${steps}</table></td></tr>
</table><p class="muted" style="margin:20px 0 0;color:#5d6068;font-size:13px">Sent by testMe() to nobody but you.</p>
</td></tr></table></body></html>`;
}
