/** The menu of one client, at the pointer: the same verbs as on the card, wherever a client is shown. */
import { DropdownMenu } from 'radix-ui';
import { useEffect, useState } from 'react';
import type { ClientCard } from '../../engine/contract';
import { openAsk } from '../../store/asking';
import { query } from '../../store/session';
import { bothNames } from '../../store/labels';
import { select } from '../../store/selection';
import { useDocument } from '../../store/document-store';
import { useUi } from '../../store/ui-store';
import { attempt, plugIn, restartClient, roam, unplug } from '../../store/verbs';
import { askWhy } from '../../store/why';
import { Icon } from '../../ui/Icon';
import type { IconName } from '../../ui/Icon';
import menu from '../../ui/menu.module.css';
import { roamTargets } from '../inspector/roam-targets';
import styles from './dialogs.module.css';

export function ClientMenu() {
  const place = useUi((state) => state.menu);
  const [card, setCard] = useState<ClientCard | null>(null);
  const slot = place?.slot ?? null;
  useEffect(() => {
    if (slot === null) return undefined;
    let gone = false;
    query('client', { slot }).then(
      (found) => !gone && setCard(found),
      () => useUi.setState({ menu: null }),
    );
    return () => {
      gone = true;
      setCard(null);
    };
  }, [slot]);
  if (place === null || card === null || card.slot !== slot) return null;
  return (
    <DropdownMenu.Root modal={false} open onOpenChange={(open) => !open && useUi.setState({ menu: null })}>
      <DropdownMenu.Trigger asChild>
        <span className={styles.anchor} style={{ left: place.x, top: place.y }} />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          className={menu.menu}
          align="start"
          sideOffset={2}
          collisionPadding={8}
          aria-label={`Client ${card.state.address}`}
          onCloseAutoFocus={(event) => event.preventDefault()}
        >
          <DropdownMenu.Label className={menu.label}>{bothNames(card.state)}</DropdownMenu.Label>
          <Entries card={card} />
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

function Entries({ card }: { readonly card: ClientCard }) {
  const { slot, state } = card;
  const forward = card.links.find((link) => link.role === 'forward peer');
  const why = (direction: 'forward' | 'backward') => (): void =>
    void attempt('The reason was not found', async () => {
      select(slot);
      const [first] = await query('whyRole', { slot, direction });
      if (first !== undefined) askWhy({ eventId: first.id });
    });
  return (
    <>
      <Entry icon="search" label="Open its card" run={() => select(slot)} />
      <Entry icon="ask" label="Ask this computer…" run={() => openAsk({ addresses: [state.address] })} />
      {state.online ? (
        <Entry icon="unplug" label="Unplug" note="X" run={() => void unplug(slot)} />
      ) : (
        <Entry icon="plug" label="Plug in" note="X" run={() => void plugIn(slot)} />
      )}
      {state.online && <Entry icon="pause" label="Shut down in order" run={() => void unplug(slot, 'orderly')} />}
      {state.online && <Entry icon="restart" label="Restart computer" run={() => void restartClient(slot)} />}
      <Entry
        icon="wall"
        label="Block…"
        run={() => useUi.setState({ dialog: 'block', blockDraft: { from: state.address, to: forward?.address ?? '', bothWays: true } })}
      />
      <RoamEntries card={card} />
      {state.roles.includes('backwardLeader') && <Entry icon="why" label="Why is it a backward leader?" run={why('backward')} />}
      {state.roles.includes('forwardLeader') && <Entry icon="why" label="Why is it a forward leader?" run={why('forward')} />}
    </>
  );
}

function Entry({ icon, label, note, run }: { readonly icon: IconName; readonly label: string; readonly note?: string; readonly run: () => void }) {
  return (
    <DropdownMenu.Item className={menu.item} onSelect={run}>
      <Icon name={icon} size={15} />
      <span>{label}</span>
      {note !== undefined && <kbd className={menu.note}>{note}</kbd>}
    </DropdownMenu.Item>
  );
}

function RoamEntries({ card }: { readonly card: ClientCard }) {
  const scenario = useDocument((state) => state.loaded?.scenario);
  const targets = scenario === undefined ? [] : roamTargets(scenario, card.subnet);
  if (targets.length === 0) return null;
  return (
    <DropdownMenu.Sub>
      <DropdownMenu.SubTrigger className={menu.item}>
        <Icon name="roam" size={15} />
        <span>Roam to</span>
        <span className={menu.note}>
          <Icon name="chevron" size={11} />
        </span>
      </DropdownMenu.SubTrigger>
      <DropdownMenu.Portal>
        <DropdownMenu.SubContent className={menu.menu} collisionPadding={8}>
          {targets.map((target) => (
            <DropdownMenu.Item key={target.cidr} className={menu.item} onSelect={() => void roam(card.slot, target.cidr)}>
              <span>{target.cidr}</span>
              <span className={menu.note}>{target.site}</span>
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.SubContent>
      </DropdownMenu.Portal>
    </DropdownMenu.Sub>
  );
}
