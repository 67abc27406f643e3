import fc from 'fast-check';
import { FENCE_PREAMBLE } from './fence';
import type { PromptContext } from './PromptContext';
import { renderTemplate } from './renderTemplate';

const context = (parameters: PromptContext['parameters']): PromptContext => ({
  parameters,
  requester: 'user:default/alice',
  template: { ref: 't', title: 'Migrate', version: '1.0.0' },
});
const template = (title?: string, ownTitle = 'Migrate a service') => ({
  ref: 'agenttasktemplate:default/migrate',
  title: ownTitle,
  spec: {
    version: '1.0.0',
    owner: 'group:default/team-a',
    prompt: 'Do it for ${{ parameters.name }}.',
    ...(title !== undefined && { title }),
  },
});

describe('renderTemplate', () => {
  it('begins the prompt with the title, then says what the marks mean', () => {
    expect(
      renderTemplate(
        template('Migrate ${{ parameters.name }}\n to Node'),
        context({ name: 'orders' }),
      ),
    ).toEqual({
      title: 'Migrate orders to Node',
      prompt: {
        text: `# Migrate ⟦orders⟧ to Node\n\n${FENCE_PREAMBLE}\n\nDo it for ⟦orders⟧.`,
        problems: [],
      },
    });
  });

  it.each([
    ['none', undefined, 'Migrate a service', 'Migrate a service'],
    ['a value that is missing', '${{ tier }}', 'Migrate it', 'Migrate it'],
    ['marks of its own', 'a ⟧ b', 'Migrate ⟦it⟧', 'Migrate it'],
    [
      'nothing but hidden characters',
      '\u2066',
      'a\u2066b',
      'agenttasktemplate:default/migrate',
    ],
  ])('takes the place of a title with %s', (_, title, own, expected) => {
    const rendered = renderTemplate(
      template(title, own),
      context({ name: 'x' }),
    );
    expect(rendered.title).toBe(expected);
    expect(rendered.prompt.text?.split('\n')[0]).toBe(`# ${expected}`);
  });

  it('keeps every value of the heading in one line and in its fence', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ maxLength: 400 }),
          fc
            .array(fc.constantFrom('⟦', '⟧', '\n', '# ', 'word '), {
              maxLength: 100,
            })
            .map(pieces => pieces.join('')),
        ),
        name => {
          const { title, prompt } = renderTemplate(
            template('Migrate ${{ parameters.name }} now'),
            context({ name }),
          );
          fc.pre(prompt.text !== undefined);
          const [heading, gap, preamble] = prompt.text?.split('\n') ?? [];
          expect([gap, preamble]).toEqual(['', FENCE_PREAMBLE]);
          expect(heading.length).toBeLessThanOrEqual(202);
          expect(heading.replace(/⟦[^⟦⟧]*⟧/g, '⟦⟧')).toMatch(
            /^# Migrate ⟦⟧( n?o?w?)?$/,
          );
          expect(title).not.toMatch(/[⟦⟧\n]/);
        },
      ),
    );
  });
});
