import { ROLES, type Role, type Verdict } from '@sidetone/bakeoff';
import { Download } from 'lucide-react';
import { memo, useEffect, useRef, useState, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { Result } from '../../bakeoff/result.ts';
import { Button } from '../../components/Button.tsx';
import type { BakeoffActions } from './bakeoff-actions.ts';
import { countVerdicts } from './count-verdicts.ts';
import { VERDICT_ICONS, VERDICTS } from './verdict-look.ts';
import { VerdictIcon } from './VerdictIcon.tsx';
import styles from './Results.module.css';

export interface ResultsProps {
  readonly results: readonly Result[];
  /** Id of the result that is shown. */
  readonly opened: string | undefined;
  /** Absent until there is a report to save. */
  readonly download: BakeoffActions['download'] | undefined;
}

type Group = Role | 'rules';

/** Verdicts as they come, by role; all, or those of one kind. */
export function Results({ results, opened, download }: ResultsProps) {
  const { t } = useTranslation('bakeoff');
  const [only, setOnly] = useState<Verdict['kind']>();
  const list = useRef<HTMLElement>(null);
  useReturn(list, opened);
  const counts = countVerdicts(results);
  const shown = only === undefined ? results : results.filter(({ verdict }) => verdict === only);
  const groups = [...ROLES, 'rules' as const].filter((group) => shown.some((result) => groupOf(result) === group));
  const chips = [undefined, ...VERDICTS].filter((kind) => kind === undefined || kind === only || counts[kind] > 0);

  return (
    <section className={styles.results} aria-labelledby="results-title" ref={list}>
      <h2 className={styles.title} id="results-title">
        {t('results')}
      </h2>
      <fieldset className={styles.chips} aria-label={t('verdict.show')}>
        {chips.map((kind) => {
          const Icon = kind === undefined ? undefined : VERDICT_ICONS[kind];
          return (
            <button
              type="button"
              className={styles.chip}
              key={kind ?? 'all'}
              aria-pressed={only === kind}
              onClick={() => setOnly(kind)}
            >
              {Icon !== undefined && <Icon aria-hidden="true" />}
              {t(`verdict.${kind ?? 'all'}`)} <strong>{kind === undefined ? results.length : counts[kind]}</strong>
            </button>
          );
        })}
      </fieldset>
      {groups.length === 0 && <p className={styles.none}>{t('results.none')}</p>}
      {groups.map((group) => (
        <ResultGroup
          key={group}
          group={group}
          all={results.filter((result) => groupOf(result) === group)}
          shown={shown.filter((result) => groupOf(result) === group)}
          opened={opened}
        />
      ))}
      {download !== undefined && (
        <fieldset className={styles.downloads} aria-label={t('results.download')}>
          <span>{t('results.download')}</span>
          {(['json', 'junit'] as const).map((format) => (
            <Button kind="soft" key={format} action={() => download(format)}>
              <Download aria-hidden="true" />
              {t(`results.${format}`)}
            </Button>
          ))}
        </fieldset>
      )}
    </section>
  );
}

/** Back from a result, its row has the focus: the person goes on where they were. */
function useReturn(list: RefObject<HTMLElement | null>, opened: string | undefined): void {
  const last = useRef<string>(undefined);
  useEffect(() => {
    const left = last.current;
    last.current = opened;
    if (opened !== undefined || left === undefined) return;
    list.current?.querySelector<HTMLElement>(`a[href='#/${left}']`)?.focus();
  }, [list, opened]);
}

function groupOf({ role }: Result): Group {
  return ROLES.find((known) => known === role) ?? 'rules';
}

interface ResultGroupProps {
  readonly group: Group;
  readonly all: readonly Result[];
  readonly shown: readonly Result[];
  readonly opened: string | undefined;
}

function ResultGroup({ group, all, shown, opened }: ResultGroupProps) {
  const { t } = useTranslation('bakeoff');
  return (
    <div className={styles.group}>
      <h3 className={styles.role}>
        {t(`role.${group}`)}
        <span className={styles.passed}>{t('results.of', { passed: countVerdicts(all).pass, count: all.length })}</span>
      </h3>
      <ul>
        {shown.map((result) => (
          <ResultRow key={result.id} result={result} isOpen={result.id === opened} />
        ))}
      </ul>
    </div>
  );
}

/** A verdict never changes, and a run has hundreds. */
const ResultRow = memo(function ResultRow({ result, isOpen }: { readonly result: Result; readonly isOpen: boolean }) {
  const { id, title, verdict, why } = result;
  return (
    <li>
      <a className={styles.row} href={`#/${id}`} aria-current={isOpen || undefined}>
        <VerdictIcon verdict={verdict} />
        <span className={styles.words}>
          <span>{title}</span>
          {verdict === 'fail' && <span className={styles.why}>{why[0]}</span>}
        </span>
      </a>
    </li>
  );
});
