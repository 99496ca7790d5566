/** Kinds of text that are no list of subnets, from how they begin. */
export type TextKind = 'html' | 'xml' | 'scenario' | 'json' | 'text';

export function textKind(text: string): TextKind {
  const start = text.slice(0, 1000).trimStart().toLowerCase();
  if (start.startsWith('<!doctype html') || start.startsWith('<html')) return 'html';
  if (start.startsWith('<?xml') || /^<[a-z][\w:-]*[\s>]/.test(start)) return 'xml';
  if (start.startsWith('{')) return /"format"\s*:\s*"chainscope-scenario"/.test(text.slice(0, 4000)) ? 'scenario' : 'json';
  // A product file may begin with an IPv6 address in brackets.
  return start.startsWith('[') && isJson(text) ? 'json' : 'text';
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
