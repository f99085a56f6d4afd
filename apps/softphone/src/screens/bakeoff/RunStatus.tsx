import { CircleAlert } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useNow } from '../../app/now.ts';
import type { Run } from '../../bakeoff/run.ts';
import { Spinner } from '../../components/Spinner.tsx';
import { clockDuration } from '../../format/duration.ts';
import { countVerdicts } from './count-verdicts.ts';
import styles from './RunStatus.module.css';

/** How far the run is; why it could not begin; what came of it. */
export function RunStatus({ run }: { readonly run: Run }) {
  const { t } = useTranslation('bakeoff');
  return (
    <>
      {run.kind === 'refused' && <Refusal key={run.problem.kind} run={run} />}
      {(run.kind === 'running' || run.kind === 'stopping') && <UnderWay run={run} />}
      <output className={styles.said}>
        {run.kind === 'checking' && (
          <>
            <Spinner />
            <span>{t('run.checking', { url: run.url })}</span>
          </>
        )}
        {run.kind === 'stopping' && <span>{t('run.stopping')}</span>}
        {run.kind === 'done' && <Outcome run={run} />}
      </output>
    </>
  );
}

function Outcome({ run }: { readonly run: Extract<Run, { kind: 'done' }> }) {
  const { t } = useTranslation('bakeoff');
  const { 'not applicable': notApplicable, ...counts } = countVerdicts(run.results);
  return (
    <span>
      {run.url}
      <br />
      {t('run.count', { done: run.done, total: run.total })} · {clockDuration(run.tookMs)}
      <br />
      {t('run.done', { ...counts, notApplicable })}
    </span>
  );
}

function UnderWay({ run }: { readonly run: Extract<Run, { kind: 'running' | 'stopping' }> }) {
  const { t } = useTranslation('bakeoff');
  const now = useNow(1_000);
  const { done, total, sinceMs, current } = run;
  return (
    <div className={styles.progress}>
      <progress className={styles.bar} max={total} value={done} aria-label={t('run.progress')} />
      <p className={styles.numbers}>
        <span>{t('run.count', { done, total })}</span>
        <span>{clockDuration(now - sinceMs)}</span>
      </p>
      <p className={styles.current}>{current === '' ? '' : t('run.now', { title: current })}</p>
    </div>
  );
}

/** Takes the focus, so that it is read out. */
function Refusal({ run: { problem } }: { readonly run: Extract<Run, { kind: 'refused' }> }) {
  const { t } = useTranslation('bakeoff');
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <div className={styles.refusal} role="alert" tabIndex={-1} ref={box}>
      <CircleAlert aria-hidden="true" />
      <div>
        <strong>{t('run.refused')}</strong>
        <p>{t(`problem.${problem.kind}`, { ...problem })}</p>
      </div>
    </div>
  );
}
