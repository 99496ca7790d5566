/** Joins the diagram with the stores: data in, what people point at and choose out. Nothing at high rate passes through React. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Status } from '../../engine/contract';
import type { ThemeName } from '../../render/palette';
import type { Scenario } from '../../scenario/types';
import { setBrush, useBrush } from '../../store/brush';
import { diagramControls } from '../../store/diagram-controls';
import { useDocument } from '../../store/document-store';
import { nameOf, onLabels } from '../../store/labels';
import { select } from '../../store/selection';
import { seek } from '../../store/session';
import { useStatus } from '../../store/status-store';
import { useUi } from '../../store/ui-store';
import { attempt } from '../../store/verbs';
import { askWhy } from '../../store/why';
import { Diagram, type DiagramNames, type Hit } from './diagram';
import { Feed } from './feed';
import { clientOf, type Mark } from './marks';
import { spanOfQuestion, spanOfRun } from './spans';
import type { Viewport } from './viewport';

export interface Hovered {
  readonly hit: Hit;
  readonly x: number;
  readonly y: number;
}
export interface DiagramHandle {
  readonly diagram: Diagram | null;
  readonly hostRef: (host: HTMLDivElement) => () => void;
  readonly hovered: Hovered | null;
  readonly focused: Mark | null;
}

/** Panels beside the picture follow it so often. */
const TELL_MILLIS = 150;

export function useDiagram(theme: ThemeName, reducedMotion: boolean): DiagramHandle {
  const [diagram, setDiagram] = useState<Diagram | null>(null);
  const [hovered, setHovered] = useState<Hovered | null>(null);
  const [focused, setFocused] = useState<Mark | null>(null);
  const tell = useTeller();
  const hostRef = useCallback(
    (host: HTMLDivElement) => {
      const [base, surface] = host.querySelectorAll('canvas');
      if (base === undefined || surface === undefined) throw new Error('The diagram needs two canvases.');
      let feed: Feed | null = null;
      const made: Diagram = new Diagram(host, base, surface, {
        onView: () => {
          feed?.look();
          if (made.lacksRows) feed?.lookForRows();
          tell();
        },
        onHover: (hit, x, y) => setHovered(hit === null ? null : { hit, x, y }),
        onPick: pick,
        onSeek: (t) => void attempt('The run did not move', () => seek(t)),
        onBrush: setBrush,
        onFocus: setFocused,
      });
      feed = new Feed({
        wish: () => made.wish(),
        listed: () => made.listed(useDocument.getState().loaded?.clientCount ?? 0),
        onRows: (model) => {
          made.setModel(model);
          if (made.lacksRows) feed?.lookForRows();
          if (!made.hasSpan && !restore(made)) showFirst(made);
          tell();
        },
        onLoaded: (loaded) => {
          made.setLoaded(loaded);
          tell();
        },
      });
      setDiagram(made);
      return () => {
        keep(made);
        feed?.close();
        made.destroy();
        setDiagram(null);
      };
    },
    [tell],
  );
  useStores(diagram);
  useEffect(() => diagram?.setTheme(theme), [diagram, theme]);
  useEffect(() => diagram?.setReducedMotion(reducedMotion), [diagram, reducedMotion]);
  useFreshQuestions(diagram);
  useControls(diagram);
  return { diagram, hostRef, hovered, focused };
}

/** Renders what lies beside the picture, a few times a second at most. */
function useTeller(): () => void {
  const [, setRevision] = useState(0);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  useEffect(
    () => () => {
      if (timer.current !== null) clearTimeout(timer.current);
      timer.current = null;
    },
    [],
  );
  return useCallback(() => {
    timer.current ??= setTimeout(() => {
      timer.current = null;
      setRevision((revision) => revision + 1);
    }, TELL_MILLIS);
  }, []);
}

/** A message selects its client and says why it was sent; a row selects its client; nothing leaves the selection as it is. */
export function pick(mark: Mark | null, slot: number): void {
  const client = mark === null ? slot : clientOf(mark);
  if (client >= 0) select(client);
  if (mark !== null && mark.event > 0) askWhy({ eventId: mark.event });
}

