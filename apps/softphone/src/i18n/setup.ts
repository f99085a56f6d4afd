import { createInstance, type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { english } from '@sidetone/phone';
import app from './en.json';

/** The texts of this page, and the sentences of the phone, in one instance; English is built in. */
export function setUpTexts(): i18n {
  const texts = createInstance();
  void texts.use(initReactI18next).init({
    lng: 'en',
    fallbackLng: 'en',
    ns: ['app', 'phone'],
    defaultNS: 'app',
    // Keys are flat: a dot is part of the name.
    keySeparator: false,
    nsSeparator: false,
    // React escapes; a second time would show entities.
    interpolation: { escapeValue: false },
    initAsync: false,
    resources: { en: { app, phone: english } },
  });
  return texts;
}
