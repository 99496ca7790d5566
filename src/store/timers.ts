/**
 * Random or aligned timers (REG-3): the same scenario as another document. What the timers were before is kept in the file's `extensions`, so
 * that the way back is exact, also from a link or on another day.
 */
import type { Scenario, ScenarioSettings } from '../scenario/types';
import { useDocument } from './document-store';
import { changeScenario, type Source } from './session';
import { parseDuration } from './units';

export type Timers = 'random' | 'aligned';

/** Every client registers at the same instants. */
const ALIGNED = { normalRegistration: ['60s', '60s'], startWindow: '0s' } as const satisfies ScenarioSettings;
/** REG-3, and the start window of a scenario that names none. */
const DEFAULT_RANGE = ['30s', '90s'] as const;
const DEFAULT_WINDOW = '1m';
const EXTENSION = 'chainscope';

/** What is kept of the timers while they are aligned. */
interface KeptTimers {
  readonly normalRegistration?: readonly [string, string];
  readonly startWindow?: string;
  /** The scenario as it was is this built-in one. */
  readonly builtIn?: string;
}

export function timersOf({ settings }: Scenario): Timers {
  const [shortest, longest] = settings?.normalRegistration ?? DEFAULT_RANGE;
  const isSame = parseDuration(shortest) === parseDuration(longest);
  return isSame && parseDuration(settings?.startWindow ?? DEFAULT_WINDOW) === 0 ? 'aligned' : 'random';
}

/** Mean gap between two normal registrations of a client, in µs (REG-3). */
export function meanGapOf({ settings }: Scenario): number {
  const [shortest, longest] = settings?.normalRegistration ?? DEFAULT_RANGE;
  const mean = ((parseDuration(shortest) ?? 0) + (parseDuration(longest) ?? 0)) / 2;
  return mean > 0 ? mean : 60_000_000;
}

/** Between what the gaps are drawn when timers are random: as in the file, or as it was before they were aligned. */
export function randomRangeOf(scenario: Scenario): readonly [string, string] {
  if (timersOf(scenario) === 'aligned') return keptIn(scenario).normalRegistration ?? DEFAULT_RANGE;
  return scenario.settings?.normalRegistration ?? DEFAULT_RANGE;
}

export function withAligned(scenario: Scenario, builtIn: string | null): Scenario {
  const { normalRegistration, startWindow } = scenario.settings ?? {};
  const kept: KeptTimers = {
    ...(normalRegistration === undefined ? {} : { normalRegistration }),
    ...(startWindow === undefined ? {} : { startWindow }),
    ...(builtIn === null ? {} : { builtIn }),
  };
  return {
    ...scenario,
    settings: { ...scenario.settings, ...ALIGNED },
    extensions: { ...scenario.extensions, [EXTENSION]: { ...asObject(scenario.extensions?.[EXTENSION]), timers: kept } },
  };
}

/** As they were before; the defaults where nobody knows. */
export function withRandom(scenario: Scenario): Scenario {
  const { normalRegistration, startWindow } = keptIn(scenario);
  const { normalRegistration: _range, startWindow: _window, ...others } = scenario.settings ?? {};
  const settings: ScenarioSettings = {
    ...others,
    ...(normalRegistration === undefined ? {} : { normalRegistration }),
    ...(startWindow === undefined ? {} : { startWindow }),
  };
  const { settings: _settings, extensions, ...rest } = scenario;
  const left = withoutKept(extensions);
  return {
    ...rest,
    ...(Object.keys(settings).length === 0 ? {} : { settings }),
    ...(left === undefined ? {} : { extensions: left }),
  };
}

function withoutKept(extensions: Scenario['extensions']): Scenario['extensions'] {
  if (extensions === undefined) return undefined;
  const { [EXTENSION]: own, ...others } = extensions;
  const { timers: _timers, ...ours } = asObject(own);
  const left = Object.keys(ours).length === 0 ? others : { ...others, [EXTENSION]: ours };
  return Object.keys(left).length === 0 ? undefined : left;
}

/** Extensions come from outside: what is not as we write it is not there. */
function keptIn({ extensions }: Scenario): KeptTimers {
  const { normalRegistration, startWindow, builtIn } = asObject(asObject(extensions?.[EXTENSION])['timers']);
  return {
    ...(isRange(normalRegistration) ? { normalRegistration } : {}),
    ...(isDuration(startWindow) ? { startWindow } : {}),
    ...(typeof builtIn === 'string' ? { builtIn } : {}),
  };
}

const asObject = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Readonly<Record<string, unknown>>) : {};
const isDuration = (value: unknown): value is string => typeof value === 'string' && parseDuration(value) !== null;
const isRange = (value: unknown): value is readonly [string, string] => Array.isArray(value) && value.length === 2 && value.every(isDuration);

/** The same scenario, acts and time with the other timers; one step of the history. Throws what the engine refuses. */
export async function changeTimers(wanted: Timers): Promise<void> {
  const { loaded } = useDocument.getState();
  if (loaded === null || timersOf(loaded.scenario) === wanted) return;
  if (wanted === 'aligned') {
    await changeScenario({ scenario: withAligned(loaded.scenario, loaded.builtIn) });
    return;
  }
  const { builtIn } = keptIn(loaded.scenario);
  const plain: Source = { scenario: withRandom(loaded.scenario) };
  if (builtIn === undefined) await changeScenario(plain);
  // A link may name a built-in scenario that this page does not have.
  else await changeScenario({ builtIn }).catch(() => changeScenario(plain));
}
