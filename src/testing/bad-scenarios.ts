/** Files that must be refused, each with the code and the place of its problem. One thing is wrong with each, so that nothing else can be the reason. */

export interface BadScenario {
  readonly title: string;
  readonly input: string | Uint8Array;
  readonly code: string;
  readonly where: string;
}

type Json = Record<string, unknown>;

/** A small file that is right, with everything in it that the cases below spoil. */
export function goodScenario(): Json {
  return {
    format: 'chainscope-scenario',
    version: 1,
    servers: [
      { id: 'ts', kind: 'server', site: 'dc' },
      { id: 'zs', kind: 'zone', site: 'dc', upstream: 'ts' },
      { id: 'ms', kind: 'module', site: 'dc' },
    ],
    sites: [{ id: 'dc', kind: 'datacenter' }, { id: 'hq' }],
    subnets: [
      { cidr: '10.0.5.0/24', site: 'dc', clients: 40 },
      { cidr: '10.0.6.0/24', site: 'hq', addresses: ['10.0.6.10', '10.0.6.20'] },
      { cidr: '10.0.7.0/31', site: 'hq', clients: 2 },
      { cidr: '2001:db8::/64', site: 'hq', clients: 2 },
      { cidr: '172.16.0.0/24', site: 'hq', clients: 3, managed: false },
    ],
    clients: [{ address: '10.0.5.3', name: 'A', cache: [{ file: 'patch', shards: '0-3' }] }],
    firewalls: [{ id: 'fw1', from: '10.0.5.1', to: 'any' }],
    peering: { addressMask: 24 },
    settings: { startWindow: '30s' },
    throttles: [{ server: 'ts', rate: '2Mbps' }],
    files: [{ id: 'patch', size: '1MB' }],
    satellites: [{ client: '10.0.5.7' }],
    timeline: [
      { at: '1m', do: 'block', rule: { from: '10.0.5.4', to: '10.0.5.5' }, id: 'b1' },
      { at: '2m', do: 'scan', satellite: '10.0.5.7', kind: 'comply', target: '172.16.0.0/24', secret: 'hunter2-secret' },
    ],
  };
}

const textOf = (value: unknown): string => JSON.stringify(value);
const good = (): string => textOf(goodScenario());
const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);
const ascii = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));
const utf16 = (text: string, bigEndian: boolean): Uint8Array => {
  const units = [...text].flatMap((character) => [character.charCodeAt(0) >> 8, character.charCodeAt(0) & 255]);
  const pairs = bigEndian ? units : units.map((_, i) => units[i ^ 1] ?? 0);
  return Uint8Array.from(pairs);
};

/** The good file with one place set (or, with undefined, taken away). */
function spoilt(path: readonly (string | number)[], value: unknown): string {
  const file = goodScenario();
  let owner: unknown = file;
  for (const key of path.slice(0, -1)) owner = Reflect.get(owner as object, key);
  const last = path.at(-1) ?? '';
  if (value === undefined) Reflect.deleteProperty(owner as object, last);
  else Reflect.set(owner as object, last, value);
  return textOf(file);
}

function at(path: readonly (string | number)[], value: unknown, code: string, title: string, where?: string): BadScenario {
  return { title, input: spoilt(path, value), code, where: where ?? `/${path.join('/')}` };
}

const inTimeline = (item: unknown, code: string, title: string, where: string): BadScenario => at(['timeline', 2], item, code, title, `/timeline/2${where}`);

