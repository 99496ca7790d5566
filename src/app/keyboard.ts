/** Keys → actions. Single-letter keys rest while typing and where the focused element uses them itself, and can be turned off. */
import { tinykeys } from 'tinykeys';
import { useUi } from '../store/ui-store';
import type { Action } from './actions';
import { ACTIONS } from './actions';

const NAVIGATION = new Set(['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End']);

export function bindKeys(target: Window): () => void {
  const bindings: Record<string, (event: KeyboardEvent) => void> = {};
  for (const action of ACTIONS) for (const pattern of action.bind) bindings[pattern] = (event) => press(action, event);
  return tinykeys(target, bindings);
}

function press(action: Action, event: KeyboardEvent): void {
  if (event.defaultPrevented || (event.repeat && action.id === 'play') || rests(action, event)) return;
  event.preventDefault();
  action.run();
}

function rests(action: Action, event: KeyboardEvent): boolean {
  const target = event.target instanceof Element ? event.target : null;
  if (document.querySelector('dialog[open]') !== null || target?.closest('[role="menu"]')) return true;
  if (!action.single) return action.id !== 'palette' && action.id !== 'out' && isTyping(target);
  if (isTyping(target)) return true;
  if (event.key.length === 1 && event.key !== ' ' && event.key !== '?' && event.key !== '/' && !useUi.getState().singleKeys) return true;
  return usesKey(target, event.key, event.shiftKey);
}

function isTyping(target: Element | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches('textarea, select, input:not([type="range"], [type="checkbox"], [type="radio"])'))
  );
}

/** Elements that mean something of their own by this key. */
function usesKey(target: Element | null, key: string, shift: boolean): boolean {
  if (target === null || target === document.body) return false;
  if (key === ' ') return target.closest('button, summary, a, input, [role="tab"], [role="menuitem"]') !== null;
  // Map and diagram walk by arrows; with Shift these go from hop to hop there, too.
  if (shift && target.closest('[aria-label="Network map"], [aria-label="Time–chain diagram"]') !== null) return false;
  if (NAVIGATION.has(key))
    return target.closest('input, [role="grid"], [role="tablist"], [role="menu"], [role="listbox"], [aria-label="Network map"]') !== null;
  return false;
}
