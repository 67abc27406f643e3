import type { TemplateOutcomeRule } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { revealHidden } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type {
  OutcomeCheck,
  OutcomeTarget,
} from '@agent-tasks/backstage-plugin-agent-tasks-node';
import type { AuthService } from '@backstage/backend-plugin-api';
import { ServiceUnavailableError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { JsonObject } from '@backstage/types';
import type { ClaimedOutcome } from '../database/operations/outcomes/claimOutcomes';
import type { OutcomeFile } from '../database/rows';
import { readEntityFacts } from '../entities/EntityFacts';
import { findEntity } from '../entities/findEntity';
import { GitHubError } from '../github/GitHubError';
import type { RepositoryName } from '../identities/IdentityRegistry';
import type { PromptContext } from '../templates/PromptContext';
import { renderParameters } from '../templates/renderParameters';
import { renderValue } from '../templates/renderPrompt';
import type { TemplateContent } from '../templates/TemplateContent';
import { checkCatalog, problemOf } from './checkCatalog';
import { checkFile } from './checkFile';
import type { CheckResult } from './CheckResult';
import { combineChecks } from './combineChecks';
import { NoIdentityError, NoRoomError, SpareReader } from './SpareReader';

/** Of a check that a module has added. */
const CHECK_MS = 10_000;
const MOST_MESSAGE = 500;

/** What a look has seen, and what to remember of the file. */
export type Look = { seen: CheckResult; file?: OutcomeFile | null };

/** What a checker works with. */
export type OutcomeCheckerOptions = {
  auth: AuthService;
  catalog: CatalogService;
  tierAnnotation: string;
  reader: SpareReader;
  checks: readonly OutcomeCheck[];
};

/**
 * Looks whether a target has reached the goal of its template: at the catalog,
 * at a file, and with what modules have added.
 */
export class OutcomeChecker {
  constructor(private readonly options: OutcomeCheckerOptions) {}

  /**
   * @throws NoRoomError where the look is better made later
   */
  async look(
    claimed: ClaimedOutcome,
    template: TemplateContent,
    signal: AbortSignal,
  ): Promise<Look> {
    const rule = template.spec.outcome;
    if (!rule) {
      return { seen: combineChecks([]) };
    }
    let context: PromptContext;
    try {
      context = await this.contextOf(claimed, template, rule);
    } catch (error) {
      if (!(error instanceof ServiceUnavailableError)) {
        throw error;
      }
      return { seen: failed('The catalog did not answer.') };
    }
    const seen: CheckResult[] = [];
    let file: Look['file'];
    if (rule.catalog) {
      seen.push(checkCatalog(rule.catalog, context));
    }
    if (rule.file) {
      const read = await this.readFile(claimed, rule.file, context, signal);
      seen.push(read.seen);
      file = read.file;
    }
    if (rule.check) {
      seen.push(await this.ask(claimed, rule.check, context, signal));
    }
    return { seen: combineChecks(seen), ...(file !== undefined && { file }) };
  }

  /** What the template's expressions see; the catalog is asked where one does. */
  private async contextOf(
    { target, campaign }: ClaimedOutcome,
    template: TemplateContent,
    rule: TemplateOutcomeRule,
  ): Promise<PromptContext> {
    const { auth, catalog, tierAnnotation } = this.options;
    const asks = rule.catalog || JSON.stringify(rule).includes('${{');
    const found =
      target.entity_ref !== null && asks
        ? await findEntity(
            catalog,
            target.entity_ref,
            await auth.getOwnServiceCredentials(),
          )
        : undefined;
    const facts =
      found?.entity && readEntityFacts(found.entity, { tierAnnotation });
    const repository = repositoryOf(target);
    return {
      parameters: target.parameters,
      entity: facts?.entity,
      owner: facts?.owner,
      tier: facts?.tier,
      migrationTarget: facts?.migrationTarget,
      ...(repository && {
        repository: { ...repository, url: target.repository_url ?? '' },
      }),
      requester: campaign.started_by ?? campaign.created_by,
      ticket: campaign.request.ticket,
      template: {
        ref: template.ref,
        title: template.title,
        version: template.version,
      },
    };
  }

  private async readFile(
    { row, target }: ClaimedOutcome,
    rule: NonNullable<TemplateOutcomeRule['file']>,
    context: PromptContext,
    signal: AbortSignal,
  ): Promise<Look> {
    const repository = repositoryOf(target);
    if (!repository) {
      return { seen: unknown('It has no repository.') };
    }
    const rendered =
      rule.equals === undefined
        ? undefined
        : renderValue(rule.equals, context, Object.keys(context.parameters));
    if (rendered && rendered.text === undefined) {
      return {
        seen: unknown(problemOf(rule.equals ?? '', rendered.problems[0])),
      };
    }
    const wanted = rendered?.text ?? null;
    // what was wanted then says nothing about what is wanted now
    const known = row.file?.wanted === wanted ? row.file : undefined;
    try {
      const reading = await this.options.reader.readFile(
        repository,
        { path: rule.path, etag: known?.etag },
        signal,
      );
      switch (reading.kind) {
        case 'unchanged':
          return {
            seen: known ?? unknown(`${rule.path} was not read.`),
          };
        case 'file': {
          const seen = checkFile(rule, reading.text, wanted ?? undefined);
          return {
            seen,
            file: reading.etag ? { etag: reading.etag, wanted, ...seen } : null,
          };
        }
        case 'absent':
          return {
            seen: {
              result: 'not-met',
              message: `There is no ${rule.path} in the default branch.`,
            },
            file: null,
          };
        default:
          return { seen: unknown(`${rule.path}: ${reading.message}`) };
      }
    } catch (error) {
      if (error instanceof NoIdentityError) {
        return { seen: unknown(error.message) };
      }
      if (!(error instanceof GitHubError)) {
        throw error;
      }
      return { seen: failed(`GitHub could not be asked: ${error.message}`) };
    }
  }

  private async ask(
    { target, campaign }: ClaimedOutcome,
    rule: NonNullable<TemplateOutcomeRule['check']>,
    context: PromptContext,
    signal: AbortSignal,
  ): Promise<CheckResult> {
    const { checks, reader } = this.options;
    const check = checks.find(({ id }) => id === rule.id);
    if (!check) {
      return unknown(`The backend has no outcome check '${rule.id}'.`);
    }
    const filled = renderParameters(
      (rule.with ?? {}) as JsonObject,
      context,
      context.parameters,
    );
    if (filled.problems.length) {
      return unknown(filled.problems[0].message);
    }
    const repository = repositoryOf(target);
    const asked: OutcomeTarget = {
      campaignId: campaign.id,
      targetId: target.id,
      ...(repository && { repository }),
      ...(target.entity_ref !== null && { entityRef: target.entity_ref }),
      entityRefs: target.entity_refs,
      ...(target.owner_ref !== null && { ownerRef: target.owner_ref }),
      ...(target.tier !== null && { tier: target.tier }),
      parameters: target.parameters,
      options: filled.parameters,
    };
    const timeout = AbortSignal.timeout(CHECK_MS);
    const both = AbortSignal.any([signal, timeout]);
    let noRoom: NoRoomError | undefined;
    const read = async (route: string, parameters = {}) => {
      if (!repository) {
        throw new NoIdentityError('The target has no repository.');
      }
      try {
        return await reader.get(repository, route, parameters, both);
      } catch (error) {
        noRoom = error instanceof NoRoomError ? error : noRoom;
        throw error;
      }
    };
    try {
      const { result, message } = await Promise.race([
        check.check(asked, { signal: both, read }),
        ended(both),
      ]);
      if (!['met', 'not-met', 'unknown'].includes(result)) {
        throw new Error(`it answered '${result}', which is no result`);
      }
      return { result, message: messageOf(rule.id, message) };
    } catch (error) {
      if (noRoom) {
        throw noRoom;
      }
      const why = error instanceof Error ? error.message : String(error);
      return failed(
        messageOf(rule.id, `The check '${rule.id}' could not say: ${why}`),
      );
    }
  }
}

function repositoryOf(
  target: ClaimedOutcome['target'],
): RepositoryName | undefined {
  const { host, repository_owner: owner, repository_name: name } = target;
  return host !== null && owner !== null && name !== null
    ? { host, owner, name }
    : undefined;
}

async function ended(signal: AbortSignal): Promise<never> {
  return await new Promise((_, reject) => {
    const end = () => reject(new Error('it took longer than ten seconds'));
    if (signal.aborted) {
      end();
    }
    signal.addEventListener('abort', end, { once: true });
  });
}

function messageOf(id: string, message: string | undefined): string {
  return revealHidden(message ?? `The check '${id}' has said so.`).slice(
    0,
    MOST_MESSAGE,
  );
}

function unknown(message: string): CheckResult {
  return { result: 'unknown', message };
}

function failed(message: string): CheckResult {
  return { result: 'unknown', failed: true, message };
}
