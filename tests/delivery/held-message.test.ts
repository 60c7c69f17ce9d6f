import { PassThrough, Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { HeldMessage } from '../../src/delivery/channels/held-message.ts';

const BYTES = Buffer.from(Array.from({ length: 1_000_000 }, (_, i) => i & 255));

/** A wire that takes one chunk per turn of the event loop, as a slow network does. */
function slowWire() {
  const state = { received: 0, isEnded: false };
  const wire = new Writable({
    highWaterMark: 16_384,
    write(chunk: Buffer, _encoding, done) {
      setImmediate(() => {
        state.received += chunk.length;
        done();
      });
    },
    final(done) {
      state.isEnded = true;
      done();
    },
  });
  const data = new PassThrough();
  data.pipe(wire);
  return { state, wire, data };
}

describe('a held message', () => {
  it('asks for leave when every byte has left, and ends when it is given', async () => {
    const { state, wire, data } = slowWire();
    let atLeave: unknown;
    const message = new HeldMessage(BYTES, () => wire, {
      mayBegin: () => true,
      async mayEnd() {
        atLeave = { ...state, hasEnded: message.hasEnded };
        return true;
      },
    });
    message.pipe(data);
    await new Promise((resolve) => wire.on('finish', resolve));
    expect(atLeave).toEqual({ received: BYTES.length, isEnded: false, hasEnded: false });
    expect([state.received, state.isEnded, message.hasEnded]).toEqual([BYTES.length, true, true]);
  });

  it('never ends when leave is refused, or when it was destroyed while leave was asked for', async () => {
    for (const isGiven of [true, false]) {
      const { state, wire, data } = slowWire();
      const { promise: isAsked, resolve } = Promise.withResolvers<void>();
      const message = new HeldMessage(BYTES, () => wire, {
        mayBegin: () => true,
        async mayEnd() {
          if (isGiven) message.destroy();
          resolve();
          return isGiven;
        },
      });
      message.pipe(data);
      await isAsked;
      await new Promise((done) => setImmediate(done));
      expect([state.isEnded, data.writableEnded, message.hasEnded]).toEqual([false, false, false]);
    }
  });

  it('never begins when it may not', async () => {
    const { state, wire, data } = slowWire();
    const mayEnd = () => expect.fail('it was asked whether it may end');
    const message = new HeldMessage(BYTES, () => wire, { mayBegin: () => false, mayEnd });
    message.pipe(data);
    await new Promise((done) => setImmediate(done));
    expect([state.received, data.writableLength, message.hasEnded]).toEqual([0, 0, false]);
  });

  it('does not ask for leave on a wire that broke', async () => {
    const { wire, data } = slowWire();
    wire.on('error', () => {});
    let asked = 0;
    const message = new HeldMessage(BYTES, () => wire, {
      mayBegin: () => true,
      async mayEnd() {
        asked += 1;
        return true;
      },
    });
    message.pipe(data);
    await new Promise((done) => setImmediate(done));
    const isClosed = new Promise((resolve) => wire.on('close', resolve));
    wire.destroy(new Error('reset by peer'));
    data.destroy();
    await isClosed;
    await new Promise((done) => setImmediate(done));
    expect([asked, message.hasEnded]).toEqual([0, false]);
  });
});
