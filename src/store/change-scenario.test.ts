import { beforeEach, describe, expect, it } from 'vitest';
import type { Command, EngineReport, LoadedScenario, Status } from '../engine/contract';
import type { Scenario, TimelineItem } from '../scenario/types';
import { useDocument } from './document-store';
import { act, bindEngine, changeScenario, load, play, redo, seek, undo, type EngineLink } from './session';
import { useStatus } from './status-store';
import { changeTimers, timersOf } from './timers';

/** Loads what it is given with the acts and the time that come with it; one built-in scenario is called "known". */
class LoadingEngine {
  acts: readonly TimelineItem[] = [];
  time = 0;
  playing = false;
  epoch = 0;
  refuses = false;
  private report: (report: EngineReport) => void = () => undefined;

  get link(): EngineLink {
    return {
      send: ((command: Command) => this.send(command)) as EngineLink['send'],
      query: () => Promise.reject(new Error('unused')),
      listen: (handler) => {
        this.report = handler;
        return () => undefined;
      },
      returnFrame: () => undefined,
      pending: 0,
    };
  }
  private async send(command: Command): Promise<unknown> {
    await Promise.resolve();
    if (command.do === 'load') return this.load(command);
    if (command.do === 'intervene') this.acts = [...this.acts, { at: `${this.time}us`, ...command.act } as TimelineItem];
    if (command.do === 'setInterventions') this.acts = command.items;
    if (command.do === 'seek') this.time = command.to;
    if (command.do === 'play') this.playing = true;
    this.tell();
    return null;
  }
  private tell(): void {
    const state = this.playing ? 'playing' : 'paused';
    const status = { epoch: this.epoch, state, time: this.time, interventions: this.acts, milestones: [], speed: 7, auto: false };
    this.report({ kind: 'status', status: status as unknown as Status });
  }
  private load({ source, interventions = [], seekTo = 0 }: Command & { do: 'load' }): LoadedScenario {
    if (this.refuses || ('builtIn' in source && source.builtIn !== 'known')) throw new Error('refused');
    const scenario = 'scenario' in source ? source.scenario : 'text' in source ? (JSON.parse(source.text) as Scenario) : plain;
    this.acts = interventions;
    this.time = seekTo;
    this.playing = false;
    const loaded = {
      epoch: ++this.epoch,
      builtIn: 'builtIn' in source ? source.builtIn : null,
      scenario,
      text: JSON.stringify(scenario),
      clientCount: 1,
      warnings: [],
      durationMicros: 1,
      interventions,
    };
    this.report({ kind: 'loaded', loaded });
    this.tell();
    return loaded;
  }
}

const plain: Scenario = { format: 'chainscope-scenario', version: 1, name: 'plain', sites: [], subnets: [] };
const stop = (address: string) => ({ do: 'stop', clients: [address], orderly: false }) as const;
const open = () => useDocument.getState().loaded!;
let engine: LoadingEngine;
beforeEach(async () => {
  engine = new LoadingEngine();
  useDocument.setState({ loaded: null, acts: [], past: [], future: [] });
  useStatus.setState({ status: null });
  bindEngine(engine.link);
  await load({ builtIn: 'known' });
  await act(stop('10.0.0.1'));
  await seek(5_000_000);
});

describe('another scenario as a step of the history', () => {
  it('keeps the acts, the time and whether it plays', async () => {
    await play();
    await changeScenario({ scenario: { ...plain, name: 'other' } });
    expect(open().scenario.name).toBe('other');
    expect(engine).toMatchObject({ time: 5_000_000, playing: true });
    expect(engine.acts).toHaveLength(1);
  });
  it('is undone and redone like an act, and what came before it stays undoable', async () => {
    await changeScenario({ scenario: { ...plain, name: 'other' } });
    await act(stop('10.0.0.2'));
    await undo();
    expect([open().scenario.name, useDocument.getState().acts.length]).toEqual(['other', 1]);
    await undo();
    expect([open().builtIn, useDocument.getState().acts.length, engine.time]).toEqual(['known', 1, 5_000_000]);
    await undo();
    expect([open().builtIn, useDocument.getState().acts.length]).toEqual(['known', 0]);
    expect(await undo()).toBe(false);
    await redo();
    await redo();
    await redo();
    expect([open().scenario.name, useDocument.getState().acts.length]).toEqual(['other', 2]);
    expect(await redo()).toBe(false);
  });
  it('that is refused leaves document and history as they were', async () => {
    const { past } = useDocument.getState();
    engine.refuses = true;
    await expect(changeScenario({ scenario: plain })).rejects.toThrow('refused');
    expect(useDocument.getState()).toMatchObject({ past, future: [] });
    engine.refuses = false;
    await changeScenario({ scenario: { ...plain, name: 'other' } });
    engine.refuses = true;
    await expect(undo()).rejects.toThrow('refused');
    expect(useDocument.getState().past).toHaveLength(2);
    expect(open().scenario.name).toBe('other');
  });
});

describe('random and aligned timers (REG-3)', () => {
  it('are the same scenario run the other way, and back to the built-in one', async () => {
    await changeTimers('aligned');
    expect([timersOf(open().scenario), open().builtIn, engine.time]).toEqual(['aligned', null, 5_000_000]);
    await changeTimers('random');
    expect([timersOf(open().scenario), open().builtIn, useDocument.getState().past.length]).toEqual(['random', 'known', 3]);
  });
  it('come back also where the built-in scenario is not known any more', async () => {
    const text = JSON.stringify({
      ...plain,
      settings: { normalRegistration: ['60s', '60s'], startWindow: '0s' },
      extensions: { chainscope: { timers: { builtIn: 'gone' } } },
    });
    await load({ text });
    await changeTimers('random');
    expect(open().scenario).toEqual(plain);
  });
  it('that are wanted already change nothing', async () => {
    const { epoch } = engine;
    await changeTimers('random');
    expect(engine.epoch).toBe(epoch);
  });
});
