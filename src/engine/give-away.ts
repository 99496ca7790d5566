/** Answers made of arrays that nobody here keeps: their buffers are transferred to the page instead of copied. */
const buffersOf = new WeakMap<object, readonly ArrayBuffer[]>();

/** The answer must own these buffers: they are empty here once it has been sent. */
export function giveAway<T extends object>(answer: T, buffers: readonly ArrayBuffer[]): T {
  buffersOf.set(answer, [...new Set(buffers)]);
  return answer;
}

export function givenAway(answer: unknown): readonly ArrayBuffer[] {
  return typeof answer === 'object' && answer !== null ? (buffersOf.get(answer) ?? []) : [];
}
