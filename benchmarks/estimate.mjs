/*
 * How often the estimate of a campaign's credits holds: tasks that have ended
 * are drawn from known distributions, the product is asked, and the campaign is
 * drawn from the same distribution, many times.
 *
 *   yarn bench estimate
 */
import { measureProduct } from './lib/measureProduct.mjs';

await measureProduct('estimate', 'measureEstimate.mjs');
