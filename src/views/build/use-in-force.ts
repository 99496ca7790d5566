/** Rules and faults in force now. They change at human speed: made anew when acts change, and otherwise at most once a second while playing. */
import { useMemo } from 'react';
import type { Scenario } from '../../scenario/types';
import { useDocument } from '../../store/document-store';
import type { FaultsInForce, RuleInForce } from '../../store/rules-in-force';
import { faultsInForce, rulesInForce } from '../../store/rules-in-force';
import { useStatus } from '../../store/status-store';

export interface InForce extends FaultsInForce {
  readonly rules: readonly RuleInForce[];
}

export function useInForce(scenario: Scenario): InForce {
  const acts = useDocument((state) => state.acts);
  // At rest to the microsecond, so that a step shows at once; while playing the next whole second, so that an act made just now shows as well.
  const time = useStatus(({ status }) => (status === null ? 0 : status.state === 'playing' ? Math.ceil(status.time / 1e6) * 1e6 : status.time));
  return useMemo(() => ({ ...faultsInForce(scenario, acts, time), rules: rulesInForce(scenario, acts, time) }), [scenario, acts, time]);
}
