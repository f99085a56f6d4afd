import { callActions, selectRingingCall, type CallOriginSnapshot, type CallSnapshot } from '@sidetone/phone';
import { BadgeCheck, CornerUpRight, Phone, PhoneForwarded, PhoneOff, Video, type LucideIcon } from 'lucide-react';
import { useId, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { Dialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { useTranslation } from 'react-i18next';
import { useCommands, usePhoneState } from '../../app/phone-context.ts';
import { tint } from '../../components/Avatar.tsx';
import { Sheet } from '../../components/Sheet.tsx';
import { VisuallyHidden } from '../../components/VisuallyHidden.tsx';
import { displayAddress } from '../../format/address.ts';
import { PriorityBadge } from './PriorityBadge.tsx';
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
  const id = useId();
  return (
    <Dialog className={styles.card ?? ''} role="alertdialog" aria-describedby={`${id}-kind ${id}-about`} {...tint(aor)}>
      <div className={styles.top} id={`${id}-kind`}>
        <p className={styles.kind}>
          {call.video ? <Video aria-hidden="true" /> : <Phone aria-hidden="true" />}
          {t(call.video ? 'call.incoming-video' : 'call.incoming-audio')}
        </p>
        <PriorityBadge priority={call.priority} />
      </div>
      <PulsingAvatar name={displayName} address={aor} pulsing />
      <div className={styles.who}>
        <Heading slot="title" level={2} className={styles.name ?? ''}>
          {displayName}
        </Heading>
        <p className={styles.address}>{displayAddress(aor)}</p>
        <div id={`${id}-about`}>
          {call.subject !== undefined && (
            <p className={styles.subject}>
              <VisuallyHidden>{t('call.subject')} </VisuallyHidden>
              {call.subject}
            </p>
          )}
          {call.origin !== undefined && <CallOrigin origin={call.origin} />}
        </div>
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

/** How the call came here. */
function CallOrigin({ origin: { asserted, referredBy, forwardedBy } }: { readonly origin: CallOriginSnapshot }) {
  const { t } = useTranslation();
  return (
    <ul className={styles.origin}>
      {referredBy !== undefined && (
        <li>
          <PhoneForwarded aria-hidden="true" /> {t('call.referred-by', { name: referredBy.displayName })}
        </li>
      )}
      {forwardedBy !== undefined && (
        <li>
          <CornerUpRight aria-hidden="true" /> {t('call.forwarded-by', { name: forwardedBy.displayName })}
        </li>
      )}
      {asserted !== undefined && (
        <li>
          <BadgeCheck aria-hidden="true" />{' '}
          {t('call.asserted', { name: asserted.displayName, address: displayAddress(asserted.aor) })}
        </li>
      )}
    </ul>
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
