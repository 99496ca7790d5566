import { describe, expect, it } from 'vitest';
import { draftOf, readPercent, readTarget } from './target-draft';

const suggestions = { site: 'hq', subnet: '10.1.0.0/24', clients: '' };

describe('the target of a question as people fill it in (Q-7)', () => {
  it.each([
    ['10 %', 10],
    ['10%', 10],
    [' 2,5 ', 2.5],
    ['0', 0],
    ['100', 100],
  ])('takes %j as a share', (text, percent) => {
    expect(readPercent(text)).toBe(percent);
  });
  it.each(['', '%', '101', '-1', '1e2', 'ten', '10 %%', '0x10', '1.23456'])('takes %j as no share', (text) => {
    expect(readPercent(text)).toBeNull();
  });
  it('gives back the target that it was made from', () => {
    for (const target of ['all', { site: 'b1' }, { subnet: '10.2.0.0/24' }, { addresses: ['10.1.0.1', '10.1.0.2'] }, { fraction: 0.125 }] as const)
      expect(readTarget(draftOf(target, suggestions))).toEqual({ ok: true, target });
  });
  it('reads addresses however they are set apart, each once', () => {
    const draft = { ...draftOf('all', suggestions), kind: 'clients', clients: ' 10.1.0.1,10.1.0.2;\n10.1.0.1 ' } as const;
    expect(readTarget(draft)).toEqual({ ok: true, target: { addresses: ['10.1.0.1', '10.1.0.2'] } });
  });
  it('says what is missing instead of asking nobody', () => {
    const empty = { ...draftOf('all', { site: '', subnet: ' ', clients: ' , ' }), share: '200 %' };
    for (const kind of ['site', 'subnet', 'clients', 'fraction'] as const) expect(readTarget({ ...empty, kind })).toMatchObject({ ok: false });
  });
});
