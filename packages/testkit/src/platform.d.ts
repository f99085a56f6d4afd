// Node's macrotask, which runs when no microtask is left. The rest of the testkit's core knows no platform.
declare function setImmediate(callback: () => void): unknown;
