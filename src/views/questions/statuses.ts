/** The statuses of an action in the order in which a computer goes through them, and their tones. */
import type { ActionStatus } from '../../sim/question-types';

const ORDER: readonly ActionStatus[] = ['Waiting', 'Downloading', 'Running', 'Completed', 'Failed', 'Expired'];
export const ACTION_STATUS_ORDER: readonly string[] = ORDER;
/** Ends that nobody wished for. */
export const BAD_STATUSES: ReadonlySet<string> = new Set<ActionStatus>(['Failed', 'Expired']);
