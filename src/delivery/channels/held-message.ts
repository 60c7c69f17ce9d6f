import { type Duplex, Readable, type Writable } from 'node:stream';

/** What a message is written to in the end: a socket. */
type Wire = Pick<Writable, 'writableLength' | 'write' | 'destroyed'>;

/** Asked at the two points where a message can still be held back. */
export interface Gates {
  /** When the server's answer to DATA has come. */
  mayBegin(): boolean;
  /** When all but the final dot has left. */
  mayEnd(): Promise<boolean>;
}

/**
 * A message for `SMTPConnection.send` that holds back its end, and with it the final dot: first every byte leaves this
 * process, then leave is asked for, then it ends. What breaks before that has surely not been delivered.
 */
export class HeldMessage extends Readable {
  /** The final dot may be on its way. */
  hasEnded = false;

  readonly #bytes: Uint8Array;
  readonly #wire: () => Wire;
  readonly #gates: Gates;

  constructor(bytes: Uint8Array, wire: () => Wire, gates: Gates) {
    super();
    this.#bytes = bytes;
    this.#wire = wire;
    this.#gates = gates;
  }

  /** The connection calls this when the server has answered DATA. */
  override pipe<T extends NodeJS.WritableStream>(destination: T): T {
    if (this.#gates.mayBegin()) void this.#pour(destination as unknown as Duplex);
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
    if (this.destroyed || wire.destroyed || !(await this.#gates.mayEnd())) return;
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
