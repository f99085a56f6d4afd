import type { CallSnapshot, TransferSnapshot } from '@sidetone/phone';
import { MicOff, PhoneForwarded, TriangleAlert, X, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommands } from '../../app/phone-context.ts';
import { Button } from '../../components/Button.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { useSay } from '../../i18n/use-say.ts';
import styles from './CallMessages.module.css';

export interface CallMessagesProps {
  readonly call: CallSnapshot;
  readonly openDevices: () => void;
}

/** What goes on within a call besides talking, and what went wrong, in sentences. */
export function CallMessages({ call, openDevices }: CallMessagesProps) {
  const { t } = useTranslation();
  const say = useSay();
  const commands = useCommands();
  const { transfer, problem, receiveOnly, remote } = call;
  const dismiss = (): void => commands.dismissProblem(call.id);
  return (
    <>
      {transfer !== undefined && (
        <TransferMessage
          transfer={transfer}
          name={remote.displayName}
          dismiss={transfer.state.kind === 'failed' ? dismiss : undefined}
        />
      )}
      {problem !== undefined && (
        <Message icon={TriangleAlert} dismiss={dismiss}>
          <p>{say(problem)}</p>
        </Message>
      )}
      {receiveOnly !== undefined && (
        <Message icon={MicOff}>
          <p>{say(receiveOnly)}</p>
          <Button kind="stage" className={styles.action} action={openDevices}>
            {t('devices.title')}
          </Button>
        </Message>
      )}
    </>
  );
}

interface TransferMessageProps {
  readonly transfer: TransferSnapshot;
  /** Name of the other end. */
  readonly name: string;
  readonly dismiss: (() => void) | undefined;
}

function TransferMessage({ transfer: { by, target, state }, name, dismiss }: TransferMessageProps) {
  const { t } = useTranslation();
  const say = useSay();
  const names = { name, target: target.displayName };
  switch (state.kind) {
    case 'failed':
      return (
        <Message icon={TriangleAlert} dismiss={dismiss}>
          <p className={styles.title}>{t('transfer.failed', names)}</p>
          <p>{say(state.why)}</p>
        </Message>
      );
    case 'asking':
    case 'progress':
    case 'connected':
      return (
        <Message icon={PhoneForwarded}>
          <p className={styles.title}>{t(by === 'local' ? 'transfer.running' : 'transfer.theirs', names)}</p>
          {state.kind === 'progress' && <p>{say(state.progress)}</p>}
          {state.kind === 'connected' && <p>{t('transfer.connected', names)}</p>}
        </Message>
      );
  }
}

interface MessageProps {
  readonly icon: LucideIcon;
  readonly dismiss?: (() => void) | undefined;
  readonly children: ReactNode;
}

function Message({ icon: Icon, dismiss, children }: MessageProps) {
  const { t } = useTranslation();
  return (
    <div className={styles.message}>
      <Icon className={styles.icon} aria-hidden="true" />
      <div className={styles.words}>{children}</div>
      {dismiss !== undefined && (
        <IconButton icon={X} label={t('call.problem-dismiss')} kind="stage" size="small" tip="none" action={dismiss} />
      )}
    </div>
  );
}
