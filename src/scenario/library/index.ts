/** The built-in scenarios, in the order in which they are offered. The first one opens the page. */
import { askTenThousand } from './ask-ten-thousand';
import { chainAcrossWan } from './chain-across-wan';
import { dunderMifflin } from './dunder-mifflin';
import { figure1 } from './figure-1';
import { figure2 } from './figure-2';
import { firewallInSubnet } from './firewall-in-subnet';
import { hundredThousand, million, tenThousand } from './large';
import { mask24To22 } from './mask-24-to-22';
import { massRestart } from './mass-restart';
import { oneWayBlock } from './one-way-block';
import { questionFailure } from './question-failure';
import { questionLateClient } from './question-late-client';
import { questionSlowMotion } from './question-slow-motion';
import { questionSlowSensor } from './question-slow-sensor';
import { registrationOnly } from './registration-only';
import { threeQuestions } from './three-questions';
import { throttledBranch } from './throttled-branch';
import { alignedTimers, randomTimers } from './timers';
import { twoServers } from './two-servers';
import type { BuiltIn } from './types';
import { vpnIsolated, vpnNotIsolated } from './vpn';
import { vpnShare, vpnShare0, vpnShare100, vpnShare50 } from './vpn-share';
import { wanOutage } from './wan-outage';
import { zoneServer } from './zone-server';

export const BUILT_INS: readonly BuiltIn[] = [
  figure2,
  figure1,
  questionSlowMotion,
  questionSlowSensor,
  questionLateClient,
  questionFailure,
  threeQuestions,
  askTenThousand,
  registrationOnly,
  vpnShare,
  vpnShare0,
  vpnShare50,
  vpnShare100,
  chainAcrossWan,
  throttledBranch,
  wanOutage,
  zoneServer,
  alignedTimers,
  randomTimers,
  firewallInSubnet,
  oneWayBlock,
  twoServers,
  massRestart,
  vpnNotIsolated,
  vpnIsolated,
  mask24To22,
  dunderMifflin,
  tenThousand,
  hundredThousand,
  million,
];

export function builtIn(id: string): BuiltIn | undefined {
  return BUILT_INS.find((entry) => entry.id === id);
}
