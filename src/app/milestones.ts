/** Going from milestone to milestone, and to the latest instant that was reached. */
import { seek } from '../store/session';
import { useStatus } from '../store/status-store';

/** A milestone is reached when its event has happened; one microsecond more is not needed. */
export async function goToMilestone(which: 'next' | 'previous'): Promise<void> {
  const status = useStatus.getState().status;
  if (status === null) return;
  const target = which === 'next' ? status.milestones.find((mark) => mark.t > status.time) : status.milestones.findLast((mark) => mark.t < status.time);
  if (target !== undefined) await seek(target.t);
  else if (which === 'previous') await seek(0);
}

export async function goToEnd(): Promise<void> {
  const status = useStatus.getState().status;
  if (status !== null) await seek(status.furthest);
}
