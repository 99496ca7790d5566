/** Questions and actions as stories: small worlds from text, each played in the simulation and in the reference, which must agree to the last row. */
import { describe, expect, it } from 'vitest';
import { createSimulation } from '../sim/simulation';
import type { Simulation } from '../sim/types';
import { firstDifference } from './compare';
import { SECOND, toWorld, type PlainWorld } from './plain-world';
import { Reference } from './reference';
import { plainFromText, seconds } from './world-from-text';

const ASKED = 200;
const MILLISECOND = 1000;

/** Plays the story to its end in both; the change is for what the text has no words for. */
function play(text: string, change: (world: PlainWorld) => void = () => {}): Simulation {
  const plain = plainFromText(text);
  change(plain);
  const world = toWorld(plain);
  const simulation = createSimulation(world);
  expect(firstDifference(simulation, new Reference(world))).toBeNull();
  return simulation;
}

/** Whole milliseconds after 200 s: network-stories.test.ts counts the microseconds that messages take on links. */
const milliseconds = (t: number): number => Math.round((t - ASKED * SECOND) / MILLISECOND);

/** Rows about questions, one a line: milliseconds after 200 s, the last number of each address, the kind. */
function story(simulation: Simulation, kinds: RegExp, until = '600s'): string[] {
  const name = (slot: number): string => (slot < 0 ? '' : ` .${simulation.addressText(slot).split('.').at(-1)}`);
  const lines: string[] = [];
  for (let id = 1; id <= simulation.log.lastId; id++) {
    const row = simulation.log.get(id);
    if (!row || !kinds.test(row.kind) || row.t > seconds(until)) continue;
    lines.push(`${milliseconds(row.t)}${name(row.client)} ${row.kind}${name(row.peer)}${row.amount > 0 ? ` ×${row.amount}` : ''}`);
  }
  return lines;
}
const first = (simulation: Simulation) => simulation.questions()[0]!;
const answers = (simulation: Simulation): string => first(simulation).answers.map(({ value, count }) => `${value} ×${count}`).join(', '); // prettier-ignore

/** The server is 50 ms away, a hop takes 5 + 5 ms; the links are so fast that a message takes less than two microseconds on each. */
const farServer = (plain: PlainWorld): void => {
  const fast = { upBps: 10_000_000_000, downBps: 10_000_000_000, lanBps: 10_000_000_000 };
  plain.sites[0] = { id: 'hq', kind: 'headquarters', wan: 50 * MILLISECOND, lan: 5 * MILLISECOND, ...fast };
  plain.servers[0] = { id: 'ts', kind: 'server', site: null, upstream: null };
};

