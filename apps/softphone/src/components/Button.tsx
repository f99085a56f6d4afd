import type { ReactNode } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components/Button';
import { classes } from './classes.ts';
import styles from './Button.module.css';

export interface ButtonProps extends Omit<AriaButtonProps, 'children' | 'className' | 'style' | 'onPress'> {
  readonly children: ReactNode;
  readonly kind?: 'primary' | 'soft' | 'quiet' | 'danger' | 'answer' | 'hang-up' | 'stage';
  readonly size?: 'medium' | 'large';
  readonly wide?: boolean;
  /** What the button does. Without an action the button is disabled. */
  readonly action: (() => void) | undefined;
  readonly className?: string | undefined;
}

/** A button with a text. Submit buttons of a form pass `type="submit"` and an empty action. */
export function Button({
  children,
  kind = 'soft',
  size = 'medium',
  wide = false,
  action,
  className,
  isDisabled = false,
  ...rest
}: ButtonProps) {
  return (
    <AriaButton
      {...rest}
      className={classes(styles.button, className)}
      data-kind={kind}
      data-size={size}
      data-wide={wide || undefined}
      isDisabled={isDisabled || action === undefined}
      onPress={() => action?.()}
    >
      {children}
    </AriaButton>
  );
}
