/** What the log is limited to: words, kinds alone or by group, a question, a rule, the selected client. */
import type { EventKind, RuleId } from '../../sim/log';
import { RULES } from '../../sim/log';
import { useStatus } from '../../store/status-store';
import { ALL_EVENTS, useUi } from '../../store/ui-store';
import type { LogChoice } from '../../store/ui-store';
import { count } from '../../store/units';
import { Button } from '../../ui/Button';
import { EVENT_GROUPS } from './event-groups';
import styles from './log.module.css';

const choose = (change: Partial<LogChoice>): void => useUi.setState((state) => ({ logChoice: { ...state.logChoice, ...change } }));

export function LogFilters({ total }: { readonly total: number }) {
  const choice = useUi((state) => state.logChoice);
  const selection = useUi((state) => state.selection);
  const card = useUi((state) => state.card);
  return (
    <div className={styles.bar}>
      <input
        type="text"
        aria-label="Filter events by words"
        placeholder="Words in the sentence"
        value={choice.text}
        onChange={(event) => choose({ text: event.target.value })}
      />
      <Kinds chosen={choice.kinds} />
      <Questions chosen={choice.question} />
      <select
        aria-label="Rule"
        value={choice.rule ?? ''}
        onChange={(event) => choose({ rule: event.target.value === '' ? null : (event.target.value as RuleId) })}
      >
        <option value="">every rule</option>
        {RULES.map((name) => (
          <option key={name}>{name}</option>
        ))}
      </select>
      <label className={styles.only}>
        <input
          type="checkbox"
          checked={choice.onlySelected}
          disabled={selection === null}
          onChange={(event) => choose({ onlySelected: event.target.checked })}
        />
        {card === null ? 'only the selected client' : `only ${card.state.address}`}
      </label>
      {choice !== ALL_EVENTS && (
        <Button small kind="quiet" onClick={() => useUi.setState({ logChoice: ALL_EVENTS })}>
          Every event
        </Button>
      )}
      <span className={styles.count}>{count(total, 'event')}</span>
    </div>
  );
}

const ALL_OF = 'all of ';
const OWN = 'several';

function Kinds({ chosen }: { readonly chosen: readonly EventKind[] }) {
  const group = EVENT_GROUPS.find((one) => one.kinds.length === chosen.length && one.kinds.every((kind) => chosen.includes(kind)));
  const value = group !== undefined ? ALL_OF + group.name : chosen.length > 1 ? OWN : (chosen[0] ?? '');
  const change = (next: string): void => {
    const whole = EVENT_GROUPS.find((one) => ALL_OF + one.name === next);
    choose({ kinds: whole?.kinds ?? (next === '' ? [] : [next as EventKind]) });
  };
  return (
    <select aria-label="Kind of event" value={value} onChange={(event) => change(event.target.value)}>
      <option value="">every kind</option>
      {value === OWN && (
        <option value={OWN} disabled>
          {chosen.length} kinds
        </option>
      )}
      {EVENT_GROUPS.map(({ name, kinds }) => (
        <optgroup key={name} label={name}>
          <option value={ALL_OF + name}>
            {ALL_OF}
            {name}
          </option>
          {kinds.map((kind) => (
            <option key={kind}>{kind}</option>
          ))}
        </optgroup>
      ))}
    </select>
  );
}

function Questions({ chosen }: { readonly chosen: number | null }) {
  const questions = useStatus((state) => state.status?.questions ?? null);
  if (questions === null || (questions.length === 0 && chosen === null)) return null;
  const unknown = chosen !== null && !questions.some((question) => question.number === chosen);
  return (
    <select
      aria-label="Question or action"
      value={chosen ?? ''}
      onChange={(event) => choose({ question: event.target.value === '' ? null : Number(event.target.value) })}
    >
      <option value="">every question</option>
      {unknown && <option value={chosen}>not asked yet</option>}
      {questions.map((question) => (
        <option key={question.number} value={question.number}>
          {question.id}
        </option>
      ))}
    </select>
  );
}
