import type { Entity } from '@backstage/catalog-model';

/**
 * Whether an entity may own what campaigns change: a group or a user.
 *
 * @public
 */
export function isAgentCampaignsAvailable(entity: Entity): boolean {
  return ['group', 'user'].includes(entity.kind.toLowerCase());
}
