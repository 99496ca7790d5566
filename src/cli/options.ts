/** Reading options: node:util's parser, with our words for what is wrong. */
import { parseArgs } from 'node:util';
import type { ParseArgsConfig } from 'node:util';
import { invalid, oneLine } from './cli-error';

type Options = NonNullable<ParseArgsConfig['options']>;
export type Values = Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>;

export function parseOptions(command: string, args: readonly string[], options: Options): { readonly values: Values; readonly positionals: readonly string[] } {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    const what = error instanceof Error ? oneLine(error.message) : String(error);
    throw invalid(`${command}: ${what.replace(/\. To specify a positional argument.*$/, '')} (chainscope --help lists the options)`);
  }
}

export function textOption(values: Values, name: string): string | null {
  const value = values[name];
  return typeof value === 'string' ? value : null;
}

export function textOptions(values: Values, name: string): readonly string[] {
  const value = values[name];
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

/** A whole number within limits, or the default where the option is not given. */
export function countOption<T>(values: Values, name: string, fallback: T, lowest: number, highest: number): number | T {
  const text = textOption(values, name);
  if (text === null) return fallback;
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= lowest && value <= highest) return value;
  throw invalid(`--${name} is ${JSON.stringify(text)}; it takes a whole number from ${lowest} to ${highest}`);
}

export function numberOption<T>(values: Values, name: string, fallback: T, lowest: number, highest: number): number | T {
  const text = textOption(values, name);
  if (text === null) return fallback;
  const value = Number(text);
  if (/^\d*\.?\d+$/.test(text) && value >= lowest && value <= highest) return value;
  throw invalid(`--${name} is ${JSON.stringify(text)}; it takes a number from ${lowest} to ${highest}`);
}
