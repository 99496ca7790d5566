/** Sensors to ask for: those chosen as chips, and a combobox that offers the others. What is not in the list is told with the nearest one. */
import type { KeyboardEvent } from 'react';
import { useId, useRef, useState } from 'react';
import { cx } from '../../ui/cx';
import { Icon } from '../../ui/Icon';
import styles from './questions.module.css';

interface SensorPickerProps {
  readonly sensors: readonly string[];
  readonly chosen: readonly string[];
  /** What is typed and not chosen yet. */
  readonly text: string;
  readonly problem: string | null;
  readonly onText: (text: string) => void;
  readonly onChosen: (chosen: readonly string[]) => void;
  /** Takes what is typed as a sensor, if the list has it. */
  readonly onTake: () => void;
}

export function SensorPicker({ sensors, chosen, text, problem, onText, onChosen, onTake }: SensorPickerProps) {
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  const words = text.trim().toLowerCase();
  const options = sensors.filter((sensor) => !chosen.includes(sensor) && sensor.toLowerCase().includes(words));
  const shown = open && options.length > 0;
  const add = (sensor: string): void => {
    onChosen([...chosen, sensor]);
    onText('');
    setActive(-1);
    setOpen(false);
    input.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    const option = shown ? options[active] : undefined;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      setOpen(true);
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setActive(Math.max(0, Math.min(options.length - 1, active + step)));
    } else if (event.key === 'Enter' && option !== undefined) add(option);
    else if ((event.key === 'Enter' || event.key === ',') && text.trim() !== '') onTake();
    else if (event.key === 'Escape' && shown) setOpen(false);
    else if (event.key === 'Backspace' && text === '' && chosen.length > 0) onChosen(chosen.slice(0, -1));
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className={styles.picker}>
      <label htmlFor={id}>Sensors</label>
      <div className={styles.chipBox}>
        <ul className={styles.chips} aria-label="Chosen sensors">
          {chosen.map((sensor) => (
            <li key={sensor}>
              {sensor}
              <button type="button" aria-label={`Remove ${sensor}`} onClick={() => onChosen(chosen.filter((other) => other !== sensor))}>
                <Icon name="close" size={11} />
              </button>
            </li>
          ))}
        </ul>
        <input
          ref={input}
          id={id}
          data-first-focus
          type="text"
          role="combobox"
          aria-expanded={shown}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={shown && active >= 0 ? `${id}-${active}` : undefined}
          aria-invalid={problem !== null}
          aria-describedby={`${id}-note`}
          placeholder={chosen.length === 0 ? 'What do you want to know?' : 'and…'}
          value={text}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => {
            onText(event.target.value);
            setOpen(true);
            setActive(-1);
          }}
          onClick={() => setOpen(true)}
          onBlur={() => setOpen(false)}
          onKeyDown={onKeyDown}
        />
      </div>
      <div id={`${id}-list`} role="listbox" aria-label="Sensors" className={styles.options} hidden={!shown}>
        {options.map((sensor, index) => (
          <div
            key={sensor}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            className={cx(styles.option, index === active && styles.activeOption)}
            onPointerDown={(event) => {
              event.preventDefault();
              add(sensor);
            }}
          >
            {sensor}
          </div>
        ))}
      </div>
      <p id={`${id}-note`} className={problem === null ? styles.note : styles.error} role={problem === null ? undefined : 'alert'}>
        {problem ?? 'One sensor counts equal answers; several give a row for each computer.'}
      </p>
    </div>
  );
}
