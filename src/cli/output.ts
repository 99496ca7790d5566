/** Writing to files and pipes: in order, in large pieces, with back-pressure by blocking, and quiet when the reader has gone. */
import { closeSync, openSync, writeSync } from 'node:fs';
import { invalid } from './cli-error';

const PIECE = 1 << 16;

/** The reader of our output closed it (`| head`): nothing is left to do, and nothing is wrong. */
export class ReaderGone extends Error {}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}

/** A pipe that does not block answers EAGAIN when it is full: wait a moment and go on. */
function writeAll(fd: number, bytes: Uint8Array, name: string): void {
  let done = 0;
  while (done < bytes.length) {
    try {
      done += writeSync(fd, bytes, done);
    } catch (error) {
      const code = codeOf(error);
      if (code === 'EAGAIN') Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
      else if (code === 'EPIPE') throw new ReaderGone();
      else throw invalid(`cannot write ${name}: ${code || String(error)}`);
    }
  }
}

export class Output {
  private readonly fd: number;
  private readonly name: string;
  private pending: string[] = [];
  private pendingLength = 0;

  private constructor(fd: number, name: string) {
    this.fd = fd;
    this.name = name;
  }

  /** A file, or standard output for `-`. */
  static open(path: string): Output {
    if (path === '-') return new Output(1, 'standard output');
    try {
      return new Output(openSync(path, 'w'), path);
    } catch (error) {
      throw invalid(`cannot write ${path}: ${codeOf(error) || String(error)}`);
    }
  }

  write(text: string): void {
    this.pending.push(text);
    this.pendingLength += text.length;
    if (this.pendingLength >= PIECE) this.flush();
  }

  flush(): void {
    if (this.pending.length === 0) return;
    const bytes = Buffer.from(this.pending.join(''), 'utf8');
    this.pending = [];
    this.pendingLength = 0;
    writeAll(this.fd, bytes, this.name);
  }

  close(): void {
    this.flush();
    if (this.fd > 2) closeSync(this.fd);
  }
}

/** One message to standard error. Nobody there to read it is no reason to fail. */
export function message(text: string): void {
  try {
    writeAll(2, Buffer.from(`${text}\n`, 'utf8'), 'standard error');
  } catch {
    // The terminal is gone; the exit status still tells.
  }
}
