import { appsScriptChannel } from '../../src/delivery/channels/apps-script.ts';
import { startAppsScript } from '../apps-script/_apps-script-server.ts';
import { SECRET, webApp } from '../apps-script/_web-app.ts';
import { channelSuite } from './_channel-suite.ts';

channelSuite(
  'apps-script',
  async () => {
    const { emulator } = await webApp();
    const front = await startAppsScript(emulator);
    const now = emulator.now;
    return {
      channel: appsScriptChannel({ url: front.url, secret: SECRET, now, sleep: async () => {} }),
      delivered: async () =>
        emulator.sent.map(
          ({ to, from, name, replyTo, subject, htmlBody, body, attachments, inlineImages }) => ({
            recipients: to.split(','),
            from: { name, address: from },
            to: { name: '', address: to },
            replyTo,
            subject,
            html: htmlBody,
            text: body,
            messageId: '',
            headers: new Map(),
            attachments: [
              ...attachments.map(({ name: filename, type, bytes }) => ({
                filename,
                contentType: type,
                cid: undefined,
                bytes,
              })),
              ...Object.entries(inlineImages).map(([cid, bytes]) => ({
                filename: '',
                contentType: 'image/png',
                cid,
                bytes,
              })),
            ],
          }),
        ),
      dispose: () => front.close(),
    };
  },
  // MailApp takes addresses and sets no headers.
  { carriesHeaders: false, carriesNames: false },
);
