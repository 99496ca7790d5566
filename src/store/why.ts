/** Asks the Explain panel why: of an event, or of a number of a question. Elements say what they stand for by `data-why`. */
import { setRemembered, useUi } from './ui-store';
import type { WhyNumber } from './ui-store';

export function askWhy(of: { readonly eventId: number } | WhyNumber): void {
  useUi.setState({ rightTab: 'explain', ...('eventId' in of ? { whyEventId: of.eventId, whyNumber: null } : { whyEventId: null, whyNumber: of }) });
  if (!useUi.getState().explainOpen) setRemembered({ explainOpen: true });
  // On narrow screens the panel is a sheet.
  if (matchMedia('(max-width: 899px)').matches) useUi.setState({ sheet: 'explain' });
}

export const stopAsking = (): void => useUi.setState({ whyEventId: null, whyNumber: null });

/** For the attribute `data-why` of whatever stands for an event or a number: W on it, focused or under the pointer, asks for its reason. */
export function whyMark(of: { readonly eventId: number } | WhyNumber): string {
  return 'eventId' in of ? `event ${of.eventId}` : `question ${of.question}${of.client === null ? '' : ` client ${of.client}`}`;
}

export function readWhyMark(text: string): { readonly eventId: number } | WhyNumber | null {
  const event = /^event (\d+)$/.exec(text);
  if (event !== null) return { eventId: Number(event[1]) };
  const number = /^question (\d+)(?: client (\d+))?$/.exec(text);
  return number === null ? null : { question: Number(number[1]), client: number[2] === undefined ? null : Number(number[2]) };
}
