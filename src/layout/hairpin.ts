/**
 * The hanging chain: n places in h hairpins of depth d, an even number of columns, both ends on row 0 (the edge that
 * faces the WAN). Place → (column, row) and back are closed forms, so that hit testing needs no search.
 *
 *     0  7  8 15        n = 16, d = 4, h = 2
 *     1  6  9 14
 *     2  5 10 13
 *     3  4 11 12
 */

export interface HairpinShape {
  readonly depth: number;
  readonly columns: number;
}
export interface Place {
  readonly column: number;
  readonly row: number;
}

/** How chains hang: about as deep as wide by default, or as deep as so many rows allow. */
export type Hanging = { readonly slimness: number } | { readonly rows: number };

/** What a chain looks like by default: d ≈ √(1.25 n). */
export const USUAL_HANGING: Hanging = { slimness: 1.25 };

/** d ≈ √(slimness × n) or at most `rows`, then evened out over the hairpins that this makes. */
export function shapeOf(n: number, hanging: Hanging = USUAL_HANGING): HairpinShape {
  if (n <= 1) return { depth: 1, columns: 2 * Math.max(0, n) };
  const wanted = 'rows' in hanging ? hanging.rows : Math.max(1, Math.round(Math.sqrt(hanging.slimness * n)));
  const hairpins = 'rows' in hanging ? hairpinsOf(n, wanted) : Math.max(1, Math.round(n / (2 * wanted)));
  const depth = Math.ceil(n / (2 * hairpins));
  return { depth, columns: 2 * hairpinsOf(n, depth) };
}

export function hairpinsOf(n: number, depth: number): number {
  return Math.ceil(n / (2 * depth));
}

/** Clients go down in even columns and up in odd ones; the last hairpin is as deep as what is left needs. */
export function columnOf(k: number, n: number, depth: number): number {
  const hairpins = hairpinsOf(n, depth);
  const base = 2 * (hairpins - 1) * depth;
  if (k < base) return Math.floor(k / depth);
  return k - base < Math.ceil((n - base) / 2) ? 2 * hairpins - 2 : 2 * hairpins - 1;
}

export function rowOf(k: number, n: number, depth: number): number {
  const base = 2 * (hairpinsOf(n, depth) - 1) * depth;
  if (k < base) {
    const inColumn = k % depth;
    return Math.floor(k / depth) % 2 === 0 ? inColumn : depth - 1 - inColumn;
  }
  const last = n - base;
  const down = Math.ceil(last / 2);
  const j = k - base;
  return j < down ? j : last - down - 1 - (j - down);
}

export function placeOf(k: number, n: number, depth: number): Place {
  return { column: columnOf(k, n, depth), row: rowOf(k, n, depth) };
}

/** The inverse: which place is at (column, row); −1 = none. */
export function placeAt(column: number, row: number, n: number, depth: number): number {
  const hairpins = hairpinsOf(n, depth);
  if (column < 0 || row < 0 || column >= 2 * hairpins || row >= depth) return -1;
  const base = 2 * (hairpins - 1) * depth;
  if (column < 2 * hairpins - 2) return column * depth + (column % 2 === 0 ? row : depth - 1 - row);
  const last = n - base;
  const down = Math.ceil(last / 2);
  const up = last - down;
  if (column === 2 * hairpins - 2) return row < down ? base + row : -1;
  return row < up ? base + down + (up - 1 - row) : -1;
}
