import type { Verdict } from '@sidetone/bakeoff';
import { Check, CircleHelp, Minus, X, type LucideIcon } from 'lucide-react';

type VerdictKind = Verdict['kind'];

/** In the order in which people read them. */
export const VERDICTS: readonly VerdictKind[] = ['pass', 'fail', 'inconclusive', 'not applicable'];

/** A shape for each, besides its colour. */
export const VERDICT_ICONS: Readonly<Record<VerdictKind, LucideIcon>> = {
  pass: Check,
  fail: X,
  inconclusive: CircleHelp,
  'not applicable': Minus,
};
