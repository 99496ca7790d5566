/**
 * Which entries become subnets: containers and duplicates are skipped, and what overlaps another VRF is rejected.
 * Blocks nest or are disjoint, so one pass over the sorted blocks finds everything.
 */
import type { Block } from './blocks';
import { compareBlocks, contains, formatBlock } from './blocks';
import type { Entry } from './read-entries';
import type { RejectedRow, SkippedRow } from './types';
import type { Warnings } from './warnings';
import { atLine } from './warnings';

/** One block of a taken row. */
export interface Piece {
  readonly block: Block;
  readonly entry: Entry;
}

export interface Sorted {
  /** In the order of the file. */
  readonly pieces: readonly Piece[];
  readonly taken: number;
  readonly skipped: readonly SkippedRow[];
  readonly rejected: readonly RejectedRow[];
}

/** A piece that is not taken, with the reason. */
type Verdict = { readonly code: 'container' | 'duplicate' | 'vrf.overlap'; readonly reason: string; readonly other: Entry };

export function sortOut(entries: readonly Entry[], warnings: Warnings): Sorted {
  const verdicts = new Map<Piece, Verdict>();
  const byEntry = new Map<Entry, Piece[]>();
  const byVrf = new Map<string, Piece[]>([['', []]]);
  for (const entry of entries) {
    const pieces = entry.blocks.map((block) => ({ block, entry }));
    byEntry.set(entry, pieces);
    const table = byVrf.get(entry.vrf);
    if (table === undefined) byVrf.set(entry.vrf, [...pieces]);
    else for (const piece of pieces) table.push(piece);
  }
  const taken = new TakenBlocks();
  for (const pieces of byVrf.values()) {
    markNested(pieces, verdicts);
    taken.addAll(
      pieces.filter((piece) => !verdicts.has(piece) && !piece.entry.declaredContainer),
      verdicts,
    );
  }
  return decide(byEntry, verdicts, warnings);
}

/** Containers and duplicates within one table. */
function markNested(pieces: readonly Piece[], verdicts: Map<Piece, Verdict>): void {
  const sorted = pieces.toSorted((a, b) => compareBlocks(a.block, b.block) || order(a) - order(b));
  for (let i = 1; i < sorted.length; i++) {
    const [before, piece] = [sorted[i - 1], sorted[i]];
    if (before === undefined || piece === undefined || !contains(before.block, piece.block)) continue;
    if (compareBlocks(before.block, piece.block) === 0) {
      // The container of a subnet that fills it is no second mention of that subnet.
      if (before.entry.declaredContainer) continue;
      const first = verdicts.get(before)?.code === 'duplicate' ? (verdicts.get(before)?.other ?? before.entry) : before.entry;
      verdicts.set(piece, { code: 'duplicate', reason: `${formatBlock(piece.block)} is already there (line ${first.line})`, other: first });
    } else markContainers(sorted, i, piece, verdicts);
  }
}

/** Among equal blocks declared containers come first, then the order of the file. */
function order(piece: Piece): number {
  return piece.entry.declaredContainer ? -1 / piece.entry.line : piece.entry.line;
}

/** The block before, and its duplicates, directly contain this one. Blocks further out were marked when that one came. */
function markContainers(sorted: readonly Piece[], i: number, inner: Piece, verdicts: Map<Piece, Verdict>): void {
  const outer = sorted[i - 1];
  for (let k = i - 1; outer !== undefined && k >= 0; k--) {
    const piece = sorted[k];
    if (piece === undefined || compareBlocks(piece.block, outer.block) !== 0) break;
    verdicts.set(piece, {
      code: 'container',
      reason: `${formatBlock(piece.block)} contains ${formatBlock(inner.block)} (line ${inner.entry.line})`,
      other: inner.entry,
    });
  }
}

const SMALL_BATCH = 32;

/** Disjoint blocks in order, from all tables so far. */
class TakenBlocks {
  private sorted: Piece[] = [];

  addAll(pieces: readonly Piece[], verdicts: Map<Piece, Verdict>): void {
    const fresh = pieces.filter((piece) => {
      const other = this.overlapping(piece.block);
      if (other === undefined) return true;
      const where = other.entry.vrf === '' ? 'the global table' : `VRF ${other.entry.vrf}`;
      verdicts.set(piece, {
        code: 'vrf.overlap',
        reason: `${formatBlock(piece.block)} of ${vrfWords(piece)} overlaps ${formatBlock(other.block)} of ${where} (line ${other.entry.line})`,
        other: other.entry,
      });
      return false;
    });
    if (fresh.length > SMALL_BATCH) this.sorted = [...this.sorted, ...fresh].sort((a, b) => compareBlocks(a.block, b.block));
    else for (const piece of fresh) this.sorted.splice(this.place(piece.block), 0, piece);
  }

  /** Index of the first block that is not before this one. */
  private place(block: Block): number {
    let low = 0;
    let high = this.sorted.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const piece = this.sorted[middle];
      if (piece !== undefined && compareBlocks(piece.block, block) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private overlapping(block: Block): Piece | undefined {
    const i = this.place(block);
    const [before, after] = [this.sorted[i - 1], this.sorted[i]];
    if (before !== undefined && contains(before.block, block)) return before;
    return after !== undefined && contains(block, after.block) ? after : undefined;
  }
}

function vrfWords(piece: Piece): string {
  return piece.entry.vrf === '' ? 'the global table' : `VRF ${piece.entry.vrf}`;
}

function decide(byEntry: ReadonlyMap<Entry, readonly Piece[]>, verdicts: ReadonlyMap<Piece, Verdict>, warnings: Warnings): Sorted {
  const pieces: Piece[] = [];
  const skipped: SkippedRow[] = [];
  const rejected: RejectedRow[] = [];
  let taken = 0;
  for (const [entry, own] of byEntry) {
    const { line, text, cidr } = entry;
    if (entry.declaredContainer) {
      skipped.push({ line, text, cidr, code: 'container', reason: `${cidr} has the status Container: it holds other prefixes` });
      continue;
    }
    const kept = own.filter((piece) => !verdicts.has(piece));
    const [verdict] = own.map((piece) => verdicts.get(piece)).filter((one) => one !== undefined);
    if (kept.length > 0) {
      taken++;
      for (const piece of kept) pieces.push(piece);
      if (verdict !== undefined) warnings.add('row.partly', atLine(line), `Only a part of the range was taken: ${verdict.reason}.`);
    } else if (verdict?.code === 'vrf.overlap') rejected.push({ line, text, code: verdict.code, reason: verdict.reason });
    else if (verdict !== undefined) {
      skipped.push({ line, text, cidr, code: verdict.code, reason: verdict.reason });
      if (verdict.code === 'duplicate') warnDuplicate(entry, verdict.other, warnings);
    }
  }
  return { pieces, taken, skipped, rejected };
}

function warnDuplicate(entry: Entry, first: Entry, warnings: Warnings): void {
  const differs = entry.siteKey !== first.siteKey || (entry.clients !== null && entry.clients !== first.clients);
  const rest = differs ? ` What line ${entry.line} says about site and clients was not used.` : '';
  warnings.add('row.duplicate', atLine(entry.line), `${entry.cidr} is in line ${first.line} as well; it is one subnet.${rest}`);
}
