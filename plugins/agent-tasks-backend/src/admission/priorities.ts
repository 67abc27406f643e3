/** Somebody waits for it: a click, or a program on a person's behalf. */
export const INTERACTIVE_PRIORITY = 10;

/** Work of programs and campaigns. */
export const BULK_PRIORITY = 0;
