/** What a very large fleet takes, in one sentence, before it is loaded. */
import { predict } from '../scenario/predict';
import { bytes, span } from './units';

export function predictionText(clients: number): string {
  const { bytes: memory, micros } = predict(clients);
  return `It will take about ${bytes(memory)} of memory and ${span(micros)} to load.`;
}
