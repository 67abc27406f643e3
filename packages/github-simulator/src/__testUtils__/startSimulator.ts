import { Octokit } from '@octokit/rest';
import { GitHubSimulator } from '../GitHubSimulator';
import { SimulatorOptions } from '../SimulatorOptions';
import { SimulatorSeed } from '../state/SimulatorSeed';
import { Contract } from './Contract';

export const TOKENS = {
  /** The machine user that launches. */
  bot: 'github_pat_bot',
  ada: 'ghp_ada',
  carl: 'gho_carl',
  dora: 'ghu_dora',
  app: 'ghs_app',
  expired: 'github_pat_expired',
  narrow: 'github_pat_narrow',
  readOnly: 'github_pat_readonly',
} as const;

export const SEED: SimulatorSeed = {
  users: [
    { login: 'bot', email: 'bot@acme.example' },
    { login: 'ada', name: 'Ada' },
    { login: 'carl' },
    { login: 'dora', copilotSeat: false },
    { login: 'outsider' },
  ],
  organizations: [
    {
      login: 'acme',
      members: ['bot', 'carl', 'dora', { login: 'ada', role: 'admin' }],
      teams: [
        {
          name: 'Platform',
          members: ['ada', 'carl'],
          repositories: { shop: 'admin' },
        },
      ],
    },
  ],
  tokens: [
    { token: TOKENS.bot, user: 'bot' },
    { token: TOKENS.ada, user: 'ada' },
    { token: TOKENS.carl, user: 'carl' },
    { token: TOKENS.dora, user: 'dora' },
    { token: TOKENS.app, user: 'acme' },
    { token: TOKENS.expired, user: 'bot', expiresInMs: -1000 },
    { token: TOKENS.narrow, user: 'bot', repositories: ['acme/other'] },
    {
      token: TOKENS.readOnly,
      user: 'bot',
      permissions: { agent_tasks: 'read', contents: 'read' },
    },
  ],
  repositories: [
    {
      owner: 'acme',
      name: 'shop',
      visibility: 'private',
      description: 'The shop',
      topics: ['java'],
      files: {
        'README.md': '# Shop\n',
        'catalog-info.yaml': 'kind: Component\n',
        'src/main.txt': 'hello\n',
        '.github/workflows/ci.yml': 'name: CI\non: push\n',
      },
    },
    { owner: 'acme', name: 'other', files: { 'README.md': '# Other\n' } },
    { owner: 'acme', name: 'empty' },
  ],
};

/** A simulator whose every REST answer is held against GitHub's contract. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<{
  simulator: GitHubSimulator;
  contract: Contract;
  octokit: (token?: string) => Octokit;
}> {
  const contract = new Contract();
  const simulator = await GitHubSimulator.start({
    seed: SEED,
    clock: { speed: 0 },
    onAnswer: contract.check,
    ...options,
  });
  const octokit = (token: string = TOKENS.bot) =>
    new Octokit({
      auth: token,
      baseUrl: simulator.apiBaseUrl,
      log: { debug() {}, info() {}, warn() {}, error() {} },
    });
  return { simulator, contract, octokit };
}
