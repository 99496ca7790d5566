/** What the figures of the ten-second answer rest on, rule by rule, and what they leave out. */
import type { Basis } from './figure';

const documented = (rule: string, text: string): Basis => ({ rule, text, grade: 'documented' });
const assumed = (rule: string, text: string): Basis => ({ rule, text, grade: 'assumption' });

export const BASIS = {
  leaders: documented('LINK-2', 'Each end of a chain connects to the server: one forward leader, one backward leader.'),
  isolated: documented('CHAIN-4', 'VPN clients are isolated: each is both leaders at once.'),
  mask: documented('CHAIN-1', 'Only clients of one /24 peer with each other: a chain has at most 254.'),
  spread: assumed('CHAIN-1', 'Clients are spread evenly over the sites, and in each over as few /24 as hold them, all reachable.'),
  outside: assumed('NET-3', 'The server stands outside all sites (cloud or data center): everything to and from it crosses a WAN.'),
  without: assumed('NET-7', 'Without peering every client talks to the server for everything, with both connections of an isolated one.'),
  everyone: documented('REG-4', 'Every client registers for itself, with the server, leader or not. Chains do not remove this.'),
  normal: documented('REG-3', 'Normal registrations at random intervals of 30 to 90 s: 60 s on average.'),
  initial: documented('REG-2', 'Initial registrations again after a random 2 to 6 h: 4 h on average.'),
  registrationSizes: assumed('§9', 'A normal registration has 400 + 200 bytes, an initial one 1,500 + 4,000, and 24 for each peer that it names.'),
  peerList: assumed('REG-8', 'A peer list names the nearest ten clients on either side; without peering it names nobody.'),
  chainCarries: documented('Q-1', 'A question goes to each backward leader, and its answers come back from each forward leader.'),
  merged: assumed('Q-3', 'Answers are merged in the chain: each client sends one message.'),
  counted: documented('Q-6', 'Equal answers to a question with one sensor are counted, not repeated.'),
  questionSizes: assumed('§9', 'A question with one sensor has 360 bytes; answers have 80, and 12 and its length for each distinct value.'),
  values: assumed('Q-6', 'The question is for “Operating System”, with seven values in made-up shares.'),
  backwardLeader: documented('FILE-2', 'Shards enter a chain through its backward leader and go on over the LAN.'),
  copies: documented('FILE-11', 'A file that nobody has crosses the WAN once for each chain with a target. All clients are targets.'),
  links: assumed('NET-1', 'Each site has one WAN link of the speed you gave, either way; each VPN client has an access link of its own with 20 Mbps down.'),
  server: assumed('NET-5', 'The server sends over one link of 10 Gbps, that of a data center.'),
  serial: assumed('NET-2', 'A link carries size × 8 ÷ rate and nothing else; links work side by side, so the slowest decides.'),
} as const satisfies Record<string, Basis>;

export const EXCLUSIONS = {
  tls: 'TLS: handshakes, and 40 bytes for each message (SRV-3).',
  news: 'What registrations bring along: new questions, actions and settings.',
  control: 'Messages between peers that keep chains up (hello, keep-alive): LAN only.',
  faults: 'Walls, outages, clients that come and go: each break in a chain adds two leader connections.',
  shards: 'Shard headers (64 bytes for each 64 KiB, a tenth of a per cent), requests and manifests.',
  cache: 'Caches: a file that some clients have already costs less.',
  throttles: 'Throttles of the server.',
  loss: 'Lost messages, and latency.',
  lan: 'The way inside a site: a LAN of 1 Gbps relays faster than a WAN link delivers.',
} as const;
