import { describe, expect, it } from 'vitest';
import { contrastOf, DARK, inkOn, LIGHT, pixelOf, type Palette } from './palette';

const PALETTES: readonly Palette[] = [DARK, LIGHT];
/** Marks must stand out against what is behind them: WCAG 2.2, 1.4.11. */
const MARKS = ['answer', 'question', 'wan', 'blocked', 'registering', 'offline'] as const;
const GROUNDS = ['page', 'card', 'subnet'] as const;

describe('the palette', () => {
  it('computes contrast as WCAG does', () => {
    expect(contrastOf('#000000', '#FFFFFF')).toBeCloseTo(21, 5);
    expect(contrastOf('#777777', '#FFFFFF')).toBeCloseTo(4.48, 2);
    expect(contrastOf('#123456', '#123456')).toBe(1);
  });

  it.each(PALETTES.map((palette) => [palette.name, palette] as const))(
    '%s: text has 4.5 to 1 on every ground, also in remote cards and the WAN band',
    (_name, palette) => {
      for (const ground of [palette.page, palette.card, palette.subnet, palette.band, palette.remoteCard]) {
        expect(contrastOf(palette.text, ground)).toBeGreaterThanOrEqual(4.5);
        expect(contrastOf(palette.muted, ground)).toBeGreaterThanOrEqual(4.5);
      }
    },
  );

  it.each(PALETTES.map((palette) => [palette.name, palette] as const))('%s: marks have 3 to 1 on page, card and subnet', (_name, palette) => {
    for (const mark of MARKS)
      for (const ground of GROUNDS) expect(contrastOf(palette[mark], palette[ground]), `${mark} on ${ground}`).toBeGreaterThanOrEqual(3);
    for (const mark of ['idle', 'link'] as const)
      for (const ground of GROUNDS) expect(contrastOf(palette[mark], palette[ground]), `${mark} on ${ground}`).toBeGreaterThanOrEqual(3);
  });

  it.each(PALETTES.map((palette) => [palette.name, palette] as const))('%s: labels inside marks have 4.5 to 1', (_name, palette) => {
    for (const fill of [palette.idle, palette.answer, palette.question]) expect(contrastOf(inkOn(fill), fill), fill).toBeGreaterThanOrEqual(4.5);
  });

  it('writes pixels in the order of an ImageData', () => {
    expect(pixelOf('#112233')).toBe(0xff332211);
    expect(pixelOf('#112233', 0)).toBe(0x00332211);
  });
});
