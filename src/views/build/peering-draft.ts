/** The peering form's text ↔ the scenario's peering. */
import type { Scenario, ScenarioPeering, TimelineItem } from '../../scenario/types';

export interface PeeringDraft {
  readonly addressMask: string;
  readonly addressPrefixIPv6: string;
  readonly separated: string;
  readonly isolated: string;
  readonly intentional: string;
  readonly peerListSize: string;
  /** Empty = no limit. */
  readonly maxChain: string;
  readonly skipUnreachable: boolean;
}

export const PEERING_DEFAULTS = { addressMask: 24, addressPrefixIPv6: 0, peerListSize: 10, skipUnreachable: true } as const;

/** The server's peering now: the scenario's, as changed by the acts so far. */
export function peeringNow(scenario: Scenario, acts: readonly TimelineItem[]): ScenarioPeering {
  let peering: ScenarioPeering = scenario.peering ?? {};
  for (const item of acts) if (item.do === 'setPeering') peering = { ...peering, ...item.peering };
  return peering;
}

export function draftOf(peering: ScenarioPeering): PeeringDraft {
  const lines = (list: readonly string[] | undefined): string => (list ?? []).join('\n');
  return {
    addressMask: String(peering.addressMask ?? PEERING_DEFAULTS.addressMask),
    addressPrefixIPv6: String(peering.addressPrefixIPv6 ?? PEERING_DEFAULTS.addressPrefixIPv6),
    separated: lines(peering.separated),
    isolated: lines(peering.isolated),
    intentional: lines(peering.intentional),
    peerListSize: String(peering.peerListSize ?? PEERING_DEFAULTS.peerListSize),
    maxChain: peering.maxChain === undefined || peering.maxChain === null ? '' : String(peering.maxChain),
    skipUnreachable: peering.skipUnreachable ?? PEERING_DEFAULTS.skipUnreachable,
  };
}

/** Only what differs from `before`, so that the act says what it changes. Null = nothing. Numbers that are none go through as they are, for the engine to refuse. */
export function changeOf(draft: PeeringDraft, before: ScenarioPeering): ScenarioPeering | null {
  const was = draftOf(before);
  const change: Record<string, unknown> = {};
  for (const key of ['addressMask', 'addressPrefixIPv6', 'peerListSize'] as const) if (draft[key].trim() !== was[key]) change[key] = Number(draft[key]);
  if (draft.maxChain.trim() !== was.maxChain) change['maxChain'] = draft.maxChain.trim() === '' ? null : Number(draft.maxChain);
  if (draft.skipUnreachable !== was.skipUnreachable) change['skipUnreachable'] = draft.skipUnreachable;
  for (const key of ['separated', 'isolated', 'intentional'] as const) {
    const list = entries(draft[key]);
    if (list.join('\n') !== was[key]) change[key] = list;
  }
  return Object.keys(change).length === 0 ? null : (change as ScenarioPeering);
}

/** One entry a line; comments from ; or # on, as in the product's files; commas and blanks separate as well. */
export function entries(text: string): string[] {
  return text
    .split('\n')
    .flatMap((line) => line.replace(/[;#].*$/, '').split(/[\s,]+/))
    .filter((entry) => entry !== '');
}
