/** Questions and actions with names → with numbers of the world: sensors of the list, and whom they are for. */
import type { ActWithoutTime } from '../sim/types';
import type { SensorSpec, TargetSpec } from '../sim/world';
import type { Path, ProblemList } from './problems';
import { quote } from './problems';
import type { Place } from './resolve-names';
import { client, lookUp, subnetOf } from './resolve-names';
import { findSensor, foldSensorName, nearestSensor, sensorSpec } from './sensors';
import { textKey } from './text-key';
import type { Target, TimelineAct } from './types';
import { parseDuration } from './units';

type Ask = Extract<TimelineAct, { do: 'ask' }>;
type Deploy = Extract<TimelineAct, { do: 'deploy' }>;

export function resolveAsk(act: Ask, at: Place): ActWithoutTime | null {
  const sensors = resolveSensors(act.sensors, at);
  const target = resolveTarget(act.target, at);
  return sensors === null || target === null ? null : { do: 'ask', id: act.id, sensors, target };
}

/** Files come with a later version; what the package asks for is checked all the same. */
export function resolveDeploy(act: Deploy, at: Place): ActWithoutTime | null {
  const target = resolveTarget(act.target, at);
  if (target === null) return null;
  if (act.file !== undefined) return { do: 'later', what: 'deploy with a file' };
  return { do: 'deploy', id: act.id, key: textKey(act.id), target, distribute: parseDuration(act.distribute ?? '0s') ?? 0 };
}

/** Null when one occurs twice. A name that the list does not have is no reason to refuse: clients have no results for it. */
function resolveSensors(names: readonly string[], at: Place): readonly SensorSpec[] | null {
  const seen = new Map<string, number>();
  let distinct = true;
  names.forEach((name, i) => {
    const key = foldSensorName(name);
    const first = seen.get(key);
    if (first === undefined) {
      seen.set(key, i);
      return;
    }
    distinct = false;
    at.problems.addAt([...at.path, 'sensors', i], 'sensor.duplicate', `the sensor ${quote(name)} is already in this question (sensors[${first}]).`, {
      got: name,
      hint: 'Ask for each sensor once.',
    });
  });
  return distinct ? names.map(sensorSpec) : null;
}

/** Adds every sensor that the list does not have, with the nearest one: a note about a file, a problem of what somebody has just typed. */
export function reportUnknownSensors(names: readonly string[], path: Path, list: ProblemList, consequence: string): void {
  names.forEach((name, i) => {
    if (list.isFull || findSensor(name) !== undefined) return;
    const near = nearestSensor(name);
    const sentence = `there is no sensor ${quote(name)} in the list; the nearest is ${quote(near)}.${consequence}`;
    list.addAt([...path, 'sensors', i], 'sensor.unknown', sentence, { got: name });
  });
}

function resolveTarget(target: Target | undefined, at: Place): TargetSpec | null {
  if (target === undefined || target === 'all') return { kind: 'all' };
  if ('fraction' in target) return { kind: 'fraction', ppm: Math.round(target.fraction * 1_000_000) };
  if ('site' in target) {
    const site = lookUp(at.names.siteIds, target.site, 'site', [...at.path, 'target', 'site'], at.problems);
    return site === null ? null : { kind: 'site', site };
  }
  if ('subnet' in target) {
    const subnet = subnetOf(target.subnet, [...at.path, 'target', 'subnet'], at);
    return subnet === null ? null : { kind: 'subnet', subnet: subnet.index };
  }
  const slots = target.addresses.map((address, i) => client(address, [...at.path, 'target', 'addresses', i], at));
  const known = slots.filter((slot) => slot !== null);
  // Each once and in order: how a list is written decides nothing.
  return known.length < slots.length ? null : { kind: 'clients', clients: [...new Set(known)].sort((a, b) => a - b) };
}
