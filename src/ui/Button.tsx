/** Buttons: with words, or an icon with a name. The tip tells the key as well. */
import type { ComponentPropsWithRef, ReactNode } from 'react';
import styles from './button.module.css';
import { cx } from './cx';
import type { IconName } from './Icon';
import { Icon } from './Icon';

export type ButtonKind = 'plain' | 'quiet' | 'primary' | 'danger' | 'glow';
type Native = Omit<ComponentPropsWithRef<'button'>, 'children' | 'type'>;

export function Button({
  kind = 'plain',
  icon,
  children,
  className,
  small,
  ...rest
}: Native & { readonly kind?: ButtonKind; readonly icon?: IconName; readonly small?: boolean; readonly children: ReactNode }) {
  return (
    <button type="button" className={cx(styles.button, styles[kind], small && styles.small, className)} {...rest}>
      {icon !== undefined && <Icon name={icon} size={small ? 14 : 16} />}
      <span className={styles.label}>{children}</span>
    </button>
  );
}

export function IconButton({
  icon,
  name,
  keys,
  className,
  size,
  ...rest
}: Native & { readonly icon: IconName; readonly name: string; readonly keys?: string; readonly size?: number }) {
  return (
    <button type="button" className={cx(styles.icon, className)} aria-label={name} title={keys === undefined ? name : `${name} (${keys})`} {...rest}>
      <Icon name={icon} {...(size === undefined ? {} : { size })} />
    </button>
  );
}