describe('a wave down the chain', () => {
  it('of five clients with slow sensors brings answers to the server 240, 340, 440, 540 and 3140 ms after it was asked (Q-3, worked example of §12)', () => {
    const simulation = play(
      `clients 10.0.0.1-5
       settings {"answerHold": 0, "protocolOverheads": false, "hopProcessing": 0.005}
       client .1 {"sensorTime": 0.1}
       client .2 {"sensorTime": 0.2}
       client .3 {"sensorTime": 0.3}
       client .4 {"sensorTime": 0.4}
       client .5 {"sensorTime": 3}
       at 200s ask q1 Operating System`,
      farServer,
    );
    expect(story(simulation, /collected|completed/)).toEqual([
      '240 .5 answers.collected ×1',
      '340 .5 answers.collected ×1',
      '440 .5 answers.collected ×1',
      '540 .5 answers.collected ×1',
      '3140 .5 answers.collected ×1',
      '3140 question.completed ×5',
    ]);
    expect(simulation.ledger().byClass.answer).toEqual({ lan: 0, wan: 0 });
  });

  it('enters at every backward leader at once and leaves at the forward leaders (Q-1)', () => {
    const simulation = play('clients 10.0.0.1-5\nblock .2 <-> .3\nat 200s ask q1 Is Virtual', farServer);
    expect(story(simulation, /received/)).toEqual([
      '50 .1 question.received',
      '50 .3 question.received',
      '60 .2 question.received .1',
      '60 .4 question.received .3',
      '70 .5 question.received .4',
      '80 .2 answers.received .1 ×1',
      '80 .4 answers.received .3 ×1',
      '90 .5 answers.received .4 ×2',
    ]);
    expect(story(simulation, /collected/)).toEqual(['130 .2 answers.collected ×2', '140 .5 answers.collected ×3']);
  });

  it('does not wait for sensors: a client forwards the question when it arrives, then runs its sensor, then answers (Q-2)', () => {
    const simulation = play('clients 10.0.0.1-3\nclient .1 {"sensorTime": 5}\nat 200s ask q1 Is Virtual', farServer);
    expect(story(simulation, /question\.(received|answered)/)).toEqual([
      '50 .1 question.received',
      '60 .2 question.received .1',
      '70 .3 question.received .2',
      '80 .2 question.answered',
      '90 .3 question.answered',
      '5050 .1 question.answered',
    ]);
  });

  it('merges answers: one message a link and one to the server where nobody is slow (Q-3)', () => {
    const simulation = play('clients 10.0.0.1-4\nat 200s ask q1 Is Virtual', farServer);
    expect(story(simulation, /answers\.(sent|partial)/)).toEqual([
      '70 .1 answers.sent .2 ×1',
      '80 .2 answers.sent .3 ×2',
      '90 .3 answers.sent .4 ×3',
      '100 .4 answers.sent ×4',
    ]);
    expect(first(simulation).messages).toEqual({ lan: 6, wan: 2 });
  });

  it('sends on what it has when the hold is over, not final, and the rest later (Q-3)', () => {
    const text = 'clients 10.0.0.1-3\nclient .2 {"sensorTime": 3}\nat 200s ask q1 Is Virtual';
    expect(story(play(text, farServer), /answers\.(sent|partial)/)).toEqual([
      '70 .1 answers.sent .2 ×1',
      '1080 .2 answers.partial .3 ×1',
      '1090 .3 answers.partial ×2',
      '3060 .2 answers.sent .3 ×1',
      '3070 .3 answers.sent ×1',
    ]);
  });

  it('waits without limit for a slow sensor where answers are held for ever (Q-3)', () => {
    const text = 'clients 10.0.0.1-3\nclient .2 {"sensorTime": 3}\nsettings {"answerHold": "never"}\nat 200s ask q1 Is Virtual';
    expect(story(play(text, farServer), /answers\.(sent|partial)/)).toEqual([
      '70 .1 answers.sent .2 ×1',
      '3060 .2 answers.sent .3 ×2',
      '3070 .3 answers.sent ×3',
    ]);
  });
});

