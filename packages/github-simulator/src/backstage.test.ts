import { UrlReaders } from '@backstage/backend-defaults/urlReader';
import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { createPublishGithubAction } from '@backstage/plugin-scaffolder-backend-module-github';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GitHubSimulator } from './GitHubSimulator';
import { Contract } from './__testUtils__/Contract';
import { startSimulator, TOKENS } from './__testUtils__/startSimulator';

jest.setTimeout(60_000);

describe('Backstage, unmodified', () => {
  let simulator: GitHubSimulator;
  let contract: Contract;
  let config: ConfigReader;

  beforeAll(async () => {
    ({ simulator, contract } = await startSimulator());
    config = new ConfigReader({
      integrations: {
        github: [
          {
            host: simulator.host,
            apiBaseUrl: simulator.apiBaseUrl,
            token: TOKENS.ada,
          },
        ],
      },
    });
  });
  afterAll(async () => {
    await simulator.stop();
    contract.assertKept();
  });

  it('reads files, trees and globs', async () => {
    const reader = UrlReaders.default({
      config,
      logger: mockServices.logger.mock(),
    });
    const base = `${simulator.url}/acme/shop`;
    const file = await reader.readUrl(`${base}/blob/main/catalog-info.yaml`);
    expect((await file.buffer()).toString()).toBe('kind: Component\n');
    await expect(
      reader.readUrl(`${base}/blob/main/catalog-info.yaml`, {
        etag: file.etag,
      }),
    ).rejects.toThrow(expect.objectContaining({ name: 'NotModifiedError' }));
    await expect(
      reader.readUrl(`${base}/blob/main/nothing.yaml`),
    ).rejects.toThrow(expect.objectContaining({ name: 'NotFoundError' }));

    const tree = await reader.readTree(`${base}/tree/main`);
    const files = await tree.files();
    expect(files.map(({ path }) => path).sort()).toEqual([
      '.github/workflows/ci.yml',
      'README.md',
      'catalog-info.yaml',
      'src/main.txt',
    ]);
    await expect(
      reader.readTree(`${base}/tree/main`, { etag: tree.etag }),
    ).rejects.toThrow(expect.objectContaining({ name: 'NotModifiedError' }));

    const found = await reader.search(`${base}/blob/main/**/*.yaml`);
    expect(found.files).toHaveLength(1);
    expect((await found.files[0].content()).toString()).toBe(
      'kind: Component\n',
    );
  });

  it('publishes a new repository with publish:github', async () => {
    const workspacePath = await mkdtemp(join(tmpdir(), 'publish-'));
    try {
      await writeFile(join(workspacePath, 'README.md'), '# New\n');
      const action = createPublishGithubAction({
        integrations: ScmIntegrations.fromConfig(config),
        config,
      });
      const context = createMockActionContext<
        Parameters<typeof action.handler>[0]['input']
      >({
        workspacePath,
        input: {
          repoUrl: `${simulator.host}?owner=acme&repo=new-service`,
          description: 'A new service',
          repoVisibility: 'public',
          defaultBranch: 'main',
          access: 'acme/platform',
          topics: ['Java', 'payments'],
          collaborators: [{ user: 'carl', access: 'push' }],
          repoVariables: { TIER: '1' },
          secrets: { KEY: 'hush' },
        },
      });
      await action.handler(context);

      const repository = simulator.world.repositoryByName(
        'acme',
        'new-service',
      );
      expect(repository).toMatchObject({
        description: 'A new service',
        visibility: 'public',
        topics: ['java', 'payments'],
        branches: new Map([['main', expect.stringMatching(/^[0-9a-f]{40}$/)]]),
        secrets: new Set(['KEY']),
      });
      expect(repository?.protections.get('main')).toMatchObject({
        requiredApprovals: 1,
        enforceAdmins: true,
      });
      expect(context.output).toHaveBeenCalledWith(
        'remoteUrl',
        `${simulator.url}/acme/new-service.git`,
      );
      expect(context.output).toHaveBeenCalledWith(
        'commitHash',
        repository?.branches.get('main'),
      );
      // What was not simulated would have been answered 404 and only logged.
      expect(
        simulator.requests.filter(
          ({ path, status }) =>
            path.startsWith('/api/') && (!status || status >= 400),
        ),
      ).toEqual([
        expect.objectContaining({
          path: expect.stringContaining('nothing.yaml'),
        }),
      ]);
    } finally {
      await rm(workspacePath, { recursive: true, force: true });
    }
  });
});
