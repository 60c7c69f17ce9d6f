import { type Happiness, happinessOf } from '../src/delivery/happiness.ts';
import type { WirePayload } from '../src/delivery/wire.ts';
import { faultOf } from './attempts.ts';
import { gatherFiles } from './files.ts';
import { health } from './health.ts';
import { spendNonce } from './late-requests.ts';
import { underLock } from './lock.ts';
import { pull } from './pull.ts';
import { quotaLeft } from './quota.ts';
import { Refusal, wordsOf } from './refusal.ts';
import { type OpenedRequest, openRequest } from './request.ts';
import { send } from './send.ts';
import { writeRow } from './sheet.ts';
import { status } from './status.ts';
import { happinessToday } from './tally.ts';
import { VERSION } from './version.ts';

/** Carries out a signed request and says what came of it; never throws. */
export function answerTo(body: string): object {
  const log: string[] = [];
  const found = carryOut(body, log);
  const happiness = happinessOrNone();
  log.push(`😊 ${happiness.level} (${happiness.score}). ${happiness.message}`);
  return { v: VERSION, ...found, log, happiness, quota: quotaLeft() };
}

/** The mail may have left by now: that the tally cannot be read must not look like a failure of the mail. */
function happinessOrNone(): Happiness {
  try {
    return happinessToday();
  } catch (_) {
    return happinessOf({ sent: 0, failed: 0, bySegment: {} });
  }
}

function carryOut(body: string, log: string[]): object {
  try {
    const request = openRequest(body);
    const { payload, timestamp } = request;
    log.push(`🎬 ${payload.action}`);
    if (payload.action === 'send') return sendAndLog(request, payload, log);
    const found = underLock((memory) => {
      spendNonce(memory, request);
      if (payload.action === 'status') return status(memory, payload, timestamp);
      return payload.action === 'pull' ? pull(memory, payload.since) : health();
    });
    return { ok: true, ...found };
  } catch (error) {
    return failure(error, log);
  }
}

function sendAndLog(
  request: OpenedRequest,
  payload: Extract<WirePayload, { action: 'send' }>,
  log: string[],
): object {
  const { campaign, segment, mail } = payload;
  log.push(`📧 ${segment}, ${campaign}, ${Math.ceil(mail.html.length / 1000)} kB`);
  let found: object;
  try {
    // Before the lock: fetching takes its time.
    const files = gatherFiles(mail);
    found = underLock((memory) => {
      spendNonce(memory, request);
      return { ok: true, ...send(payload, files, memory, log) };
    });
  } catch (error) {
    found = failure(error, log);
  }
  const trouble = writeRow('Log', [campaign, segment, log.join(' ')]);
  if (trouble) log.push(`⚠️ The sheet was not written: ${trouble}`);
  return found;
}

function failure(error: unknown, log: string[]): object {
  // What is no refusal went wrong before a mail was handed over: from there on, everything is one.
  const message = wordsOf(error);
  const isBusy = faultOf(message).code === 'busy';
  const { code, retryable } =
    error instanceof Refusal ? error : { code: isBusy ? 'busy' : 'internal', retryable: true };
  log.push(`❌ ${message}`);
  return { ok: false, code, error: message, retryable };
}
