/** Bytes of messages before TLS (rule book §9), written down a second time: a formula that read them from the simulation could not find a mistake there. */
export const BYTES = {
  initialRequest: 1_500,
  initialAnswer: 4_000,
  perPeer: 24,
  normalRequest: 400,
  normalAnswer: 200,
  question: 300,
  perSensor: 60,
  answers: 80,
  perValue: 12,
  perRow: 16,
} as const;

/** Both directions of a normal registration (REG-3). */
export const NORMAL_REGISTRATION = BYTES.normalRequest + BYTES.normalAnswer;
/** Both directions of an initial one (REG-1) that names no peers. */
export const INITIAL_REGISTRATION = BYTES.initialRequest + BYTES.initialAnswer;

export const questionBytes = (sensors: number): number => BYTES.question + BYTES.perSensor * sensors;

export function utf8Bytes(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}