describe('who hears of a question, and when', () => {
  it('a client handles it once, though the registration brings a second copy (Q-4)', () => {
    const far = (plain: PlainWorld): void => {
      farServer(plain);
      plain.sites[0]!.wan = SECOND;
    };
    const text = 'clients 10.0.0.1-3\nsettings {"normalRegistration": [2, 2], "connectTimeout": 9}\nat 200s ask q1 Is Virtual';
    const simulation = createSimulation(toWorld(changed(text, far)));
    simulation.advanceTo(201.5 * SECOND);
    const byRegistration: number[] = [];
    simulation.eachMessageInFlight((_what, _question, _from, to, _sentAt, _arrivesAt, _amount, registration) => {
      if (registration) byRegistration.push(to);
    });
    expect(byRegistration.sort((a, b) => a - b)).toEqual([0, 1, 2]);
    expect(first(simulation).received).toBe(3);
    const whole = play(text, far);
    for (const kind of [/question\.received/, /question\.answered/]) expect(story(whole, kind)).toHaveLength(3);
    expect(first(whole)).toMatchObject({ tested: 3, passed: 3 });
  });

  it('a client that no forward link reaches and that is no backward leader hears at its next registration, and passes it on (LINK-11, REG-5)', () => {
    const simulation = play('clients 10.0.0.1-4\nblock .1 -> .2\nblock .1 -> .3\nblock .1 -> .4\nat 200s ask q1 Is Virtual', farServer);
    const received = story(simulation, /question\.received/);
    expect(received[0]).toBe('50 .1 question.received');
    expect(received).toHaveLength(4);
    const late = [1, 2, 3].map((client) => simulation.questionAt(first(simulation).number, client)!);
    const bySelf = late.filter((at) => at.from?.kind === 'registration');
    expect(late[0]!.from).toEqual({ kind: 'registration' });
    expect(bySelf.length).toBeGreaterThanOrEqual(1);
    for (const { receivedAt } of late) {
      expect(receivedAt! - ASKED * SECOND).toBeGreaterThan(SECOND);
      expect(receivedAt! - ASKED * SECOND).toBeLessThanOrEqual(90 * SECOND + 100 * MILLISECOND);
    }
    expect(first(simulation)).toMatchObject({ estimated: 4, tested: 4 });
  });

  it('the server offers it in every registration answer until it expires, also to clients that come online later (REG-6, Q-5)', () => {
    const text = (start: number): string => `clients 10.0.0.1-3\nclient .2 {"online": false}\nat 200s ask q1 Is Virtual\nat ${start}s start .2\nuntil 1000`;
    const late = play(text(790), farServer);
    expect(story(late, /question\.received/, '1000s').at(-1)).toBe('590100 .2 question.received');
    expect(first(late)).toMatchObject({ estimated: 3, tested: 3, open: false });
    const tooLate = play(text(801), farServer);
    expect(story(tooLate, /question\.received/, '1000s')).toHaveLength(2);
    expect(first(tooLate)).toMatchObject({ estimated: 2, tested: 2, open: false });
  });

  it('a copy that was lost in an outage is offered again at the next registration (REG-6, Q-10)', () => {
    // both copies of the first second arrive into a cut network: the server's, and that of the registration at 200 s
    const text = 'clients 10.0.0.1\nsettings {"normalRegistration": [40, 40]}\nat 200s ask q1 Is Virtual\nat 200.01s cutWan hq\nat 200.2s restoreWan hq';
    const expected = ['50 .1 question.lost', '100 .1 question.lost', '40100 .1 question.received'];
    const simulation = createSimulation(toWorld(changed(text, farServer)));
    simulation.advanceTo(simulation.world.duration);
    expect(story(simulation, /question\.(lost|received)/)).toEqual(expected);
    expect(story(play(text, farServer), /question\.(lost|received)/)).toEqual(expected);
  });

  it('it is offered again while the copy before is still on its way, also in a run that nobody looks at (REG-6)', () => {
    const far = (plain: PlainWorld): void => {
      farServer(plain);
      plain.sites[0]!.wan = 5 * SECOND;
    };
    // registrations at 202, 206 and 210 s; what the server sent at 200 s is lost in the cut, what the first brought arrives at 212 s
    const text = (acts: string): string => `clients 10.0.0.1\nsettings {"normalRegistration": [4, 4]}\n${acts}\nat 204.9s cutWan hq\nat 205.1s restoreWan hq`;
    const bytes = (acts: string): number => {
      const simulation = createSimulation(toWorld(changed(text(acts), far)));
      simulation.advanceTo(simulation.world.duration);
      return simulation.ledger().byClass.registration.wan;
    };
    const ask = 'at 200s ask q1 Is Virtual';
    expect(story(play(text(ask), far), /question\.(lost|received)/)).toEqual(['5000 .1 question.lost', '12000 .1 question.received']);
    expect(bytes(ask) - bytes('')).toBe(3 * 300);
  });

  it('an offer makes the registration answer larger: 300 bytes a question, 1,000 an action (REG-6)', () => {
    const bytes = (acts: string): number =>
      play(`clients 10.0.0.1-3\nclient .2 {"startAt": 250}\n${acts}\nuntil 260`, farServer).ledger().byClass.registration.wan;
    const silent = bytes('');
    expect(bytes('at 200s ask q1 Is Virtual') - silent).toBe(300);
    expect(bytes('at 200s deploy d1') - silent).toBe(1000);
    expect(bytes('at 200s ask q1 Is Virtual, Time Zone\nat 201s ask q2 Is Virtual\nat 202s deploy d1') - silent).toBe(1600);
  });

  it('answers that come after the expiry are dropped (Q-5)', () => {
    const simulation = play('clients 10.0.0.1-2\nclient .1 {"sensorTime": 3}\nsettings {"questionExpiry": 2}\nat 200s ask q1 Is Virtual', farServer);
    expect(story(simulation, /question\.(expired|answered)|collected/)).toEqual([
      '80 .2 question.answered',
      '1130 .2 answers.collected ×1',
      '2000 question.expired ×1',
    ]);
    expect(first(simulation)).toMatchObject({ estimated: 2, tested: 1, passed: 1, completeAt: null });
  });

  it('asked while the server is down or while nobody is online it waits for registrations, and says so (Q-1, REG-5)', () => {
    const down = play('clients 10.0.0.1-3\nat 199s stopServer ts\nat 200s ask q1 Is Virtual\nat 203s startServer ts', farServer);
    expect(first(down)).toMatchObject({ estimated: 3, tested: 3 });
    expect(story(down, /question\.received/).every((line) => Number(line.split(' ')[0]) > 3000)).toBe(true);
    const nobody = play('clients 10.0.0.1-2\nclient .1 {"online": false}\nclient .2 {"online": false}\nat 200s ask q1 Is Virtual', farServer);
    expect(first(nobody)).toMatchObject({ estimated: 0, tested: 0, firstAnswerAt: null, completeAt: null });
  });
});

