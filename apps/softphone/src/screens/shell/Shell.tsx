import { selectBuddy, selectChat, type Aor, type CallSnapshot, type Sentence } from '@sidetone/phone';
import { lazy, Suspense, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePhoneState } from '../../app/phone-context.ts';
import { useRoute, type Route } from '../../app/route.ts';
import { displayAddress } from '../../format/address.ts';
import { CallBar } from '../call/CallBar.tsx';
import { CallEnded, type EndedCall } from '../call/CallEnded.tsx';
import { CallScreen } from '../call/CallScreen.tsx';
import { CallSound } from '../call/CallSound.tsx';
import { IncomingCall } from '../call/IncomingCall.tsx';
import { useRinging } from '../call/use-ringing.ts';
import { ContactView } from '../contact/ContactView.tsx';
import { DraftsProvider } from '../contact/drafts-context.ts';
import { TracePanelProvider } from '../trace/trace-panel-context.ts';
import { Announcer } from './Announcer.tsx';
import { ComplaintProvider } from './complaint-context.ts';
import { ConnectionBanner } from './ConnectionBanner.tsx';
import { Notices } from './Notices.tsx';
import { Sidebar } from './Sidebar.tsx';
import { selectStageCall } from './stage-call.ts';
import { useCallRoute } from './use-call-route.ts';
import { useDocumentTitle } from './use-document-title.ts';
import { Welcome } from './Welcome.tsx';
import styles from './Shell.module.css';

const TracePanel = lazy(() => import('../trace/TracePanel.tsx'));

/** The page of somebody who is signed in: people at the side, one conversation or call in the middle, trace on request. */
export function Shell() {
  const { t } = useTranslation();
  const route = useRoute();
  const call = usePhoneState(selectStageCall);
  const leaveCall = useCallRoute(call, route);
  const [traceOpen, setTraceOpen] = useState(false);
  const [complaint, setComplaint] = useState<Sentence>();
  const [drafts] = useState(() => new Map<Aor, string>());
  const tracePanel = useMemo(() => ({ open: traceOpen, setOpen: setTraceOpen }), [traceOpen]);
  useDocumentTitle(usePageName(route));
  useRinging();
  const onStage = call !== undefined && route.kind === 'call';
  const pane = route.kind === 'contact' || onStage ? 'main' : 'people';

  return (
    <ComplaintProvider value={setComplaint}>
      <TracePanelProvider value={tracePanel}>
        <DraftsProvider value={drafts}>
          <main className={styles.shell} data-pane={pane} data-stage={onStage || undefined}>
            <div className={styles.banner}>
              <ConnectionBanner />
            </div>
            <div className={styles.sidebar}>
              {call !== undefined && !onStage && (
                <div className={styles.bar} data-where="side">
                  <CallBar call={call} />
                </div>
              )}
              <Sidebar />
            </div>
            <section className={styles.main} aria-label={t('shell.main')}>
              {call !== undefined && !onStage && (
                <div className={styles.bar} data-where="main">
                  <CallBar call={call} />
                </div>
              )}
              <Main route={route} call={onStage ? call : undefined} leaveCall={leaveCall} />
            </section>
            {traceOpen && (
              <div className={styles.trace}>
                <Suspense fallback={null}>
                  <TracePanel close={() => setTraceOpen(false)} />
                </Suspense>
              </div>
            )}
          </main>
          <Notices complaint={complaint} dismissComplaint={() => setComplaint(undefined)} />
          <IncomingCall />
          <CallSound />
          <Announcer />
        </DraftsProvider>
      </TracePanelProvider>
    </ComplaintProvider>
  );
}

interface MainProps {
  readonly route: Route;
  readonly call: CallSnapshot | undefined;
  readonly leaveCall: () => void;
}

function Main({ route, call, leaveCall }: MainProps) {
  if (call !== undefined) {
    return isEnded(call) ? (
      <CallEnded key={call.id} call={call} leave={leaveCall} />
    ) : (
      <CallScreen key={call.id} call={call} />
    );
  }
  return route.kind === 'contact' ? <ContactView key={route.aor} aor={route.aor} /> : <Welcome />;
}

function isEnded(call: CallSnapshot): call is EndedCall {
  return call.state.kind === 'terminated';
}

/** The name of the person whose page is shown. */
function usePageName(route: Route): string | undefined {
  const aor = route.kind === 'contact' ? route.aor : undefined;
  return usePhoneState((state) =>
    aor === undefined
      ? undefined
      : (selectBuddy(aor)(state)?.displayName ?? selectChat(aor)(state)?.displayName ?? displayAddress(aor)),
  );
}
