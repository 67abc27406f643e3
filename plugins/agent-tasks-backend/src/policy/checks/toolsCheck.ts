import type { TemplateToolAssumptions } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type {
  PolicyAnswer,
  PolicyCheck,
  PolicyNote,
} from '@agent-tasks/backstage-plugin-agent-tasks-node';
import { ServiceUnavailableError } from '@backstage/errors';
import type { AgentConfiguration } from '../../github/readAgentConfiguration';
import type { RepositoryPreflight } from '../preflight/RepositoryPreflight';

/** GitHub gives them to every agent; a repository does not list them. */
const builtInServers = ['github', 'playwright'];

type Tools = Required<
  Pick<TemplateToolAssumptions, 'mcpServers' | 'firewallHosts'>
>;

/**
 * The agent has the MCP servers that the template takes for granted. What
 * GitHub cannot confirm, a request is told.
 */
export function createToolsCheck(options: {
  preflight: Pick<RepositoryPreflight, 'askConfiguration'>;
}): PolicyCheck {
  return {
    id: 'tools',
    evaluate: async facts => {
      const { template, repository, identities, customAgent, stage } = facts;
      const { mcpServers = [], firewallHosts = [] } = template?.tools ?? {};
      if (
        !repository ||
        !identities.length ||
        !(mcpServers.length || firewallHosts.length)
      ) {
        return [];
      }
      const tools = { mcpServers, firewallHosts };
      const place = `${repository.owner}/${repository.name}`;
      const answer = await options.preflight.askConfiguration({
        ...repository,
        identities,
      });
      if (answer.unanswered === undefined) {
        return answer.configuration
          ? judgeTools(tools, answer.configuration, { place, customAgent })
          : [
              notConfirmed(
                tools,
                `GitHub does not show the automation account how agents are set up in ${place}`,
                `Look at the settings of Copilot in ${place}.`,
              ),
            ];
      }
      if (stage === 'launch') {
        throw new ServiceUnavailableError(answer.unanswered);
      }
      return [
        notConfirmed(
          tools,
          `GitHub could not be asked how agents are set up in ${place}: ${answer.unanswered}`,
          'It is asked again before the task is launched.',
        ),
      ];
    },
  };
}

/** What the settings of an agent say to a template's assumptions, pure. */
export function judgeTools(
  tools: Tools,
  configuration: AgentConfiguration,
  task: { place: string; customAgent?: string },
): PolicyAnswer {
  const { place, customAgent } = task;
  const servers = tools.mcpServers.filter(
    server =>
      !builtInServers.includes(server) &&
      !configuration.mcpServers.includes(server),
  );
  const hosts = tools.firewallHosts.filter(
    host => !letsThrough(configuration.firewall, host),
  );
  const answer: PolicyAnswer = [];
  if (customAgent === undefined) {
    answer.push(
      ...servers.map(server => ({
        kind: 'invalid' as const,
        code: 'mcp-server-missing',
        message: `The template needs the MCP server '${server}', which agents in ${place} do not have.`,
        nextStep: `Add it to the MCP configuration of Copilot in ${place}.`,
        field: 'template',
      })),
    );
  } else if (servers.length) {
    answer.push(
      notConfirmed(
        { mcpServers: servers, firewallHosts: [] },
        `${place} does not configure what the custom agent '${customAgent}' may bring itself`,
        `Look at the custom agent, or at the settings of Copilot in ${place}.`,
      ),
    );
  }
  if (hosts.length) {
    answer.push(
      notConfirmed(
        { mcpServers: [], firewallHosts: hosts },
        `The firewall of ${place} does not list everything, and rules of the organization and GitHub's own list are not shown`,
        `Allow it in the settings of Copilot in ${place}, unless it is allowed there.`,
      ),
    );
  }
  return answer;
}

/** Whether a firewall is known to let an agent reach a host. */
function letsThrough(
  firewall: AgentConfiguration['firewall'],
  host: string,
): boolean {
  const wanted = host.toLowerCase();
  return (
    firewall === undefined ||
    firewall.allowed.some(entry => {
      const domain = domainOf(entry);
      return (
        domain !== undefined &&
        (wanted === domain || wanted.endsWith(`.${domain}`))
      );
    })
  );
}

/** Undefined for the address of a part of a host. */
function domainOf(entry: string): string | undefined {
  if (!entry.includes('/')) {
    return entry.toLowerCase();
  }
  const url = URL.parse(entry);
  return url?.pathname === '/' ? url.host : undefined;
}

function notConfirmed(tools: Tools, why: string, nextStep: string): PolicyNote {
  const names = [
    ...tools.mcpServers.map(server => `the MCP server '${server}'`),
    ...tools.firewallHosts.map(host => `access to '${host}'`),
  ];
  return {
    kind: 'note',
    code: 'tools-not-confirmed',
    message: `It is not known whether the agent has ${names.join(
      ', ',
    )}. ${why}.`,
    nextStep,
  };
}
