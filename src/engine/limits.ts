/** Every bound of the engine, in one table: what it limits and what happens at it. */

export const LIMITS = {
  /** Snapshots kept; past it the history is thinned out, oldest stretches most. */
  snapshots: 48,
  /** Bytes of all snapshots together, shared pages counted once; past it thinned out as well. */
  snapshotBytes: 256 * 1024 * 1024,
  /** Milestones kept; past it the oldest reflections go first, then the oldest of all. */
  milestones: 400,
  /** Commands that wait while a seek is under way; past it they are refused. */
  waitingCommands: 1_000,
  /** Frames that exist; when all are with the page, none is made. */
  frames: 3,
  /** Slots looked at for registration rings in one frame; past it an evenly spread part of the fleet. */
  ringSlots: 65_536,
  /** Rows of the log looked at for marks in one frame; older ones count as omitted. Those of questions are many and are only passed over. */
  markRows: 20_000,
  passedRows: 100_000,
  /** Questions, answers and statuses under way that are drawn one by one; past it those of evenly spread parts of the fleet. */
  messageRows: 2_500,
  /** Clients asked one by one how far they are with a question, in one frame; past it "has it" is all that is known of them. */
  waveLooks: 2_000,
  /** Blocked links that are marked as such in one frame. */
  cutMarks: 500,
  /** Rows of the log that a search for words looks at, newest first. */
  textSearchRows: 100_000,
  /** Rows of the log looked at for one answer to the time–chain diagram, newest first. */
  diagramRows: 200_000,
  /** Fleets up to this size are hashed with every snapshot; larger ones compare counts only. */
  hashSlots: 20_000,
  /** Milliseconds of work per tick while playing, and while seeking. */
  playBudget: 12,
  seekBudget: 40,
  /** Longest tick; a longer gap between two ticks is skipped. */
  frameGap: 500,
  /** Questions in a status, newest first, and answers of each. */
  statusQuestions: 50,
  statusAnswers: 20,
  /** Fleets up to this size have a row in the log for each message of a question. */
  messageLogClients: 20_000,
  /** Live acts; as many as a timeline may have. */
  acts: 10_000,
} as const;

export const MIN_SPEED = 0.0001;
export const MAX_SPEED = 10_000;
/** Longest run: 400 days. */
export const MAX_TIME = 400 * 86_400_000_000;
