/** Roles in which an element passes messages on, and is held to the same sentences. */
export type PassesOn = 'proxy' | 'gateway';
