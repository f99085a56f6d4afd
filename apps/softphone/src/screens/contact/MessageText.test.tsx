import { stateFixtures } from '@sidetone/phone/fixtures';
import { expect, test } from 'vitest';
import { render, text } from '../../testing/render.tsx';
import { MessageText } from './MessageText.tsx';

const show = (message: string): string => render(<MessageText text={message} />, stateFixtures.signedIn);
const links = (html: string): readonly string[] =>
  Array.from(html.matchAll(/href="([^"]*)"/g), ([, href = '']) => href);

test.each([
  ['no link', []],
  ['see https://example.com/a?b=c#d, and call', ['https://example.com/a?b=c#d']],
  ['example.com and a@example.com', ['https://example.com', 'mailto:a@example.com']],
  ['javascript:alert(1)', []],
  ['data:text/html,<script>alert(1)</script>', []],
])('%j links to %j', (message, expected) => {
  expect(links(show(message))).toEqual(expected);
});

test.each(['<b>bold</b> & "quoted"', '<img src=x onerror=alert(1)>', '</p><script>alert(1)</script>'])(
  '%j stays text',
  (message) => {
    const html = show(message);
    expect(html).not.toMatch(/<(b|img|script|\/p)\b/);
    expect(text(html)).toBe(message);
  },
);
