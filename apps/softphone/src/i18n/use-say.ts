import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Sentence } from '@sidetone/phone';

/** Turns a sentence of the phone into text in the language of the page. */
export function useSay(): (sentence: Sentence) => string {
  const { i18n } = useTranslation();
  return useCallback(
    // The phone's keys are typed by the phone, and its own test lists them all.
    ({ key, params }: Sentence) => (i18n.t as Say)(key, { ...params, ns: 'phone' }),
    [i18n],
  );
}

type Say = (key: string, options: Record<string, string | number>) => string;
