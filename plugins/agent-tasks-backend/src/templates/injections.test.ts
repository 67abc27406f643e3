import type { Entity } from '@backstage/catalog-model';
import { stringifyError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import { markersOf, withMarker } from '../launcher/marker';
import injections from './__fixtures__/injections.json';
import { fence, FENCE_PREAMBLE } from './fence';
import { PromptContext } from './PromptContext';
import { renderTemplate } from './renderTemplate';

type Injection = {
  category: string;
  source: string;
  text: string;
  /** So many times the text. */
  repeat?: number;
  /** Holds what nobody sees: no prompt is made of it. */
  hidden?: boolean;
};

const corpus: Injection[] = injections;
const MARKER = '11111111-2222-4333-8444-555555555555';
const clean: PromptContext & { entity: Entity } = {
  parameters: { text: 'x', list: ['x'], object: { key: 'x' } },
  entity: {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: 'orders', annotations: {} },
  },
  owner: 'group:default/team-a',
  tier: '1',
  migrationTarget: 'node-24',
  repository: { host: 'h', owner: 'acme', name: 'orders', url: 'https://h' },
  requester: 'user:default/alice',
  ticket: 'OPS-1',
  template: { ref: 'agenttasktemplate:default/t', title: 'T', version: '1' },
};
const metadata = (change: object): Partial<PromptContext> => ({
  entity: {
    ...clean.entity,
    metadata: { ...clean.entity.metadata, ...change },
  },
});
const parameter = (change: JsonObject): Partial<PromptContext> => ({
  parameters: { ...clean.parameters, ...change },
});

/** Every way by which words of others come into a prompt. */
const channels: Record<
  string,
  { expression: string; put: (text: string) => Partial<PromptContext> }
> = {
  'a parameter': {
    expression: 'parameters.text',
    put: text => parameter({ text }),
  },
  'a list': {
    expression: 'parameters.list',
    put: text => parameter({ list: ['a', text] }),
  },
  'one of a list': {
    expression: 'parameters.list[0]',
    put: text => parameter({ list: [text] }),
  },
  'a member of an object': {
    expression: 'parameters.object.key',
    put: text => parameter({ object: { key: text } }),
  },
  'an object as JSON': {
    expression: 'parameters.object',
    put: text => parameter({ object: { [text]: text } }),
  },
  'a filter': {
    expression: "parameters.text | replace('~~~', '') | trim",
    put: text => parameter({ text }),
  },
  "an entity's title": {
    expression: 'entity.metadata.title',
    put: title => metadata({ title }),
  },
  "an entity's description": {
    expression: 'entity.metadata.description',
    put: description => metadata({ description }),
  },
  'an annotation': {
    expression: "entity.metadata.annotations['a/b']",
    put: text => metadata({ annotations: { 'a/b': text } }),
  },
  'a tag': {
    expression: 'entity.metadata.tags',
    put: text => metadata({ tags: [text] }),
  },
  'the owner': { expression: 'owner', put: owner => ({ owner }) },
  'the tier': { expression: 'tier', put: tier => ({ tier }) },
  'the migration target': {
    expression: 'migrationTarget',
    put: migrationTarget => ({ migrationTarget }),
  },
  'the repository': {
    expression: 'repository.name',
    put: name => ({ repository: { ...clean.repository!, name } }),
  },
  'the requester': {
    expression: 'requester',
    put: requester => ({ requester }),
  },
  'the ticket': { expression: 'ticket', put: ticket => ({ ticket }) },
  "the template's title": {
    expression: 'template.title',
    put: title => ({ template: { ...clean.template, title } }),
  },
};

/** The value as the engine gives it, before it is fenced. */
const seen: Record<string, (text: string) => string> = {
  'a list': text => `a, ${text}`,
  'an object as JSON': text => JSON.stringify({ [text]: text }, null, 2),
  'a filter': text => text.trim(),
};

const render = (context: PromptContext, expression: string) =>
  renderTemplate(
    {
      ref: 'agenttasktemplate:default/t',
      title: 'T',
      spec: {
        version: '1',
        owner: 'group:default/platform',
        title: `Do \${{ ${expression} }} now`,
        prompt: `BEFORE \${{ ${expression} }} AFTER {% if ${expression} %}yes{% endif %}`,
      },
    },
    context,
  );

describe('T3: injections', () => {
  it.each(Object.entries(channels))(
    'stay inside of their fence by %s',
    (channel, { expression, put }) => {
      for (const { category, source, text: piece, repeat, hidden } of corpus) {
        const text = piece.repeat(repeat ?? 1);
        const rendered = render({ ...clean, ...put(text) }, expression);
        // JSON writes control characters out, so that they are seen
        const value = (seen[channel] ?? (same => same))(text);
        const refused = rendered.prompt.text === undefined;
        try {
          expect({ text, refused }).toEqual({
            text,
            refused:
              channel === 'an object as JSON'
                ? refused && hidden === true
                : hidden === true,
          });
          (refused ? assertRefused : assertFenced)(rendered, value);
        } catch (error) {
          throw new Error(`${category} of ${source}: ${stringifyError(error)}`);
        }
      }
    },
  );

  it('come from named sources, sixty at least', () => {
    expect(corpus.length).toBeGreaterThanOrEqual(60);
    expect(new Set(corpus.map(({ text }) => text)).size).toBe(corpus.length);
    for (const { category, source, text } of corpus) {
      expect([category, source, text].every(Boolean)).toBe(true);
    }
  });
});

function assertRefused({ prompt }: ReturnType<typeof renderTemplate>) {
  expect(prompt.problems[0].code).toBe('hidden-characters');
}

function assertFenced(
  { title, prompt }: ReturnType<typeof renderTemplate>,
  value: string,
) {
  const sent = withMarker(prompt.text ?? '', MARKER);
  // every character of the value is there, and none of it was executed
  expect(sent).toContain(
    `\n\n${FENCE_PREAMBLE}\n\nBEFORE ${fence(value)} AFTER`,
  );
  // what is outside of the fences are the template's own words alone
  const [heading, ...rest] = sent.split(`${FENCE_PREAMBLE}\n\nBEFORE`);
  expect(heading).toMatch(/^# Do ⟦[^⟦⟧]*⟧( now)?\n\n$/);
  expect(rest).toHaveLength(1);
  expect(rest[0].replace(/⟦[^⟦⟧]*⟧/g, '')).toMatch(
    /^ {2}AFTER( yes)?\n\nagent-tasks-launch: [\w-]+$/,
  );
  // one line of people's length, and no mark in it
  expect(title).toMatch(/^[^⟦⟧\n]{1,200}$/);
  expect(markersOf(sent)).toEqual([MARKER]);
}
