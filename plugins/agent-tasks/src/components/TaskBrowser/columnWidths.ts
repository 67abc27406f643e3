/** Columns that a telephone has no room for. */
export const wide = { display: { xs: 'none', md: 'table-cell' } };

/** Columns that also a small window has no room for. */
export const wider = { display: { xs: 'none', lg: 'table-cell' } };

/**
 * Pixels of each column; what is left is the title's. Fixed, so that a long
 * name shortens itself and not the title beside it.
 */
export const columnWidths = {
  select: 36,
  phase: 168,
  component: 124,
  owner: 108,
  requested: 98,
  pullRequest: 138,
  credits: 62,
  menu: 40,
};

/** Below this the table scrolls, on screens that show all of its columns. */
export const TABLE_MIN_WIDTH = { xs: 0, md: 760 };
