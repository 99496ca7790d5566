/** Classes of traffic as people read them (NET-6), in the order in which they are drawn. */
import type { TrafficClass } from '../../sim/types';

export interface ClassWords {
  readonly cls: TrafficClass;
  readonly label: string;
  /** Shown also while nothing of it has been sent. */
  readonly always: boolean;
}

export const CLASSES: readonly ClassWords[] = [
  { cls: 'registration', label: 'registration', always: true },
  { cls: 'control', label: 'peer control', always: true },
  { cls: 'question', label: 'questions', always: false },
  { cls: 'answer', label: 'answers', always: false },
  { cls: 'action', label: 'actions', always: false },
];

export function labelOf(cls: TrafficClass): string {
  return CLASSES.find((item) => item.cls === cls)?.label ?? cls;
}

export const isClass = (text: string): text is TrafficClass => CLASSES.some(({ cls }) => cls === text);
