/** One cell (or two) of a table to address blocks: CIDR, netmask forms, ranges; or the reason why not. */
import type { Block, IpAddress } from './blocks';
import { blocksOfRange, formatBlock, formatIp, hostBits, readIp, readMask, widthOf } from './blocks';
import { quote } from '../problems';

export type CellBlocks =
  | { readonly ok: true; readonly blocks: readonly Block[]; readonly note?: { readonly code: string; readonly message: string } }
  | { readonly ok: false; readonly code: string; readonly reason: string };

const CIDR_HINT = 'expected an address with a prefix length, such as 10.0.0.0/24';

/** A cell with everything in it, or an address whose mask is in `mask`. */
export function readBlocks(cell: string, mask = ''): CellBlocks {
  const text = cell.trim();
  if (text === '') return refuse('address.missing', `the address is missing; ${CIDR_HINT}`);
  const range = /^(\S+?)\s*(?:-|–|—|\bto\b)\s*(\S+)$/.exec(text);
  if (range !== null && readIp(range[1] ?? '') !== null) return readRange(range[1] ?? '', range[2] ?? '');
  const split = /^(\[?[0-9A-Fa-f:.]+\]?)(?:\s*\/\s*|\s+)([0-9./]+)$/.exec(text);
  if (split !== null) return withMask(text, split[1] ?? '', split[2] ?? '');
  if (mask.trim() !== '') return withMask(`${text} ${mask.trim()}`, text, mask);
  const ip = readIp(text);
  return ip === null ? refuse('address.invalid', invalidReason(text)) : single(ip);
}

function refuse(code: string, reason: string): CellBlocks {
  return { ok: false, code, reason };
}

function invalidReason(text: string): string {
  if (/(^|\.)0\d/.test(text) && /^[\d./]+$/.test(text))
    return `${quote(text)} has leading zeros, which some programs read as octal numbers; write it without them`;
  return `${quote(text)} is no address; ${CIDR_HINT}`;
}

function withMask(written: string, address: string, mask: string): CellBlocks {
  const ip = readIp(address);
  if (ip === null) return refuse('address.invalid', invalidReason(address));
  const length = readMask(mask, ip.family);
  if (length === null) {
    return refuse(
      'address.mask',
      `${quote(mask.trim())} is no ${ip.family === 4 ? 'netmask or ' : ''}prefix length (0 to ${widthOf(ip.family)}) for ${formatIp(ip.family, ip.value)}`,
    );
  }
  const host = hostBits(ip.family, length);
  const block = { family: ip.family, base: ip.value & ~host, length };
  if ((ip.value & host) === 0n) return { ok: true, blocks: [block] };
  return { ok: true, blocks: [block], note: { code: 'row.hostBits', message: `${quote(written)} has host bits set; taken as ${formatBlock(block)}.` } };
}

/** An address on its own is a subnet of one, unless it looks like a network whose mask was forgotten. */
function single(ip: IpAddress): CellBlocks {
  const text = formatIp(ip.family, ip.value);
  const looksLikeNetwork = ip.family === 4 ? (ip.value & 255n) === 0n : text.endsWith('::');
  if (looksLikeNetwork) return refuse('address.noMask', `${text} has no prefix length, and it looks like a network; ${CIDR_HINT}`);
  const block = { family: ip.family, base: ip.value, length: widthOf(ip.family) };
  return {
    ok: true,
    blocks: [block],
    note: { code: 'row.singleAddress', message: `${text} has no prefix length; taken as the single address ${formatBlock(block)}.` },
  };
}

/** First and last address to the fewest blocks; 10.0.0.1–10.0.0.254 are the host addresses of 10.0.0.0/24, so that is taken. */
export function readRange(first: string, last: string): CellBlocks {
  const from = readIp(first.trim());
  if (from === null) return refuse('range.invalid', first.trim() === '' ? 'the first address of the range is missing' : invalidReason(first.trim()));
  const to = readIp(last.trim()) ?? lastOctet(from, last.trim());
  if (to === null) return refuse('range.invalid', last.trim() === '' ? 'the last address of the range is missing' : invalidReason(last.trim()));
  if (from.family !== to.family) return refuse('range.families', `${first.trim()} and ${last.trim()} are of different families`);
  if (from.value > to.value) return refuse('range.reversed', `the range ends before it begins: ${first.trim()} to ${last.trim()}`);
  const hosts = hostRange(from, to.value);
  if (hosts !== null) {
    return {
      ok: true,
      blocks: [hosts],
      note: { code: 'row.hostRange', message: `${first.trim()} to ${last.trim()} are the host addresses of ${formatBlock(hosts)}; taken as that.` },
    };
  }
  return { ok: true, blocks: blocksOfRange(from.family, from.value, to.value) };
}

/** "10.0.0.1-99": the second part replaces the last octet. */
function lastOctet(from: IpAddress, text: string): IpAddress | null {
  if (from.family !== 4 || !/^\d{1,3}$/.test(text) || Number(text) > 255) return null;
  return { family: 4, value: (from.value & ~255n) | BigInt(text) };
}

/** The IPv4 block of which first … last are exactly the host addresses; null = there is none. */
function hostRange(from: IpAddress, last: bigint): Block | null {
  if (from.family !== 4 || from.value === 0n) return null;
  const covering = blocksOfRange(4, from.value - 1n, last + 1n);
  const [block] = covering;
  return covering.length === 1 && block !== undefined && block.length <= 30 ? block : null;
}

/** What a cell reads as; for finding out which column is which. */
export type CellShape = 'block' | 'address' | 'netmask' | 'length' | 'number' | 'empty' | 'text';

export function shapeOf(cell: string): CellShape {
  const text = cell.trim();
  if (text === '' || text === '—') return 'empty';
  if (/^\/\d{1,3}$/.test(text)) return 'length';
  if (/^\d+$/.test(text)) return 'number';
  if (!/[.:]/.test(text) || !/^[[\d:a-f]/i.test(text)) return 'text';
  const ip = readIp(text);
  if (ip !== null) return ip.family === 4 && ip.value >> 24n >= 128n && (readMask(text, 4) ?? 0) > 0 ? 'netmask' : 'address';
  return readBlocks(text).ok ? 'block' : 'text';
}
