/** For each rule that the log, or a sentence, cites: what it says in one line, and how far to trust it. */
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
  'NET-1': { title: 'What leaves a site takes its WAN link; a cut one carries nothing, what is lost is sent again', grade: 'assumption' },
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

/** Rules of the network that no row of the log follows by itself, and that sentences cite. */
export const NETWORK_RULE_TEXTS: Readonly<Record<'NET-2' | 'NET-3' | 'NET-4' | 'NET-5' | 'NET-6' | 'NET-7', RuleText>> = {
  'NET-2': { title: 'A link carries one message after the other; what comes meanwhile waits in line', grade: 'assumption' },
  'NET-3': { title: 'Within a site it is a LAN; between sites, and for remote clients always, a WAN', grade: 'documented' },
  'NET-4': { title: 'Throttles delay what a server sends to clients, and nothing else', grade: 'documented' },
  'NET-5': { title: 'A link below 128 kbit/s is flagged as slow', grade: 'assumption' },
  'NET-6': { title: 'Every byte is booked once as sent, and once as received, lost or in flight', grade: 'assumption' },
  'NET-7': { title: 'Without peering every client would talk to its server for everything', grade: 'assumption' },
};

/** What the rules say that a sentence cites besides its own, each with its id. */
export function citedTexts(sentence: string, own: RuleId): readonly string[] {
  const cited = new Set(sentence.match(/NET-[1-7](?!\d)/g) ?? []);
  cited.delete(own);
  const texts: Readonly<Record<string, RuleText>> = { ...NETWORK_RULE_TEXTS, 'NET-1': RULE_TEXTS['NET-1'] };
  return [...cited].flatMap((id) => (texts[id] === undefined ? [] : [`${id}: ${texts[id].title}`]));
}
