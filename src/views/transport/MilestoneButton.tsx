/** The way to the list of milestones. The list itself comes with the first press, as menus are a large part of the script. */
import { lazy, Suspense, useState } from 'react';
import { IconButton } from '../../ui/Button';

const MilestoneMenu = lazy(() => import('./MilestoneMenu').then((module) => ({ default: module.MilestoneMenu })));

export function MilestoneButton() {
  const [asked, setAsked] = useState(false);
  const button = <IconButton icon="flag" name="Milestones" aria-haspopup="menu" onClick={() => setAsked(true)} />;
  if (!asked) return button;
  return (
    <Suspense fallback={button}>
      <MilestoneMenu />
    </Suspense>
  );
}
