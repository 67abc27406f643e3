import { renderParameters } from './renderParameters';

const context = {
  entity: {
    apiVersion: 'v1',
    kind: 'Component',
    metadata: { name: 'shop', annotations: { 'acme.com/java': '17' } },
  },
  requester: 'user:default/ada',
  template: { ref: '', title: '', version: '' },
};

describe('renderParameters', () => {
  it('fills texts in, wherever they stand, and leaves the rest alone', () => {
    expect(
      renderParameters(
        {
          target: "java-${{ entity.metadata.annotations['acme.com/java'] }}",
          list: ['${{ entity.metadata.name }}', 3],
          plain: 'Costs $5 {{ }}',
          deep: { flag: true, of: '${{ requester }}' },
        },
        context,
      ),
    ).toEqual({
      parameters: {
        target: 'java-17',
        list: ['shop', 3],
        plain: 'Costs $5 {{ }}',
        deep: { flag: true, of: 'user:default/ada' },
      },
      problems: [],
    });
  });

  it('says which parameter has no value', () => {
    const { problems } = renderParameters(
      { target: '${{ entity.spec.lifecycle }}', other: '${{ nothing }}' },
      context,
    );
    expect(problems).toMatchObject([
      { code: 'variable-without-value', field: 'target' },
      { code: 'unknown-variable', field: 'other' },
    ]);
  });

  it('runs no expression that a value brings along', () => {
    expect(
      renderParameters(
        { target: '${{ entity.metadata.name }}' },
        {
          ...context,
          entity: {
            ...context.entity,
            metadata: { name: '${{ requester }}' },
          },
        },
      ).parameters,
    ).toEqual({ target: '${{ requester }}' });
  });
});
