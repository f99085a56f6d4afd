import type { DtmfSnapshot } from '@sidetone/phone';
import { useEffect, useEffectEvent, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { useTranslation } from 'react-i18next';
import { SheetDialog } from '../../components/SheetDialog.tsx';
import { KeyTones } from '../../effects/key-tones.ts';
import { keyOf, keys } from './keys.ts';
import styles from './Keypad.module.css';

export interface KeypadProps {
  readonly dtmf: DtmfSnapshot;
  /** Sends tones; absent while the call takes none. */
  readonly send: ((tones: string) => void) | undefined;
  readonly close: () => void;
}

/** How long a key that was pressed on the keyboard stays lit. */
const LIT_MS = 160;

/** The keys of a telephone, for mouse, finger and keyboard. */
export function Keypad({ dtmf, send, close }: KeypadProps) {
  const { t } = useTranslation();
  const [tones] = useState(() => new KeyTones());
  const [lit, setLit] = useState('');
  useEffect(() => () => void tones.close(), [tones]);
  useEffect(() => {
    if (lit === '') return undefined;
    const timer = setTimeout(() => setLit(''), LIT_MS);
    return () => clearTimeout(timer);
  }, [lit]);

  const press = (key: string): void => {
    if (send === undefined) return;
    tones.play(key);
    send(key);
  };
  const onKeyDown = useEffectEvent((event: KeyboardEvent): void => {
    const key = keyOf(event);
    if (key === undefined || event.repeat) return;
    setLit(key);
    press(key);
  });
  // Whatever in the sheet has the focus, the keyboard is the keypad.
  useEffect(() => {
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);

  return (
    <SheetDialog title={t('keypad.title')} close={close}>
      <output className={styles.readout} aria-label={t('keypad.sent')}>
        {dtmf.sent === '' ? <span className={styles.hint}>{t('keypad.hint')}</span> : <bdi>{dtmf.sent}</bdi>}
      </output>
      <div className={styles.keys}>
        {keys.map(({ key, letters, name }) => (
          <AriaButton
            key={key}
            className={styles.key ?? ''}
            data-letter={/[A-D]/.test(key) || undefined}
            data-lit={lit === key || undefined}
            {...(name === undefined ? {} : { 'aria-label': t(name) })}
            isDisabled={send === undefined}
            onPressStart={() => press(key)}
          >
            <span className={styles.sign}>{key === '*' ? '∗' : key}</span>
            {letters !== undefined && <span className={styles.letters}> {letters}</span>}
          </AriaButton>
        ))}
      </div>
      {send === undefined && <p className={styles.none}>{t('keypad.none')}</p>}
    </SheetDialog>
  );
}
