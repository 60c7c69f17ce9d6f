import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { outboxChannel } from '../../src/delivery/channels/outbox.ts';
import { smtpChannel } from '../../src/delivery/channels/smtp.ts';
import { type SmtpServerSettings, startSmtpServer } from '../delivery/_smtp-server.ts';
import { channelSuite } from './_channel-suite.ts';
import { parsedMail } from './_parsed-mail.ts';

channelSuite('outbox', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'pitchwright-outbox-'));
  return {
    channel: outboxChannel({ folder }),
    async delivered() {
      const files = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.eml'));
      return Promise.all(files.map(async (name) => parsedMail(await readFile(join(folder, name)))));
    },
    dispose: () => rm(folder, { recursive: true }),
  };
});

const LOGIN = { user: 'hello@kachnarlane.example', password: 'p@ss/w?rd#1%' };

for (const [name, settings] of [
  ['smtp with STARTTLS and a login', { login: LOGIN }],
  ['smtp with TLS', { tls: 'implicit' }],
  ['smtp in clear text, a command at a time', { tls: 'none', hasPipelining: false }],
] satisfies [string, SmtpServerSettings][]) {
  channelSuite(name, async () => {
    const server = await startSmtpServer(settings);
    return {
      channel: smtpChannel({ url: server.url }),
      delivered: () => Promise.all(server.accepted.map(({ raw }) => parsedMail(raw))),
      dispose: () => server.close(),
    };
  });
}
