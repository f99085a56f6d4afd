import { VirtualNetwork } from '@sidetone/testkit';
import { describe } from 'vitest';
import { transportContract } from './transport.contract.ts';
import { isReliableProtocol } from './transport.ts';

describe.each(['UDP', 'TCP', 'WS'] as const)('the virtual transport for %s', (protocol) => {
  transportContract(isReliableProtocol(protocol), () => {
    const net = new VirtualNetwork({ link: { latencyMs: 5 } });
    return Promise.resolve({
      alice: net.attach('alice', { host: '192.0.2.1', port: 5060 }, protocol),
      bob: net.attach('bob', { host: '192.0.2.2', port: 5060 }, protocol),
      nobody: { host: '192.0.2.9', port: 5060 },
      drive: () => net.settle(),
    });
  });
});
