import path from 'node:path';
import { dataDirectory, root } from '../../scripts/stack/layout.mjs';

export const lib = path.join(root, 'benchmarks/lib');
export const logs = path.join(dataDirectory, 'benchmark-logs');
