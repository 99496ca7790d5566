/** The fields of a target as people fill them in, and the target that they mean, or what is wrong with them. */
import type { Target } from '../../scenario/types';

export type TargetKind = 'all' | 'site' | 'subnet' | 'clients' | 'fraction';
export interface TargetDraft {
  readonly kind: TargetKind;
  /** Id of a site. */
  readonly site: string;
  readonly subnet: string;
  /** Addresses, apart by blanks, commas or line breaks. */
  readonly clients: string;
  /** "10 %". */
  readonly share: string;
}
export type ReadTarget = { readonly ok: true; readonly target: Target } | { readonly ok: false; readonly message: string };

/** What the fields begin with: what was chosen, and sensible suggestions in the others. */
export function draftOf(target: Target, suggestions: { readonly site: string; readonly subnet: string; readonly clients: string }): TargetDraft {
  const draft: TargetDraft = { kind: 'all', share: '10 %', ...suggestions };
  if (target === 'all') return draft;
  if ('site' in target) return { ...draft, kind: 'site', site: target.site };
  if ('subnet' in target) return { ...draft, kind: 'subnet', subnet: target.subnet };
  if ('addresses' in target) return { ...draft, kind: 'clients', clients: target.addresses.join(' ') };
  return { ...draft, kind: 'fraction', share: `${Number((target.fraction * 100).toFixed(4))} %` };
}

export function readTarget(draft: TargetDraft): ReadTarget {
  switch (draft.kind) {
    case 'all':
      return { ok: true, target: 'all' };
    case 'site':
      return draft.site === '' ? { ok: false, message: 'Choose a site.' } : { ok: true, target: { site: draft.site } };
    case 'subnet':
      return draft.subnet.trim() === ''
        ? { ok: false, message: 'Write a subnet, such as 10.1.0.0/24.' }
        : { ok: true, target: { subnet: draft.subnet.trim() } };
    case 'clients': {
      const addresses = [...new Set(draft.clients.split(/[\s,;]+/).filter((word) => word !== ''))];
      return addresses.length === 0 ? { ok: false, message: 'Write at least one address.' } : { ok: true, target: { addresses } };
    }
    case 'fraction': {
      const percent = readPercent(draft.share);
      return percent === null ? { ok: false, message: 'Write a share from 0 % to 100 %, such as 10 %.' } : { ok: true, target: { fraction: percent / 100 } };
    }
  }
}

/** "10", "10 %", "2,5%" → percent; null when it is none. */
export function readPercent(text: string): number | null {
  const match = /^\s*(\d{1,3}(?:[.,]\d{1,4})?)\s*%?\s*$/.exec(text);
  const value = match === null ? Number.NaN : Number((match[1] ?? '').replace(',', '.'));
  return value >= 0 && value <= 100 ? value : null;
}
