/** Bytes of an input: a file or standard input, refused when it cannot be a scenario by its size alone. */
import { closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import { CliError, EXIT, invalid } from './cli-error';

/** Scenario files are limited to 50 MiB; nothing larger is read. */
const MAX_BYTES = 50 * 1024 * 1024;

function reason(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  const words: Readonly<Record<string, string>> = { ENOENT: 'there is no such file', EISDIR: 'it is a folder', EACCES: 'it may not be read' };
  return words[code] ?? (code || String(error));
}

function tooLarge(name: string): CliError {
  return new CliError(EXIT.limit, [`${name}: larger than the 50 MiB that an input may have`]);
}

/** Standard input, a pipe or a device to its end, but not further than the limit. */
function readStream(file: number, name: string): Uint8Array {
  const pieces: Uint8Array[] = [];
  let total = 0;
  for (;;) {
    const piece = new Uint8Array(1 << 16);
    let got: number;
    try {
      got = readSync(file, piece);
    } catch (error) {
      const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : '';
      if (code === 'EOF') break;
      if (code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
      continue;
    }
    if (got === 0) break;
    pieces.push(piece.subarray(0, got));
    total += got;
    if (total > MAX_BYTES) throw tooLarge(name);
  }
  return Buffer.concat(pieces);
}

/** `-` is standard input. */
export function readInput(name: string): Uint8Array {
  const label = name === '-' ? 'standard input' : name;
  let file = 0;
  try {
    if (name !== '-') file = openSync(name, 'r');
    const stat = fstatSync(file);
    if (!stat.isFile()) return readStream(file, label);
    if (stat.size > MAX_BYTES) throw tooLarge(label);
    return readFileSync(file);
  } catch (error) {
    throw error instanceof CliError ? error : invalid(`${label}: cannot be read, ${reason(error)}`);
  } finally {
    if (file > 0) closeSync(file);
  }
}
