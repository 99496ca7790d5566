/** Where the selection is: estate › site › subnet › client. Each step widens the view. */
import { useDocument } from '../store/document-store';
import { select } from '../store/selection';
import { useUi } from '../store/ui-store';
import { mapControls } from '../store/map-controls';
import styles from './shell.module.css';

export function Breadcrumbs() {
  const name = useDocument((state) => state.loaded?.scenario.name ?? 'Estate');
  const card = useUi((state) => state.card);
  const showAll = (): void => {
    select(null);
    mapControls.current?.frameAll();
  };
  const inTable = (filter: string) => (): void => useUi.setState({ view: 'table', tableFilter: filter });
  return (
    <nav className={styles.crumbs} aria-label="Breadcrumbs">
      <ol>
        <li>
          <button type="button" onClick={showAll} title="Show everything">
            {name}
          </button>
        </li>
        {card !== null && (
          <>
            <li>
              <button type="button" onClick={inTable(`site:"${card.siteName}"`)}>
                {card.siteName}
              </button>
            </li>
            <li>
              <button type="button" onClick={inTable(`subnet:${card.subnet}`)}>
                {card.subnet}
              </button>
            </li>
            <li aria-current="true">{card.state.address}</li>
          </>
        )}
      </ol>
    </nav>
  );
}
