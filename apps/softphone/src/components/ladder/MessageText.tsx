import { Check, CircleAlert, Copy, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../Button.tsx';
import { IconButton } from '../IconButton.tsx';
import { useCopy } from '../use-copy.ts';
import type { LadderStep } from './ladder-data.ts';
import styles from './MessageText.module.css';

export interface MessageTextProps {
  readonly step: LadderStep;
  readonly time: (atMs: number) => string;
  readonly close: () => void;
}

/** One message in full, with what is wrong with it. */
export function MessageText({ step, time, close }: MessageTextProps) {
  const { t } = useTranslation();
  const { label, atMs, text = '' } = step.kind === 'message' ? step.message : step.remark;
  const [copying, copy] = useCopy(text);
  const marked = step.kind === 'message' ? step.marked : '';
  return (
    <section className={styles.detail} aria-label={label}>
      <header className={styles.top}>
        <div className={styles.words}>
          <p className={styles.label}>{label}</p>
          <p className={styles.way}>
            {step.kind === 'message' ? t('ladder.way', { ...step.message, time: time(atMs) }) : time(atMs)}
          </p>
        </div>
        <IconButton icon={X} label={t('ladder.close')} tip="none" size="small" action={close} />
      </header>
      {marked !== '' && (
        <p className={styles.mark}>
          <CircleAlert aria-hidden="true" />
          <span>{marked}</span>
        </p>
      )}
      <pre className={styles.text}>{visible(text.trimEnd())}</pre>
      <div className={styles.actions}>
        <Button kind="soft" className={styles.copy} action={copy}>
          {copying === 'copied' ? <Check aria-hidden="true" /> : <Copy aria-hidden="true" />}
          {t(copying === 'copied' ? 'ladder.copied' : 'ladder.copy')}
        </Button>
        <output className={styles.way}>{copying === 'not-copied' && t('ladder.not-copied')}</output>
      </div>
    </section>
  );
}

/** Control characters that a terminal would act on are shown as their pictures. */
function visible(text: string): string {
  // oxlint-disable-next-line eslint/no-control-regex -- that is what it looks for
  return text.replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, (control) =>
    String.fromCodePoint(0x2400 + (control.codePointAt(0) ?? 0)),
  );
}
