import { describe, expect, it } from 'vitest';
import { MARK } from '../../engine/time-chain-marks';
import { aMark } from './rows.test-tools';
import { decimalsFor, timeTicks } from './ticks';
import { countsTip, tooltipOf, whatOf, wordsOf, type Wording } from './words';

const wording: Wording = {
  nameOf: (slot) => `C${slot}`,
  subnetOf: (subnet) => `10.0.${subnet}.0/24`,
  questionOf: (number) => `q${number}`,
  now: 1e9,
  carriesKnown: true,
};
const mark = (more: object) => ({ ...aMark, question: 2, event: 9, ...more });

describe('a mark in words', () => {
  it('says who sent it to whom, when, how long it took and what it carries', () => {
    const answers = mark({ kind: MARK.answers, t0: 61_002_000, t1: 61_012_000, a: 3, b: 4, extra: 7 });
    expect(tooltipOf(answers, wording)).toEqual(['C3 → C4: answers of 7 clients (q2)', 'sent 1:01.002, arrived 1:01.012, hop 10 ms']);
    expect(wordsOf(answers, wording)).toEqual({ what: 'answers', from: 'C3', to: 'C4', sent: '1:01.002', arrived: '1:01.012', carries: '7' });
  });
  it('names the server at its end', () => {
    expect(tooltipOf(mark({ kind: MARK.question, t0: 1e6, t1: 1_040_000, a: -1, b: 4 }), wording)[0]).toBe('server → C4: question (q2)');
    expect(wordsOf(mark({ kind: MARK.answers, t0: 1e6, t1: 1_040_000, a: 4, b: -1, extra: 1 }), wording).to).toBe('server');
  });
  it('says what was lost and what is still under way', () => {
    expect(tooltipOf(mark({ kind: MARK.lostAnswers, t0: 1e6, t1: 1_010_000, a: 3, b: 4, extra: 2 }), wording)).toEqual([
      'C3 → C4: answers of 2 clients, lost (q2)',
      'sent 0:01.000, lost, hop 10 ms',
    ]);
    expect(wordsOf(mark({ kind: MARK.question, t0: 1e6, t1: 2e9, a: 3, b: 4 }), wording).arrived).toBe('under way');
  });
  it('does not invent what a message of a large estate carries', () => {
    const words = wordsOf(mark({ kind: MARK.answers, a: 3, b: 4 }), { ...wording, carriesKnown: false });
    expect(words.carries).toBe('not recorded');
  });
  it('tells directions of links and roles', () => {
    expect(whatOf(mark({ kind: MARK.linkOpened, extra: 1 }))).toBe('backward link opened');
    expect(tooltipOf(mark({ kind: MARK.roleGained, extra: 0, a: 5, t0: 1e6, t1: 1e6 }), wording)).toEqual(['C5 becomes forward leader', 'at 0:01.000']);
  });
  it('has microseconds where a message takes less than a millisecond', () => {
    expect(wordsOf(mark({ kind: MARK.question, t0: 1e6, t1: 1_000_500, a: 1, b: 2 }), wording).arrived).toBe('0:01.000500');
  });
  it('counts subnets exactly', () => {
    const counts = { subnet: 7, clients: 226, t: 2e6, question: 2, received: 120, heard: 0, links: 1, trouble: 2 };
    expect(countsTip(counts, wording)).toEqual([
      '10.0.7.0/24 at 0:02.000',
      '120 of 226 clients have q2, 0 heard by the server; 1 link or role change; 2 lost or failed',
    ]);
    expect(countsTip({ ...counts, question: -1, links: 0, trouble: 0 }, wording)[1]).toBe('226 clients, nothing to show');
  });
});

describe('the time axis', () => {
  it('has round instants with as many decimals as tell them apart', () => {
    expect(timeTicks(0, 600e6, 3).map((tick) => tick.text)).toEqual(['0:00', '5:00', '10:00']);
    expect(timeTicks(0, 60e6, 4).map((tick) => tick.text)).toEqual(['0:00', '0:15', '0:30', '0:45', '1:00']);
    expect(timeTicks(102e6, 102_200_000, 4).map((tick) => tick.text)).toEqual(['1:42.00', '1:42.05', '1:42.10', '1:42.15', '1:42.20']);
  });
  it('has different words at every tick, from microseconds to days', () => {
    for (const span of [200, 5_000, 70_000, 900_000, 4e6, 90e6, 4e9, 8e10]) {
      const texts = timeTicks(102e6, 102e6 + span, 8).map((tick) => tick.text);
      expect(new Set(texts).size).toBe(texts.length);
      expect(texts.length).toBeGreaterThan(1);
    }
  });
  it('has nothing before the beginning', () => {
    expect(timeTicks(-50e6, 50e6, 8).every((tick) => tick.t >= 0)).toBe(true);
    expect(decimalsFor(1e6)).toBe(0);
    expect(decimalsFor(1)).toBe(6);
  });
});