const noJson: readonly BadScenario[] = [
  { title: 'nothing', input: '', code: 'input.empty', where: 'line 1, column 1' },
  { title: 'nothing but white space', input: ' \r\n\t\n', code: 'input.empty', where: 'line 1, column 1' },
  { title: 'a byte-order mark and nothing else', input: bytes(0xef, 0xbb, 0xbf), code: 'input.empty', where: 'line 1, column 1' },
  { title: 'a PNG picture', input: bytes(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a), code: 'input.notJson', where: 'line 1, column 1' },
  { title: 'a PNG picture read as text', input: '\ufffdPNG\r\n', code: 'input.notJson', where: 'line 1, column 1' },
  { title: 'a JPEG picture', input: bytes(0xff, 0xd8, 0xff, 0xe0, 0, 16), code: 'input.notJson', where: 'line 1, column 1' },
  { title: 'a ZIP archive', input: ascii('PK\x03\x04\x14\x00\x06\x00'), code: 'input.notJson', where: 'line 1, column 1' },
  { title: 'a gzip archive', input: bytes(0x1f, 0x8b, 8, 0, 1), code: 'input.notJson', where: 'line 1, column 1' },
  { title: 'a PDF document', input: ascii('%PDF-1.7\n'), code: 'input.notJson', where: 'line 1, column 1' },
  { title: 'an HTML page', input: '<!DOCTYPE html><html></html>', code: 'input.notJson', where: 'line 1, column 1' },
  { title: 'an SVG drawing', input: '<svg xmlns="http://www.w3.org/2000/svg"/>', code: 'input.notJson', where: 'line 1, column 1' },
  { title: 'a subnet list as CSV', input: 'cidr,site\n10.0.0.0/24,hq\n', code: 'input.notJson', where: 'line 1, column 1' },
  { title: 'a subnet list without a header', input: '10.0.0.0/24;hq\n', code: 'input.notJson', where: 'line 1, column 1' },
  { title: 'CSV without addresses', input: 'a;b\n1;2\n3;4\n', code: 'input.notJson', where: 'line 1, column 1' },
  { title: 'YAML', input: 'format: chainscope-scenario\nversion: 1\n', code: 'input.notJson', where: 'line 1, column 1' },
  { title: 'a sentence', input: 'hello there', code: 'json.syntax', where: 'line 1, column 1' },
  { title: 'UTF-16 with a mark', input: Uint8Array.from([0xff, 0xfe, ...utf16(good(), false)]), code: 'encoding.other', where: 'line 1, column 1' },
  { title: 'UTF-16 without a mark', input: utf16(good(), true), code: 'encoding.other', where: 'line 1, column 1' },
  { title: 'UTF-32 with a mark', input: bytes(0xff, 0xfe, 0, 0, 0x7b, 0, 0, 0), code: 'encoding.other', where: 'line 1, column 1' },
  { title: 'Latin-1', input: ascii('{"name":\n"caf\xe9 "}'), code: 'encoding.invalid', where: 'line 2, column 5' },
  { title: 'overlong UTF-8', input: bytes(0x7b, 0xc0, 0xaf, 0x7d), code: 'encoding.invalid', where: 'line 1, column 2' },
  { title: 'a surrogate in UTF-8', input: bytes(0x7b, 0xed, 0xa0, 0x80, 0x7d), code: 'encoding.invalid', where: 'line 1, column 2' },
  { title: 'UTF-8 cut in a character', input: bytes(0x7b, 0x22, 0xe2, 0x82), code: 'json.truncated', where: 'line 1, column 3' },
  { title: 'a file cut off', input: good().slice(0, -1), code: 'json.truncated', where: `line 1, column ${good().length}` },
  { title: 'a file cut off in a text', input: '{\n  "format": "chainsc', code: 'json.truncated', where: 'line 2, column 21' },
  { title: 'a comment', input: '{ // what it shows\n}', code: 'json.comment', where: 'line 1, column 3' },
  { title: 'a comma too many', input: '{\n"version": 1,\n}', code: 'json.trailingComma', where: 'line 3, column 1' },
  { title: 'single quotes', input: "{ 'version': 1 }", code: 'json.quotes', where: 'line 1, column 3' },
  { title: 'a key without quotes', input: '{ version: 1 }', code: 'json.syntax', where: 'line 1, column 3' },
  { title: 'a number that is none', input: '{ "seed": NaN }', code: 'json.number', where: 'line 1, column 11' },
  { title: 'more text after the end', input: '{ "version": 1 }\n{ "version": 1 }', code: 'json.syntax', where: 'line 2, column 1' },
  { title: 'a text over two lines', input: '{ "name": "a\nb" }', code: 'json.syntax', where: 'line 1, column 11' },
  { title: 'no comma', input: '{ "format": "x" "version": 1 }', code: 'json.syntax', where: 'line 1, column 17' },
  { title: 'too many levels', input: `{"extensions":{"a":${'['.repeat(31)}${']'.repeat(31)}}}`, code: 'limit.jsonDepth', where: 'line 1, column 50' },
  { title: 'a million levels', input: '['.repeat(1_000_000), code: 'limit.jsonDepth', where: 'line 1, column 33' },
];

