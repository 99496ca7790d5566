/** The milestones so far in words, as a menu: each goes to its instant. Loaded when it is first opened. */
import { DropdownMenu } from 'radix-ui';
import { useState } from 'react';
import { seek } from '../../store/session';
import { useStatus } from '../../store/status-store';
import { clock } from '../../store/units';
import { attempt } from '../../store/verbs';
import { IconButton } from '../../ui/Button';
import menu from '../../ui/menu.module.css';
import { MilestoneIcon } from './MilestoneIcon';
import styles from './transport.module.css';

/** Longer menus help nobody; the event log has everything. */
const LATEST = 60;

export function MilestoneMenu() {
  return (
    <DropdownMenu.Root modal={false} defaultOpen>
      <DropdownMenu.Trigger asChild>
        <IconButton icon="flag" name="Milestones" />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className={menu.menu} side="top" align="start" sideOffset={8} collisionPadding={8}>
          <Entries />
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

/** As they are when the menu opens: a list that moves under the pointer cannot be chosen from. */
function Entries() {
  const [all] = useState(() => useStatus.getState().status?.milestones ?? []);
  if (all.length === 0) return <DropdownMenu.Label className={menu.label}>No milestones yet: play, and they appear here.</DropdownMenu.Label>;
  return (
    <>
      {all.length > LATEST && <DropdownMenu.Label className={menu.label}>The latest {LATEST}</DropdownMenu.Label>}
      {all.slice(-LATEST).map((mark) => (
        <DropdownMenu.Item
          key={`${mark.kind} ${mark.eventId} ${mark.t}`}
          className={menu.item}
          onSelect={() => void attempt('The run did not move', () => seek(mark.t))}
        >
          <span className={styles.markIcon}>
            <MilestoneIcon kind={mark.kind} size={12} />
          </span>
          <time className={styles.markTime}>{clock(mark.t, 0)}</time>
          <span className={styles.markText}>{mark.text}</span>
        </DropdownMenu.Item>
      ))}
    </>
  );
}
