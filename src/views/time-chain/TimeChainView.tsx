/** The time–chain diagram on the page: tools above, the picture, its description for those who listen, a tooltip; or the same as a table. */
import { useId, useMemo, useState, type KeyboardEvent } from 'react';
import type { ThemeName } from '../../render/palette';
import { openAsk } from '../../store/asking';
import { clearBrush, setBrush } from '../../store/brush';
import { useDocument } from '../../store/document-store';
import { nameOf } from '../../store/labels';
import { useStatus } from '../../store/status-store';
import { startFollowing } from '../../store/steps';
import { attempt } from '../../store/verbs';
import { whyMark } from '../../store/why';
import { Button } from '../../ui/Button';
import type { Diagram } from './diagram';
import { Key } from './Key';
import { byTime, type Mark } from './marks';
import { TimeChainTable } from './TimeChainTable';
import { Tools } from './Tools';
import styles from './time-chain.module.css';
import { frameAll, pick, useDiagram, type Hovered } from './use-diagram';
import { STEP_OF_KEY, walk } from './walk';
import { countsTip, sentenceOf, tooltipOf, type Wording } from './words';
import { FLEET_WITH_MESSAGE_ROWS } from '../../engine/time-chain-marks';

const ZOOM_STEP = 1.5;

export function TimeChainView({ theme, reducedMotion }: { readonly theme: ThemeName; readonly reducedMotion: boolean }) {
  const [asTable, setAsTable] = useState(false);
  const { diagram, hostRef, hovered, focused } = useDiagram(theme, reducedMotion);
  const mirrorId = useId();
  const wording = useWording(diagram);
  const shown = hovered?.hit.kind === 'mark' ? hovered.hit.mark : focused;
  return (
    <div className={styles.view}>
      <Tools diagram={diagram} asTable={asTable} onTable={setAsTable} />
      <NothingAsked />
      <div className={styles.stage}>
        <div ref={hostRef} className={styles.host} hidden={asTable}>
          <canvas className={styles.layer} aria-hidden="true" />
          <canvas
            className={styles.surface}
            tabIndex={0}
            role="listbox"
            aria-label="Time–chain diagram"
            aria-roledescription="time–chain diagram"
            aria-owns={mirrorId}
            aria-activedescendant={focused === null ? undefined : `${mirrorId}-focused`}
            {...(shown !== null && shown.event > 0 ? { 'data-why': whyMark({ eventId: shown.event }) } : {})}
            onKeyDown={(event) => diagram !== null && onKey(event, diagram)}
            onFocus={(event) => diagram?.setFocusShown(event.currentTarget.matches(':focus-visible'))}
            onBlur={() => diagram?.setFocusShown(false)}
          />
          <div id={mirrorId} className="sr-only">
            <div role="option" id={`${mirrorId}-focused`} aria-selected={focused !== null}>
              {focused === null ? 'No mark is chosen. The arrow keys walk from mark to mark.' : sentenceOf(focused, wording)}
            </div>
          </div>
          {focused !== null && <Focused mark={focused} wording={wording} />}
          {hovered !== null && <Tooltip hovered={hovered} wording={wording} width={diagram?.surface.clientWidth ?? 0} />}
        </div>
        {asTable && diagram !== null && <TimeChainTable diagram={diagram} wording={wording} />}
      </div>
      {!asTable && <Key counts={diagram !== null && !diagram.isDetailed} />}
    </div>
  );
}

function useWording(diagram: Diagram | null): Wording {
  const questions = useStatus((state) => state.status?.questions);
  const now = diagram?.data?.knownTo ?? 0;
  const clients = diagram?.rows.clients ?? 0;
  const scenario = useDocument((state) => state.loaded?.scenario ?? null);
  return useMemo(
    () => ({
      nameOf,
      subnetOf: (subnet) => scenario?.subnets[subnet]?.cidr ?? '',
      questionOf: (number) => questions?.find((question) => question.number === number)?.id ?? `question ${number}`,
      now,
      carriesKnown: clients <= FLEET_WITH_MESSAGE_ROWS,
    }),
    [questions, now, clients, scenario],
  );
}

