/** The search box: clients by address or name, sites, subnets, servers, role words. */
import type { KeyboardEvent } from 'react';
import { useId, useRef, useState } from 'react';
import type { FindHit } from '../../engine/contract';
import { query } from '../../store/session';
import { Icon } from '../../ui/Icon';
import styles from './find.module.css';

const LIMIT = 12;
const KIND_WORDS = { client: 'client', site: 'site', subnet: 'subnet', server: 'server' } as const;
export const FIND_ID = 'find-box';

interface Found {
  readonly words: string;
  readonly hits: readonly FindHit[];
}
const NOTHING: Found = { words: '', hits: [] };

function find(words: string): Promise<readonly FindHit[]> {
  return query('find', { text: words, limit: LIMIT }).catch(() => []);
}

export function Find({ onChoose }: { readonly onChoose: (hit: FindHit) => void }) {
  const [text, setText] = useState('');
  /** The hits, and the words that they answer: those typed since may be on their way. */
  const [{ words: answered, hits }, setFound] = useState<Found>(NOTHING);
  const [active, setActive] = useState(0);
  const [open, setOpen] = useState(false);
  const wanted = useRef('');
  const listId = useId();
  const change = (next: string): void => {
    setText(next);
    setOpen(true);
    setActive(0);
    const words = next.trim();
    wanted.current = words;
    if (words === '') return setFound(NOTHING);
    void find(words).then((found) => {
      if (wanted.current === words) setFound({ words, hits: found });
    });
  };
  /** Whoever types fast and presses Enter means what is typed, not what was found for the half of it. */
  const enter = (): void => {
    const words = text.trim();
    if (answered === words) choose(hits[active]);
    else if (words !== '') void find(words).then((found) => choose(found[0]));
  };
  const choose = (hit: FindHit | undefined): void => {
    if (hit === undefined) return;
    setOpen(false);
    setText('');
    wanted.current = '';
    setFound(NOTHING);
    document.getElementById(FIND_ID)?.blur();
    onChoose(hit);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.key === 'ArrowDown') setActive(Math.min(hits.length - 1, active + 1));
    else if (event.key === 'ArrowUp') setActive(Math.max(0, active - 1));
    else if (event.key === 'Enter') enter();
    else if (event.key === 'Escape') {
      setOpen(false);
      event.currentTarget.blur();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const shown = open && text.trim() !== '';
  return (
    <search className={styles.find}>
      <span className={styles.icon}>
        <Icon name="search" size={15} />
      </span>
      <input
        id={FIND_ID}
        type="search"
        aria-label="Find"
        aria-autocomplete="list"
        aria-controls={shown ? listId : undefined}
        aria-activedescendant={shown && hits.length > 0 ? `${listId}-${active}` : undefined}
        placeholder="Find a client, site or subnet"
        title="Find ( / )"
        value={text}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => change(event.target.value)}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={onKeyDown}
      />
      <kbd aria-hidden="true">/</kbd>
      {shown && (
        <div className={styles.popup}>
          {hits.length === 0 ? (
            <p className={styles.none} role="status">
              Nothing found for “{text.trim()}”.
            </p>
          ) : (
            <div id={listId} role="listbox" aria-label="Search results">
              {hits.map((hit, index) => (
                <div
                  key={`${hit.kind} ${hit.index}`}
                  id={`${listId}-${index}`}
                  role="option"
                  className={styles.hit}
                  tabIndex={-1}
                  aria-selected={index === active}
                  onPointerDown={(event) => {
                    event.preventDefault();
                    choose(hit);
                  }}
                >
                  <b>{hit.label}</b>
                  <span>{hit.detail}</span>
                  <i>{KIND_WORDS[hit.kind]}</i>
                </div>
              ))}
            </div>
          )}
        </div>
      )}
    </search>
  );
}
