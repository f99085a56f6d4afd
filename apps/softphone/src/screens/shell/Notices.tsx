import type { Aor, Sentence } from '@sidetone/phone';
import { CircleAlert, Info, TriangleAlert, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useCommands, usePhoneState } from '../../app/phone-context.ts';
import { navigate } from '../../app/route.ts';
import { Button } from '../../components/Button.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { useSay } from '../../i18n/use-say.ts';
import { usePlaceCall } from '../call/use-place-call.ts';
import styles from './Notices.module.css';

export interface NoticesProps {
  /** Why something asked for did not start, and how to take it away. */
  readonly complaint: Sentence | undefined;
  readonly dismissComplaint: () => void;
}

const SHOWN = 3;

/** The newest notices, in a corner. They stay until they are dismissed. */
export function Notices({ complaint, dismissComplaint }: NoticesProps) {
  const { t } = useTranslation();
  const commands = useCommands();
  const notices = usePhoneState((state) => state.notices);
  return (
    <section className={styles.notices} aria-label={t('notices.label')}>
      <ul className={styles.list} aria-live="polite">
        {notices.slice(-SHOWN).map(({ id, tone, sentence, about }) => (
          <Notice key={id} tone={tone} sentence={sentence} about={about} dismiss={() => commands.dismissNotice(id)} />
        ))}
        {complaint !== undefined && <Notice tone="warning" sentence={complaint} dismiss={dismissComplaint} />}
      </ul>
    </section>
  );
}

interface NoticeProps {
  readonly tone: 'info' | 'warning' | 'error';
  readonly sentence: Sentence;
  readonly about?: Aor | undefined;
  readonly dismiss: () => void;
}

const icons = { info: Info, warning: TriangleAlert, error: CircleAlert } as const;

function Notice({ tone, sentence, about, dismiss }: NoticeProps) {
  const { t } = useTranslation();
  const say = useSay();
  const place = usePlaceCall();
  const Icon = icons[tone];
  const callBack = about === undefined ? undefined : place(about, { video: false });
  return (
    <li className={styles.notice} data-tone={tone}>
      <Icon className={styles.icon} aria-hidden="true" />
      <div className={styles.words}>
        <p>{say(sentence)}</p>
        {about !== undefined && (
          <div className={styles.actions}>
            <Button
              kind="soft"
              className={styles.action}
              action={
                callBack === undefined
                  ? undefined
                  : () => {
                      dismiss();
                      callBack();
                    }
              }
            >
              {t('notices.call')}
            </Button>
            <Button
              kind="quiet"
              className={styles.action}
              action={() => {
                dismiss();
                navigate({ kind: 'contact', aor: about });
              }}
            >
              {t('notices.show')}
            </Button>
          </div>
        )}
      </div>
      <IconButton icon={X} label={t('notices.dismiss')} size="small" tip="none" action={dismiss} />
    </li>
  );
}
