import { createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import type { Channel } from '../../src/delivery/channels/channel.ts';
import { type SmtpOptions, smtpChannel } from '../../src/delivery/channels/smtp.ts';
import { sampleMail } from '../conformance/_mails.ts';
import { type At, type Fate, type SmtpServerSettings, startSmtpServer } from './_smtp-server.ts';

/** Patient, for a busy machine; what is to hang is given less. */
export const TIMEOUTS = { connect: 20_000, reply: 20_000, dot: 20_000 };
export const HASTE = 400;
export const LOGIN = { user: 'hello@kachnarlane.example', password: 's3cret/With?Signs#%' };

/** Server and channel end when the test does, the last first. */
export async function start(
  settings: SmtpServerSettings = {},
  query = '',
  options: Partial<SmtpOptions> = {},
) {
  const server = await startSmtpServer(settings);
  onTestFinished(() => server.close());
  return { server, channel: open(`${server.url}${query}`, options) };
}

export function open(url: string, options: Partial<SmtpOptions> = {}): Channel {
  const channel = smtpChannel({ url, timeouts: TIMEOUTS, ...options });
  onTestFinished(() => channel.close());
  return channel;
}

/** Sends one mail and counts how often leave was asked for. */
export async function sendOne(channel: Channel, mail = sampleMail()) {
  let asked = 0;
  const receipt = await channel.send(mail, async () => {
    asked += 1;
  });
  return { receipt, asked };
}

export const at =
  (phase: At['phase'], fate: Fate) =>
  (now: At): Fate =>
    now.phase === phase ? fate : undefined;

export const shortMail = () => {
  const mail = sampleMail();
  return { ...mail, message: { ...mail.message, text: 'short', html: '<p>end of the mail</p>' } };
};

/** A server that says yes to everything up to the data, and then does what the test wants. */
export async function rawServer(onData: (socket: Socket, said: string) => void) {
  let said = '';
  let isData = false;
  let answers: (() => void)[] = [];
  const { promise: isGone, resolve: gone } = Promise.withResolvers<void>();
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.on('close', gone);
    socket.write('220 raw\r\n');
    socket.on('data', (chunk) => {
      said += chunk.toString('latin1');
      for (const answer of answers) answer();
      if (isData) return onData(socket, said);
      for (const line of chunk.toString().trim().split('\r\n')) {
        isData ||= line === 'DATA';
        socket.write(isData ? '354 go on\r\n' : '250 OK\r\n');
      }
    });
  });
  const { promise: isListening, resolve } = Promise.withResolvers<void>();
  server.listen(0, '127.0.0.1', resolve);
  await isListening;
  onTestFinished(() => void server.close());
  const { port } = server.address() as { port: number };
  return {
    url: `smtp://127.0.0.1:${port}`,
    isGone,
    said: () => said,
    hasSaid: (words: string) =>
      new Promise<void>((resolve) => {
        const check = () => said.includes(words) && resolve();
        answers = [...answers, check];
        check();
      }),
  };
}
