/** Before and after of a change to peering, once every client has followed it. */
import type { ChainFigures } from '../../engine/contract';
import styles from './build.module.css';

const ROWS = [
  ['chains', 'Chains'],
  ['leaderConnections', 'Leader connections'],
  ['longest', 'Longest chain'],
  ['wanLinks', 'Peer links over a WAN'],
] as const;

export function PeeringDifference({ figures }: { readonly figures: { readonly before: ChainFigures; readonly after: ChainFigures } }) {
  return (
    <table className={styles.difference}>
      <caption>Once every client has registered initially again (0–6 h, CHAIN-8)</caption>
      <thead>
        <tr>
          <th scope="col">figure</th>
          <th scope="col">now</th>
          <th scope="col">then</th>
          <th scope="col">change</th>
        </tr>
      </thead>
      <tbody>
        {ROWS.map(([key, label]) => (
          <tr key={key}>
            <th scope="row">{label}</th>
            <td>{figures.before[key].toLocaleString('en-US')}</td>
            <td>{figures.after[key].toLocaleString('en-US')}</td>
            <td>{signed(figures.after[key] - figures.before[key])}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const signed = (value: number): string => (value === 0 ? '±0' : value > 0 ? `+${value.toLocaleString('en-US')}` : `−${(-value).toLocaleString('en-US')}`);
