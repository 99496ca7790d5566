/** Roaming: a menu of the subnets a client can move to, remote ones first, since that is what laptops do. */
import { DropdownMenu } from 'radix-ui';
import { useMemo } from 'react';
import { useDocument } from '../../store/document-store';
import { roam } from '../../store/verbs';
import { Button } from '../../ui/Button';
import menu from '../../ui/menu.module.css';
import { roamTargets } from './roam-targets';

export function RoamButton({ slot, current }: { readonly slot: number; readonly current: string }) {
  const scenario = useDocument((state) => state.loaded?.scenario);
  const targets = useMemo(() => (scenario === undefined ? [] : roamTargets(scenario, current)), [scenario, current]);
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>
        <Button small icon="roam" disabled={targets.length === 0}>
          Roam to…
        </Button>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className={menu.menu} sideOffset={4} collisionPadding={8} aria-label="Roam to a subnet">
          {targets.map((target) => (
            <DropdownMenu.Item key={target.cidr} className={menu.item} onSelect={() => void roam(slot, target.cidr)}>
              <span>{target.cidr}</span>
              <span className={menu.note}>{target.site}</span>
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
