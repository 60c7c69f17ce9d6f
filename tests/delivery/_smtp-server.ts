import { appendFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { SMTPServer, type SMTPServerOptions, type SMTPServerSession } from 'smtp-server';
import type { SelfSigned } from './_self-signed.ts';

/** When the server has a choice. `data`: the first bytes of the message are there; `dot`: all of it is. */
export interface At {
  readonly phase: 'connect' | 'auth' | 'mail' | 'rcpt' | 'data' | 'dot';
  /** From `rcpt` on. */
  readonly to: string;
  /** How often this phase came before, on any connection. */
  readonly n: number;
}

/**
 * - a reply such as `550 5.1.1 no such user`;
 * - `drop`: the connection breaks without a word; `hang`: no answer, ever;
 * - `take, drop` and `take, hang`, at the dot: the message counts as accepted, and then that.
 * Nothing: it is well.
 */
export type Fate = `${4 | 5}${string}` | 'drop' | 'hang' | 'take, drop' | 'take, hang' | undefined;

export interface SmtpServerSettings {
  /** `starttls` by default; the certificate is signed by nobody, for localhost, and has expired. */
  readonly tls?: 'starttls' | 'implicit' | 'none';
  readonly certificate?: SelfSigned;
  /** Who may log in, and then must. */
  readonly login?: { readonly user: string; readonly password: string };
  /** SIZE, in bytes. */
  readonly size?: number;
  readonly hasSmtpUtf8?: boolean;
  readonly hasPipelining?: boolean;
  fate?(at: At): Fate | Promise<Fate>;
  /** Each accepted Message-ID is appended to this file, a line each, before the server says yes. */
  readonly log?: string;
  /** False for many or big messages: their bytes are not kept. */
  readonly keepsRaw?: boolean;
}

export interface Accepted {
  readonly messageId: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly raw: Buffer;
  readonly isSecure: boolean;
  readonly user: string | undefined;
}

export interface TestSmtpServer {
  readonly port: number;
  /** Ready for SMTP_URL, with the login. */
  readonly url: string;
  readonly accepted: Accepted[];
  /** Connections made so far, and open now. */
  readonly connections: { readonly made: number; readonly open: number };
  close(): Promise<void>;
}

/** A real mail server on 127.0.0.1 that fails when it is told to. */
export async function startSmtpServer(settings: SmtpServerSettings = {}): Promise<TestSmtpServer> {
  const { tls = 'starttls', login, size, fate, log, keepsRaw = true } = settings;
  const accepted: Accepted[] = [];
  const seen = new Map<string, number>();
  let made = 0;

  async function decide(
    phase: At['phase'],
    session: SMTPServerSession,
    done: (error?: Error | null) => void,
  ): Promise<void> {
    const fate = await fateOf(phase, session);
    if (fate === 'drop') socketOf(session)?.destroy();
    else if (fate !== 'hang') done(fate === undefined ? null : reply(fate));
  }

  async function fateOf(phase: At['phase'], session: SMTPServerSession): Promise<Fate> {
    const n = seen.get(phase) ?? 0;
    seen.set(phase, n + 1);
    return fate?.({ phase, n, to: session.envelope?.rcptTo?.[0]?.address ?? '' });
  }

  const socketOf = ({ id }: SMTPServerSession) =>
    [...(server.connections as Iterable<Connection>)].find((connection) => connection.session.id === id)
      ?._socket;

  const server = new SMTPServer({
    secure: tls === 'implicit',
    ...settings.certificate,
    authOptional: login === undefined,
    allowInsecureAuth: true,
    authMethods: ['PLAIN', 'LOGIN'],
    disabledCommands: [...(tls === 'none' ? ['STARTTLS'] : []), ...(login ? [] : ['AUTH'])],
    hideENHANCEDSTATUSCODES: true,
    hideSMTPUTF8: settings.hasSmtpUtf8 === false,
    hidePIPELINING: settings.hasPipelining === false,
    disableReverseLookup: true,
    closeTimeout: 1,
    ...(size !== undefined && { size }),
    onConnect(session, done) {
      made += 1;
      void decide('connect', session, done);
    },
    onAuth({ username, password }, session, done) {
      void decide('auth', session, (error) => {
        if (error) done(error);
        else if (username === login?.user && password === login?.password) done(null, { user: username });
        else done(reply(`535 5.7.8 wrong password "${password}"`));
      });
    },
    onMailFrom: (_address, session, done) => void decide('mail', session, done),
    onRcptTo({ address }, session, done) {
      const envelope = { ...session.envelope, rcptTo: [{ address, args: false as const }] };
      void decide('rcpt', { ...session, envelope } as SMTPServerSession, done);
    },
    async onData(stream, session, done) {
      stream.once(
        'data',
        () => void fateOf('data', session).then((fate) => fate === 'drop' && socketOf(session)?.destroy()),
      );
      const raw = await buffer(stream).catch(() => undefined);
      if (raw === undefined) return;
      const end = await fateOf('dot', session);
      if (end === 'drop') socketOf(session)?.destroy();
      if (end === 'drop' || end === 'hang') return;
      if (stream.sizeExceeded) return done(reply('552 5.3.4 message too big'));
      if (end !== undefined && !end.startsWith('take')) return done(reply(end));
      const messageId = /^Message-ID:\s*<([^>]*)>/im.exec(raw.toString('latin1'))?.[1] ?? '';
      if (log !== undefined) appendFileSync(log, `${messageId}\n`);
      accepted.push({
        messageId,
        from: (session.envelope.mailFrom || { address: '' }).address,
        to: session.envelope.rcptTo.map(({ address }) => address),
        raw: keepsRaw ? raw : Buffer.alloc(0),
        isSecure: session.secure,
        user: session.user,
      });
      if (end === 'take, drop') socketOf(session)?.destroy();
      else if (end !== 'take, hang') done(null, `2.0.0 OK queued as ${accepted.length}`);
    },
  } as SMTPServerOptions);
  // A client that breaks off is what the tests are about.
  server.on('error', () => {});
  const { promise: isListening, resolve } = Promise.withResolvers<void>();
  const listener = server.listen(0, '127.0.0.1', resolve);
  await isListening;
  const { port } = listener.address() as AddressInfo;
  const who = login ? `${encodeURIComponent(login.user)}:${encodeURIComponent(login.password)}@` : '';
  return {
    port,
    url: `smtp${tls === 'implicit' ? 's' : ''}://${who}127.0.0.1:${port}`,
    accepted,
    connections: {
      get made() {
        return made;
      },
      get open() {
        return server.connections.size;
      },
    },
    close: () =>
      new Promise((closed) => {
        for (const { _socket } of server.connections as Iterable<Connection>) _socket.destroy();
        server.close(() => closed());
      }),
  };
}

interface Connection {
  readonly session: SMTPServerSession;
  readonly _socket: { destroy(): void };
}

/** `550 5.1.1 no such user` as smtp-server says it. */
function reply(words: string): Error {
  return Object.assign(new Error(words.slice(4)), { responseCode: Number(words.slice(0, 3)) });
}
