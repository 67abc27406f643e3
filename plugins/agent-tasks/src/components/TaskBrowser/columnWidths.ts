/** Columns that a telephone has no room for. */
export const wide = { display: { xs: 'none', md: 'table-cell' } };

/** Columns that also a small window has no room for. */
export const wider = { display: { xs: 'none', lg: 'table-cell' } };
