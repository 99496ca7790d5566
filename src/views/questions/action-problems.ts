/** What is wrong with the fields of an action, before it is issued. */
import type { TimelineItem } from '../../scenario/types';
import { parseDuration } from '../../store/units';

const ID = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$/;

export function actionProblems(id: string, distribute: string, items: readonly TimelineItem[]): readonly string[] {
  const found: string[] = [];
  const name = id.trim();
  if (!ID.test(name)) found.push('A name has letters, digits, dots, colons, hyphens and underscores, at most 64.');
  else if (items.some((item) => item.do === 'deploy' && item.id === name)) found.push(`There is an action ${name} already.`);
  if (parseDuration(distribute.trim()) === null) found.push('The time over which starts are spread is a number and a unit, such as 5m.');
  return found;
}
