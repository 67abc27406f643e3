/*
 * What it costs to know what 100,000 tasks on their way wait for, and to tell
 * of those that have waited too long: the product's own keeper, against the
 * bare SQL that reads the same columns.
 *
 *   yarn bench escalation
 */
import { measureProduct } from './lib/measureProduct.mjs';

await measureProduct('escalation', 'measureEscalation.mjs');
