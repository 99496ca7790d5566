/** Answers, and who is missing, as CSV and as text for the clipboard. What a spreadsheet would take for a formula is written as text. */
import type { MissingReason, QueryMap } from '../../engine/contract';
import type { QuestionView } from '../../sim/question-types';
import { modelNote } from '../../store/model-note';
import { fileName, saveFile } from '../../store/save-file';
import { query } from '../../store/session';
import { csvCell, csvLine } from '../table/csv';
import { timesOf } from './question-words';

const CHUNK = 1000;

/** Every answer, page by page. */
async function allAnswers(
  question: number,
): Promise<{ readonly rows: readonly { readonly value: string; readonly count: number }[]; readonly passed: number }> {
  const rows: { readonly value: string; readonly count: number }[] = [];
  for (let offset = 0; ; offset += CHUNK) {
    const page = await query('answers', { question, filter: '', offset, limit: CHUNK });
    if (page === null) return { rows, passed: 0 };
    rows.push(...page.rows);
    if (page.rows.length === 0 || offset + CHUNK >= page.matching) return { rows, passed: page.question.passed };
  }
}

const share = (count: number, of: number): string => (of === 0 ? '' : (count / of).toFixed(4));

export async function answersCsv(question: QuestionView): Promise<string[]> {
  const { rows, passed } = await allAnswers(question.number);
  const head = [question.kind === 'action' ? 'Status' : question.sensors.join(' | '), 'Count', 'Share'];
  return [csvLine(modelNote()), csvLine(head), ...rows.map((row) => csvLine([row.value, String(row.count), share(row.count, passed)]))];
}

type Respondents = QueryMap['respondents']['result']['rows'];

async function eachRespondent(question: number, reason: MissingReason, take: (rows: Respondents) => void): Promise<void> {
  for (let offset = 0; ; offset += CHUNK) {
    const page = await query('respondents', { question, of: { missing: reason }, offset, limit: CHUNK });
    take(page.rows);
    if (page.rows.length === 0 || offset + CHUNK >= page.total) return;
  }
}

export async function missingCsv(question: QuestionView): Promise<string[]> {
  const parts = [csvLine(modelNote()), csvLine(['Reason', 'Address', 'Site', 'Why'])];
  const view = await query('answers', { question: question.number, filter: '', offset: 0, limit: 1 });
  for (const { reason } of view?.missing ?? [])
    await eachRespondent(question.number, reason, (rows) => {
      parts.push(rows.map((row) => csvLine([reason, row.address, row.site, row.text])).join(''));
    });
  return parts;
}

const nameFor = (question: QuestionView, what: string): string => fileName(`chainscope-${what}-${question.id}`, 'csv');

export async function downloadAnswers(question: QuestionView): Promise<void> {
  saveFile(nameFor(question, 'answers'), 'text/csv', await answersCsv(question));
}
export async function downloadMissing(question: QuestionView): Promise<void> {
  saveFile(nameFor(question, 'missing'), 'text/csv', await missingCsv(question));
}

/** Columns apart by tabs, as spreadsheets take them from the clipboard. */
export async function copyAnswers(question: QuestionView): Promise<void> {
  const { rows } = await allAnswers(question.number);
  await navigator.clipboard.writeText(rows.map((row) => `${csvCell(row.value.replaceAll('\t', ' '))}\t${row.count}\n`).join(''));
}

const HEAD = ['Id', 'Kind', 'Asks for', 'To', 'Asked at', 'State', 'Estimated', 'Tested', 'Passed', 'First', 'Half', '95 %', 'Complete'] as const;
const MESSAGES = ['Messages LAN', 'Messages WAN', 'Without peering over the WAN'] as const;

/** The list of questions; times in seconds, those of answers after asking. */
export function questionsCsv(rows: readonly { readonly question: QuestionView; readonly whom: string; readonly state: string }[]): string[] {
  const after = (question: QuestionView, t: number | null): string => (t === null ? '' : String((t - question.askedAt) / 1e6));
  return [
    csvLine(modelNote()),
    csvLine([...HEAD, ...MESSAGES]),
    ...rows.map(({ question, whom, state }) =>
      csvLine([
        question.id,
        question.kind,
        question.sensors.join(' | '),
        whom,
        String(question.askedAt / 1e6),
        state,
        ...[question.estimated, question.tested, question.passed].map(String),
        ...Object.values(timesOf(question)).map((t) => after(question, t)),
        ...[question.messages.lan, question.messages.wan, question.messagesWithout.wan].map(String),
      ]),
    ),
  ];
}
