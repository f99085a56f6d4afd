import type { LucideIcon } from 'lucide-react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components/Button';
import { classes } from './classes.ts';
import styles from './IconButton.module.css';

export interface IconButtonProps extends Omit<AriaButtonProps, 'children' | 'className' | 'style' | 'onPress'> {
  readonly icon: LucideIcon;
  /** The name for assistive technology, shown as a tip to everybody else. */
  readonly label: string;
  readonly kind?: 'plain' | 'soft' | 'primary' | 'answer' | 'hang-up' | 'stage';
  readonly size?: 'small' | 'medium' | 'large';
  /** Drawn as switched on. The label says what a press does, so there is no `aria-pressed` beside it. */
  readonly lit?: boolean;
  readonly tip?: 'above' | 'below' | 'none';
  /** What the button does. Without an action the button is disabled. */
  readonly action: (() => void) | undefined;
  readonly className?: string | undefined;
}

/** A round button with an icon and no text of its own. */
export function IconButton({
  icon: Icon,
  label,
  kind = 'plain',
  size = 'medium',
  lit = false,
  tip = 'below',
  action,
  className,
  ...rest
}: IconButtonProps) {
  return (
    <AriaButton
      {...rest}
      aria-label={label}
      className={classes(styles.button, className)}
      data-kind={kind}
      data-size={size}
      data-tip={tip}
      data-label={label}
      data-lit={lit || undefined}
      isDisabled={action === undefined}
      onPress={() => action?.()}
    >
      <Icon aria-hidden="true" />
    </AriaButton>
  );
}
