/** Columns that depend on where the table stands. */
export type TaskColumns = { component: boolean; owner: boolean };
