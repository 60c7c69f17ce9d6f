import { type Duplex, Readable, type Writable } from 'node:stream';

/** What a message is written to in the end: a socket. */
type Wire = Pick<Writable, 'writableLength' | 'write' | 'destroyed'>;

/**
 * A message for `SMTPConnection.send` that holds back its end, and with it the final dot: first every byte leaves this
 * process, then leave is asked for, then it ends. What breaks before that has surely not been delivered.
 */
export class HeldMessage extends Readable {
  /** The final dot may be on its way. */
  hasEnded = false;

  readonly #bytes: Uint8Array;
  readonly #wire: () => Wire;
  readonly #leave: () => Promise<boolean>;

  /** @param leave resolves to whether the message may end. */
  constructor(bytes: Uint8Array, wire: () => Wire, leave: () => Promise<boolean>) {
    super();
    this.#bytes = bytes;
    this.#wire = wire;
    this.#leave = leave;
  }

  /** The connection calls this when the server has answered DATA with 354. */
  override pipe<T extends NodeJS.WritableStream>(destination: T): T {
    void this.#pour(destination as unknown as Duplex);
    return destination;
  }

  override _read(): void {}

  async #pour(data: Duplex): Promise<void> {
    for (let at = 0; at < this.#bytes.length; at += SLICE) {
      if (!(await written(data, this.#bytes.subarray(at, at + SLICE)))) return;
    }
    const wire = this.#wire();
    while (data.readableLength > 0 || wire.writableLength > 0) {
      if (!(await written(wire, NOTHING))) return;
    }
    if (this.destroyed || wire.destroyed || !(await this.#leave())) return;
    if (this.destroyed || wire.destroyed) return;
    this.hasEnded = true;
    data.end();
  }
}

const SLICE = 64 * 1024;
const NOTHING = new Uint8Array();

/** Resolves when the bytes, and all before them, have been passed on; to false when that failed. */
const written = (to: Pick<Writable, 'write'>, bytes: Uint8Array) =>
  new Promise<boolean>((resolve) => {
    to.write(bytes, (error) => resolve(!error));
  });
