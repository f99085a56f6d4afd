import { InvalidStateError, type TransactionLayer, type TransportLayer } from '@sidetone/sip';

/** The two layers below the proxy, for parts that are made before them, since the layers need their user first. */
export class Layers {
  #started: { readonly transport: TransportLayer; readonly transaction: TransactionLayer } | undefined;

  start(transport: TransportLayer, transaction: TransactionLayer): void {
    this.#started = { transport, transaction };
  }

  get transport(): TransportLayer {
    return this.#require().transport;
  }

  get transaction(): TransactionLayer {
    return this.#require().transaction;
  }

  #require(): { readonly transport: TransportLayer; readonly transaction: TransactionLayer } {
    if (this.#started === undefined) throw new InvalidStateError('the gateway is not started');
    return this.#started;
  }
}
