/** The answer as text for the clipboard: inputs, figures with their formulas, what is assumed and left out, and that it is a model. */
import type { EstimateFigures } from '../../closed-form/estimate-figures';
import { HEADLINES, PARTS } from '../../closed-form/estimate-figures';
import type { Figure } from '../../closed-form/figure';
import { against, termText } from './figure-words';
import type { ReadInputs } from './read-inputs';

export function summaryText({ answers }: ReadInputs, figures: EstimateFigures, verdict: string | null): string {
  const all = [...HEADLINES, ...PARTS].map((id) => figures[id]);
  const unique = (texts: readonly string[]): string[] => [...new Set(texts)];
  return [
    'Chainscope: ten-second answer. Model, not measurement.',
    '',
    `For ${answers.clients.text}, ${answers.vpnShare.text}; sites: ${answers.sites.text}; file: ${answers.file.text}; link: ${answers.link.text}.`,
    ...(verdict === null ? [] : [verdict]),
    '',
    ...all.flatMap(lines),
    '',
    'Rests on:',
    ...unique(all.flatMap((figure) => figure.basis.map(({ text, rule, grade }) => `- ${text} (${rule}, ${grade})`))),
    '',
    'Left out:',
    ...unique(all.flatMap((figure) => figure.exclusions.map((text) => `- ${text}`))),
    '',
  ].join('\n');
}

function lines(figure: Figure): string[] {
  return [
    `${figure.title}: ${against(figure)}`,
    `  = ${figure.formula}`,
    `  without peering = ${figure.withoutFormula}`,
    `  with ${figure.terms.map(termText).join('; ')}`,
  ];
}