const noScenario: readonly BadScenario[] = [
  { title: 'a list', input: '[]', code: 'scenario.notObject', where: '' },
  { title: 'null', input: 'null', code: 'scenario.notObject', where: '' },
  { title: 'a number', input: '42', code: 'scenario.notObject', where: '' },
  { title: 'a text', input: '"x"', code: 'scenario.notObject', where: '' },
  { title: 'an object of something else', input: '{"type":"FeatureCollection"}', code: 'format.missing', where: '/format' },
  at(['format'], 'chainscope-report', 'format.other', 'a report'),
  at(['format'], 7, 'format.other', 'a format that is a number'),
  at(['version'], undefined, 'version.missing', 'no version'),
  at(['version'], 2, 'version.newer', 'a newer version'),
  at(['version'], 0, 'version.unknown', 'an older version than there ever was'),
  at(['version'], '1', 'version.form', 'a version in quotes'),
  at(['version'], 1.5, 'version.form', 'half a version'),
];

const names: readonly BadScenario[] = [
  { title: 'a key twice', input: '{"format":"chainscope-scenario","version":1,"seed":1,"seed":2}', code: 'key.duplicate', where: '/seed' },
  {
    title: 'a secret twice',
    input: '{"timeline":[{"secret":"hunter2-secret","secret":"hunter2-secret"}]}',
    code: 'key.duplicate',
    where: '/timeline/0/secret',
  },
  { title: '__proto__ as a key', input: '{"__proto__":{"polluted":true}}', code: 'name.reserved', where: '/__proto__' },
  {
    title: '__proto__ below extensions',
    input: good().replace(/\}$/, ',"extensions":{"a":{"__proto__":1}}}'),
    code: 'name.reserved',
    where: '/extensions/a/__proto__',
  },
  { title: 'constructor as a key', input: '{"constructor":{}}', code: 'name.reserved', where: '/constructor' },
  at(['subnets', 0, 'clinets'], 3, 'key.unknown', 'an unknown key'),
  at(['setings'], {}, 'key.unknown', 'an unknown key at the top'),
  at(['a/b~c'], {}, 'key.unknown', 'an unknown key with signs of pointers', '/a~1b~0c'),
  at(['timeline', 1, 'secrets'], 'hunter2-secret', 'key.unknown', 'a secret under a wrong key'),
  at(['sites'], undefined, 'key.missing', 'no sites'),
  at(['subnets', 0, 'site'], undefined, 'key.missing', 'a subnet without a site'),
  at(['sites', 1, 'id'], 'constructor', 'name.reserved', 'a reserved id'),
  at(['sites', 1, 'id'], '__proto__', 'name.reserved', 'another reserved id'),
  at(['sites', 1, 'id'], 'Head quarters', 'id.form', 'an id with a space'),
  at(['sites', 1, 'id'], '', 'id.form', 'an empty id'),
  at(['sites', 1, 'id'], 'x'.repeat(65), 'limit.id', 'an id of 65 characters'),
  at(['sites', 2], { id: 'dc' }, 'id.duplicate', 'two sites of one id', '/sites/2/id'),
  at(['servers', 3], { id: 'ts', kind: 'server' }, 'id.duplicate', 'two servers of one id', '/servers/3/id'),
  at(['files', 1], { id: 'patch', size: 1 }, 'id.duplicate', 'two files of one id', '/files/1/id'),
  at(['firewalls', 1], { id: 'fw1', from: 'any', to: 'any' }, 'id.duplicate', 'two firewall rules of one id', '/firewalls/1/id'),
];

