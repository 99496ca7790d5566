import { describe, expect, it } from 'vitest';
import { estimate, type EstimateInputs } from '../../closed-form/estimate';
import { estimateFigures, fileVerdict } from '../../closed-form/estimate-figures';
import { proofFormulas, proofRun } from '../../closed-form/proof';
import { writeScenario } from '../../scenario/canonical';
import { checkScenario } from '../../scenario/check-scenario';
import { LIMITS } from '../../scenario/limits';
import type { EstimateTexts } from '../../store/estimate';
import { FIRST_TEXTS } from '../../store/estimate';
import { against, amount } from './figure-words';
import { gapText, proofRows } from './proof-rows';
import { proveScenario } from './prove-scenario';
import { readInputs, type EstimateField } from './read-inputs';
import { summaryText } from './summary';

function inputsOf(texts: Partial<EstimateTexts> = {}): EstimateInputs {
  const { inputs } = readInputs({ ...FIRST_TEXTS, ...texts });
  if (inputs === null) throw new Error('not readable');
  return inputs;
}

describe('the fields of the ten-second answer', () => {
  it.each([
    ['clients', '8k', { clients: 8_000 }],
    ['clients', '8,000', { clients: 8_000 }],
    ['sites', '12', { sites: 12 }],
    ['vpnShare', '25 %', { vpnShare: 0.25 }],
    ['vpnShare', '25', { vpnShare: 0.25 }],
    ['vpnShare', '0.25', { vpnShare: 0.25 }],
    ['vpnShare', '0', { vpnShare: 0 }],
    ['file', '1.5 GB', { fileBytes: 1.5e9 }],
    ['link', '50 Mbit', { linkBps: 50e6 }],
    ['link', '10 Mbps', { linkBps: 10e6 }],
  ] as const)('take for %s %j', (field, text, found) => {
    expect(inputsOf({ [field]: text })).toMatchObject(found);
  });

  it.each([
    ['clients', 'many', /“many” is no number of clients\. Allowed: 1 to 1,000,000/],
    ['clients', '0', /“0” is out of range/],
    ['clients', '1,000,001', /out of range\. Allowed: 1 to 1,000,000/],
    ['clients', '-5', /“-5” is no number/],
    ['clients', '', /Nothing is given\. Allowed/],
    ['sites', '2000', /out of range\. Allowed: 1 to 1,999/],
    ['vpnShare', '120 %', /“120 %” is no share\. Allowed: 0 to 100 %/],
    ['file', '5 Mbit', /“5 Mbit” is no size/],
    ['file', '2 TB', /out of range\. Allowed: 1 byte to 1 TB/],
    ['link', '10 MB', /“10 MB” is no speed/],
    ['link', '0', /is no speed/],
    ['link', '3 bps', /out of range\. Allowed: 1 kbit\/s/],
  ] as const)('say of %s %j what was found and what is allowed', (field: EstimateField, text, says) => {
    const { inputs, answers } = readInputs({ ...FIRST_TEXTS, [field]: text });
    expect(inputs).toBeNull();
    expect(answers[field]).toMatchObject({ error: true, text: expect.stringMatching(says) });
    const others = Object.entries(answers).filter(([name]) => name !== field);
    expect(others.every(([, answer]) => !answer.error)).toBe(true);
  });

  it('say what they understood, so that a slip is seen', () => {
    const { answers } = readInputs({ clients: '8k', sites: '40', vpnShare: '0,25', file: '500', link: '6 MB/s' });
    expect(Object.values(answers).map((answer) => answer.text)).toEqual([
      '8,000 clients',
      '150 clients each',
      '2,000 clients on VPN',
      '500 MB for every client',
      '48 Mbit/s at each site',
    ]);
    expect(readInputs({ ...FIRST_TEXTS, vpnShare: '100' }).answers.sites.text).toBe('nobody is at a site');
  });
});

describe('figures in words', () => {
  const figures = estimateFigures(inputsOf(), estimate(inputsOf()));
  it('set what is against what would be, and never a share alone', () => {
    expect(against(figures.leaders)).toBe('2,080 against 8,000 without peering');
    expect(against(figures.registrations)).toBe('133 with peering or without');
    for (const figure of Object.values(figures)) expect(against(figure)).not.toContain('%');
  });

  it('tell long times in days', () => {
    expect(amount(12_000, 'seconds')).toBe('3 h 20 min');
    expect(amount(50 * 3_600, 'seconds')).toBe('2 d 2 h');
    expect(amount(400 * 86_400, 'seconds')).toBe('400 days');
  });

  it('make a summary that says it is a model, with formulas, assumptions and what is left out', () => {
    const texts = { ...FIRST_TEXTS, vpnShare: '100 %' };
    const found = estimate(inputsOf(texts));
    const summary = summaryText(readInputs(texts), estimateFigures(inputsOf(texts), found), fileVerdict(found));
    expect(summary).toMatch(/^Chainscope: ten-second answer\. Model, not measurement\./);
    expect(summary).toContain('Nothing is saved on files');
    expect(summary).toContain('Leaders: 8,000 with peering or without');
    expect(summary).toContain('= file × (chains + VPN clients)');
    expect(summary).toContain('(REG-4, documented)');
    expect(summary).toMatch(/Left out:\n- /);
  });
});

describe('the scenario of the proof', () => {
  it.each([{}, { vpnShare: '0' }, { vpnShare: '100 %' }, { clients: '1M', sites: '1,999' }, { clients: '1', sites: '1' }])(
    'is valid and canonical: %o',
    (texts) => {
      const scenario = proveScenario(inputsOf(texts));
      const checked = checkScenario(scenario);
      expect(checked).toMatchObject({ ok: true, warnings: [] });
      if (checked.ok) expect(writeScenario(scenario)).toBe(`${JSON.stringify(scenario, null, 2)}\n`);
      expect(scenario.subnets.length).toBeLessThanOrEqual(LIMITS.subnets);
    },
  );
});

describe('the rows of the proof', () => {
  it('show equal figures as 0, others in per cent of the formula, and no figure where nothing is simulated', () => {
    const inputs = inputsOf();
    const run = proofRun(inputs);
    const rows = proofRows(inputs, run, { ...proofFormulas(inputs, run), normalRegistrations: 72_405.6, questionWan: 734_401 });
    expect(rows.find((row) => row.name === 'Leaders')).toMatchObject({ formula: '2,080', simulation: '2,080', gap: '0' });
    expect(rows.find((row) => row.name === 'Normal registrations')?.gap).toBe('+0.10 %');
    expect(rows.find((row) => row.name === 'Question, WAN')).toMatchObject({ simulation: '734,401 B', gap: 'below 0.01 %' });
    expect(rows.at(-1)).toEqual({ name: 'File, WAN', formula: '1.02 TB against 4 TB', simulation: null, gap: '' });
    expect(gapText(0, 5)).toBe('not 0');
    expect(gapText(200, 190)).toBe('−5.00 %');
  });
});
