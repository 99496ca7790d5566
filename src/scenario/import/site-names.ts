/** Names of sites as people wrote them; ids and kinds made from them. */
import type { SiteKind } from '../defaults';
import { DEFAULT_SITE_KIND } from '../defaults';
import { LIMITS } from '../limits';

export const UNASSIGNED = 'Unassigned';
const LONGEST_ID = 48;
/** Of the reserved names, those that letters, digits and hyphens can make. */
const RESERVED = ['constructor', 'prototype'];

/** Letters that do not come apart into a letter and a mark. */
const LETTERS: Readonly<Record<string, string>> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i' };

/** Trimmed, without control characters; otherwise as written, in any script. */
export function cleanName(text: string): string {
  const name = text.replaceAll(/\p{Cc}+/gu, ' ').trim();
  return name.length <= LIMITS.stringChars ? name : Array.from(name).slice(0, LIMITS.stringChars).join('');
}

/** Letters, digits and hyphens; distinct from all ids given before. */
export class SiteIds {
  private readonly used = new Set<string>(RESERVED);
  private readonly counters = new Map<string, number>();

  idFor(name: string): string {
    const base = slug(name) || 'site';
    let n = this.counters.get(base) ?? 1;
    let id = base === 'site' && slug(name) === '' ? 'site-1' : base;
    while (this.used.has(id)) id = `${base}-${++n}`;
    this.counters.set(base, n);
    this.used.add(id);
    return id;
  }
}

function slug(name: string): string {
  const plain = name
    .toLowerCase()
    .replaceAll(/[ßæœøłđðþı]/g, (letter) => LETTERS[letter] ?? '')
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '');
  return plain
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, LONGEST_ID)
    .replace(/-+$/, '');
}

const KIND_WORDS: Readonly<Record<string, SiteKind>> = {
  datacenter: 'datacenter',
  datacentre: 'datacenter',
  dc: 'datacenter',
  rechenzentrum: 'datacenter',
  colo: 'datacenter',
  headquarters: 'headquarters',
  headquarter: 'headquarters',
  hq: 'headquarters',
  mainoffice: 'headquarters',
  headoffice: 'headquarters',
  zentrale: 'headquarters',
  branch: 'branch',
  branchoffice: 'branch',
  office: 'branch',
  filiale: 'branch',
  vpn: 'vpn',
  remote: 'vpn',
  remoteaccess: 'vpn',
  internet: 'internet',
  lab: 'lab',
  labor: 'lab',
  testlab: 'lab',
};

/** A cell of a `kind` column. null = unknown. */
export function kindOfWord(text: string): SiteKind | null {
  return KIND_WORDS[text.toLowerCase().replaceAll(/[^a-z]/g, '')] ?? null;
}

const KIND_PATTERNS: readonly (readonly [RegExp, SiteKind])[] = [
  [/\bvpn\b|remote[ -]?(access|workers?|users?)|anyconnect|globalprotect/, 'vpn'],
  [/data ?cent(er|re)|rechenzentrum|(?<!washington,? )\bdc ?\d*\b|\brz ?\d*\b|\bcolo(cation)?\b/, 'datacenter'],
  [/\bhq ?\d*\b|headquarters?|(head|main) office|zentrale\b/, 'headquarters'],
  [/\blab(or|s|oratory)?\b/, 'lab'],
  [/\binternet\b/, 'internet'],
];

/** A guess from words in the name; everything else is a branch. */
export function guessKind(name: string): SiteKind {
  const words = name.toLowerCase().replaceAll(/[-_./]+/g, ' ');
  return KIND_PATTERNS.find(([pattern]) => pattern.test(words))?.[1] ?? DEFAULT_SITE_KIND;
}

/** The first part of a distinguished name: CN=HQ,CN=Sites,… → HQ. Anything else is returned as it is. */
export function siteOfDistinguishedName(text: string): string {
  const match = /^\s*CN=((?:\\.|[^,\\])*)/i.exec(text);
  if (match === null) return text;
  return unescapeHex(match[1] ?? '').replaceAll(/\\(.)/g, '$1');
}

/** `\C3\BC` is UTF-8, byte by byte. */
function unescapeHex(text: string): string {
  return text.replaceAll(/(?:\\[0-9a-f]{2})+/gi, (bytes) => {
    try {
      return decodeURIComponent(bytes.replaceAll('\\', '%'));
    } catch {
      return bytes;
    }
  });
}
