/** Problems of whatever was thrown, in the one shape that the page shows. */
import type { Problem } from '../scenario/types';

export function problemsOf(error: unknown): readonly Problem[] {
  if (typeof error === 'object' && error !== null && 'problems' in error && Array.isArray(error.problems)) return error.problems as readonly Problem[];
  const message = error instanceof Error ? error.message : String(error);
  return [{ code: 'page.failed', where: '', message }];
}
