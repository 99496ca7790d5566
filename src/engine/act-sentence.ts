/** One plain sentence for each act as people wrote it: the names of milestones. Sentences of events, many more, are not needed for the first picture. */
import type { ScenarioPeering, TimelineAct } from '../scenario/types';
import { askedItemWords } from './question-words';
import { listWords, MAX_SENTENCE, shorten } from './wording';

type ScenarioSites = readonly { readonly id: string; readonly name?: string }[];

/** What an act does, as people wrote it; sites by the names that the page shows. */
export function actSentence(act: TimelineAct, sites: ScenarioSites): string {
  const nameOfSite = (id: string): string => sites.find((site) => site.id === id)?.name ?? id;
  switch (act.do) {
    case 'stop':
      return shorten(`${act.orderly === true ? 'Stop' : 'Unplug'} ${listWords(act.clients)}`, MAX_SENTENCE);
    case 'start':
      return shorten(`Start ${listWords(act.clients)}`, MAX_SENTENCE);
    case 'move':
      return `Move ${act.client} to ${act.toSubnet}`;
    case 'block':
      return `Block ${act.rule.from} ${act.rule.bothWays === true ? '↔' : '→'} ${act.rule.to}`;
    case 'unblock':
      return `Unblock ${act.id}`;
    case 'setPeering':
      return shorten(`Change peering: ${peeringWords(act.peering)}`, MAX_SENTENCE);
    case 'cutWan':
      return `Cut the WAN of ${nameOfSite(act.site)}`;
    case 'restoreWan':
      return `Restore the WAN of ${nameOfSite(act.site)}`;
    case 'stopServer':
      return `Stop server ${act.server}`;
    case 'startServer':
      return `Start server ${act.server}`;
    case 'ask':
      return shorten(`Ask ${askedItemWords(act, nameOfSite)}`, MAX_SENTENCE);
    case 'deploy':
      return shorten(`Deploy ${askedItemWords(act, nameOfSite)}${act.file === undefined ? '' : ' (files are not simulated in this version)'}`, MAX_SENTENCE);
    case 'scan':
      return `Scan from ${act.satellite} (not simulated in this version)`;
    case 'verifySatellite':
      return `Verify satellite ${act.client} (not simulated in this version)`;
  }
}

const SETTING_WORDS: Readonly<Record<keyof ScenarioPeering, string>> = {
  addressMask: 'address mask',
  addressPrefixIPv6: 'IPv6 prefix',
  separated: 'separated subnets',
  isolated: 'isolated subnets',
  intentional: 'intentional subnets',
  peerListSize: 'peer list size',
  maxChain: 'longest chain',
  skipUnreachable: 'skipping of unreachable peers',
};

/** A setting of the server as people call it. */
export function settingWords(key: string): string {
  return key in SETTING_WORDS ? SETTING_WORDS[key as keyof ScenarioPeering] : key;
}

function peeringWords(peering: ScenarioPeering): string {
  return Object.entries(peering)
    .map(([key, value]) => `${settingWords(key)} ${Array.isArray(value) ? `(${value.length})` : value === null ? 'none' : String(value)}`)
    .join(', ');
}
