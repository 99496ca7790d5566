/** A figure of a run as a formula has it, or why no formula has it. */

export const FIGURES = {
  initialRegistrations: 'initial registrations',
  normalRegistrations: 'normal registrations',
  registrationWan: 'registration bytes, WAN',
  registrationLan: 'registration bytes, LAN',
  registrationWanWithout: 'registration bytes, WAN, without peering',
  registrationLanWithout: 'registration bytes, LAN, without peering',
  leaderConnections: 'leader connections',
  leaderClients: 'leaders',
  questionWan: 'question bytes, WAN',
  questionLan: 'question bytes, LAN',
  answerWan: 'answer bytes, WAN',
  answerLan: 'answer bytes, LAN',
  questionWanWithout: 'question bytes, WAN, without peering',
  questionLanWithout: 'question bytes, LAN, without peering',
  answerWanWithout: 'answer bytes, WAN, without peering',
  answerLanWithout: 'answer bytes, LAN, without peering',
} as const;
export type FigureId = keyof typeof FIGURES;
export const FIGURE_IDS = Object.keys(FIGURES) as readonly FigureId[];

export type Expectation =
  /** `exact`: nothing of it is drawn, so a run has just this. Else it is the mean over many runs. */
  { readonly id: FigureId; readonly value: number; readonly exact: boolean } | { readonly id: FigureId; readonly why: string };

/** The same reason for several figures. */
export const notExpected = (ids: readonly FigureId[], why: string): Expectation[] => ids.map((id) => ({ id, why }));
