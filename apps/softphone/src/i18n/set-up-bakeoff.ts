import type { i18n } from 'i18next';
import bakeoff from './bakeoff.json';

/** Adds the texts of the bake-off's page, which are loaded with that page alone. */
export function setUpBakeoffTexts(texts: i18n): i18n {
  return texts.addResourceBundle('en', 'bakeoff', bakeoff);
}
