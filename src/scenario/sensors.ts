/**
 * The sensors that a question may ask for without saying what clients answer: a few plausible values each, with whole weights, from which one
 * is drawn for every client. The shares are made up; a scenario that needs its own gives clients their `answer`.
 */
import type { SensorSpec } from '../sim/world';
import { nearest } from './nearest';
import { textKey } from './text-key';

/** What clients answer to a sensor they do not know. */
export const NO_RESULTS = '[no results]';

type Share = readonly [value: string, weight: number];

/** In the order in which they are offered. */
const LIST: readonly (readonly [name: string, shares: readonly Share[]])[] = [
  [
    'Operating System',
    [
      ['Windows 11', 46],
      ['Windows 10', 20],
      ['Windows Server 2022', 10],
      ['Windows Server 2019', 6],
      ['macOS 15', 8],
      ['Ubuntu 24.04 LTS', 6],
      ['Red Hat Enterprise Linux 9', 4],
    ],
  ],
  [
    'Tanium Client Version',
    [
      ['7.6.4', 58],
      ['7.6.2', 24],
      ['7.4.10', 12],
      ['7.4.9', 5],
      ['7.2.314', 1],
    ],
  ],
  [
    'Free Disk Space',
    [
      ['less than 10 GB', 4],
      ['10 to 50 GB', 14],
      ['50 to 100 GB', 22],
      ['100 to 250 GB', 34],
      ['250 to 500 GB', 18],
      ['more than 500 GB', 8],
    ],
  ],
  [
    'Chassis Type',
    [
      ['Laptop', 52],
      ['Desktop', 26],
      ['Virtual', 14],
      ['Rack server', 6],
      ['Tablet', 2],
    ],
  ],
  [
    'Is Virtual',
    [
      ['No', 83],
      ['Yes', 16],
      ['Unknown', 1],
    ],
  ],
  [
    'Last Reboot',
    [
      ['today', 24],
      ['1 to 7 days ago', 41],
      ['8 to 30 days ago', 25],
      ['31 to 90 days ago', 8],
      ['more than 90 days ago', 2],
    ],
  ],
  [
    'Installed RAM',
    [
      ['4 GB or less', 3],
      ['8 GB', 22],
      ['16 GB', 47],
      ['32 GB', 20],
      ['64 GB or more', 8],
    ],
  ],
  [
    'CPU Architecture',
    [
      ['x64', 86],
      ['ARM64', 12],
      ['x86', 2],
    ],
  ],
  [
    'Disk Encryption',
    [
      ['encrypted', 88],
      ['encrypting', 2],
      ['suspended', 3],
      ['not encrypted', 7],
    ],
  ],
  [
    'Firewall Status',
    [
      ['on', 93],
      ['on for some networks', 4],
      ['off', 3],
    ],
  ],
  [
    'Browser Version',
    [
      ['131', 44],
      ['130', 29],
      ['129', 14],
      ['128 or older', 9],
      ['no browser', 4],
    ],
  ],
  [
    'Pending Reboot',
    [
      ['No', 81],
      ['Yes', 18],
      ['Unknown', 1],
    ],
  ],
  [
    'Time Zone',
    [
      ['UTC-08:00', 11],
      ['UTC-05:00', 27],
      ['UTC+00:00', 16],
      ['UTC+01:00', 29],
      ['UTC+05:30', 10],
      ['UTC+09:00', 7],
    ],
  ],
  [
    'Logged In User',
    [
      ['one', 71],
      ['none', 26],
      ['several', 3],
    ],
  ],
];

export const SENSORS: readonly SensorSpec[] = LIST.map(([name, shares]) => ({
  name,
  key: textKey(name),
  values: shares.map(([value]) => value),
  weights: shares.map(([, weight]) => weight),
}));

const BY_NAME = new Map(SENSORS.map((sensor) => [foldSensorName(sensor.name), sensor]));

/** One text for one sensor, in whatever case and spacing it was typed. */
export function foldSensorName(name: string): string {
  return name.trim().replace(/\s+/g, ' ').toLowerCase();
}

/** The sensor of this name, whatever its case; undefined when the list has none. */
export function findSensor(name: string): SensorSpec | undefined {
  return BY_NAME.get(foldSensorName(name));
}

/** As the list writes it; a name that the list does not have stays as it is. */
export function canonicalSensorName(name: string): string {
  return findSensor(name)?.name ?? name;
}

/** What clients draw their answers from. */
export function sensorSpec(name: string): SensorSpec {
  return findSensor(name) ?? { name, key: textKey(name), values: [NO_RESULTS], weights: [1] };
}

/** The known sensor that is written most like this. */
export function nearestSensor(name: string): string {
  return (
    nearest(
      foldSensorName(name),
      SENSORS.map((sensor) => sensor.name),
    ) ?? ''
  );
}