const values: readonly BadScenario[] = [
  at(['sites'], {}, 'type.wrong', 'an object for a list'),
  at(['peering'], [], 'type.wrong', 'a list for an object'),
  at(['extensions'], [], 'type.wrong', 'a list for extensions'),
  at(['sites', 0], null, 'type.wrong', 'null for a site'),
  at(['sites'], [], 'list.empty', 'no site at all'),
  at(['subnets', 0, 'clients'], '40', 'type.wrong', 'a number in quotes'),
  at(['subnets', 0, 'managed'], 'no', 'type.wrong', 'a word for true or false'),
  at(['timeline', 1, 'secret'], 12345, 'type.wrong', 'a secret that is a number'),
  at(['timeline', 1, 'secret'], `hunter2-secret${'x'.repeat(256)}`, 'limit.string', 'a secret that is too long'),
  at(['seed'], -1, 'number.range', 'a negative seed'),
  at(['seed'], 1.5, 'number.range', 'half a seed'),
  { title: 'a seed beyond exact numbers', input: good().replace('{', '{"seed":9007199254740993,'), code: 'number.range', where: '/seed' },
  { title: 'a number beyond all', input: good().replace('{', '{"seed":1e400,'), code: 'number.range', where: '/seed' },
  {
    title: 'a number too small to be told from 0',
    input: good().replace('"addressMask":24', '"addressMask":1e-400'),
    code: 'number.range',
    where: '/peering/addressMask',
  },
  { title: 'half a character', input: good().replace('{', '{"name":"\\ud800",'), code: 'text.surrogate', where: '/name' },
  at(['peering', 'addressMask'], 33, 'number.range', 'a mask of 33 bits'),
  at(['peering', 'peerListSize'], 0, 'number.range', 'a peer list of 0'),
  at(['settings', 'hotCache'], 1.01, 'number.range', 'a share above 1'),
  at(['settings', 'keepAlive'], '0s', 'number.range', 'a timer of 0'),
  at(['settings', 'startWindow'], '5 min', 'duration.form', 'a duration with a space'),
  at(['settings', 'startWindow'], '-5s', 'duration.form', 'a negative duration'),
  at(['settings', 'startWindow'], 'NaN', 'duration.form', 'a duration that is no number'),
  at(['settings', 'startWindow'], 30, 'type.wrong', 'a duration without quotes'),
  at(['settings', 'startWindow'], '0.5us', 'duration.inexact', 'half a microsecond'),
  at(['duration'], '400.00001d', 'limit.duration', 'a duration beyond 400 days'),
  at(['duration'], '0s', 'number.range', 'a duration of 0'),
  at(['settings', 'normalRegistration'], ['90s', '30s'], 'range.order', 'a range that begins with the larger'),
  at(['settings', 'normalRegistration'], ['30s'], 'type.wrong', 'a range with one end', '/settings/normalRegistration/1'),
  at(['settings', 'reportingTls'], 3, 'value.unknown', 'an unknown TLS mode'),
  at(['settings', 'shardSize'], '64kiB', 'size.form', 'a size with an unknown unit'),
  at(['settings', 'shardSize'], true, 'type.wrong', 'a size that is true'),
  at(['throttles', 0, 'rate'], '2MBps', 'rate.form', 'a rate with an unknown unit'),
  at(['throttles', 0, 'rate'], '0bps', 'number.range', 'a rate of 0'),
  at(['files', 0, 'size'], '1.1TB', 'limit.fileSize', 'a file beyond 1 TB'),
  at(['sites', 0, 'kind'], 'castle', 'value.unknown', 'an unknown kind of site'),
  at(['subnets', 0, 'version'], 'seven', 'version.form', 'a client version in words'),
  at(['name'], 'x'.repeat(257), 'limit.string', 'a name of 257 characters'),
];

