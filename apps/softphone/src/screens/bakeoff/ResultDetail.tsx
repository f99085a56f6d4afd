import { ArrowLeft, Check, CircleHelp, X, type LucideIcon } from 'lucide-react';
import { useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { JudgedRequirement, Result } from '../../bakeoff/result.ts';
import { resultLadder } from '../../bakeoff/result-ladder.ts';
import { Ladder } from '../../components/ladder/Ladder.tsx';
import { VerdictIcon } from './VerdictIcon.tsx';
import styles from './ResultDetail.module.css';

/** One result: what it says, which sentences it is about, and the messages that show it. */
export function ResultDetail({ result }: { readonly result: Result }) {
  const { t } = useTranslation('bakeoff');
  const { id, title, verdict, why, requirements, protocol, tookMs = 0 } = result;
  const heading = useRef<HTMLHeadingElement>(null);
  const ladder = useMemo(() => resultLadder(result), [result]);
  useEffect(() => heading.current?.focus(), []);

  return (
    <article className={styles.detail}>
      <a className={styles.back} href="#/">
        <ArrowLeft aria-hidden="true" />
        {t('result.back')}
      </a>
      <header className={styles.top}>
        <VerdictIcon verdict={verdict} named />
        <h1 className={styles.title} ref={heading} tabIndex={-1}>
          {title}
        </h1>
        <p className={styles.meta}>
          {protocol === undefined
            ? t('result.meta-rule', { id })
            : t('result.meta', { id, protocol, seconds: (tookMs / 1000).toFixed(2) })}
        </p>
      </header>
      {why.length > 0 && (
        <ul className={styles.why} data-verdict={verdict}>
          {why.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
      {requirements.length > 0 && (
        <section aria-labelledby="judged-title" className={styles.part}>
          <h2 className={styles.subtitle} id="judged-title">
            {t('result.judged')}
          </h2>
          <ul className={styles.requirements}>
            {requirements.map((requirement) => (
              <Requirement key={requirement.id} requirement={requirement} />
            ))}
          </ul>
        </section>
      )}
      <section aria-labelledby="messages-title" className={styles.part}>
        <h2 className={styles.subtitle} id="messages-title">
          {t('result.messages')}
        </h2>
        {ladder.messages.length === 0 ? (
          <p className={styles.meta}>{t('result.no-messages')}</p>
        ) : (
          <>
            {protocol === undefined && <p className={styles.meta}>{t('result.rule-messages')}</p>}
            <div className={styles.ladder}>
              <Ladder {...ladder} />
            </div>
          </>
        )}
      </section>
    </article>
  );
}

const OUTCOME_ICONS: Readonly<Record<JudgedRequirement['outcome'], LucideIcon>> = {
  holds: Check,
  fails: X,
  open: CircleHelp,
};

function Requirement({ requirement }: { readonly requirement: JudgedRequirement }) {
  const { t } = useTranslation('bakeoff');
  const { id, citation, level, asks, outcome } = requirement;
  const Icon = OUTCOME_ICONS[outcome];
  return (
    <li className={styles.requirement} data-outcome={outcome}>
      <Icon aria-hidden="true" />
      <div>
        <p>
          <strong className={styles.level}>{level}</strong> {asks}
        </p>
        <p className={styles.meta}>
          {citation} · {id} · <span className={styles.outcome}>{t(`result.${outcome}`)}</span>
        </p>
      </div>
    </li>
  );
}
