/** Finds subnets that are written with host bits set: accepted, cleared on output, and said. */
import { formatPrefix, parseEndpoint } from './addresses';
import type { FormatNode } from './format-tree';
import { alternative, metaOf, unwrap } from './format-tree';
import type { ProblemList } from './problems';
import { quote } from './problems';

export function warnHostBits(node: FormatNode, value: unknown, path: (string | number)[], warnings: ProblemList): void {
  if (value === null || value === undefined || warnings.isFull) return;
  const kind = metaOf(node).kind;
  if (typeof value === 'string') {
    if (kind === 'cidr' || kind === 'block' || kind === 'endpoint') warnText(value, path, warnings);
    return;
  }
  if (typeof value !== 'object' || kind === 'free' || kind === 'address') return;
  const inner = unwrap(node);
  const here = inner.type === 'variant' || inner.type === 'union' ? alternative(inner, value) : inner;
  if (here === null) return;
  const visit = (child: FormatNode | undefined, key: string | number, entry: unknown): void => {
    if (child === undefined) return;
    path.push(key);
    warnHostBits(child, entry, path, warnings);
    path.pop();
  };
  if (Array.isArray(value)) value.forEach((entry, i) => visit(here.item ?? here.items?.[i], i, entry));
  else for (const [key, entry] of Object.entries(value)) visit(here.entries?.[key], key, entry);
}

function warnText(text: string, path: readonly (string | number)[], warnings: ProblemList): void {
  const block = parseEndpoint(text);
  if (block === null || block.match === null || !block.hostBits) return;
  const sentence = `${quote(text)} has host bits set; ${formatPrefix(block.match)} is meant.`;
  warnings.addAt([...path], 'subnet.hostBits', sentence, { got: text, hint: 'They are cleared when the file is written.' });
}
