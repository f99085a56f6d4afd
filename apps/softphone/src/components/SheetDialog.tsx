import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Dialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { useTranslation } from 'react-i18next';
import { IconButton } from './IconButton.tsx';
import styles from './SheetDialog.module.css';

export interface SheetDialogProps {
  readonly title: string;
  readonly hint?: string;
  readonly close: () => void;
  readonly children: ReactNode;
}

/** The inside of a sheet: a title, a way out, and the rest. */
export function SheetDialog({ title, hint, close, children }: SheetDialogProps) {
  const { t } = useTranslation();
  return (
    <Dialog className={styles.dialog ?? ''}>
      <header className={styles.top}>
        <Heading slot="title" level={2} className={styles.title ?? ''}>
          {title}
        </Heading>
        <IconButton className={styles.close} icon={X} label={t('sheet.close')} tip="none" action={close} />
      </header>
      {hint !== undefined && <p className={styles.hint}>{hint}</p>}
      {children}
    </Dialog>
  );
}
