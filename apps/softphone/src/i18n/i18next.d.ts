import 'i18next';
import type bakeoff from './bakeoff.json';
import type app from './en.json';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'app';
    keySeparator: false;
    nsSeparator: false;
    resources: { app: typeof app; bakeoff: typeof bakeoff };
  }
}
