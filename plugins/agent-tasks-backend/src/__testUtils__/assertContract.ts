import Ajv, { ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { spec } from '../schema/openapi.generated';

const ajv = new Ajv({ strict: false, allErrors: true });
addFormats(ajv);
ajv.addSchema(closed(spec) as object, 'contract');

const validators = new Map<string, ValidateFunction>();

/**
 * Fails where an answer is not what the contract says: a status that the
 * operation does not list, or a body with a missing, wrong or extra field.
 *
 * `wrapServer` of `@backstage/backend-openapi-utils` would do the same behind a
 * proxy, which finds no `localhost` on machines without IPv6.
 */
export function assertContract(answer: {
  method: string;
  path: string;
  status: number;
  body: unknown;
}): void {
  const method = answer.method.toLowerCase();
  const pathname = answer.path.split('?')[0];
  const template = Object.keys(spec.paths)
    // `/facets` is also an `/{id}`: the path without parameters comes first
    .sort((a, b) => a.split('{').length - b.split('{').length)
    .find(path =>
      new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`).test(pathname),
    );
  const place = [
    'paths',
    template ?? '',
    method,
    'responses',
    `${answer.status}`,
  ];
  const response = place.reduce<unknown>(
    (value, key) => (value as Record<string, unknown> | undefined)?.[key],
    spec,
  );
  if (!response) {
    throw new Error(
      `The contract has no ${answer.status} for ${method} ${pathname}`,
    );
  }
  const pointer =
    '$ref' in (response as object)
      ? 'components/responses/Refusal'
      : place.map(key => key.replaceAll('/', '~1')).join('/');
  const ref = `contract#/${pointer}/content/application~1json/schema`;
  const validate = validators.get(ref) ?? ajv.compile({ $ref: encodeURI(ref) });
  validators.set(ref, validate);
  if (!validate(answer.body)) {
    throw new Error(
      `${method} ${pathname} ${
        answer.status
      } breaks the contract: ${ajv.errorsText(validate.errors)}`,
    );
  }
}

// a field that the contract does not name is a break, too; parts of an `allOf`
// or `anyOf` know only their own fields
function closed(value: unknown, key = '', parent = ''): unknown {
  if (Array.isArray(value)) {
    return value.map(item => closed(item, key, key));
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const copy = Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      name,
      closed(item, name, key),
    ]),
  );
  const open = ['allOf', 'anyOf'].includes(parent) || ['Task'].includes(key);
  return copy.type === 'object' &&
    typeof copy.properties === 'object' &&
    !('additionalProperties' in copy) &&
    !open
    ? { ...copy, additionalProperties: false }
    : copy;
}
