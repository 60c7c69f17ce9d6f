/** What a program left behind. */
export interface Run {
  readonly exitCode: number;
  /** By absolute path; only those that the program opened for writing. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** What it printed to standard output and standard error. */
  readonly printed: string;
}

/** preview1 of the WebAssembly System Interface: https://github.com/WebAssembly/WASI, `legacy/preview1/docs.md`. */
const [SUCCESS, BADF, INVAL, NOENT] = [0, 8, 28, 44];
const [CHARACTER_DEVICE, DIRECTORY, REGULAR_FILE] = [2, 3, 4];
const [CREATE, TRUNCATE] = [1, 8];
const EVERY_RIGHT = 0x1fffffffn;

/** The descriptor of the one folder there is, `/`; 0 to 2 are the standard streams. */
const ROOT = 3;

class Exit {
  readonly code: number;
  constructor(code: number) {
    this.code = code;
  }
}

/** What a file holds is `room` up to `length`; the rest is there to grow into. */
interface Content {
  room: Uint8Array;
  length: number;
}

interface OpenFile {
  readonly content: Content;
  position: number;
}

/**
 * Runs a WASI command to its end in a world that has arguments, a clock and memory: no folder of this machine can be
 * reached, because nothing here knows one. Its standard input is empty.
 * @throws WebAssembly.RuntimeError when the program traps.
 */
export function runInMemory(program: WebAssembly.Module, argv: readonly string[]): Run {
  const files = new Map<string, Content>();
  const open = new Map<number, OpenFile>();
  const printed: Uint8Array[] = [];
  const encoder = new TextEncoder();
  const decoder = new TextDecoder();
  const words = argv.map((word) => encoder.encode(`${word}\0`));

  const instance = new WebAssembly.Instance(program, {
    wasi_snapshot_preview1: {
      args_sizes_get: (count: number, size: number) => {
        view().setUint32(count, words.length, true);
        view().setUint32(size, sum(words), true);
        return SUCCESS;
      },
      args_get: (pointers: number, buffer: number) => {
        let at = buffer;
        words.forEach((word, index) => {
          view().setUint32(pointers + 4 * index, at, true);
          bytes().set(word, at);
          at += word.length;
        });
        return SUCCESS;
      },
      clock_time_get: (_clock: number, _precision: bigint, time: number) => {
        view().setBigUint64(time, BigInt(Date.now()) * 1_000_000n, true);
        return SUCCESS;
      },
      fd_close: (fd: number) => (open.delete(fd) ? SUCCESS : BADF),
      fd_fdstat_get: (fd: number, stat: number) => {
        if (fd > ROOT && !open.has(fd)) return BADF;
        const kind = fd < ROOT ? CHARACTER_DEVICE : fd === ROOT ? DIRECTORY : REGULAR_FILE;
        bytes().fill(0, stat, stat + 24);
        view().setUint8(stat, kind);
        view().setBigUint64(stat + 8, EVERY_RIGHT, true);
        view().setBigUint64(stat + 16, EVERY_RIGHT, true);
        return SUCCESS;
      },
      fd_fdstat_set_flags: () => SUCCESS,
      fd_prestat_get: (fd: number, stat: number) => {
        if (fd !== ROOT) return BADF;
        view().setUint32(stat, 0, true);
        view().setUint32(stat + 4, 1, true);
        return SUCCESS;
      },
      fd_prestat_dir_name: (_fd: number, path: number) => {
        bytes().set(encoder.encode('/'), path);
        return SUCCESS;
      },
      fd_read: (fd: number, vectors: number, count: number, done: number) => {
        const file = open.get(fd);
        if (!file && fd !== 0) return BADF;
        let read = 0;
        if (file) {
          for (const target of buffers(vectors, count)) {
            const { room, length } = file.content;
            const part = room.subarray(file.position, Math.min(length, file.position + target.length));
            target.set(part);
            file.position += part.length;
            read += part.length;
          }
        }
        view().setUint32(done, read, true);
        return SUCCESS;
      },
      fd_seek: (fd: number, offset: bigint, whence: number, result: number) => {
        const file = open.get(fd);
        if (!file) return BADF;
        const from = [0, file.position, file.content.length][whence];
        const position = (from ?? -1) + Number(offset);
        if (from === undefined || position < 0) return INVAL;
        file.position = position;
        view().setBigUint64(result, BigInt(position), true);
        return SUCCESS;
      },
      fd_write: (fd: number, vectors: number, count: number, done: number) => {
        const file = open.get(fd);
        if (!file && fd !== 1 && fd !== 2) return BADF;
        let written = 0;
        for (const source of buffers(vectors, count)) {
          if (file) append(file, source);
          else printed.push(source.slice());
          written += source.length;
        }
        view().setUint32(done, written, true);
        return SUCCESS;
      },
      path_open: (
        _folder: number,
        _lookup: number,
        path: number,
        length: number,
        how: number,
        _rights: bigint,
        _inherited: bigint,
        _flags: number,
        opened: number,
      ) => {
        const name = `/${decoder.decode(bytes().slice(path, path + length))}`;
        const content = files.get(name) ?? { room: new Uint8Array(65_536), length: 0 };
        if (!files.has(name) && !(how & CREATE)) return NOENT;
        if (how & TRUNCATE) content.length = 0;
        files.set(name, content);
        const fd = Math.max(ROOT, ...open.keys()) + 1;
        open.set(fd, { content, position: 0 });
        view().setUint32(opened, fd, true);
        return SUCCESS;
      },
      proc_exit: (code: number) => {
        throw new Exit(code);
      },
    },
  });
  const { memory, _start: start } = instance.exports as {
    memory: WebAssembly.Memory;
    _start: () => void;
  };

  // The program's memory moves when it grows: never keep one of these.
  function view(): DataView {
    return new DataView(memory.buffer);
  }
  function bytes(): Uint8Array {
    return new Uint8Array(memory.buffer);
  }
  function* buffers(vectors: number, count: number): Generator<Uint8Array> {
    for (let index = 0; index < count; index += 1) {
      const at = view().getUint32(vectors + 8 * index, true);
      yield bytes().subarray(at, at + view().getUint32(vectors + 8 * index + 4, true));
    }
  }
  let exitCode = 0;
  try {
    start();
  } catch (error) {
    if (!(error instanceof Exit)) throw error;
    exitCode = error.code;
  }
  return {
    exitCode,
    files: new Map([...files].map(([path, { room, length }]) => [path, room.subarray(0, length)])),
    printed: printed.map((part) => decoder.decode(part)).join(''),
  };
}

function append(file: OpenFile, source: Uint8Array): void {
  const { content, position } = file;
  const end = position + source.length;
  if (end > content.room.length) {
    const grown = new Uint8Array(Math.max(end, 2 * content.room.length));
    grown.set(content.room);
    content.room = grown;
  }
  // A program may seek past the end: the gap is zeros, as in a file.
  if (position > content.length) content.room.fill(0, content.length, position);
  content.room.set(source, position);
  content.length = Math.max(content.length, end);
  file.position = end;
}

function sum(parts: readonly Uint8Array[]): number {
  return parts.reduce((total, { length }) => total + length, 0);
}