function useStores(diagram: Diagram | null): void {
  const scenario = useDocument((state) => state.loaded?.scenario ?? null);
  const questions = useStatus((state) => state.status?.questions ?? NONE);
  const selection = useUi((state) => state.selection);
  const brush = useBrush((state) => state.brush);
  const following = useStatus((state) => state.status?.following ?? null);
  const names = useMemo(() => namesOf(scenario, questions), [scenario, questions]);
  useEffect(() => diagram?.setNames(names), [diagram, names]);
  useEffect(() => diagram?.setSelection(selection), [diagram, selection]);
  useEffect(() => diagram?.setBrushed(brush), [diagram, brush]);
  useEffect(() => {
    diagram?.setFollowed(following === null ? null : { question: following.question, eventId: following.eventId ?? null, at: following.at });
  }, [diagram, following]);
  useEffect(() => (diagram === null ? undefined : onLabels(() => diagram.labelsChanged())), [diagram]);
  useEffect(() => {
    if (diagram === null) return undefined;
    const take = (status: Status | null): void => {
      if (status === null) return;
      const isPlaying = status.state === 'playing';
      diagram.setRun({
        clock: { time: status.time, speed: isPlaying ? (status.achievedSpeed ?? status.speed) : 0, at: performance.now() },
        isPlaying,
        furthest: status.furthest,
        end: Math.max(status.durationMicros, status.furthest, status.time),
      });
    };
    take(useStatus.getState().status);
    return useStatus.subscribe((state, before) => {
      if (state.status !== before.status) take(state.status);
    });
  }, [diagram]);
}

const NONE: Status['questions'] = [];

function namesOf(scenario: Scenario | null, questions: Status['questions']): DiagramNames {
  return {
    siteName: (site) => scenario?.sites[site]?.name ?? scenario?.sites[site]?.id ?? '',
    subnetName: (subnet) => scenario?.subnets[subnet]?.cidr ?? '',
    labelOf: nameOf,
    questions,
  };
}

/** What was in view when another view was opened; another scenario begins anew. */
let kept: { readonly loaded: unknown; readonly view: Viewport; readonly rowsFitted: boolean } | null = null;
function keep(diagram: Diagram): void {
  if (diagram.hasSpan) kept = { loaded: useDocument.getState().loaded, view: diagram.view, rowsFitted: diagram.isFitted };
}
function restore(diagram: Diagram): boolean {
  if (kept === null || kept.loaded !== useDocument.getState().loaded) return false;
  diagram.restore(kept.view, kept.rowsFitted);
  return true;
}

/** The latest question if there is one, else what was played. */
function showFirst(diagram: Diagram): void {
  const { status } = useStatus.getState();
  if (status === null) return;
  const latest = status.questions[0];
  const span = latest === undefined ? spanOfRun(status.time, status.furthest) : spanOfQuestion(latest, status.time, diagram.rows);
  diagram.showSpan(span.from, span.to);
}

/** Whoever asks wants to see it: the view goes to a question that has just been asked. */
function useFreshQuestions(diagram: Diagram | null): void {
  const latest = useStatus((state) => state.status?.questions[0]?.number ?? -1);
  const seen = useRef(latest);
  useEffect(() => {
    const { status } = useStatus.getState();
    const question = status?.questions[0];
    const isNew = latest > seen.current;
    // A seek passes the question's asking again: that is no new question.
    seen.current = Math.max(seen.current, latest);
    if (diagram === null || !isNew || status === null || question === undefined || status.time - question.askedAt > 1_000_000) return;
    const { from, to } = spanOfQuestion(question, status.time, diagram.rows);
    diagram.showSpan(from, to);
  }, [diagram, latest]);
}

function useControls(diagram: Diagram | null): void {
  useEffect(() => {
    if (diagram === null) return undefined;
    diagramControls.current = {
      zoomBy: (factor) => diagram.zoomTimeBy(factor),
      frameAll: () => frameAll(diagram),
      frameSelection: () => {
        const { selection } = useUi.getState();
        if (selection === null) frameAll(diagram);
        else diagram.showClient(selection);
      },
    };
    return () => {
      diagramControls.current = null;
    };
  }, [diagram]);
}

/** All rows, and all that was played. */
export function frameAll(diagram: Diagram): void {
  const { status } = useStatus.getState();
  const { from, to } = spanOfRun(status?.time ?? 0, status?.furthest ?? 0);
  diagram.fitRows();
  diagram.showSpan(from, to);
}
