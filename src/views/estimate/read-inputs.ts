/** From what was typed to the inputs of the ten-second answer. Each field says what it understood, or what was found and what is allowed. */
import type { EstimateInputs } from '../../closed-form/estimate';
import type { Sensor } from '../../closed-form/questions';
import { LIMITS } from '../../scenario/limits';
import { parseLooseCount, parseLooseRate, parseLooseShare, parseLooseSize } from '../../scenario/loose-units';
import { sensorSpec } from '../../scenario/sensors';
import type { EstimateTexts } from '../../store/estimate';
import { bytes, count, grouped, number } from '../../store/units';

export const ASKED = 'Operating System';
const SENSOR: Sensor = sensorSpec(ASKED);

export type EstimateField = keyof EstimateTexts;
export interface FieldAnswer {
  readonly error: boolean;
  readonly text: string;
}
export interface ReadInputs {
  /** Null while a field has an error. */
  readonly inputs: EstimateInputs | null;
  readonly answers: Readonly<Record<EstimateField, FieldAnswer>>;
}

/** The VPN is a site of the scenario as well. */
const MOST_SITES = LIMITS.sites - 1;
/** Slower than a modem, or faster than any link there is: a slip of the keyboard. */
const SLOWEST = 1_000;
const FASTEST = 1_000_000_000_000;

interface Kind {
  readonly parse: (text: string) => number | null;
  readonly least: number;
  readonly most: number;
  readonly what: string;
  /** How the range is told. */
  readonly allowed: string;
}
const KINDS: Readonly<Record<EstimateField, Kind>> = {
  clients: { parse: parseLooseCount, least: 1, most: LIMITS.clients, what: 'number of clients', allowed: `1 to ${grouped(LIMITS.clients)}: 8k, 8,000` },
  sites: { parse: parseLooseCount, least: 1, most: MOST_SITES, what: 'number of sites', allowed: `1 to ${grouped(MOST_SITES)}: 40` },
  vpnShare: { parse: parseLooseShare, least: 0, most: 1, what: 'share', allowed: '0 to 100 %: 25 %, 25, 0.25' },
  file: { parse: parseLooseSize, least: 1, most: LIMITS.fileSizeBytes, what: 'size', allowed: '1 byte to 1 TB: 500 MB, 1.5 GB' },
  link: { parse: parseLooseRate, least: SLOWEST, most: FASTEST, what: 'speed', allowed: '1 kbit/s to 1 Tbit/s: 50 Mbit, 10 Mbps' },
};

export function readInputs(texts: EstimateTexts): ReadInputs {
  const clients = read('clients', texts.clients);
  const sites = read('sites', texts.sites);
  const vpnShare = read('vpnShare', texts.vpnShare);
  const file = read('file', texts.file);
  const link = read('link', texts.link);
  const said = (value: number | string, words: (value: number) => string): FieldAnswer =>
    typeof value === 'string' ? { error: true, text: value } : { error: false, text: words(value) };
  const answers = {
    clients: said(clients, (n) => count(n, 'client')),
    sites: said(sites, (n) => (typeof clients === 'number' && typeof vpnShare === 'number' ? perSite(clients, n, vpnShare) : count(n, 'site'))),
    vpnShare: said(vpnShare, (share) =>
      typeof clients === 'number' ? `${count(Math.round(clients * share), 'client')} on VPN` : `${number(share * 100)} % on VPN`,
    ),
    file: said(file, (size) => `${bytes(size)} for every client`),
    link: said(link, (bps) => `${rateText(bps)} at each site`),
  };
  if (typeof clients === 'string' || typeof sites === 'string' || typeof vpnShare === 'string' || typeof file === 'string' || typeof link === 'string')
    return { inputs: null, answers };
  return { inputs: { clients, sites, vpnShare, fileBytes: file, linkBps: link, sensor: SENSOR }, answers };
}

/** The value, or what is wrong with it. */
function read(field: EstimateField, text: string): number | string {
  const { parse, least, most, what, allowed } = KINDS[field];
  const typed = text.trim();
  if (typed === '') return `Nothing is given. Allowed: ${allowed}.`;
  const value = parse(typed);
  if (value === null) return `“${typed}” is no ${what}. Allowed: ${allowed}.`;
  return value < least || value > most ? `“${typed}” is out of range. Allowed: ${allowed}.` : value;
}

function perSite(clients: number, sites: number, vpnShare: number): string {
  const each = (clients - Math.round(clients * vpnShare)) / sites;
  const about = Number.isInteger(each) ? '' : 'about ';
  return each === 0 ? 'nobody is at a site' : each < 1 ? 'fewer clients than sites' : `${about}${count(Math.round(each), 'client')} each`;
}

const RATES = ['bit/s', 'kbit/s', 'Mbit/s', 'Gbit/s', 'Tbit/s'] as const;
export function rateText(bps: number): string {
  let value = bps;
  let unit = 0;
  while (value >= 1_000 && unit < RATES.length - 1) {
    value /= 1_000;
    unit++;
  }
  return `${number(value)} ${RATES[unit] ?? 'bit/s'}`;
}
