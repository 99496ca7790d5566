import { describe, expect, it } from 'vitest';
import { mix } from '../sim/random';
import { canonicalSensorName, findSensor, nearestSensor, NO_RESULTS, SENSORS, sensorSpec } from './sensors';
import { textKey } from './text-key';

describe('the list of sensors', () => {
  it('has about 14, each with 3 to 8 different values and whole weights', () => {
    expect(SENSORS.length).toBeGreaterThanOrEqual(14);
    for (const { name, values, weights } of SENSORS) {
      expect([name, values.length >= 3 && values.length <= 8, new Set(values).size, weights.length]).toEqual([name, true, values.length, values.length]);
      expect(weights.every((weight) => Number.isSafeInteger(weight) && weight > 0)).toBe(true);
      // People read them as shares.
      expect([name, weights.reduce((sum, weight) => sum + weight, 0)]).toEqual([name, 100]);
    }
  });

  it('has different names and different keys', () => {
    expect(new Set(SENSORS.map((sensor) => sensor.name.toLowerCase())).size).toBe(SENSORS.length);
    expect(new Set(SENSORS.map((sensor) => sensor.key)).size).toBe(SENSORS.length);
  });

  it('finds a sensor in whatever case and spacing it is written, and keeps the name of the list', () => {
    for (const sensor of SENSORS) {
      expect(findSensor(`  ${sensor.name.toUpperCase().replaceAll(' ', '\t ')}\n`)).toBe(sensor);
      expect(canonicalSensorName(sensor.name.toLowerCase())).toBe(sensor.name);
    }
    expect([findSensor('Operating'), findSensor(''), findSensor('constructor'), findSensor('__proto__')]).toEqual(Array(4).fill(undefined));
  });

  it('gives a sensor that it does not have one answer, and leaves its name as it is', () => {
    expect(sensorSpec(' Shoe  Size')).toEqual({ name: ' Shoe  Size', key: textKey(' Shoe  Size'), values: [NO_RESULTS], weights: [1] });
    expect(canonicalSensorName('=HYPERLINK("x")')).toBe('=HYPERLINK("x")');
  });

  it.each([
    ['Operating Sistem', 'Operating System'],
    ['free disk', 'Free Disk Space'],
    ['virtual', 'Is Virtual'],
    ['Timezone', 'Time Zone'],
    ['BITLOCKER ENCRYPTION', 'Disk Encryption'],
  ])('names for %j the nearest sensor', (typed, expected) => {
    expect(nearestSensor(typed)).toBe(expected);
  });
});

describe('the key of a text', () => {
  it('folds its UTF-16 code units with the mixing function of the draws', () => {
    expect(textKey('')).toBe(0x7e7);
    expect(textKey('a')).toBe(mix(0x7e7, 0x61));
    expect(textKey('😀z')).toBe(mix(mix(mix(0x7e7, 0xd83d), 0xde00), 0x7a));
  });

  it('is an unsigned 32-bit number that tells texts apart', () => {
    const keys = Array.from({ length: 2_000 }, (_, i) => textKey(`d${i}`));
    expect(keys.every((key) => Number.isInteger(key) && key >= 0 && key < 2 ** 32)).toBe(true);
    expect(new Set(keys).size).toBe(keys.length);
    expect(textKey('ab')).not.toBe(textKey('ba'));
  });
});
