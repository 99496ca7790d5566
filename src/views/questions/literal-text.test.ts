import { describe, expect, it } from 'vitest';
import { literalText } from './literal-text';

describe('the text of an answer on the page', () => {
  it('stays as it is in any script, with emoji and joiners', () => {
    for (const text of ['Windows 11', '=1+1', 'حاسوب', 'नमस्ते', '👩\u200d💻', 'a  b', '<b>x</b>', '']) expect(literalText(text)).toBe(text);
  });
  it('shows control characters, tabs and line breaks as marks, so that a row stays a row', () => {
    expect(literalText('a\tb\nc\u0000d\u007f')).toBe('a␉b␊c␀d␡');
  });
  it('writes out what would turn or hide the text around it, and halves of characters', () => {
    expect(literalText('exe\u202egpj')).toBe('exe⟨U+202E⟩gpj');
    expect(literalText('a\u200bb\ufeff')).toBe('a⟨U+200B⟩b⟨U+FEFF⟩');
    expect(literalText('x\ud800y')).toBe('x⟨U+D800⟩y');
  });
});
