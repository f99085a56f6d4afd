import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useFragment } from '../../app/route.ts';
import type { Run } from '../../bakeoff/run.ts';
import type { Settings } from '../../bakeoff/settings.ts';
import { Logo } from '../../components/Logo.tsx';
import type { BakeoffActions } from './bakeoff-actions.ts';
import { ResultDetail } from './ResultDetail.tsx';
import { Results } from './Results.tsx';
import { RunStatus } from './RunStatus.tsx';
import { SetUp } from './SetUp.tsx';
import { Welcome } from './Welcome.tsx';
import styles from './BakeoffPage.module.css';

export interface BakeoffPageProps {
  readonly run: Run;
  readonly settings: Settings;
  readonly actions: BakeoffActions;
}

/** Choosing and running at one side, one result at the other; one at a time where there is little room. */
export function BakeoffPage({ run, settings, actions }: BakeoffPageProps) {
  const { t } = useTranslation('bakeoff');
  const opened = /^#\/(.+)$/.exec(useFragment())?.[1];
  const results = 'results' in run ? run.results : [];
  const result = results.find(({ id }) => id === opened);
  const title =
    run.kind === 'running' ? t('page-title-running', { done: run.done, total: run.total }) : t('page-title');
  useEffect(() => {
    document.title = title;
  }, [title]);

  return (
    <main className={styles.page} data-pane={result === undefined ? 'side' : 'result'}>
      <div className={styles.side}>
        <header className={styles.top}>
          <a className={styles.home} href="/" title={t('to-phone')}>
            <Logo />
          </a>
        </header>
        <div className={styles.intro}>
          <h1 className={styles.title}>{t('title')}</h1>
          <p className={styles.lead}>{t('lead')}</p>
        </div>
        <SetUp run={run} settings={settings} actions={actions} />
        <RunStatus run={run} />
        {results.length > 0 && (
          <Results
            results={results}
            opened={result?.id}
            download={run.kind === 'done' ? actions.download : undefined}
          />
        )}
      </div>
      <section className={styles.main} aria-label={t('result')}>
        {result === undefined ? (
          <Welcome hasResults={results.length > 0} />
        ) : (
          <ResultDetail key={result.id} result={result} />
        )}
      </section>
    </main>
  );
}