describe('what is counted', () => {
  const three = 'clients 10.0.0.1-3\nsensor Colour red 1\nsensor Size big 1\n';

  it('equal answers of a counting question are merged into value and count, rows are not (Q-6)', () => {
    const counting = play(`${three}client .2 {"answer": "grün"}\nat 200s ask q1 Colour`, farServer);
    expect(answers(counting)).toBe('red ×2, grün ×1');
    const [red, green] = [12 + 3, 12 + 5];
    expect(counting.ledger().byClass.answer).toEqual({ lan: 80 + red + (80 + red + green), wan: 80 + red + green });
    const rows = play(`${three}client .2 {"answer": "grün"}\nat 200s ask q1 Colour, Size`, farServer);
    expect(answers(rows)).toBe('red | big ×2, grün | big ×1');
    const [redRow, greenRow] = [16 + 6, 16 + 8];
    expect(rows.ledger().byClass.answer).toEqual({ lan: 80 + redRow + (80 + redRow + greenRow), wan: 80 + 2 * redRow + greenRow });
  });

  it('a target is found out on the client: the others pass the question on, count as tested and do not answer (Q-7)', () => {
    const simulation = play(`${three}at 200s ask q1 Colour to .1 .3`, farServer);
    expect(first(simulation)).toMatchObject({ estimated: 3, tested: 3, passed: 2 });
    expect(answers(simulation)).toBe('red ×2');
    const nobody = play(`${three}at 200s ask q1 Colour to fraction 0`, farServer);
    expect(first(nobody)).toMatchObject({ estimated: 3, tested: 3, passed: 0, answers: [] });
    expect(first(nobody).completeAt).not.toBeNull();
  });

  it('who registered within 270 s is estimated, and who comes later is added: complete becomes incomplete and complete again (Q-7)', () => {
    const text = 'clients 10.0.0.1-3\nclient .3 {"online": false}\nat 50s stop .2\nat 400s ask q1 Is Virtual\nat 500s start .3\nuntil 600';
    const simulation = play(text, farServer);
    expect(story(simulation, /asked|completed/)).toEqual(['200000 question.asked ×1', '200120 question.completed ×1', '300175 question.completed ×2']);
  });

  it('tells when the first, half and 95 % of the answers were in (Q-7)', () => {
    const text = 'clients 10.0.0.1-4\nclient .3 {"sensorTime": 2}\nsettings {"answerHold": 0}\nat 200s ask q1 Is Virtual';
    const { firstAnswerAt, halfAt, p95At, completeAt } = first(play(text, farServer));
    expect([firstAnswerAt, halfAt, p95At, completeAt].map((t) => milliseconds(t!))).toEqual([150, 150, 2130, 2130]);
  });
});

