/** A 128-bit hash over numbers, the same in every JavaScript engine: four lanes of 32-bit integer arithmetic. */
export class Hasher {
  private a = 0x243f6a88 | 0;
  private b = 0x85a308d3 | 0;
  private c = 0x13198a2e | 0;
  private d = 0x03707344 | 0;

  /** A 32-bit number. */
  word(x: number): void {
    this.a = Math.imul(this.a ^ x, 0x9e3779b1);
    this.b = Math.imul(this.b ^ this.a ^ (this.a >>> 15), 0x85ebca77);
    this.c = Math.imul(this.c + this.b, 0xc2b2ae3d) ^ (this.b >>> 13);
    this.d = (Math.imul(this.d ^ this.c, 0x27d4eb2f) + x) | 0;
  }

  /** A whole number of up to 53 bits, or ±Infinity. */
  number(x: number): void {
    if (x === Infinity || x === -Infinity) {
      this.word(x > 0 ? 0x7ff00000 : 0xfff00000);
      this.word(0x0badf00d);
      return;
    }
    this.word(x | 0);
    this.word(Math.floor(x / 4294967296) | 0);
  }

  numbers(values: ArrayLike<number>, length: number): void {
    this.number(length);
    for (let i = 0; i < length; i++) this.number(values[i]!);
  }

  words(values: ArrayLike<number>, length: number): void {
    this.number(length);
    for (let i = 0; i < length; i++) this.word(values[i]!);
  }

  text(value: string): void {
    this.number(value.length);
    for (let i = 0; i < value.length; i++) this.word(value.charCodeAt(i));
  }

  digest(): string {
    for (let round = 0; round < 8; round++) this.word(round);
    return [this.a, this.b, this.c, this.d].map((lane) => (lane >>> 0).toString(16).padStart(8, '0')).join('');
  }
}
