import type { MediaEndpointFactory, MediaWant } from '@sidetone/sip';
import { FakeMediaEndpoint } from '@sidetone/testkit';

/** Media of a phone that knows RTP alone: no ICE, no DTLS, G.711. Nothing is sent; it is about what is said of it. */
export class PlainRtpMedia implements MediaEndpointFactory {
  readonly endpoints: FakeMediaEndpoint[] = [];

  open(): Promise<FakeMediaEndpoint> {
    const endpoint = new PlainRtpEndpoint(`plain-${this.endpoints.length + 1}`);
    this.endpoints.push(endpoint);
    return Promise.resolve(endpoint);
  }
}

const REPLACED: readonly (readonly [RegExp, string])[] = [
  [/^m=audio \d+ .*$/m, 'm=audio 40000 RTP/AVP 0 101'],
  [/^c=.*$/gm, 'c=IN IP4 127.0.0.1'],
  [/^a=(ice-|setup|fingerprint|rtcp-mux|mid|rtpmap|fmtp|group|candidate|ice-options).*\r\n/gm, ''],
];

class PlainRtpEndpoint extends FakeMediaEndpoint {
  override describe(want: MediaWant, direction?: Parameters<FakeMediaEndpoint['describe']>[1]): string {
    const described = super.describe({ ...want, video: false }, direction);
    const plain = REPLACED.reduce((text, [pattern, by]) => text.replace(pattern, by), described);
    return `${plain}a=rtpmap:0 PCMU/8000\r\na=rtpmap:101 telephone-event/8000\r\n`;
  }
}
