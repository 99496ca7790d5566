/** The target fields of a dialog, begun with what opened it and with sensible suggestions. */
import { useState } from 'react';
import type { Scenario } from '../../scenario/types';
import { useUi } from '../../store/ui-store';
import type { ReadTarget, TargetDraft } from './target-draft';
import { draftOf, readTarget } from './target-draft';

interface TargetState {
  readonly draft: TargetDraft;
  readonly read: ReadTarget;
  readonly setDraft: (draft: TargetDraft) => void;
}

export function useTargetDraft(scenario: Scenario): TargetState {
  const [draft, setDraft] = useState(() => {
    const { askDraft, card } = useUi.getState();
    return draftOf(askDraft.target, {
      site: scenario.sites[0]?.id ?? '',
      subnet: scenario.subnets[0]?.cidr ?? '',
      clients: card?.state.address ?? '',
    });
  });
  return { draft, read: readTarget(draft), setDraft };
}
