/*
 * What policy costs with every check switched on: one task, with GitHub's and
 * the ticket system's answers remembered, and the dry runs of a rollout over
 * 1,000 components whose repositories GitHub was never asked about.
 *
 *   yarn bench policy
 */
import { measureProduct } from './lib/measureProduct.mjs';

await measureProduct('policy', 'measurePolicy.mjs');
