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

class PlainRtpEndpoint extends FakeMediaEndpoint {
  override async createOffer(want: MediaWant): Promise<string> {
    return plain(await super.createOffer({ ...want, video: false }));
  }

  override async acceptOffer(sdp: string, want: MediaWant): Promise<string> {
    return plain(await super.acceptOffer(sdp, { ...want, video: false }));
  }
}

const REPLACED: readonly (readonly [RegExp, string])[] = [
  [/^m=audio \d+ .*$/m, 'm=audio 40000 RTP/AVP 0 101'],
  [/^c=.*$/gm, 'c=IN IP4 127.0.0.1'],
  [/^a=(?!sendrecv|sendonly|recvonly|inactive).*\r\n/gm, ''],
];

function plain(sdp: string): string {
  const replaced = REPLACED.reduce((text, [pattern, by]) => text.replace(pattern, by), sdp);
  return `${replaced}a=rtpmap:0 PCMU/8000\r\na=rtpmap:101 telephone-event/8000\r\n`;
}
