import { type SendTask, sendAlong } from './send-run.ts';

/** One worker in a process of its own; says how long it took. */
console.log(await sendAlong(JSON.parse(process.argv[2] ?? '') as SendTask));
