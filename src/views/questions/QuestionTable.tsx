/** Questions and actions as a table: the same figures as beside the map, sorted, and as CSV. */
import { useState } from 'react';
import { showAnswers } from '../../store/asking';
import { useDocument } from '../../store/document-store';
import { saveFile } from '../../store/save-file';
import { useStatus } from '../../store/status-store';
import { count } from '../../store/units';
import { attempt } from '../../store/verbs';
import { Button } from '../../ui/Button';
import { cx } from '../../ui/cx';
import { questionsCsv } from './download-answers';
import { Literal } from './Literal';
import { QUESTION_COLUMNS, sortQuestions } from './question-columns';
import { specWords, stateWords } from './question-words';
import styles from './question-table.module.css';

const NONE: readonly never[] = [];
/** As many as the page is told of. */
const MOST = 50;

export function QuestionTable() {
  const questions = useStatus((state) => state.status?.questions ?? NONE);
  const scenario = useDocument((state) => state.loaded?.scenario ?? null);
  const [sort, setSort] = useState({ id: 'asked', descending: true });
  const column = QUESTION_COLUMNS.find((one) => one.id === sort.id) ?? QUESTION_COLUMNS[0];
  const rows = column === undefined ? questions : sortQuestions(questions, column, sort.descending, scenario);
  const save = (): Promise<unknown> =>
    attempt('The table was not exported', async () => {
      const lines = rows.map((question) => ({ question, whom: specWords(question.target, scenario), state: stateWords(question) }));
      saveFile('chainscope-questions.csv', 'text/csv', questionsCsv(lines));
    });
  return (
    <>
      <div className={styles.bar}>
        <span className={styles.count} role="status">
          {rows.length >= MOST ? `The newest ${MOST}; the report has all` : count(rows.length, 'question or action', 'questions and actions')}
        </span>
        <Button small icon="download" onClick={() => void save()}>
          CSV
        </Button>
      </div>
      <div className={styles.scroller} role="group" aria-label="Questions and actions" tabIndex={0}>
        <table className={styles.table} aria-label="Questions and actions">
          <thead>
            <tr>
              {QUESTION_COLUMNS.map(({ id, title, numeric }) => (
                <th
                  key={id}
                  scope="col"
                  className={cx(numeric && styles.number)}
                  aria-sort={id === sort.id ? (sort.descending ? 'descending' : 'ascending') : 'none'}
                >
                  <button type="button" onClick={() => setSort({ id, descending: id === sort.id ? !sort.descending : numeric })}>
                    {title}
                    <span aria-hidden="true">{id === sort.id ? (sort.descending ? ' ↓' : ' ↑') : ''}</span>
                  </button>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((question) => (
              <tr key={question.number}>
                {QUESTION_COLUMNS.map(({ id, numeric, text }) => (
                  <td key={id} className={cx(numeric && styles.number)}>
                    {id === 'id' ? (
                      <button type="button" title="Show its answers" onClick={() => showAnswers(question, 'open the sheet')}>
                        {question.id}
                      </button>
                    ) : (
                      <Literal text={text(question, scenario)} className={styles.text} />
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
        {rows.length === 0 && <p className={styles.none}>Nothing has been asked up to now. Q asks a question.</p>}
      </div>
    </>
  );
}
