import { MediaError, type MediaEndpointFactory, type MediaErrorKind, type MediaWant } from '@sidetone/sip';
import { FakeMediaEndpoint } from './fake-media-endpoint.ts';

/** Opens fake media endpoints, and keeps them for a test to look at. */
export class FakeMediaFactory implements MediaEndpointFactory {
  readonly name: string;
  readonly endpoints: FakeMediaEndpoint[] = [];
  readonly wants: MediaWant[] = [];
  /** Set to make `open` reject. */
  failure: MediaErrorKind | undefined;
  /** When set, `open` waits for it, as for a person who is asked for permission. */
  permission: Promise<void> | undefined;
  /** Of the endpoints opened from now on. */
  hasTelephoneEvents = true;
  /** Of the endpoints opened from now on: candidates are still to come when their first description leaves. */
  isGathering = false;

  constructor(name: string) {
    this.name = name;
  }

  /** The endpoint opened last. */
  get newest(): FakeMediaEndpoint | undefined {
    return this.endpoints.at(-1);
  }

  /** Endpoints that were not closed: none when all calls are over. */
  get openCount(): number {
    return this.endpoints.filter((endpoint) => !endpoint.isClosed).length;
  }

  async open(want: MediaWant): Promise<FakeMediaEndpoint> {
    await this.permission;
    if (this.failure !== undefined) throw new MediaError(this.failure, `the fake factory fails: ${this.failure}`);
    this.wants.push(want);
    const endpoint = new FakeMediaEndpoint(`${this.name}-${this.endpoints.length + 1}`);
    endpoint.hasTelephoneEvents = this.hasTelephoneEvents;
    endpoint.isGathering = this.isGathering;
    this.endpoints.push(endpoint);
    return endpoint;
  }
}
