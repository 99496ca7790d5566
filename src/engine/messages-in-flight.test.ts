import { describe, expect, test } from 'vitest';
import { MessagesInFlight } from './messages-in-flight';
import { asking, ASKED_AT, runOf } from './question.test-tools';

describe('messages under way', () => {
  test('are read once for an instant and given out as they are, and anew after every event and every jump', () => {
    const run = runOf(asking(), ASKED_AT);
    const messages = new MessagesInFlight(run, () => 0);
    const given = (): unknown[] => listOf(messages);
    for (let t = ASKED_AT; t < ASKED_AT + 150_000; t += 2_500) {
      run.advance(t, Infinity);
      expect(given()).toEqual(listOf(run.sim));
      expect(given()).toEqual(listOf(run.sim));
    }
    run.rewindFor(ASKED_AT + 20_000);
    run.advance(ASKED_AT + 20_000, Infinity);
    expect(given()).toEqual(listOf(run.sim));
    expect(given()).not.toEqual([]);
  });

  test('where reading costs much it takes a third of the time at most while playing; at rest they are always those of the instant', () => {
    const run = runOf(asking(), ASKED_AT + 12_500);
    let clock = 0;
    let reads = 0;
    const read = run.sim.eachMessageInFlight.bind(run.sim);
    run.sim.eachMessageInFlight = (visit) => {
      clock += 90;
      reads++;
      read(visit);
    };
    const messages = new MessagesInFlight(run, () => clock);
    messages.mayBeOld = true;
    for (let t = ASKED_AT + 13_000; t < ASKED_AT + 53_000; t += 1_000) {
      run.advance(t, Infinity);
      listOf(messages);
      clock += 16;
    }
    expect(reads).toBeGreaterThan(1);
    expect((reads * 90) / clock).toBeLessThan(0.45);
    messages.mayBeOld = false;
    expect(listOf(messages)).toEqual(listOf(run.sim));
  });
});

function listOf(source: Pick<MessagesInFlight, 'eachMessageInFlight'>): unknown[] {
  const rows: unknown[] = [];
  source.eachMessageInFlight((...row) => rows.push(row));
  return rows;
}
