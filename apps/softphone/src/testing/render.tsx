import type { PhoneState } from '@sidetone/phone';
import { fixturePhone } from '@sidetone/phone/fixtures';
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { I18nextProvider } from 'react-i18next';
import { PhoneProvider } from '../app/phone-context.ts';
import { setUpTexts } from '../i18n/setup.ts';

const texts = setUpTexts();

/** What a component shows for a state of the phone, as HTML. */
export function render(view: ReactNode, state: PhoneState): string {
  return renderToStaticMarkup(
    <I18nextProvider i18n={texts}>
      <PhoneProvider value={fixturePhone(state)}>{view}</PhoneProvider>
    </I18nextProvider>,
  );
}

export interface RenderedButton {
  readonly name: string;
  readonly isDisabled: boolean;
}

/** The buttons in HTML that `render` made, in order. */
export function buttons(html: string): readonly RenderedButton[] {
  return Array.from(html.matchAll(/<button([^>]*)>(.*?)<\/button>/gs), ([, attributes = '', content = '']) => ({
    name: /aria-label="([^"]*)"/.exec(attributes)?.[1] ?? text(content),
    isDisabled: /\sdisabled=""/.test(attributes),
  }));
}

/** The text in HTML, without markup. */
export function text(html: string): string {
  return html
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .replaceAll('&#x27;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .trim();
}
