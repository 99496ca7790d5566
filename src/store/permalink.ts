/**
 * Permalinks: `#v1.` + base64url of deflate-raw of JSON. Everything that decides what is seen is in the fragment, so nothing
 * reaches a server. What comes in is not trusted: bounded before and while it is unpacked, and checked field by field.
 */
import type { TimelineItem } from '../scenario/types';
import { grouped } from './units';
import { isViewName, type ViewName } from './view-names';

export const LINK_LIMITS = { charactersIn: 65_536, bytesOut: 2 * 1024 * 1024 } as const;
const VERSION = 'v1.';

export interface LinkContent {
  readonly source: { readonly builtIn: string } | { readonly text: string };
  readonly acts: readonly TimelineItem[];
  /** Simulated microseconds. */
  readonly time: number;
  readonly view: ViewName;
  readonly selection: number | null;
  /** x, y, zoom of the map. */
  readonly camera: readonly [number, number, number] | null;
}

export type ReadLink = { readonly ok: true; readonly content: LinkContent } | { readonly ok: false; readonly message: string };

export async function writeLink(content: LinkContent): Promise<string> {
  const packed = await pump(new TextEncoder().encode(JSON.stringify(toWire(content))), new CompressionStream('deflate-raw'), Number.POSITIVE_INFINITY);
  return `#${VERSION}${toBase64Url(packed)}`;
}

export async function readLink(fragment: string): Promise<ReadLink> {
  const body = fragment.startsWith('#') ? fragment.slice(1) : fragment;
  if (body.length > LINK_LIMITS.charactersIn)
    return damaged(`The link has ${grouped(body.length)} characters; at most ${grouped(LINK_LIMITS.charactersIn)} are read.`);
  if (/^v\d+\./.test(body) && !body.startsWith(VERSION))
    return damaged(`The link was made with a newer version (${body.slice(0, body.indexOf('.'))}); this page reads v1.`);
  if (!body.startsWith(VERSION)) return damaged('The part after # is no link of this page: it must begin with "v1.".');
  let text: string;
  try {
    const bytes = await pump(fromBase64Url(body.slice(VERSION.length)), new DecompressionStream('deflate-raw'), LINK_LIMITS.bytesOut);
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof RangeError) return damaged(`The link unpacks to more than ${LINK_LIMITS.bytesOut} bytes; that is the most that is read.`);
    return damaged('The link is damaged: its text cannot be unpacked. Perhaps a part of it was lost on the way.');
  }
  try {
    return fromWire(JSON.parse(text));
  } catch {
    return damaged('The link is damaged: what it unpacks to is no JSON.');
  }
}

const damaged = (message: string): ReadLink => ({ ok: false, message });

function toWire(content: LinkContent): Record<string, unknown> {
  return {
    ...('builtIn' in content.source ? { b: content.source.builtIn } : { s: content.source.text }),
    ...(content.acts.length > 0 ? { a: content.acts } : {}),
    ...(content.time > 0 ? { t: content.time } : {}),
    ...(content.view === 'map' ? {} : { v: content.view }),
    ...(content.selection === null ? {} : { c: content.selection }),
    ...(content.camera === null ? {} : { m: content.camera }),
  };
}

function fromWire(wire: unknown): ReadLink {
  if (typeof wire !== 'object' || wire === null || Array.isArray(wire)) return damaged('The link is damaged: it holds no object.');
  const { b, s, a = [], t = 0, v = 'map', c = null, m = null } = wire as Record<string, unknown>;
  const source = typeof b === 'string' ? { builtIn: b } : typeof s === 'string' ? { text: s } : null;
  if (source === null) return damaged('The link is damaged: it names no scenario.');
  if (!Array.isArray(a) || !a.every(isItem)) return damaged('The link is damaged: its list of acts is none.');
  if (!isTime(t)) return damaged('The link is damaged: its time is no whole number of microseconds from 0 on.');
  if (!isViewName(v)) return damaged('The link is damaged: it names a view that this page does not have.');
  if (c !== null && !isTime(c)) return damaged('The link is damaged: its selection is no number of a client.');
  if (m !== null && !isCamera(m)) return damaged('The link is damaged: its camera is no place.');
  return { ok: true, content: { source, acts: a, time: t, view: v, selection: c, camera: m } };
}

const isTime = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
/** The engine validates each act fully; here only what its place in a list needs. */
const isItem = (value: unknown): value is TimelineItem =>
  typeof value === 'object' && value !== null && 'do' in value && typeof value.do === 'string' && 'at' in value && typeof value.at === 'string';
const isCamera = (value: unknown): value is readonly [number, number, number] =>
  Array.isArray(value) && value.length === 3 && value.every((part) => Number.isFinite(part));

async function pump(bytes: Uint8Array<ArrayBuffer>, through: CompressionStream | DecompressionStream, most: number): Promise<Uint8Array<ArrayBuffer>> {
  const reader = new Blob([bytes]).stream().pipeThrough(through).getReader();
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let total = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    total += value.length;
    if (total > most) {
      await reader.cancel();
      throw new RangeError('too long');
    }
    parts.push(value as Uint8Array<ArrayBuffer>);
  }
  const whole = new Uint8Array(total);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function toBase64Url(bytes: Uint8Array): string {
  let binary = '';
  for (let i = 0; i < bytes.length; i += 8192) binary += String.fromCharCode(...bytes.subarray(i, i + 8192));
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  if (!/^[\w-]*$/.test(text)) throw new SyntaxError('not base64url');
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (character) => character.charCodeAt(0));
}
