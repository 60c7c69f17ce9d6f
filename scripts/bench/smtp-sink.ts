import { createServer } from 'node:net';

/** A mail server in a process of its own that takes everything and keeps nothing. Says its port on stdout. */
const server = createServer((socket) => {
  let isData = false;
  let rest = '';
  socket.on('error', () => {});
  socket.on('data', (chunk) => {
    rest += chunk.toString('latin1');
    const replies: string[] = [];
    for (;;) {
      if (isData) {
        const end = rest.indexOf('\r\n.\r\n');
        if (end === -1) {
          // Only what may be the beginning of the last dot is needed.
          rest = rest.slice(-4);
          break;
        }
        rest = rest.slice(end + 5);
        isData = false;
        replies.push('250 2.0.0 Ok');
        continue;
      }
      const end = rest.indexOf('\r\n');
      if (end === -1) break;
      const verb = rest.slice(0, 4).toUpperCase();
      rest = rest.slice(end + 2);
      if (verb === 'EHLO') replies.push('250-sink', '250-8BITMIME', '250 SMTPUTF8');
      else if (verb === 'DATA') {
        isData = true;
        replies.push('354 go on');
      } else if (verb === 'QUIT') replies.push('221 2.0.0 Bye');
      else replies.push('250 2.0.0 Ok');
      if (verb === 'QUIT') socket.end();
    }
    if (replies.length > 0) socket.write(`${replies.join('\r\n')}\r\n`);
  });
  socket.write('220 sink ESMTP\r\n');
});

server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  console.log(typeof address === 'object' ? address?.port : '');
});
process.stdin.on('end', () => process.exit()).resume();
