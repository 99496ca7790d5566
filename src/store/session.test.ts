import { beforeEach, describe, expect, it } from 'vitest';
import type { Command, EngineReport, LoadedScenario, Status } from '../engine/contract';
import type { TimelineItem } from '../scenario/types';
import { useDocument } from './document-store';
import type { EngineLink } from './session';
import { act, bindEngine, load, redo, seek, slowForMessages, undo } from './session';
import { useStatus } from './status-store';
import { toast, useUi } from './ui-store';

/** The least an engine does: keeps a list of acts and a time, reports after each command. Seeks wait until they are let go. */
class TinyEngine {
  readonly commands: Command[] = [];
  readonly pending = 0;
  acts: readonly TimelineItem[] = [];
  time = 0;
  epoch = 0;
  refuses = false;
  holdSeeks = false;
  private readonly held: (() => void)[] = [];
  private report: (report: EngineReport) => void = () => undefined;

  get link(): EngineLink {
    return {
      send: ((command: Command) => this.send(command)) as EngineLink['send'],
      query: () => Promise.reject(new Error('unused')),
      listen: (handler) => this.listen(handler),
      returnFrame: () => undefined,
      pending: 0,
    };
  }
  letGo(): void {
    for (const go of this.held.splice(0)) go();
  }
  private listen(handler: (report: EngineReport) => void): () => void {
    this.report = handler;
    return () => undefined;
  }
  private async send(command: Command): Promise<unknown> {
    this.commands.push(command);
    if (this.refuses) throw Object.assign(new Error('no'), { problems: [{ code: 'x', where: '', message: 'no' }] });
    if (command.do === 'load') return this.load();
    if (command.do === 'intervene') this.acts = [...this.acts, { at: `${this.time}us`, ...command.act } as TimelineItem];
    if (command.do === 'setInterventions') this.acts = command.items;
    if (command.do === 'seek') {
      if (this.holdSeeks) await new Promise<void>((resolve) => this.held.push(resolve));
      this.time = command.to;
    }
    this.report({
      kind: 'status',
      status: { epoch: this.epoch, state: 'paused', time: this.time, interventions: this.acts, milestones: [] } as unknown as Status,
    });
    return null;
  }
  private load(): LoadedScenario {
    this.acts = [];
    const loaded = {
      epoch: ++this.epoch,
      builtIn: null,
      scenario: { name: `no ${this.epoch}` },
      text: '{}',
      clientCount: 1,
      warnings: [],
      durationMicros: 1,
      interventions: [],
    } as unknown as LoadedScenario;
    this.report({ kind: 'loaded', loaded });
    return loaded;
  }
}

const stop = (address: string) => ({ do: 'stop', clients: [address], orderly: false }) as const;
let engine: TinyEngine;
beforeEach(async () => {
  engine = new TinyEngine();
  useDocument.setState({ loaded: null, acts: [], past: [], future: [] });
  bindEngine(engine.link);
  await load({ text: '{}' });
});

describe('undo and redo', () => {
  it('take acts back and bring them again, and never change time', async () => {
    await act(stop('10.0.0.1'));
    await seek(5_000_000);
    await act(stop('10.0.0.2'));
    await undo();
    expect(useDocument.getState().acts).toHaveLength(1);
    await undo();
    expect(useDocument.getState().acts).toHaveLength(0);
    expect(useStatus.getState().status?.time).toBe(5_000_000);
    await redo();
    await redo();
    expect(useDocument.getState().acts.map((item) => 'clients' in item && item.clients[0])).toEqual(['10.0.0.1', '10.0.0.2']);
    expect(await redo()).toBe(false);
  });

  it('take several acts that were given together as one step', async () => {
    await act(stop('10.0.0.1'), { do: 'start', clients: ['10.0.0.1'] });
    expect(useDocument.getState().acts).toHaveLength(2);
    await undo();
    expect(useDocument.getState().acts).toHaveLength(0);
  });

  it('a new act ends what could be redone', async () => {
    await act(stop('10.0.0.1'));
    await undo();
    await act(stop('10.0.0.2'));
    expect(await redo()).toBe(false);
    expect(useDocument.getState().acts).toHaveLength(1);
  });

  it('a refused act leaves no step behind', async () => {
    engine.refuses = true;
    await expect(act(stop('nobody'))).rejects.toThrow('no');
    expect(useDocument.getState().past).toHaveLength(0);
  });
});

describe('opening', () => {
  it('begins a new history and clears the selection', async () => {
    await act(stop('10.0.0.1'));
    useUi.setState({ selection: 3 });
    await load({ text: '{}' });
    expect(useDocument.getState()).toMatchObject({ acts: [], past: [], future: [] });
    expect(useUi.getState().selection).toBeNull();
  });

  it('that is refused leaves what is open', async () => {
    const { loaded } = useDocument.getState();
    engine.refuses = true;
    await expect(load({ text: 'bad' })).rejects.toThrow();
    expect(useDocument.getState().loaded).toBe(loaded);
    expect(useUi.getState().busy).toBeNull();
  });
});

describe('seeking while somebody drags', () => {
  it('asks for the latest wish only: one seek under way, one waiting', async () => {
    engine.holdSeeks = true;
    const first = seek(1_000);
    for (let to = 2_000; to <= 50_000; to += 1_000) void seek(to);
    engine.holdSeeks = false;
    engine.letGo();
    await first;
    expect(engine.commands.filter((command) => command.do === 'seek').map((command) => command.do === 'seek' && command.to)).toEqual([1_000, 50_000]);
    expect(useStatus.getState().status?.time).toBe(50_000);
  });
});

describe('an offer to undo', () => {
  it('ends with the next act and with a load: it speaks of the latest act only', async () => {
    const engine = new TinyEngine();
    bindEngine(engine.link);
    await load({ builtIn: 'a' });
    const offer = (): void => toast('Unplugged it.', { label: 'Undo', run: () => undefined });
    await act({ do: 'stop', clients: ['10.0.0.1'] });
    offer();
    await act({ do: 'start', clients: ['10.0.0.1'] });
    expect(useUi.getState().toasts).toEqual([]);
    offer();
    toast('Only said.');
    await undo();
    expect(useUi.getState().toasts.map((item) => item.text)).toEqual(['Only said.']);
    await load({ builtIn: 'b' });
    expect(useUi.getState().toasts).toEqual([]);
  });
});

describe('the speed', () => {
  const speeds = (tiny: TinyEngine) => tiny.commands.filter((command) => command.do === 'setSpeed').map((command) => command.speed);
  const at = (speed: number, auto: boolean): void => useStatus.setState({ status: { speed, auto } as unknown as Status });

  it('becomes Auto when somebody asks or follows at a speed at which no message can be seen', async () => {
    const tiny = new TinyEngine();
    bindEngine(tiny.link);
    at(10, false);
    await slowForMessages();
    expect(speeds(tiny)).toEqual(['auto']);
  });
  it('stays as it is when it is slow enough, or Auto already', async () => {
    const tiny = new TinyEngine();
    bindEngine(tiny.link);
    at(0.01, false);
    await slowForMessages();
    at(60, true);
    await slowForMessages();
    expect(speeds(tiny)).toEqual([]);
  });
});
