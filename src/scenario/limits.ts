/** Every limit of the scenario format, in one table: validator, JSON Schema, importers, share links and docs/scenario.md read it from here. */
export const LIMITS = {
  fileBytes: 50 * 1024 * 1024,
  jsonDepth: 32,
  clients: 1_000_000,
  /** From here on people are asked first, with the predicted memory and time. */
  clientsWithoutConfirmation: 250_000,
  subnets: 50_000,
  sites: 2_000,
  firewalls: 10_000,
  /** separated, isolated and intentional together. */
  peeringEntries: 50_000,
  timelineItems: 10_000,
  /** Characters (code points) of a string, and of an id. */
  stringChars: 256,
  idChars: 64,
  fileSizeBytes: 1_000_000_000_000,
  shardsPerFile: 1_000_000,
  /** Of a link or a throttle, in bits per second: more than any link has, and little enough for whole arithmetic. */
  rateBps: 10_000_000_000_000,
  shareLinkChars: 65_536,
  shareDecodedBytes: 2 * 1024 * 1024,
  durationMicros: 400 * 86_400_000_000,
  /** Clients × questions and actions that are open at one time: each keeps about 48 bytes for every client. */
  askedClients: 100_000_000,
  /** Each is a column of every row that travels. */
  sensorsOfQuestion: 100,
  /** Lists that the table of the format does not name: servers, files, throttles, satellites. */
  otherLists: 10_000,
  /** Problems reported for one input. */
  problems: 100,
} as const;

/** The limits as people read them, in the order of the reference page. */
export const LIMIT_TABLE: readonly (readonly [string, string])[] = [
  ['file', '50 MiB, JSON depth 32'],
  ['clients', '1,000,000, with the predicted memory and time shown, and confirmation above 250,000'],
  ['subnets', '50,000'],
  ['sites', '2,000'],
  ['firewall rules', '10,000'],
  ['entries in separated, isolated, intentional together', '50,000'],
  ['timeline items', '10,000'],
  ['characters of a string', '256'],
  ['characters of an id', '64'],
  ['size of a file', '1 TB'],
  ['shards of a file', '1,000,000'],
  ['share link', '65,536 characters, 2 MiB decoded'],
  ['duration', '400 days'],
  ['sensors of a question', '100'],
  ['clients, times questions and actions open at one time', '100,000,000'],
  ['servers, files, throttles, satellites', '10,000 each'],
];
