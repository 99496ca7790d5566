/** What a file that is no scenario seems to be, in words people know. */

const SIGNATURES: readonly (readonly [string, string])[] = [
  ['\x89PNG', 'a PNG picture'],
  ['\ufffdPNG', 'a PNG picture'],
  ['\xff\xd8\xff', 'a JPEG picture'],
  ['GIF8', 'a GIF picture'],
  ['%PDF', 'a PDF document'],
  ['PK\x03\x04', 'a ZIP archive (or an Office document)'],
  ['PK\x05\x06', 'an empty ZIP archive'],
  ['\x1f\x8b', 'a gzip archive'],
  ['\x1f\ufffd', 'a gzip archive'],
  ['7z\xbc\xaf', 'a 7-Zip archive'],
  ['Rar!', 'a RAR archive'],
  ['\xd0\xcf\x11\xe0', 'an old Office document'],
  ['\x7fELF', 'a program'],
  ['MZ\x90', 'a program'],
  ['SQLite format 3', 'an SQLite database'],
  ['\xd4\xc3\xb2\xa1', 'a packet capture'],
  ['\xa1\xb2\xc3\xd4', 'a packet capture'],
  ['\x0a\x0d\x0d\x0a', 'a packet capture'],
];

/** By its first characters (bytes as Latin-1, or text); null when nothing known begins like this. */
export function formatLike(start: string): string | null {
  return SIGNATURES.find(([signature]) => start.startsWith(signature))?.[1] ?? null;
}

const ADDRESS_CELL = /(^|[,;\t" ])[0-9]{1,3}(\.[0-9]{1,3}){3}(\/[0-9]{1,2})?($|[,;\t" ])|[0-9A-Fa-f]{0,4}::?[0-9A-Fa-f:]*\/[0-9]{1,3}/;

/** What a text that does not begin like JSON seems to be; null when it could be anything. */
export function textLike(text: string): string | null {
  const start = text.slice(0, 4_000).trimStart();
  const binary = formatLike(start);
  if (binary !== null) return binary;
  if (/^<(!doctype html|html|head|body)\b/i.test(start)) return 'an HTML page';
  if (/^<(\?xml|svg|[a-z])/i.test(start)) return 'XML';
  if (/^%YAML|^---\s|^(format|name|version|sites|subnets)\s*:/.test(start)) return 'YAML';
  if (start.includes('\0')) return 'binary data';
  return listLike(start);
}

function listLike(start: string): string | null {
  const lines = start
    .split(/\r?\n/)
    .filter((line) => line !== '' && !/^[#;]/.test(line))
    .slice(0, 20);
  const separator = [';', '\t', ','].find((one) => lines.length > 0 && lines.every((line, i) => line.includes(one) || i === lines.length - 1));
  if (lines.some((line) => ADDRESS_CELL.test(line)))
    return separator === undefined ? 'a list of addresses' : 'CSV with addresses (a subnet list can be imported)';
  return separator === undefined || lines.length < 2 ? null : 'CSV';
}
