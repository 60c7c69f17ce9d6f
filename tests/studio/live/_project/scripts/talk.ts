import { writeFileSync } from 'node:fs';
import { heedStudio, tellStudio } from '../../../../../scripts/_studio.ts';

// A command as the studio starts it: what it does is said by its arguments.
const [what, path = ''] = process.argv.slice(2);
heedStudio();
console.log(`began ${what}`);
if (what === 'end') {
  tellStudio({ unit: 'things', done: 1, total: 2 });
  console.error('a complaint');
  console.log('ended');
  process.exitCode = Number(path || 0);
} else if (what === 'wait') {
  const clock = setInterval(() => {}, 1000);
  process.once('SIGINT', () => {
    console.log('stopped well');
    if (path) writeFileSync(path, 'stopped well');
    process.exitCode = 130;
    clearInterval(clock);
  });
} else {
  // Heeds nothing.
  process.on('SIGINT', () => {});
  setInterval(() => {}, 1000);
}
