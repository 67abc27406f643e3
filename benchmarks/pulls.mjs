/*
 * How fresh the state of 5,000 open pull requests is and what that costs of
 * GitHub's points, by the product's own tracker; and how long after a webhook
 * an open page is told, while all of them are followed.
 *
 *   yarn bench pulls
 */
import { measureProduct } from './lib/measureProduct.mjs';

await measureProduct('pulls', 'measurePulls.mjs');
