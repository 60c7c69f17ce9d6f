import { PitchwrightError } from '../../errors.ts';
import type { Answers, Asked, CheckProgress, FromWorker, Questions } from '../dataset/protocol.ts';

interface Waiting {
  readonly id: number;
  readonly promise: PromiseWithResolvers<unknown>;
  readonly tell: (progress: CheckProgress) => void;
}

/** The thread that reads and checks files, seen from the page. It is fetched with the first question. */
export class DatasetChecker {
  #worker: Worker | undefined;
  #waiting: Waiting | undefined;
  #asked = 0;

  /**
   * @param tell how far it is.
   * @returns `undefined` when something else was asked, or `stop` was called, before the answer.
   * @throws PitchwrightError with what is wrong with the files, or `DATASET_PAGE_INCOMPLETE`.
   */
  async ask<Name extends keyof Questions>(
    name: Name,
    question: Questions[Name],
    tell: Waiting['tell'] = () => {},
  ): Promise<Answers[Name] | undefined> {
    this.#forget();
    this.#asked += 1;
    const waiting: Waiting = { id: this.#asked, promise: Promise.withResolvers(), tell };
    this.#waiting = waiting;
    this.#worker ??= this.#start();
    this.#worker.postMessage({ id: waiting.id, name, question } as Asked);
    return (await waiting.promise.promise) as Answers[Name] | undefined;
  }

  /** Ends the thread, and with it whatever it does; the next question starts another one, which knows no files. */
  stop(): void {
    this.#forget();
    this.#worker?.terminate();
    this.#worker = undefined;
  }

  #forget(): void {
    this.#waiting?.promise.resolve(undefined);
    this.#waiting = undefined;
  }

  #start(): Worker {
    const worker = new Worker(new URL('./dataset-worker.ts', import.meta.url), { type: 'module' });
    worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => this.#hear(data));
    worker.addEventListener('error', () => {
      worker.terminate();
      this.#worker = undefined;
      this.#waiting?.promise.reject(
        new PitchwrightError(
          'DATASET_PAGE_INCOMPLETE',
          'the import could not be loaded, or ran out of memory',
          {
            hint: 'check the connection and choose the files again; very large ones are read by npm run import',
          },
        ),
      );
      this.#waiting = undefined;
    });
    return worker;
  }

  #hear(message: FromWorker): void {
    const waiting = this.#waiting;
    if (waiting?.id !== message.id) return;
    if ('progress' in message) {
      waiting.tell(message.progress);
      return;
    }
    this.#waiting = undefined;
    if ('answer' in message) waiting.promise.resolve(message.answer);
    else {
      const { code, message: words, hint } = message.failure;
      waiting.promise.reject(new PitchwrightError(code, words, hint === undefined ? {} : { hint }));
    }
  }
}
