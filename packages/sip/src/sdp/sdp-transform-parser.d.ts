// The library's entry brings its writer along, which this stack never uses: descriptions are written by media endpoints.
declare module 'sdp-transform/lib/parser.js' {
  import type { SessionDescription } from 'sdp-transform';

  export function parse(text: string): SessionDescription;
}
