/** For each rule the log cites: what it says in one line, and how far to trust it. */
import type { RuleId } from '../sim/log';
import type { LogRow } from './contract';

interface RuleText {
  readonly title: string;
  readonly grade: LogRow['grade'];
}

export const RULE_TEXTS: Readonly<Record<RuleId, RuleText>> = {
  'REG-1': { title: 'A client that starts registers with its server and gets settings and a peer list', grade: 'documented' },
  'REG-2': { title: 'Every two to six hours a client registers initially again', grade: 'documented' },
  'REG-3': { title: 'Every 30 to 90 seconds a client reports to its server and takes what is new', grade: 'documented' },
  'REG-9': { title: 'With several server names a client prefers those that failed least', grade: 'documented' },
  'REG-10': { title: 'A client that reaches no server keeps its links and tries again after a minute', grade: 'assumption' },
  'CHAIN-4': { title: 'Isolated addresses peer with nobody and talk to the server both ways', grade: 'documented' },
  'CHAIN-6': { title: 'A chain never mixes the clients of two servers', grade: 'documented' },
  'CHAIN-8': { title: 'A change to peering reaches each client at its next initial registration', grade: 'documented' },
  'CHAIN-11': { title: 'After an initial registration a link stays only if the new list names its peer', grade: 'assumption' },
  'LINK-1': { title: 'A client opens one link forward and one backward, each on its own', grade: 'documented' },
  'LINK-2': { title: 'A client that reaches no peer in a direction connects to the server: reflection', grade: 'documented' },
  'LINK-4': { title: 'Candidates are tried nearest first; those that cannot be reached are skipped', grade: 'assumption' },
  'LINK-5': { title: 'A client accepts one link per side, and the nearer claimant takes it', grade: 'assumption' },
  'LINK-6': { title: 'A client that hears of a nearer peer tries it at once', grade: 'assumption' },
  'LINK-7': { title: 'An attempt without answer ends by time-out; reflecting clients keep trying', grade: 'assumption' },
  'LINK-8': { title: 'A silent death shows when keep-alives are missed', grade: 'assumption' },
  'LINK-9': { title: 'A client that stops in order tells its neighbours about each other', grade: 'patent' },
  'LINK-10': { title: 'A firewall rule blocks new and existing connections in one direction', grade: 'documented' },
  'SRV-1': { title: 'A Zone Server stands in for the server, for clients that must not reach it', grade: 'documented' },
  'NET-1': { title: 'What leaves a site takes its WAN link; a cut link carries nothing', grade: 'assumption' },
  'Q-1': { title: 'Questions enter a chain at its backward leader; answers leave at its forward leader', grade: 'documented' },
  'Q-2': { title: 'A client passes a question on at once, then runs its sensor, then answers', grade: 'assumption' },
  'Q-3': { title: 'Answers are merged on the way: a client waits for those behind it, but not for ever', grade: 'patent' },
  'Q-5': { title: 'A question expires after ten minutes; later answers are dropped', grade: 'documented' },
  'Q-7': { title: 'Whoever a question does not mean passes it on and counts as tested', grade: 'documented' },
  'Q-8': { title: 'An action travels as a question does, and statuses come back as answers do', grade: 'documented' },
  'Q-9': { title: 'An action lock on a client stops every action there', grade: 'documented' },
  'Q-10': { title: 'What is on a breaking link is lost; answers are sent again, questions come by registration', grade: 'assumption' },
  'REG-5': { title: 'A registration, too, brings a client what is new', grade: 'documented' },
  'LINK-11': { title: 'A client that no forward link reaches hears of a question when it next registers', grade: 'assumption' },
};
