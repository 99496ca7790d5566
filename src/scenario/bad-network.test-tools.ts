/** Files with one mistake in a link, a throttle, or what is cut; each with the code and the place of its problem. */
import type { BadScenario } from '../testing/bad-scenarios';
import { goodScenario } from '../testing/bad-scenarios';

type Json = Record<string, unknown>;

function file(change: Json, code: string, title: string, where: string): BadScenario {
  return { title, input: JSON.stringify({ ...goodScenario(), ...change }), code, where };
}

/** The second site of the good file with something of its own. */
const site = (change: Json, code: string, title: string, where: string): BadScenario =>
  file(
    {
      sites: [
        { id: 'dc', kind: 'datacenter' },
        { id: 'hq', ...change },
      ],
    },
    code,
    title,
    `/sites/1${where}`,
  );
const wan = (key: string, value: unknown, code: string, title: string): BadScenario => site({ wan: { [key]: value } }, code, title, `/wan/${key}`);
const lan = (key: string, value: unknown, code: string, title: string): BadScenario => site({ lan: { [key]: value } }, code, title, `/lan/${key}`);
const throttle = (change: Json, code: string, title: string, where: string): BadScenario =>
  file({ throttles: [{ server: 'ts', rate: '2Mbps', ...change }] }, code, title, `/throttles/0${where}`);
const cut = (change: Json, code: string, title: string, where: string): BadScenario =>
  file({ timeline: [{ at: '0s', do: 'cutWan', ...change }], satellites: [] }, code, title, `/timeline/0${where}`);

export const BAD_NETWORK: readonly BadScenario[] = [
  wan('down', '0bps', 'number.range', 'a WAN that carries nothing'),
  wan('up', '0Gbps', 'number.range', 'a WAN that carries nothing up'),
  wan('down', '-10Mbps', 'rate.form', 'a WAN of less than nothing'),
  wan('down', '0.5bps', 'rate.inexact', 'a WAN of half a bit per second'),
  wan('down', '10001Gbps', 'number.range', 'a WAN of more than 10 Tbps'),
  wan('down', '999999999999999999Gbps', 'number.range', 'a WAN of an absurd rate'),
  wan('down', '10 Mbps', 'rate.form', 'a rate with a space'),
  wan('down', '10Mbit', 'rate.form', 'a rate in Mbit'),
  wan('down', '10mbps', 'rate.form', 'a rate in millibits'),
  wan('down', 'NaNMbps', 'rate.form', 'a rate that is no number'),
  wan('down', 10_000_000, 'type.wrong', 'a rate without quotes'),
  wan('down', null, 'type.wrong', 'a rate of null'),
  wan('latency', '-40ms', 'duration.form', 'a latency before its time'),
  wan('latency', '61m', 'number.range', 'a latency of more than an hour'),
  wan('latency', '401d', 'limit.duration', 'a latency of more than a year'),
  wan('latency', '0.1us', 'duration.inexact', 'a latency of a tenth of a microsecond'),
  wan('latency', 40, 'type.wrong', 'a latency without a unit'),
  wan('jitter', '-1ms', 'duration.form', 'a negative jitter'),
  wan('jitter', '2h', 'number.range', 'a jitter of two hours'),
  wan('loss', 1, 'number.range', 'a WAN that loses everything'),
  wan('loss', 0.995, 'number.range', 'a WAN that loses nearly everything'),
  wan('loss', 5, 'number.range', 'a loss in per cent'),
  wan('loss', -0.01, 'number.range', 'a loss of less than nothing'),
  wan('loss', '1%', 'type.wrong', 'a loss in words'),
  wan('bandwidth', '10Mbps', 'key.unknown', 'a WAN with a bandwidth'),
  site({ wan: null }, 'type.wrong', 'a site whose WAN is null', '/wan'),
  site({ wan: false }, 'type.wrong', 'a site whose WAN is false', '/wan'),
  site({ wan: '10Mbps' }, 'type.wrong', 'a WAN that is a rate', '/wan'),
  lan('rate', '0Mbps', 'number.range', 'a LAN that carries nothing'),
  lan('rate', '-1Gbps', 'rate.form', 'a LAN of less than nothing'),
  lan('latency', '2h', 'number.range', 'a LAN of two hours'),
  lan('loss', 0, 'key.unknown', 'a LAN with a loss'),
  throttle({ rate: '0kbps' }, 'number.range', 'a throttle that lets nothing through', '/rate'),
  throttle({ rate: '-2Mbps' }, 'rate.form', 'a throttle of less than nothing', '/rate'),
  throttle({ rate: undefined }, 'key.missing', 'a throttle without a rate', '/rate'),
  throttle({ server: undefined }, 'key.missing', 'a throttle without a server', '/server'),
  throttle({ server: 'ms' }, 'server.module', 'a throttle of a module server', '/server'),
  throttle({ server: 'ts1' }, 'server.unknown', 'a throttle of an unknown server', '/server'),
  throttle({ subnet: '10.0.5.1' }, 'cidr.form', 'a throttle for an address', '/subnet'),
  throttle({ subnet: 'hq' }, 'cidr.form', 'a throttle for a site', '/subnet'),
  throttle({ subnet: null }, 'type.wrong', 'a throttle for the subnet null', '/subnet'),
  cut({ site: 'hqq' }, 'site.unknown', 'a cut of a site that is not there', '/site'),
  cut({}, 'key.missing', 'a cut of no site at all', '/site'),
];
