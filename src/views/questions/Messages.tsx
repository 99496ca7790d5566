/** Messages of a question over LAN and WAN, and what they would be without peering: three bars on one linear scale from zero. */
import type { QuestionView } from '../../sim/question-types';
import { grouped } from '../../store/units';
import { cx } from '../../ui/cx';
import { Figure } from './Figure';
import styles from './questions.module.css';

export function Messages({ question }: { readonly question: QuestionView }) {
  const { lan, wan } = question.messages;
  const without = question.messagesWithout.wan;
  const most = Math.max(1, lan, wan, without);
  const bars = [
    { name: 'LAN', value: lan, tone: styles.lanBar, words: `${grouped(lan)} messages over the LAN` },
    { name: 'WAN', value: wan, tone: styles.wanBar, words: `${grouped(wan)} messages over the WAN` },
    { name: 'WAN without peering', value: without, tone: styles.hatchBar, words: `Without peering: ${grouped(without)} messages over the WAN by now` },
  ];
  return (
    <div className={styles.messages} role="group" aria-label="Messages">
      {bars.map((bar) => (
        <div key={bar.name} className={styles.messageRow}>
          <span className={styles.dim}>{bar.name}</span>
          <span className={styles.track}>
            <span className={cx(styles.fill, bar.tone)} style={{ width: `${(100 * bar.value) / most}%` }} />
          </span>
          {bar.tone === styles.hatchBar ? (
            <span
              className={styles.value}
              title={`${bar.words}, and ${grouped(question.messagesWithout.lan)} over the LAN: every computer asked, and answering, by itself`}
            >
              {grouped(bar.value)}
            </span>
          ) : (
            <Figure question={question.number} name={bar.words}>
              {grouped(bar.value)}
            </Figure>
          )}
        </div>
      ))}
      <p className={styles.note}>Messages of this run. Hatched: each computer that has it asked, and answering, by itself.</p>
    </div>
  );
}
