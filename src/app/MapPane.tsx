/** The map, and what acts on it means for the page. */
export function MapPane() {
  return <div tabIndex={0} role="img" aria-label="Network map" />;
}
