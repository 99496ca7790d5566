/** Says what was brushed in the time–chain diagram, wherever that limits what is shown, and takes it back. */
import { clearBrush, useBrush } from '../../store/brush';
import { seek } from '../../store/session';
import { useStatus } from '../../store/status-store';
import { clock } from '../../store/units';
import { attempt } from '../../store/verbs';
import { Button } from '../../ui/Button';
import { cx } from '../../ui/cx';
import { brushText, decimalsOf } from './brush-text';
import styles from './brush.module.css';

/** On the map the playhead may stand outside the brush: then the way there is offered. */
export function BrushNote({ place }: { readonly place: 'log' | 'map' }) {
  const brush = useBrush((state) => state.brush);
  const isOutside = useStatus((state) => brush !== null && state.status !== null && (state.status.time < brush.from || state.status.time > brush.to));
  if (brush === null) return null;
  const goThere = (): void => void attempt('The run did not move', () => seek(brush.to));
  return (
    <div className={cx(styles.note, place === 'map' && styles.onMap)} role="group" aria-label="Brush">
      <span>
        Brushed: {brushText(brush)}
        {place === 'map' && isOutside ? '; the map stands outside' : ''}
      </span>
      {place === 'map' && isOutside && (
        <Button small onClick={goThere}>
          {`Go to ${clock(brush.to, decimalsOf(brush.to - brush.from))}`}
        </Button>
      )}
      <Button small kind="quiet" icon="close" onClick={clearBrush}>
        Clear brush
      </Button>
    </div>
  );
}
