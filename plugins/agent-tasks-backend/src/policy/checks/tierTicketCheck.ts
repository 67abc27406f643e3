import type { PolicyCheck } from '@agent-tasks/backstage-plugin-agent-tasks-node';
import type { TierRules } from '../../config/PolicyConfig';

/** There is a ticket where the entity's tier asks for one. */
export function createTierTicketCheck(options: {
  tiers: Record<string, TierRules>;
}): PolicyCheck {
  const asking = new Set(
    Object.entries(options.tiers)
      .filter(([, { ticket }]) => ticket === 'required')
      .map(([tier]) => tier),
  );
  return {
    id: 'tier-ticket',
    evaluate: ({ tier, ticket, template }) =>
      tier === undefined ||
      !asking.has(tier) ||
      ticket ||
      // the check of the ticket says so already
      template?.requires?.ticket
        ? []
        : [
            {
              kind: 'invalid',
              code: 'ticket-required',
              message: `Work on tier ${tier} asks for a change ticket.`,
              nextStep: 'Give the ticket of the change.',
              field: 'ticket',
            },
          ],
  };
}
