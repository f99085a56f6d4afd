import type { ReactNode } from 'react';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import styles from './Sheet.module.css';

export interface SheetProps {
  readonly open: boolean;
  readonly onOpenChange?: (open: boolean) => void;
  /** `plain`: a card on wide windows, a sheet from below on narrow ones. `stage`: dark, and the whole narrow window. */
  readonly look?: 'plain' | 'stage';
  /** Without it neither Escape nor a click beside it closes the sheet. */
  readonly dismissable?: boolean;
  readonly children: ReactNode;
}

/** A modal layer over the page. Its child is a dialog. */
export function Sheet({ open, onOpenChange, look = 'plain', dismissable = true, children }: SheetProps) {
  return (
    <ModalOverlay
      className={styles.overlay ?? ''}
      data-look={look}
      isOpen={open}
      isDismissable={dismissable}
      isKeyboardDismissDisabled={!dismissable}
      {...(onOpenChange === undefined ? {} : { onOpenChange })}
    >
      <Modal className={styles.sheet ?? ''}>{children}</Modal>
    </ModalOverlay>
  );
}
