import type { CampaignRequest } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { BrokerSession, submissionKey } from '../broker';
import { ActionDependencies } from './ActionDependencies';
import { examples } from './createCampaign.examples';
import { readTimeout } from './readTimeout';

/** Ten thousand targets take about a minute. */
const DEFAULT_TIMEOUT = { minutes: 10 };
const PAUSE_MS = 2_000;

/**
 * Creates the action `agent-task:campaign:create`: plans one change in many
 * repositories, and starts it where that is asked for.
 */
export function createCampaignAction(dependencies: ActionDependencies) {
  const { api, auth, clock, taskUrl } = dependencies;

  return createTemplateAction({
    id: 'agent-task:campaign:create',
    description:
      'Plans a campaign of agent tasks through the agent-tasks broker: one change in many repositories, in waves. Starts it where asked to',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        title: z => z.string({ description: 'What the campaign is called' }),
        description: z =>
          z.string({ description: 'What it is for' }).optional(),
        owner: z =>
          z.string({
            description:
              'Entity reference of the group or user that answers for it',
          }),
        template: z =>
          z.string({
            description: 'Entity reference of the agent task template, or name',
          }),
        parameters: z =>
          z
            .record(z.any(), {
              description:
                'Values for each target; a text may have expressions over its entity, written {% raw %}${{ entity.metadata.name }}{% endraw %}',
            })
            .optional(),
        ticket: z => z.string({ description: 'Change ticket' }).optional(),
        targets: z =>
          z.record(z.any(), {
            description:
              'filter, entityRefs, csv, excludeEntityRefs and perComponent, as in POST /v1/campaigns',
          }),
        waves: z =>
          z
            .array(z.record(z.any()), {
              description:
                'Waves with select and gate, as in POST /v1/campaigns; everything at once unless given',
            })
            .optional(),
        maxOpenPerOwner: z =>
          z
            .number({ description: 'Most unfinished tasks of an owner' })
            .optional(),
        dueAt: z =>
          z
            .string({ description: 'Wanted end, ISO 8601 with zone' })
            .optional(),
        start: z =>
          z
            .boolean({
              description:
                'Whether it starts once it is planned; it waits for a person unless given',
            })
            .optional(),
        timeout: z =>
          z
            .union([z.string(), z.record(z.number())], {
              description:
                'How long the planning is waited for; 10 minutes unless given',
            })
            .optional(),
      },
      output: {
        campaignId: z => z.string({ description: 'Id of the campaign' }),
        campaignUrl: z =>
          z.string({ description: 'Page of the campaign in the portal' }),
        campaignState: z =>
          z.string({
            description: 'planning, planned or running when the step ended',
          }),
        targets: z =>
          z.number({ description: 'Targets that policy does not refuse' }),
      },
    },
    async handler(ctx) {
      const { logger, signal } = ctx;
      const { start = false, timeout, ...fields } = ctx.input;
      // the broker checks all of it, and names what is wrong
      const request = fields as CampaignRequest;
      const timeoutMs = readTimeout('timeout', timeout, DEFAULT_TIMEOUT);
      if (ctx.isDryRun) {
        logger.info(`Would plan the campaign "${request.title}"`);
        ctx.output('campaignId', 'dry-run');
        ctx.output('campaignUrl', taskUrl('campaigns/dry-run'));
        ctx.output('campaignState', 'planning');
        ctx.output('targets', 0);
        return;
      }
      const broker = new BrokerSession({
        api,
        auth,
        clock,
        logger,
        signal,
        credentials: await ctx.getInitiatorCredentials(),
      });
      const idempotencyKey = submissionKey(ctx, request);
      const id = await ctx.checkpoint({
        key: `agent-task.campaign.${idempotencyKey}`,
        fn: async () =>
          (
            await broker.createCampaign({ ...request, idempotencyKey })
          ).id,
      });
      const url = taskUrl(`campaigns/${id}`);
      logger.info(`Planning ${url}`);
      const until = clock.now() + timeoutMs;
      let campaign = await broker.readCampaign(id);
      while (
        campaign.state === 'planning' &&
        clock.now() < until &&
        !signal?.aborted
      ) {
        const { planning } = campaign;
        if (planning?.problem || planning?.interrupted) {
          throw new Error(
            `The campaign could not be planned: ${
              planning.problem ?? 'the planning was interrupted'
            }. Plan it again on ${url}`,
          );
        }
        await clock.sleep(PAUSE_MS, signal);
        campaign = await broker.readCampaign(id);
      }
      if (start && campaign.state !== 'planning') {
        campaign = await broker.startCampaign(id);
      }
      ctx.output('campaignId', id);
      ctx.output('campaignUrl', url);
      ctx.output('campaignState', campaign.state);
      ctx.output('targets', campaign.targets);
    },
  });
}
