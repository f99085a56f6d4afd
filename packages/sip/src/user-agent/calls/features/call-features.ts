import type { SipRequest } from '../../../message/sip-request.ts';
import type { ServerTransaction } from '../../../transaction/transaction-user.ts';
import type { CallLink } from './call-link.ts';
import { InfoExchange } from './info-exchange.ts';
import type { RequestReceiver } from './request-receiver.ts';
import { ToneSender } from './tone-sender.ts';

/** What a call can do besides its session. */
export class CallFeatures implements RequestReceiver {
  readonly info: InfoExchange;
  readonly tones: ToneSender;

  constructor(link: CallLink) {
    this.info = new InfoExchange(link);
    this.tones = new ToneSender(link, this.info);
  }

  receive(request: SipRequest, transaction: ServerTransaction): boolean {
    return this.info.receive(request, transaction);
  }

  /** The call is over. */
  stop(): void {
    this.tones.stop();
  }
}
