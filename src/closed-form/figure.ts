/** A number that says where it comes from: its formula, what went into it, what is assumed, what is left out, and how far to trust it. */

export type Grade = 'documented' | 'patent' | 'assumption';
export type Unit = 'count' | 'perSecond' | 'bytes' | 'bytesPerSecond' | 'seconds' | 'bitsPerSecond';

/** Something that a formula names. */
export interface Term {
  readonly name: string;
  readonly value: number;
  readonly unit: Unit;
  readonly from: 'your input' | 'from your input' | 'rule' | 'default';
  /** The rule that gives it. */
  readonly rule?: string;
}
export interface Basis {
  readonly text: string;
  readonly rule: string;
  readonly grade: Grade;
}
export interface Figure {
  readonly id: string;
  readonly title: string;
  readonly unit: Unit;
  readonly value: number;
  /** The same work without peering (NET-7). */
  readonly without: number;
  readonly formula: string;
  readonly withoutFormula: string;
  readonly terms: readonly Term[];
  readonly basis: readonly Basis[];
  /** What is left out. */
  readonly exclusions: readonly string[];
  /** The least sure of its basis. */
  readonly grade: Grade;
}

const LEAST_SURE: readonly Grade[] = ['assumption', 'patent', 'documented'];
export function gradeOf(basis: readonly Basis[]): Grade {
  return LEAST_SURE.find((grade) => basis.some((one) => one.grade === grade)) ?? 'assumption';
}
