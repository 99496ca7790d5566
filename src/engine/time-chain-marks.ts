/** Kinds of marks in the time–chain diagram: shared by the query that collects them and the view that draws them. */
export const MARK = {
  /** A question or action under way: a = sender (−1 the server), b = receiver. */
  question: 0,
  /** The same inside the answer to a registration (REG-5): from the server. */
  lateQuestion: 1,
  /** Answers or statuses after which nothing more follows: b = −1 the server; extra = answers carried. */
  answers: 2,
  /** Answers sent because the hold was over: more will follow. */
  partialAnswers: 3,
  lostQuestion: 4,
  lostAnswers: 5,
  /** a = client; t0 sent, t1 answered. */
  normalRegistration: 6,
  initialRegistration: 7,
  /** Contact that was lost came back. */
  reregistration: 8,
  failedRegistration: 9,
  /** a = whose link, b = its peer; extra = 0 forward, 1 backward. */
  linkOpened: 10,
  linkClosed: 11,
  linkLost: 12,
  linkCut: 13,
  /** A reflection or the end of a chain: a = client; extra = 0 forward leader, 1 backward leader. */
  roleGained: 14,
  roleLost: 15,
  started: 16,
  stopped: 17,
} as const;
export type MarkKind = (typeof MARK)[keyof typeof MARK];
export const MARK_KINDS = 18;
/** Kinds below this one travel between two rows. */
export const FIRST_AT_REST: MarkKind = MARK.normalRegistration;

/** Fleets up to this size have a log row for every message; in larger ones marks come from the questions' columns. */
export const FLEET_WITH_MESSAGE_ROWS = 20_000;
/** Marks in one answer at most; beyond that the answer is a density. */
export const MAX_MARKS = 80_000;