/** Arrows step through time elsewhere on the page; inside the diagram they walk. */
function onKey(event: KeyboardEvent, diagram: Diagram): void {
  if (event.altKey || event.metaKey || event.ctrlKey) return;
  diagram.setFocusShown(true);
  if (!handleKey(event, diagram)) return;
  event.preventDefault();
  event.stopPropagation();
}

function handleKey(event: KeyboardEvent, diagram: Diagram): boolean {
  const step = event.shiftKey ? undefined : STEP_OF_KEY[event.key];
  if (step !== undefined) {
    if (!diagram.isDetailed) return walkSubnets(diagram, event.key);
    const from = diagram.focused === null ? -1 : diagram.indexOf(diagram.focused);
    const next = walk(diagram.rows, diagram.marks, byTime(diagram.marks), from, step);
    if (next >= 0) diagram.focusOn(next);
    return true;
  }
  switch (event.key) {
    case '+':
    case '=':
      diagram.zoomTimeBy(ZOOM_STEP);
      return true;
    case '-':
      diagram.zoomTimeBy(1 / ZOOM_STEP);
      return true;
    case ']':
      diagram.zoomRowsBy(ZOOM_STEP);
      return true;
    case '[':
      diagram.zoomRowsBy(1 / ZOOM_STEP);
      return true;
    case '0':
      frameAll(diagram);
      return true;
    case 'b':
      setBrush(diagram.brushOfView());
      return true;
    case 'Enter':
      return chooseFocused(diagram.focused);
    case 'Escape':
      return letGo(diagram);
    default:
      return false;
  }
}

/** Counts have no single marks to walk: the view moves. */
function walkSubnets(diagram: Diagram, key: string): boolean {
  const { width, height } = diagram.plot;
  const by: Readonly<Record<string, readonly [number, number]>> = {
    ArrowLeft: [width / 8, 0],
    ArrowRight: [-width / 8, 0],
    ArrowUp: [0, height / 8],
    ArrowDown: [0, -height / 8],
  };
  const move = by[key];
  if (move === undefined) return false;
  diagram.panBy(...move);
  return true;
}

function chooseFocused(mark: Mark | null): boolean {
  if (mark === null) return false;
  pick(mark, -1);
  return true;
}

/** The brush first, then the focused mark; with neither, Escape is the page's. */
function letGo(diagram: Diagram): boolean {
  if (diagram.isBrushed) clearBrush();
  else if (diagram.focused !== null) diagram.focusOn(-1);
  else return false;
  return true;
}

function Tooltip({ hovered, wording, width }: { readonly hovered: Hovered; readonly wording: Wording; readonly width: number }) {
  const isRight = hovered.x > width / 2;
  const style = isRight ? { right: width - hovered.x + 14, top: hovered.y + 14 } : { left: hovered.x + 14, top: hovered.y + 14 };
  return (
    <div className={styles.tip} style={style} aria-hidden="true">
      {(hovered.hit.kind === 'mark' ? tooltipOf(hovered.hit.mark, wording) : countsTip(hovered.hit.counts, wording)).map((line) => (
        <p key={line}>{line}</p>
      ))}
    </div>
  );
}

/** The chosen mark stays readable while the pointer is elsewhere, or where there is none. */
function Focused({ mark, wording }: { readonly mark: Mark; readonly wording: Wording }) {
  const follow = (): void => void attempt('The message is not followed', () => startFollowing({ question: mark.question, eventId: mark.event }));
  return (
    <div className={styles.focused}>
      <div aria-hidden="true">
        {tooltipOf(mark, wording).map((line) => (
          <p key={line}>{line}</p>
        ))}
      </div>
      {mark.question >= 0 && mark.event > 0 && (
        <Button small onClick={follow}>
          Follow this message
        </Button>
      )}
    </div>
  );
}

function NothingAsked() {
  const isEmpty = useStatus((state) => state.status !== null && state.status.questions.length === 0);
  const clients = useStatus((state) => state.status?.counts.clients ?? 0);
  if (!isEmpty) return null;
  return (
    <aside className={styles.empty} aria-label="Nothing asked yet">
      <p>{clients === 0 ? 'This scenario has no clients.' : 'Nothing has been asked yet: these are registrations, links and leaders.'}</p>
      {clients > 0 && (
        <Button small kind="primary" onClick={() => openAsk()}>
          Ask a question
        </Button>
      )}
    </aside>
  );
}
