/** The map for people who do not see it: the selected client's chain as options of the map, 25 clients to either side. */
import { SHAPE, shapeOfGlyph, glyphFor } from '../../render/glyphs';
import type { MapRenderer } from '../../render/map-renderer';
import styles from './map-view.module.css';
import { waveWords, type Asked } from './wave-words';

const AROUND = 25;

export interface MapMirrorProps {
  readonly id: string;
  readonly renderer: MapRenderer | null;
  readonly selection: number | null;
  readonly labelOf: (slot: number) => string | null;
  /** What the question of the picture is. */
  readonly asked: Asked;
  /** The site, line or server that the keyboard is at, in words; null = it is at a client. */
  readonly place: string | null;
}

export function MapMirror({ id, renderer, selection, labelOf, asked, place }: MapMirrorProps) {
  if (place !== null)
    return (
      <div id={id} className={styles.mirror}>
        <div role="option" id={placeId(id)} aria-selected="true">
          {place}
        </div>
      </div>
    );
  const first = renderer?.layout?.stretches[0]?.slots[0] ?? null;
  const centre = selection ?? first;
  const chain = centre === null ? null : (renderer?.chainOf(centre) ?? null);
  if (!renderer || !chain) {
    return (
      <div id={id} className={styles.mirror}>
        <div role="option" aria-selected="false">
          No clients
        </div>
      </div>
    );
  }
  const from = Math.max(0, chain.place - AROUND);
  const { state, wave } = renderer.columns;
  const said = (slot: number): string => {
    const words = describe(state[slot] ?? 0, labelOf(slot) ?? `client ${slot + 1}`);
    return wave === null ? words : `${words}, ${waveWords(wave[slot] ?? 0, asked)}`;
  };
  const slots = [...chain.slots.subarray(from, chain.place + AROUND + 1)];
  return (
    <div id={id} className={styles.mirror}>
      {slots.map((slot, i) => (
        <div key={slot} role="option" id={itemId(id, slot)} aria-selected={slot === selection} aria-posinset={from + i + 1} aria-setsize={chain.slots.length}>
          {said(slot)}
        </div>
      ))}
    </div>
  );
}

export function itemId(id: string, slot: number): string {
  return `${id}-${slot}`;
}

export const placeId = (id: string): string => `${id}-place`;

const WORDS: Readonly<Record<number, string>> = {
  [SHAPE.none]: 'moved away',
  [SHAPE.client]: 'linked',
  [SHAPE.backwardLeader]: 'backward leader',
  [SHAPE.forwardLeader]: 'forward leader',
  [SHAPE.both]: 'backward and forward leader',
  [SHAPE.offline]: 'offline',
  [SHAPE.blocked]: 'blocked',
  [SHAPE.seeking]: 'seeking peers',
};

export function describe(state: number, label: string): string {
  return `${label}, ${WORDS[shapeOfGlyph(glyphFor(state))] ?? 'unknown'}`;
}
