import type { Campaign } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { AuthorizedCampaigns } from '../campaigns/AuthorizedCampaigns';
import type { ActionDependencies } from './ActionDependencies';

const reads = { readOnly: true, destructive: false, idempotent: true };

/** Campaigns for assistants: to plan, look, start and pause. */
export function registerCampaignActions(
  dependencies: ActionDependencies & { campaigns: AuthorizedCampaigns },
): void {
  const { actionsRegistry, audited, campaigns, readCaller } = dependencies;
  type Zod = Parameters<
    Parameters<typeof actionsRegistry.register>[0]['schema']['input']
  >[0];
  const idOf = (z: Zod) => z.string().uuid().describe('Id of the campaign');
  const campaignOf = (z: Zod) =>
    z.object({
      id: z.string(),
      title: z.string(),
      state: z.string(),
      waitsFor: z.string().optional().describe('What holds it up'),
      targets: z.number(),
      counts: z.record(z.number()).describe('Targets by status'),
      verdicts: z.record(z.number()).describe("Targets by policy's word"),
      waves: z.array(
        z.object({
          number: z.number(),
          state: z.string(),
          targets: z.number(),
          missing: z.array(z.string()).describe('Conditions that are not met'),
        }),
      ),
    });

  actionsRegistry.register({
    name: 'plan-agent-campaign',
    title: 'Plan a campaign of agent tasks',
    description:
      'Plans one change in many repositories: looks the targets up, renders the prompts and asks policy about each. Nothing starts; look at it with get-agent-campaign.',
    attributes: { readOnly: false, destructive: false, idempotent: false },
    schema: {
      input: z =>
        z.object({
          title: z.string().min(1).max(200),
          owner: z
            .string()
            .describe('Entity reference of the group that answers for it'),
          template: z.string().describe('Agent task template'),
          parameters: z
            .record(z.any())
            .optional()
            .describe(
              'For each target; a text may have expressions over its entity',
            ),
          ticket: z.string().optional(),
          filter: z
            .array(z.record(z.union([z.string(), z.array(z.string())])))
            .optional()
            .describe('Filters of the catalog, such as {"kind": "component"}'),
          entityRefs: z.array(z.string()).optional(),
          canary: z
            .number()
            .int()
            .min(1)
            .optional()
            .describe(
              'Targets of a first wave, after which a person confirms; none unless given',
            ),
          idempotencyKey: z.string().max(255).optional(),
        }),
      output: z => campaignOf(z),
    },
    action: async ({ input, credentials }) => {
      const { filter, entityRefs, canary, ...request } = input;
      return {
        output: describe(
          await audited(
            readCaller(credentials),
            { subject: 'campaign', verb: 'create' },
            async caller => ({
              result: await campaigns.create(
                {
                  ...request,
                  targets: {
                    ...(filter && { filter }),
                    ...(entityRefs && { entityRefs }),
                  },
                  ...(canary !== undefined && {
                    waves: [
                      {
                        select: { count: canary },
                        gate: { confirmation: true },
                      },
                      { select: {} },
                    ],
                  }),
                },
                caller,
              ),
            }),
          ),
        ),
      };
    },
  });

  actionsRegistry.register({
    name: 'get-agent-campaign',
    title: 'Get a campaign of agent tasks',
    description:
      'Reads a campaign: how far it is, what it waits for, and what its gates still need.',
    attributes: reads,
    schema: {
      input: z => z.object({ id: idOf(z) }),
      output: z => campaignOf(z),
    },
    action: async ({ input, credentials }) => ({
      output: describe(await campaigns.get(input.id, readCaller(credentials))),
    }),
  });

  actionsRegistry.register({
    name: 'list-agent-campaigns',
    title: 'List campaigns of agent tasks',
    description: 'Lists campaigns, those that change something first.',
    attributes: reads,
    schema: {
      input: z =>
        z.object({
          text: z.string().max(200).optional(),
          entityRef: z
            .array(z.string())
            .optional()
            .describe('Entities that take part'),
          limit: z.number().int().min(1).max(100).optional(),
        }),
      output: z =>
        z.object({ campaigns: z.array(campaignOf(z)), total: z.number() }),
    },
    action: async ({ input, credentials }) => {
      const page = await campaigns.list(input, readCaller(credentials));
      return {
        output: {
          campaigns: page.items.map(describe),
          total: page.totalItems,
        },
      };
    },
  });

  const moves = {
    start:
      'Starts a planned campaign: its first wave opens, and agents are launched in the name of the user. They use credits.',
    pause: 'Pauses a campaign: nothing new starts; what runs is followed.',
  } as const;
  for (const verb of ['start', 'pause'] as const) {
    actionsRegistry.register({
      name: `${verb}-agent-campaign`,
      title: `${
        verb === 'start' ? 'Start' : 'Pause'
      } a campaign of agent tasks`,
      description: moves[verb],
      attributes: { readOnly: false, destructive: false, idempotent: false },
      schema: {
        input: z =>
          z.object({
            id: idOf(z),
            reason: z.string().max(1000).optional(),
          }),
        output: z => campaignOf(z),
      },
      action: async ({ input: { id, reason }, credentials }) => ({
        output: describe(
          await audited(
            readCaller(credentials),
            { subject: 'campaign', verb, meta: { campaignId: id } },
            async caller => ({
              result: await campaigns[verb](id, reason, caller),
            }),
          ),
        ),
      }),
    });
  }
}

function describe(campaign: Campaign) {
  const { id, title, state, waitsFor, targets, counts, verdicts } = campaign;
  return {
    id,
    title,
    state,
    ...(waitsFor && { waitsFor }),
    targets,
    counts,
    verdicts,
    waves: campaign.waves.map(wave => ({
      number: wave.number,
      state: wave.state,
      targets: wave.targets,
      missing: wave.conditions
        .filter(({ met }) => !met)
        .map(({ kind }) => kind),
    })),
  };
}
