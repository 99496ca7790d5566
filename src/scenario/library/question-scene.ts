/** What the scenarios about questions have in common: one server in a data center, branches, and a fleet whose chains stand from the first second on. */
import type { Scenario, ScenarioClient, ScenarioSubnet, TimelineItem } from '../types';

export interface QuestionScene {
  readonly name: string;
  readonly description: string;
  readonly seed: number;
  readonly duration: string;
  readonly subnets: readonly { readonly prefix: string; readonly clients: number }[];
  readonly clients?: readonly ScenarioClient[];
  readonly timeline: readonly TimelineItem[];
}

/** Everybody comes online at the same instant, so that nobody reflects for want of a neighbour: a question asked seconds later finds whole chains. */
export function questionScene(scene: QuestionScene): Scenario {
  const siteOf = (i: number): string => (scene.subnets.length === 1 ? 'branch' : `branch-${i + 1}`);
  const nameOf = (i: number): string => (scene.subnets.length === 1 ? 'Branch' : `Branch ${i + 1}`);
  return {
    format: 'chainscope-scenario',
    version: 1,
    name: scene.name,
    description: scene.description,
    seed: scene.seed,
    duration: scene.duration,
    servers: [{ id: 'ts', kind: 'server', site: 'dc' }],
    sites: [
      { id: 'dc', name: 'Data center', kind: 'datacenter' },
      ...scene.subnets.map((_, i) => ({ id: siteOf(i), name: nameOf(i), kind: 'branch' as const })),
    ],
    subnets: scene.subnets.map(({ prefix, clients }, i): ScenarioSubnet => ({ cidr: `${prefix}.0/24`, site: siteOf(i), clients })),
    ...(scene.clients === undefined ? {} : { clients: scene.clients }),
    settings: { startWindow: '0s' },
    timeline: scene.timeline,
  };
}