describe('actions', () => {
  it('travel as questions do; their statuses come back as answers do, and everybody completes (Q-8)', () => {
    const simulation = play('clients 10.0.0.1-3\nsettings {"answerHold": 0}\nat 200s deploy d1', farServer);
    expect(story(simulation, /action\.started/)).toEqual(['50 .1 action.started', '60 .2 action.started', '70 .3 action.started']);
    expect(first(simulation)).toMatchObject({ kind: 'action', estimated: 3, tested: 3, passed: 3 });
    expect(answers(simulation)).toBe('Completed ×3');
    expect(simulation.questionAt(first(simulation).number, 1)).toMatchObject({ value: 'Completed', heard: 'Completed', done: true });
  });

  it('start spread over the time given; before that they are Waiting (Q-8)', () => {
    const text = 'clients 10.0.0.1-6\nsettings {"answerHold": 0}\nat 200s deploy d1 spread 60s\nuntil 600';
    const simulation = play(text, farServer);
    const starts = story(simulation, /action\.started/).map((line) => Number(line.split(' ')[0]));
    expect(starts).toHaveLength(6);
    expect(Math.max(...starts)).toBeLessThanOrEqual(60_000);
    expect(Math.max(...starts) - Math.min(...starts)).toBeGreaterThan(10_000);
    const early = createSimulation(toWorld(changed(text, farServer)));
    early.advanceTo(201 * SECOND);
    expect(answers(early)).toContain('Waiting ×');
  });

  it('a command that runs longer than it may has Failed, and what is not finished 660 s after its start is Expired (Q-8)', () => {
    const failed = play('clients 10.0.0.1-3\nsettings {"actionTimeout": 1}\nat 200s deploy d1', farServer);
    expect(answers(failed)).toBe('Failed ×3');
    const expired = play('clients 10.0.0.1-3\nat 200s deploy d1\nat 200.5s stopServer ts\nuntil 900', farServer);
    expect(story(expired, /expired/, '900s')).toEqual(['660000 question.expired']);
    expect(answers(expired)).toBe('Expired ×3');
    expect(expired.report().deployments[0]).toMatchObject({ targets: 3, completed: 0, failed: 0, expired: 3 });
  });

  it('none runs where the action lock is on: the client says Waiting, and is done (Q-9)', () => {
    const simulation = play('clients 10.0.0.1-3\nclient .2 {"actionLock": true}\nat 200s deploy d1', farServer);
    expect(story(simulation, /action\.started/)).toEqual(['50 .1 action.started', '70 .3 action.started']);
    expect(answers(simulation)).toBe('Completed ×2, Waiting ×1');
    expect(first(simulation)).toMatchObject({ tested: 3, passed: 3 });
  });
});

describe('what is lost', () => {
  it('answers in flight when the next client dies are sent again once there is a new link (Q-10)', () => {
    const simulation = play('clients 10.0.0.1-3\nat 200.065s stop .2\nat 200s ask q1 Is Virtual', farServer);
    expect(story(simulation, /answers/)).toEqual([
      '70 .1 answers.sent .2 ×1',
      '80 .1 answers.lost .2 ×1',
      '1090 .3 answers.partial ×1',
      '1140 .3 answers.collected ×1',
      // silence is noticed after 30 s, .2 does not answer for 3 s, .3 does
      '33075 .1 answers.sent .3 ×1',
      '33085 .3 answers.received .1 ×1',
      '33085 .3 answers.sent ×1',
      '33135 .3 answers.collected ×1',
    ]);
    expect(first(simulation)).toMatchObject({ estimated: 3, tested: 2 });
  });

  it('a question that dies with a client reaches those behind it by registration (Q-10, REG-6)', () => {
    const simulation = play('clients 10.0.0.1-3\nat 200.055s stop .2\nat 200s ask q1 Is Virtual', farServer);
    expect(story(simulation, /question\.lost/)).toEqual(['60 .2 question.lost .1']);
    expect(simulation.questionAt(first(simulation).number, 2)).toMatchObject({ from: { kind: 'registration' } });
    expect(first(simulation)).toMatchObject({ tested: 2 });
  });

  it('answers that the server did not get are sent again a minute later (Q-10)', () => {
    const simulation = play('clients 10.0.0.1-2\nat 200.1s stopServer ts\nat 210s startServer ts\nat 200s ask q1 Is Virtual', farServer);
    expect(story(simulation, /answers/)).toEqual([
      '70 .1 answers.sent .2 ×1',
      '80 .2 answers.received .1 ×1',
      '80 .2 answers.sent ×2',
      '130 .2 answers.lost ×2',
      '60130 .2 answers.sent ×2',
      '60180 .2 answers.collected ×2',
    ]);
  });
});

function changed(text: string, change: (world: PlainWorld) => void): PlainWorld {
  const plain = plainFromText(text);
  change(plain);
  return plain;
}