const network: readonly BadScenario[] = [
  at(['subnets', 0, 'cidr'], '10.0.5.0', 'cidr.form', 'a subnet without a length'),
  at(['subnets', 0, 'cidr'], '10.0.5.0/33', 'cidr.form', 'a subnet with 33 bits'),
  at(['subnets', 0, 'cidr'], '10.0.05.0/24', 'cidr.form', 'a subnet with an octal part'),
  at(['subnets', 0, 'cidr'], '10.0.5.0/255.255.255.0', 'cidr.form', 'a subnet with a mask'),
  at(['clients', 0, 'address'], '10.0.5.256', 'address.form', 'an address beyond 255'),
  at(['clients', 0, 'address'], 'fe80::1%eth0', 'address.form', 'an address with a zone'),
  at(['subnets', 5], { cidr: '10.0.5.128/25', site: 'hq' }, 'subnet.overlap', 'a subnet in another', '/subnets/5/cidr'),
  at(['subnets', 5], { cidr: '10.0.5.99/24', site: 'hq' }, 'subnet.overlap', 'a subnet twice, once with host bits', '/subnets/5/cidr'),
  at(['subnets', 5], { cidr: '2001:db8::/32', site: 'hq' }, 'subnet.overlap', 'a subnet around another', '/subnets/5/cidr'),
  at(['subnets', 2, 'clients'], 3, 'subnet.tooManyClients', 'three clients in a /31'),
  at(['subnets', 0, 'clients'], 255, 'subnet.tooManyClients', '255 clients in a /24'),
  at(['subnets', 0, 'clients'], 1e9, 'limit.clients', 'a thousand million clients'),
  at(['subnets', 1, 'clients'], 1, 'subnet.clientsAndAddresses', 'a number of clients and addresses', '/subnets/1/addresses'),
  at(['subnets', 1, 'addresses', 1], '10.0.7.20', 'address.outside', 'an address outside its subnet'),
  at(['subnets', 1, 'addresses', 1], '10.0.6.10', 'address.duplicate', 'an address twice'),
  at(['subnets', 1, 'addresses', 1], '10.0.6.255', 'address.notHost', 'the broadcast address'),
  at(['subnets', 1, 'addresses', 1], '2001:db8::9', 'address.family', 'an IPv6 address in an IPv4 subnet'),
  at(['subnets', 0, 'site'], 'hp', 'site.unknown', 'a site that is not there'),
  at(['subnets', 0, 'server'], 'tss', 'server.unknown', 'a server that is not there'),
  at(['subnets', 0, 'server'], 'ms', 'server.module', 'clients of a module server'),
  at(['servers', 0, 'site'], 'xx', 'site.unknown', 'a server at a site that is not there'),
  at(['servers', 1, 'upstream'], 'xx', 'server.unknown', 'an upstream server that is not there'),
  at(['servers', 1, 'upstream'], 'zs', 'server.cycle', 'a server that is its own upstream server'),
  at(['servers', 1, 'upstream'], 'ms', 'server.upstream', 'a module server as upstream server'),
  at(['servers', 0, 'upstream'], 'zs', 'server.upstream', 'an upstream server of a server'),
  at(['servers'], [{ id: 'ts', kind: 'module' }], 'servers.none', 'no server but a module server'),
  at(['servers', 3], { id: 'zs2', kind: 'zone', upstream: 'zs3' }, 'server.unknown', 'a dangling upstream', '/servers/3/upstream'),
  at(['clients', 0, 'address'], '10.0.5.41', 'client.unknown', 'an exception for nobody'),
  at(['clients', 0, 'address'], '172.16.0.1', 'client.unknown', 'an exception for an endpoint without a client'),
  at(['clients', 1], { address: '10.0.5.3' }, 'address.duplicate', 'two exceptions for one client', '/clients/1/address'),
  at(['clients', 0, 'cache', 0, 'file'], 'pitch', 'file.unknown', 'a cache of a file that is not there'),
  at(['clients', 0, 'cache', 0, 'shards'], '0-16', 'shards.range', 'a shard that is not there'),
  at(['clients', 0, 'cache', 0, 'shards'], '5-2', 'range.order', 'shards the wrong way round'),
  at(['clients', 0, 'cache', 0, 'shards'], 'all', 'shards.form', 'shards in words'),
  at(['firewalls', 0, 'to'], '2001:db8::1', 'address.family', 'a firewall rule from IPv4 to IPv6'),
  at(['firewalls', 0, 'from'], 'all', 'cidr.form', 'a firewall rule from "all"'),
  at(['throttles', 0, 'server'], 'tt', 'server.unknown', 'a throttle of nobody'),
  at(['files', 0, 'size'], '1TB', 'limit.shardsPerFile', 'more than a million shards'),
  at(['satellites', 1], { client: '10.0.9.9' }, 'client.unknown', 'a satellite that is nobody', '/satellites/1/client'),
];

