import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Entity, parseEntityRef } from '@backstage/catalog-model';
import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { parse, parseAllDocuments } from 'yaml';

const root = join(__dirname, '../../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const entities = (path: string): Entity[] =>
  parseAllDocuments(read(path)).map(document => document.toJS());

const people = entities('examples/org.yaml');
const components = ['entities', 'warehouse']
  .flatMap(file => entities(`examples/${file}.yaml`))
  .filter(({ kind }) => kind === 'Component');
const agentTaskTemplates = readdirSync(
  join(root, 'examples/agent-task-templates'),
).flatMap(file => entities(`examples/agent-task-templates/${file}`));
const createService = parse(
  read('examples/software-templates/create-service/template.yaml'),
);
const seed = parse(read('examples/simulator-seed.yaml'));
const appConfig = parse(read('app-config.yaml'));

describe('the examples fit together', () => {
  it('has a repository on the simulated GitHub for every component', () => {
    const seeded = seed.repositories.map(
      ({ owner, name }: { owner: string; name: string }) => `${owner}/${name}`,
    );
    expect(components.length).toBeGreaterThanOrEqual(10);
    for (const { metadata } of components) {
      expect(seeded).toContain(
        metadata.annotations?.['github.com/project-slug'],
      );
    }
  });

  it('has an owner for everything, and a GitHub account for everybody', () => {
    const groups = people.filter(({ kind }) => kind === 'Group');
    for (const { spec } of [...components, ...agentTaskTemplates]) {
      const { name } = parseEntityRef(String(spec?.owner));
      expect(groups.map(({ metadata }) => metadata.name)).toContain(name);
    }
    const logins = seed.users.map(({ login }: { login: string }) => login);
    for (const { metadata } of people.filter(({ kind }) => kind === 'User')) {
      expect(logins).toContain(metadata.annotations?.['github.com/user-login']);
    }
  });

  it('offers people of the catalog on its first screen', () => {
    const names = people
      .filter(({ kind }) => kind === 'User')
      .map(({ metadata }) => metadata.name);
    const offered: { name: string }[] = appConfig.auth.providers.demo.people;
    expect(offered.length).toBeGreaterThan(1);
    expect(names).toEqual(
      expect.arrayContaining(offered.map(({ name }) => name)),
    );
  });

  it('names an author for every template, who is not the one to approve it', () => {
    for (const { metadata } of agentTaskTemplates) {
      expect(metadata.annotations?.['agent-tasks/changed-by']).toBe(
        'user:default/aiko',
      );
    }
  });

  it('offers only first tasks that exist, with parameters they know', () => {
    const [firstTask] = createService.spec.parameters.flatMap(
      ({ properties }: { properties: { firstTask?: { enum: string[] } } }) =>
        properties.firstTask ?? [],
    );
    const { input } = createService.spec.steps.find(
      ({ action }: { action: string }) => action === 'agent-task:submit',
    );
    const offered = firstTask.enum.filter((name: string) => name !== 'none');
    expect(offered.length).toBeGreaterThan(0);
    for (const name of offered) {
      const template = agentTaskTemplates.find(
        ({ metadata }) => metadata.name === name,
      );
      const schema = template?.spec?.parameters as {
        properties: object;
        required: string[];
      };
      expect(Object.keys(schema.properties)).toEqual(
        expect.arrayContaining(Object.keys(input.parameters)),
      );
      expect(Object.keys(input.parameters)).toEqual(
        expect.arrayContaining(schema.required),
      );
    }
  });
});

describe('the integration of the simulated GitHub', () => {
  const integrations = ScmIntegrations.fromConfig(
    new ConfigReader({ integrations: appConfig.integrations }),
  );
  const repository = 'http://localhost:7100/acme/orders';

  it('is found by addresses without TLS', () => {
    const integration = integrations.byUrl(`${repository}/blob/main`);
    expect(integration?.type).toBe('github');
    expect(
      integration?.resolveUrl({
        base: `${repository}/blob/main`,
        url: '/catalog-info.yaml',
      }),
    ).toBe(`${repository}/tree/main/catalog-info.yaml`);
  });

  it('uses tokens that the simulator knows', () => {
    const tokens = seed.tokens.map(({ token }: { token: string }) => token);
    const fallback = (value: string) => /:-(.*)\}$/.exec(value)?.[1];
    expect(tokens).toContain(fallback(appConfig.integrations.github[0].token));
    expect(tokens).toContain(
      fallback(appConfig.agentTasks.identities[0].token),
    );
  });
});
