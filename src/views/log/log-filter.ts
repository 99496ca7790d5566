/** From what is chosen on the page to what the engine is asked. */
import type { LogFilter } from '../../engine/contract';
import type { Brush } from '../../store/brush';
import type { LogChoice } from '../../store/ui-store';

/** `brush`: what was brushed in the time–chain diagram. */
export function toFilter(choice: LogChoice, selection: number | null, brush: Brush | null = null): Omit<LogFilter, 'offset' | 'limit'> {
  const words = choice.text.trim();
  return {
    ...(choice.kinds.length === 0 ? {} : { kinds: choice.kinds }),
    ...(choice.rule === null ? {} : { rule: choice.rule }),
    ...(words === '' ? {} : { text: words }),
    ...(choice.question === null ? {} : { question: choice.question }),
    ...(brush === null ? {} : { from: brush.from, to: brush.to, ...(brush.clients === null ? {} : { clients: brush.clients }) }),
    ...(choice.onlySelected && selection !== null ? { client: selection } : {}),
  };
}
