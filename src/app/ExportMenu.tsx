/** What can be taken along, as a menu. Loaded when it is first opened. */
import { DropdownMenu } from 'radix-ui';
import { useStatus } from '../store/status-store';
import { IconButton } from '../ui/Button';
import menu from '../ui/menu.module.css';
import { exportAnswers, exportReport, exportScenario, exportTable } from './export';

export function ExportMenu({ className }: { readonly className: string }) {
  const asked = useStatus((state) => (state.status?.questions.length ?? 0) > 0);
  return (
    <DropdownMenu.Root modal={false} defaultOpen>
      <DropdownMenu.Trigger asChild>
        <IconButton className={className} icon="download" name="Export" />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className={menu.menu} align="end" sideOffset={6} collisionPadding={8}>
          <DropdownMenu.Item className={menu.item} onSelect={() => void exportScenario()}>
            Scenario <span className={menu.note}>JSON</span>
          </DropdownMenu.Item>
          <DropdownMenu.Item className={menu.item} onSelect={() => void exportReport()}>
            Report <span className={menu.note}>JSON</span>
          </DropdownMenu.Item>
          <DropdownMenu.Item className={menu.item} onSelect={() => void exportTable()}>
            Table of clients <span className={menu.note}>CSV</span>
          </DropdownMenu.Item>
          {asked && (
            <DropdownMenu.Item className={menu.item} onSelect={() => void exportAnswers()}>
              Answers in view <span className={menu.note}>CSV</span>
            </DropdownMenu.Item>
          )}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
