import { parentPort, workerData } from 'node:worker_threads';
import type { Env } from '../../env.ts';
import { isPitchwrightError } from '../../errors.ts';
import { type MailChecks, type MailQuestion, mailChecksDesk } from './mail-checks-desk.ts';
import type { Refused } from './route.ts';

/** What a worker is asked, and what it answers; `call` pairs them. */
export type Asked = MailQuestion & { readonly call: number };
export type Answered = { readonly call: number } & (
  | { readonly checks: MailChecks }
  | { readonly refused: Refused }
  | { readonly broken: unknown }
);

const check = mailChecksDesk(workerData as Env);

parentPort?.on('message', async ({ call, ...question }: Asked) => {
  parentPort?.postMessage(await answer(call, question));
});

async function answer(call: number, question: MailQuestion): Promise<Answered> {
  try {
    return { call, checks: await check(question) };
  } catch (error) {
    if (!isPitchwrightError(error)) return { call, broken: error };
    const { code, message, hint } = error;
    return { call, refused: { code, message, hint } };
  }
}
