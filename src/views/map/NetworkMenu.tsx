/** The menu of a site, of a line or of a server, at the pointer or at the place that the keyboard went to: its figures, and what can be done with it. */
import { DropdownMenu } from 'radix-ui';
import { sitesOf, type Hit } from '../../render/hit-test';
import { defaultServers } from '../../scenario/defaults';
import { openAsk } from '../../store/asking';
import { useDocument } from '../../store/document-store';
import { mapControls } from '../../store/map-controls';
import { setServer, setWan } from '../../store/verbs';
import { Icon, type IconName } from '../../ui/Icon';
import menu from '../../ui/menu.module.css';
import styles from './map-view.module.css';
import { placeWords, titleOf, type PlaceContext } from './place-words';

/** Of a line that many sites share. */
const MOST_SITES = 12;

export interface NetworkMenuProps {
  readonly place: Hit;
  /** CSS px of the window. */
  readonly x: number;
  readonly y: number;
  readonly context: PlaceContext;
  readonly onClose: () => void;
  /** Takes the focus when nothing else does. */
  readonly surface: HTMLCanvasElement | null;
}

export function NetworkMenu({ place, x, y, context, onClose, surface }: NetworkMenuProps) {
  const [title, figures] = placeWords(place, context);
  return (
    <DropdownMenu.Root modal={false} open onOpenChange={(open) => !open && onClose()}>
      <DropdownMenu.Trigger asChild>
        <span className={styles.anchor} style={{ left: x, top: y }} />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          className={menu.menu}
          align="start"
          sideOffset={2}
          collisionPadding={8}
          aria-label={titleOf(place, context)}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            if (document.activeElement === document.body) surface?.focus();
          }}
        >
          <DropdownMenu.Label className={menu.label}>{title}</DropdownMenu.Label>
          <DropdownMenu.Label className={menu.label}>{figures}</DropdownMenu.Label>
          {place.kind === 'server' ? <ServerEntries server={place.server} context={context} /> : <SiteEntries sites={sitesOf(place)} context={context} />}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

function ServerEntries({ server, context }: { readonly server: number; readonly context: PlaceContext }) {
  const scenario = useDocument((state) => state.loaded?.scenario);
  const found = (scenario?.servers ?? defaultServers(scenario?.sites[0]?.id))[server];
  if (found === undefined) return null;
  const stopped = context.stopped.has(server);
  const site = context.names.servers[server]?.site ?? -1;
  return (
    <>
      <Entry
        icon={stopped ? 'plug' : 'unplug'}
        label={stopped ? 'Start server' : 'Stop server'}
        run={() => void setServer(found.id, stopped ? 'running' : 'stopped')}
      />
      <CutEntry site={site} context={context} named />
    </>
  );
}

function SiteEntries({ sites, context }: { readonly sites: readonly number[]; readonly context: PlaceContext }) {
  const [first = -1] = sites;
  const site = context.sites[first];
  if (sites.length > 1)
    return (
      <>
        {sites.slice(0, MOST_SITES).map((one) => (
          <CutEntry key={one} site={one} context={context} named />
        ))}
      </>
    );
  if (site === undefined) return null;
  const name = site.name ?? site.id;
  return (
    <>
      <Entry icon="goto" label={`Show ${name}`} run={() => mapControls.current?.flyTo({ kind: 'site', index: first })} />
      <Entry icon="ask" label={`Ask ${name} a question…`} run={() => openAsk({ site: site.id })} />
      <CutEntry site={first} context={context} />
    </>
  );
}

function CutEntry({ site, context, named }: { readonly site: number; readonly context: PlaceContext; readonly named?: boolean }) {
  const found = context.sites[site];
  if (found === undefined) return null;
  const { cut } = context.figures.siteLink(site);
  const name = found.name ?? found.id;
  const label = `${cut ? 'Restore' : 'Cut'} the WAN link${named ? ` of ${name}` : ''}`;
  return <Entry icon={cut ? 'link' : 'cut'} label={label} run={() => void setWan(found.id, name, cut ? 'whole' : 'cut')} />;
}

function Entry({ icon, label, run }: { readonly icon: IconName; readonly label: string; readonly run: () => void }) {
  return (
    <DropdownMenu.Item className={menu.item} onSelect={run}>
      <Icon name={icon} size={15} />
      <span>{label}</span>
    </DropdownMenu.Item>
  );
}
