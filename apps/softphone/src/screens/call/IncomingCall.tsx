import { callActions, selectRingingCall, type CallSnapshot } from '@sidetone/phone';
import { Phone, PhoneOff, Video, type LucideIcon } from 'lucide-react';
import { useState } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { Dialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { useTranslation } from 'react-i18next';
import { useCommands, usePhoneState } from '../../app/phone-context.ts';
import { tint } from '../../components/Avatar.tsx';
import { Sheet } from '../../components/Sheet.tsx';
import { displayAddress } from '../../format/address.ts';
import { PulsingAvatar } from './PulsingAvatar.tsx';
import styles from './IncomingCall.module.css';

/**
 * The card of a call that comes in. It takes the focus itself, not its buttons: whoever is typing answers nothing by
 * accident. Escape does nothing, since leaving a call unanswered is a decision.
 */
export function IncomingCall() {
  const call = usePhoneState(selectRingingCall);
  // While the card fades out it still shows whose call it was.
  const [shown, setShown] = useState<CallSnapshot>();
  if (call !== undefined && call !== shown) setShown(call);
  return (
    <Sheet open={call !== undefined} look="stage" dismissable={false}>
      {shown !== undefined && <Card call={call ?? shown} />}
    </Sheet>
  );
}

function Card({ call }: { readonly call: CallSnapshot }) {
  const { t } = useTranslation();
  const commands = useCommands();
  const actions = callActions(call, commands);
  const { displayName, aor } = call.remote;
  return (
    <Dialog className={styles.card ?? ''} role="alertdialog" {...tint(aor)}>
      <p className={styles.kind}>
        {call.video ? <Video aria-hidden="true" /> : <Phone aria-hidden="true" />}
        {t(call.video ? 'call.incoming-video' : 'call.incoming-audio')}
      </p>
      <PulsingAvatar name={displayName} address={aor} pulsing />
      <div className={styles.who}>
        <Heading slot="title" level={2} className={styles.name ?? ''}>
          {displayName}
        </Heading>
        <p className={styles.address}>{displayAddress(aor)}</p>
      </div>
      <div className={styles.actions} data-count={actions.answerWithVideo === undefined ? 2 : 3}>
        <Choice icon={PhoneOff} kind="decline" label={t('call.decline')} action={actions.decline} />
        <Choice icon={Phone} kind="answer" label={t('call.answer')} action={actions.answer} />
        {actions.answerWithVideo !== undefined && (
          <Choice icon={Video} kind="answer" label={t('call.answer-video')} action={actions.answerWithVideo} />
        )}
      </div>
    </Dialog>
  );
}

interface ChoiceProps {
  readonly icon: LucideIcon;
  readonly kind: 'answer' | 'decline';
  readonly label: string;
  readonly action: (() => void) | undefined;
}

function Choice({ icon: Icon, kind, label, action }: ChoiceProps) {
  return (
    <AriaButton
      className={styles.choice ?? ''}
      data-kind={kind}
      isDisabled={action === undefined}
      onPress={() => action?.()}
    >
      <span className={styles.disc}>
        <Icon aria-hidden="true" />
      </span>
      <span>{label}</span>
    </AriaButton>
  );
}
