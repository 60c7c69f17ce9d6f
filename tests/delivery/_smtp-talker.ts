import { createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** What was said to the server, and which mails it holds for its own. */
export interface Talker {
  readonly url: string;
  /** Everything received, on all connections. */
  said(): string;
  /** The recipients of the messages that came whole and were not refused by `onDot`. */
  readonly taken: string[];
  readonly connections: { readonly made: number; readonly open: number };
}

export interface TalkerSettings {
  /** Lines of its EHLO after the first. */
  readonly extensions?: readonly string[];
  /** Replies to a command, instead of the proper one; several lines are several replies. '' is none. */
  onCommand?(line: string, socket: Socket): string | undefined;
  /** After the final dot; anything but a 4xx or 5xx counts as taken. */
  onDot?(to: string, socket: Socket): string | undefined;
}

/** A mail server by hand, on 127.0.0.1, that says whatever a test wants and still knows what it truly took. */
export async function startTalker(settings: TalkerSettings = {}): Promise<Talker> {
  const { extensions = ['PIPELINING'], onCommand, onDot } = settings;
  const taken: string[] = [];
  const sockets = new Set<Socket>();
  let said = '';
  let made = 0;
  const server = createServer((socket) => {
    made += 1;
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
    let rest = '';
    let isData = false;
    let to = '';
    const say = (reply: string) => reply !== '' && socket.writable && socket.write(`${reply}\r\n`);
    const proper = (line: string) => {
      if (line.startsWith('EHLO')) {
        const lines = ['talker', ...extensions];
        return lines.map((words, at) => `250${at === lines.length - 1 ? ' ' : '-'}${words}`).join('\r\n');
      }
      if (/^(STARTTLS|AUTH)/.test(line)) return '502 5.5.1 no such command';
      if (line !== 'DATA') return '250 fine';
      return to === '' ? '554 5.5.1 no valid recipients' : '354 go on';
    };
    say('220 talker');
    socket.on('data', (chunk) => {
      said += chunk.toString('latin1');
      rest += chunk.toString('latin1');
      for (;;) {
        const end = isData ? rest.indexOf('\r\n.\r\n') : rest.indexOf('\r\n');
        if (end === -1) return;
        const line = rest.slice(0, end);
        rest = rest.slice(end + (isData ? 5 : 2));
        if (isData) {
          isData = false;
          const addressee = to;
          to = '';
          const reply = onDot?.(addressee, socket) ?? '250 queued as 1';
          if (!/^[45]/.test(reply)) taken.push(addressee);
          say(reply);
          continue;
        }
        const reply = onCommand?.(line, socket) ?? proper(line);
        if (/^(MAIL|RSET)/.test(line)) to = '';
        if (!/^[45]/.test(reply)) to = /^RCPT TO:<([^>]*)>/.exec(line)?.[1] ?? to;
        // It waits for a message only after it has said so.
        isData = line === 'DATA' && /^354/m.test(reply);
        say(reply);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  const { port } = server.address() as { port: number };
  return {
    url: `smtp://127.0.0.1:${port}`,
    said: () => said,
    taken,
    connections: {
      get made() {
        return made;
      },
      get open() {
        return sockets.size;
      },
    },
  };
}
