/*
 * Planning a campaign of 10,000 targets as the product plans it, against the
 * same rendering, judging and storing by itself; and looking at a hundred
 * campaigns of a thousand targets whose gates wait, against the bare SQL that
 * reads the same outcomes.
 *
 *   yarn bench campaigns
 */
import { measureProduct } from './lib/measureProduct.mjs';

await measureProduct('campaigns', 'measureCampaigns.mjs', { heapMiB: 256 });
