import { describe, expect, it } from 'vitest';
import type { LinkContent } from './permalink';
import { LINK_LIMITS, readLink, writeLink } from './permalink';

const content: LinkContent = {
  source: { builtIn: 'figure-2' },
  acts: [{ at: '75s', do: 'stop', clients: ['10.0.1.7'], orderly: false }],
  time: 105_000_001,
  view: 'table',
  selection: 7,
  camera: [1.5, -2, 0.25],
};

async function pack(value: unknown): Promise<string> {
  const stream = new Blob([typeof value === 'string' ? value : JSON.stringify(value)]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  return `#v1.${Buffer.from(bytes).toString('base64url')}`;
}

describe('a permalink', () => {
  it('gives back exactly what was put in', async () => {
    expect(await readLink(await writeLink(content))).toEqual({ ok: true, content });
  });

  it('carries a scenario as text, in any script', async () => {
    const own: LinkContent = { ...content, source: { text: '{ "name": "Büro 東京 – ﷺ" }' }, acts: [], camera: null, selection: null, view: 'map', time: 0 };
    expect(await readLink(await writeLink(own))).toEqual({ ok: true, content: own });
  });

  it('uses only characters that survive in an address', async () => {
    expect(await writeLink(content)).toMatch(/^#v1\.[\w-]+$/);
  });

  it('is refused, with the limit, when it is longer than 65,536 characters', async () => {
    const result = await readLink(`#v1.${'A'.repeat(LINK_LIMITS.charactersIn)}`);
    expect(result).toMatchObject({ ok: false });
    expect(!result.ok && result.message).toContain('65,536');
  });

  it('is refused when a small link unpacks to more than 2 MiB', async () => {
    const bomb = await pack({ s: ' '.repeat(LINK_LIMITS.bytesOut + 1) });
    expect(bomb.length).toBeLessThan(LINK_LIMITS.charactersIn);
    const result = await readLink(bomb);
    expect(!result.ok && result.message).toContain('2097152');
  });

  it('of a newer version says so', async () => {
    const result = await readLink('#v2.abc');
    expect(!result.ok && result.message).toContain('newer version');
  });

  it('that was cut anywhere is refused and never half read', async () => {
    const whole = await writeLink({ ...content, source: { text: 'x'.repeat(300) + JSON.stringify([...Array(200).keys()]) } });
    for (let length = 1; length < whole.length; length++) expect((await readLink(whole.slice(0, length))).ok, `cut at ${length}`).toBe(false);
  });

  it.each([
    ['no object', [1, 2]],
    ['no scenario', { t: 1 }],
    ['a time that is no number', { b: 'figure-2', t: '1' }],
    ['a negative time', { b: 'figure-2', t: -1 }],
    ['acts that are no list', { b: 'figure-2', a: { do: 'stop' } }],
    ['acts without a time', { b: 'figure-2', a: [{ do: 'stop' }] }],
    ['a view that does not exist', { b: 'figure-2', v: 'moon' }],
    ['a selection that is no number', { b: 'figure-2', c: 'x' }],
    ['a camera without zoom', { b: 'figure-2', m: [1, 2] }],
    ['a scenario that is no text', { s: 5 }],
  ])('with %s inside is refused', async (_what, wire) => {
    expect((await readLink(await pack(wire))).ok).toBe(false);
  });

  it('that unpacks to no JSON is refused', async () => {
    expect((await readLink(await pack('not json'))).ok).toBe(false);
  });
});
