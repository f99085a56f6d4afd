/** Scenarios that our own elements fail, with the reason; they stand in the conformance page as deviations. */
export const KNOWN_FAILS: Readonly<Record<string, string>> = {};
