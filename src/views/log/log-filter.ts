/** From what is chosen on the page to what the engine is asked. */
import type { LogFilter } from '../../engine/contract';
import type { LogChoice } from '../../store/ui-store';

export function toFilter(choice: LogChoice, selection: number | null): Omit<LogFilter, 'offset' | 'limit'> {
  const words = choice.text.trim();
  return {
    ...(choice.kinds.length === 0 ? {} : { kinds: choice.kinds }),
    ...(choice.rule === null ? {} : { rule: choice.rule }),
    ...(words === '' ? {} : { text: words }),
    ...(choice.question === null ? {} : { question: choice.question }),
    ...(choice.onlySelected && selection !== null ? { client: selection } : {}),
  };
}
