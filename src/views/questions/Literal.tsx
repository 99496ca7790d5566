/** A text that others wrote: literally, in its own direction, cut with an ellipsis; the whole of it as tip. */
import { cx } from '../../ui/cx';
import { literalText } from './literal-text';
import styles from './questions.module.css';

/** Tips longer than this are no help. */
const MAX_TIP = 600;

export function Literal({ text, className }: { readonly text: string; readonly className?: string | undefined }) {
  if (text === '') return <i className={cx(styles.literal, className)}>(empty)</i>;
  const shown = literalText(text);
  return (
    <bdi className={cx(styles.literal, className)} title={shown.length > MAX_TIP ? `${shown.slice(0, MAX_TIP)}…` : shown}>
      {shown}
    </bdi>
  );
}
