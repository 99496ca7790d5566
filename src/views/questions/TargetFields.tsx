/** Whom a question or an action is for: the choice, its field, and how many computers that means now. */
import type { ReactNode } from 'react';
import { useId } from 'react';
import type { Scenario } from '../../scenario/types';
import { useUi } from '../../store/ui-store';
import { count } from '../../store/units';
import { SelectField, TextArea, TextField } from '../../ui/Field';
import styles from './questions.module.css';
import type { ReadTarget, TargetDraft, TargetKind } from './target-draft';
import { useTargetPreview } from './use-target-preview';

/** Suggestions are a help for small networks; thousands of options would be none. */
const MAX_SUGGESTIONS = 200;

const KINDS: readonly (readonly [TargetKind, string])[] = [
  ['all', 'Everybody'],
  ['site', 'A site'],
  ['subnet', 'A subnet'],
  ['clients', 'Single computers'],
  ['fraction', 'A share of all'],
];

interface TargetFieldsProps {
  readonly label: string;
  readonly draft: TargetDraft;
  readonly read: ReadTarget;
  readonly scenario: Scenario;
  readonly onChange: (draft: TargetDraft) => void;
}

export function TargetFields({ label, draft, read, scenario, onChange }: TargetFieldsProps) {
  return (
    <>
      <div className={styles.target}>
        <SelectField label={label} value={draft.kind} onChange={(event) => onChange({ ...draft, kind: event.target.value as TargetKind })}>
          {KINDS.map(([kind, words]) => (
            <option key={kind} value={kind}>
              {words}
            </option>
          ))}
        </SelectField>
        <OwnField draft={draft} scenario={scenario} onChange={onChange} />
      </div>
      <Preview read={read} />
    </>
  );
}

function OwnField({ draft, scenario, onChange }: Pick<TargetFieldsProps, 'draft' | 'scenario' | 'onChange'>): ReactNode {
  const listId = useId();
  const card = useUi((state) => state.card);
  switch (draft.kind) {
    case 'all':
      return null;
    case 'site':
      return (
        <SelectField label="Site" value={draft.site} onChange={(event) => onChange({ ...draft, site: event.target.value })}>
          {scenario.sites.map((site) => (
            <option key={site.id} value={site.id}>
              {site.name ?? site.id}
            </option>
          ))}
        </SelectField>
      );
    case 'subnet':
      return (
        <>
          <TextField label="Subnet" value={draft.subnet} list={listId} onChange={(event) => onChange({ ...draft, subnet: event.target.value })} />
          <datalist id={listId}>
            {scenario.subnets.slice(0, MAX_SUGGESTIONS).map((subnet) => (
              <option key={subnet.cidr}>{subnet.cidr}</option>
            ))}
          </datalist>
        </>
      );
    case 'clients':
      return (
        <TextArea
          label="Addresses"
          rows={2}
          value={draft.clients}
          note={card === null ? 'Select a client first, and its address is here.' : undefined}
          onChange={(event) => onChange({ ...draft, clients: event.target.value })}
        />
      );
    case 'fraction':
      return (
        <TextField
          label="Share"
          value={draft.share}
          note="The same computers each time."
          inputMode="decimal"
          onChange={(event) => onChange({ ...draft, share: event.target.value })}
        />
      );
  }
}

function Preview({ read }: { readonly read: ReadTarget }) {
  const preview = useTargetPreview(read.ok ? read.target : null);
  const text = !read.ok ? read.message : preview === null ? '…' : 'problem' in preview ? preview.problem : matchWords(preview);
  const bad = !read.ok || (preview !== null && 'problem' in preview);
  return (
    <p className={bad ? styles.error : styles.preview} role="status" aria-label="Whom it means">
      {text}
    </p>
  );
}

function matchWords({ matching, online }: { readonly matching: number; readonly online: number }): string {
  if (matching === 0) return 'No computer matches now. It can still be asked: one may come before it expires.';
  return `Matches ${count(matching, 'computer')}, ${online.toLocaleString('en-US')} online.`;
}
