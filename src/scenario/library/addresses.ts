/** Small helpers for writing address plans and client lists of built-in scenarios. */

/** Addresses `prefix`.first … `prefix`.last, e.g. ("10.0.5", 1, 3). */
export function hosts(prefix: string, first: number, last: number): string[] {
  return Array.from({ length: last - first + 1 }, (_, i) => `${prefix}.${first + i}`);
}

/** The i-th /24 of a /8, e.g. (10, 258) → "10.1.2.0/24". */
export function slash24(firstOctet: number, index: number): string {
  return `${firstOctet}.${index >>> 8}.${index & 255}.0/24`;
}

/** Two digits at least: 3 → "03". */
export function twoDigits(n: number): string {
  return String(n).padStart(2, '0');
}
