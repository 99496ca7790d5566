/** From server to server, then from site to site, and around: where the keyboard goes on the map besides clients. */
import type { Layout } from '../../layout/types';
import type { Hit } from '../../render/hit-test';

export function nextPlace(layout: Layout, from: Hit | null, step: 1 | -1): Hit | null {
  const servers = layout.servers.toSorted((a, b) => a.x - b.x).map(({ server }): Hit => ({ kind: 'server', server }));
  const places = [...servers, ...layout.cards.map(({ site }): Hit => ({ kind: 'title', site }))];
  const at = from === null ? -1 : places.findIndex((place) => isSame(place, from));
  if (at < 0) return (step === 1 ? places[0] : places[places.length - 1]) ?? null;
  return places[(at + step + places.length) % places.length] ?? null;
}

function isSame(a: Hit, b: Hit): boolean {
  if (a.kind === 'server') return b.kind === 'server' && a.server === b.server;
  return a.kind === 'title' && b.kind === 'title' && a.site === b.site;
}
