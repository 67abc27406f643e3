/** Name and level of a fine-grained permission. */
export type Permission = readonly [name: string, level: 'read' | 'write'];
