import { misreads } from '../../control/controls.ts';

/** An element that takes a message whose body is cut short as if the rest were not missing. */
export const CUT_AS_WHOLE = /* @__PURE__ */ misreads('a message cut short as though it were whole', (wire) =>
  wire.replace(/Content-Length:[^\r]*/i, `Content-Length: ${wire.length - wire.indexOf('\r\n\r\n') - 4}`),
);