const timeline: readonly BadScenario[] = [
  inTimeline({ at: '3m' }, 'key.missing', 'an item that does nothing', '/do'),
  inTimeline({ at: '3m', do: 'dance' }, 'value.unknown', 'an unknown act', '/do'),
  inTimeline({ do: 'unblock', id: 'b1' }, 'key.missing', 'an item without a time', '/at'),
  inTimeline({ at: '401d', do: 'unblock', id: 'b1' }, 'limit.duration', 'an item after 400 days', '/at'),
  inTimeline({ at: '3m', do: 'unblock', id: 'b2' }, 'rule.unknown', 'an unblock of nothing', '/id'),
  inTimeline({ at: '30s', do: 'unblock', id: 'b1' }, 'rule.unknown', 'an unblock before its block', '/id'),
  inTimeline({ at: '3m', do: 'block', rule: { from: 'any', to: 'any' }, id: 'b1' }, 'id.duplicate', 'a second block of one id', '/id'),
  inTimeline({ at: '3m', do: 'block', rule: { from: 'any', to: 'any' }, id: 'fw1' }, 'id.duplicate', 'a block with the id of a firewall rule', '/id'),
  inTimeline({ at: '3m', do: 'block', rule: { from: '10.0.5.1', to: '2001:db8::1' }, id: 'b2' }, 'address.family', 'a block across families', '/rule/to'),
  inTimeline({ at: '3m', do: 'stop', clients: [] }, 'list.empty', 'a stop of nobody', '/clients'),
  inTimeline({ at: '3m', do: 'stop', clients: ['10.0.5.1', '10.0.5.99'] }, 'client.unknown', 'a stop of somebody unknown', '/clients/1'),
  inTimeline({ at: '3m', do: 'start', clients: ['10.0.5.1', '10.0.5.1'] }, 'address.duplicate', 'a start of one client twice', '/clients/1'),
  inTimeline({ at: '3m', do: 'move', client: '10.0.5.1', toSubnet: '10.9.0.0/24' }, 'subnet.unknown', 'a move to nowhere', '/toSubnet'),
  inTimeline({ at: '3m', do: 'move', client: '10.0.5.1', toSubnet: '10.0.7.0/31' }, 'move.full', 'a move to a full subnet', '/toSubnet'),
  inTimeline({ at: '3m', do: 'move', client: '10.0.5.1', toSubnet: '172.16.0.0/24' }, 'move.unmanaged', 'a move to endpoints without clients', '/toSubnet'),
  inTimeline({ at: '3m', do: 'cutWan', site: 'h' }, 'site.unknown', 'a cut of no site', '/site'),
  inTimeline({ at: '3m', do: 'stopServer', server: 'x' }, 'server.unknown', 'a stop of no server', '/server'),
  inTimeline({ at: '3m', do: 'setPeering', peering: { addressMsk: 22 } }, 'key.unknown', 'a change of nothing known', '/peering/addressMsk'),
  inTimeline({ at: '3m', do: 'ask', id: 'q', sensors: [] }, 'list.empty', 'a question without sensors', '/sensors'),
  inTimeline({ at: '3m', do: 'ask', id: 'q', sensors: ['OS'], target: 'some' }, 'target.form', 'a target in words', '/target'),
  inTimeline({ at: '3m', do: 'ask', id: 'q', sensors: ['OS'], target: { fraction: 2 } }, 'number.range', 'a target of 200 %', '/target/fraction'),
  inTimeline({ at: '3m', do: 'ask', id: 'q', sensors: ['OS'], target: { site: 5 } }, 'type.wrong', 'a target site that is a number', '/target/site'),
  inTimeline({ at: '3m', do: 'ask', id: 'q', sensors: ['OS'], target: { site: 'x' } }, 'site.unknown', 'a target site that is not there', '/target/site'),
  inTimeline({ at: '3m', do: 'ask', id: 'q', sensors: ['OS'], target: { site: 'dc', fraction: 1 } }, 'target.form', 'a target of two kinds', '/target'),
  inTimeline({ at: '3m', do: 'deploy', id: 'd', file: 'nothing' }, 'file.unknown', 'a deployment of no file', '/file'),
  inTimeline({ at: '3m', do: 'deploy', id: 'd', target: { addresses: ['10.0.5.99'] } }, 'client.unknown', 'a deployment to nobody', '/target/addresses/0'),
  inTimeline({ at: '3m', do: 'verifySatellite', client: '10.0.5.8' }, 'satellite.unknown', 'a verification of no satellite', '/client'),
  inTimeline(
    { at: '3m', do: 'scan', satellite: '10.0.5.8', kind: 'comply', target: '172.16.0.0/24', secret: 'hunter2-secret' },
    'satellite.unknown',
    'a scan by no satellite',
    '/satellite',
  ),
];

export const BAD_SCENARIOS: readonly BadScenario[] = [...noJson, ...noScenario, ...names, ...values, ...network, ...timeline];
