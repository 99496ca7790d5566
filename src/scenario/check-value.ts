/** Checks a value that comes from a program instead of a file: it must be what some JSON text could have said, no more. */
import { RESERVED_NAMES } from './fields';
import { LIMITS } from './limits';
import type { ProblemList } from './problems';
import { quote } from './problems';

export function checkPlainValue(value: unknown, problems: ProblemList): void {
  visit(value, [], new Set(), new WeakSet(), problems);
}

function visit(value: unknown, path: (string | number)[], above: Set<object>, done: WeakSet<object>, problems: ProblemList): void {
  if (value === null || typeof value === 'boolean' || problems.isFull) return;
  if (typeof value === 'string') {
    if (/\p{Cs}/u.test(value)) problems.addAt([...path], 'text.surrogate', 'the text has half a character (a lone surrogate), which no file can hold.');
    return;
  }
  if (typeof value === 'number') {
    if (Number.isFinite(value) && (Number.isSafeInteger(value) || !Number.isInteger(value) || Math.abs(value) >= 1e21)) return;
    problems.addAt([...path], 'number.range', 'this number cannot be kept exactly in a file; whole numbers are allowed up to 9007199254740991.');
    return;
  }
  if (typeof value !== 'object') {
    problems.addAt([...path], 'type.wrong', 'this is no value that JSON has; text, numbers, true, false, null, lists and objects are allowed.');
    return;
  }
  if (above.has(value)) return problems.addAt([...path], 'type.wrong', 'the value contains itself, which no file can hold; a tree of values is expected.');
  if (done.has(value)) return;
  if (above.size >= LIMITS.jsonDepth) {
    return problems.addAt(
      [...path],
      'limit.jsonDepth',
      `lists and objects are nested deeper than ${LIMITS.jsonDepth} levels; ${LIMITS.jsonDepth} are allowed.`,
    );
  }
  above.add(value);
  visitEntries(value, path, above, done, problems);
  above.delete(value);
  done.add(value);
}

function visitEntries(value: object, path: (string | number)[], above: Set<object>, done: WeakSet<object>, problems: ProblemList): void {
  const below = (key: string | number, entry: unknown): void => {
    path.push(key);
    visit(entry, path, above, done, problems);
    path.pop();
  };
  if (Array.isArray(value)) {
    value.forEach((entry: unknown, i) => below(i, entry));
    return;
  }
  for (const [key, entry] of Object.entries(value)) {
    if (RESERVED_NAMES.has(key))
      problems.addAt([...path, key], 'name.reserved', `the name ${quote(key)} is reserved and allowed neither as an id nor as a key.`, { got: key });
    else below(key, entry);
  }
}
