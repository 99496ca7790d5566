/** Over the map: what the width of WAN lines shows, and the scales of widths, arrows and queues, each with its unit. */
import { BLOCK, type MapScales } from '../../render/wan-scales';
import { setWanWidth, useMapChoice, type WanWidth } from '../../store/map-controls';
import { bitRate, count, span } from '../../store/units';
import styles from './wan-legend.module.css';

const CHOICES: readonly { readonly id: WanWidth; readonly label: string; readonly says: string }[] = [
  { id: 'connections', label: 'Connections', says: 'How many connections leaders hold' },
  { id: 'rate', label: 'Rate', says: 'Bits per second lately, both directions together' },
];

export function WanLegend({ scales }: { readonly scales: MapScales }) {
  const chosen = useMapChoice((state) => state.wanWidth);
  return (
    <div className={styles.strip}>
      <fieldset className={styles.choice}>
        <legend className={styles.name}>WAN width</legend>
        {CHOICES.map(({ id, label, says }) => (
          <label key={id} title={says}>
            <input type="radio" name="wan-width" checked={chosen === id} onChange={() => setWanWidth(id)} />
            <span>{label}</span>
          </label>
        ))}
      </fieldset>
      {scales.perPx > 0 && <Scales scales={scales} />}
    </div>
  );
}

function Scales({ scales }: { readonly scales: MapScales }) {
  return (
    <ul className={styles.scales} aria-label="Scales">
      <li title={WIDTH_NOTE[scales.width]}>
        <svg width="16" height="12" viewBox="0 0 16 12" aria-hidden="true">
          <path d="M0 6h16" stroke="var(--wan)" strokeWidth={SAMPLE_PX} />
        </svg>
        {widthWords(scales)}
      </li>
      {scales.perArrow > 0 && (
        <li title="Samples of a rate, not messages: they move at one speed. A site’s rate is shared out over its lines by their connections.">
          <svg width="22" height="12" viewBox="0 0 22 12" aria-hidden="true">
            <path d="M0 6h22" stroke="var(--wan)" strokeWidth="5" />
            <path
              d="M3.5 1.6h5L6 6.6zM13.5 10.4h5L16 5.4z"
              className={styles.arrow}
              stroke="var(--wan)"
              strokeWidth="1.5"
              paintOrder="stroke"
              strokeLinejoin="round"
            />
          </svg>
          {arrowWords(scales.perArrow)}
        </li>
      )}
      {scales.perBlock > 0 && (
        <li title="How long what is sent now waits before the link carries it: at the site for the way up, near the server for the way down.">
          <svg width={BLOCK} height="12" viewBox={`0 0 ${BLOCK} 12`} aria-hidden="true">
            <path d={`M0 6h${BLOCK - 1.5}`} stroke="var(--text)" strokeWidth="6" />
          </svg>
          {`${span(scales.perBlock)} of waiting`}
        </li>
      )}
    </ul>
  );
}

const WIDTH_NOTE: Readonly<Record<WanWidth, string>> = {
  connections: 'One linear scale from zero for the whole picture. Lines thinner than 1.5 px are drawn 1.5 px wide; a hair carries nothing.',
  rate: 'One linear scale from zero for the whole picture. A site’s rate is shared out over its lines by their connections. Lines thinner than 1.5 px are drawn 1.5 px wide; a hair carries nothing.',
};

const SAMPLE_PX = 10;

/** "10 px = 20 connections": the sample beside it is that wide. */
export function widthWords({ width, perPx }: MapScales): string {
  return `${SAMPLE_PX} px = ${width === 'rate' ? bitRate(SAMPLE_PX * perPx) : count(SAMPLE_PX * perPx, 'connection')}`;
}

/** Of one arrow, in either direction. */
export function arrowWords(perArrow: number): string {
  return `1 per 100 px = ${bitRate(perArrow)} down or up`;
}
