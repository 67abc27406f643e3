import Ajv, { ErrorObject } from 'ajv';
import addFormats from 'ajv-formats';
import { EntityProblem } from './EntityProblem';

/**
 * Finds what is wrong with the shape of an entity, in words: each part of the
 * schema has a description that says what is expected.
 */
export function createShapeCheck(
  schema: object,
): (entity: unknown) => EntityProblem[] {
  // `verbose` hands over the failing schema, whose description says in words
  // what is expected
  const ajv = addFormats(new Ajv({ allErrors: true, verbose: true }));
  const validate = ajv.compile(schema);
  return entity =>
    validate(entity)
      ? []
      : (validate.errors ?? []).filter(isOwnProblem).map(toProblem);
}

/** `propertyNames` repeats the error of its subschema without saying more. */
function isOwnProblem(error: ErrorObject): boolean {
  return error.keyword !== 'propertyNames';
}

function toProblem(error: ErrorObject): EntityProblem {
  const { keyword, params, propertyName } = error;
  const owner = error.parentSchema as {
    description?: string;
    properties?: Record<string, { description?: string }>;
  };
  if (keyword === 'required') {
    const name: string = params.missingProperty;
    const expected = owner.properties?.[name]?.description;
    return {
      path: `${error.instancePath}/${name}`,
      message: `is missing; expected ${expected}`,
    };
  }
  if (keyword === 'additionalProperties') {
    const known = Object.keys(owner.properties ?? {}).join(', ');
    return {
      path: `${error.instancePath}/${params.additionalProperty}`,
      message: `is not known; expected one of ${known}`,
    };
  }
  const path = propertyName
    ? `${error.instancePath}/${propertyName}`
    : error.instancePath;
  return {
    path,
    message: `${describe(error)}; expected ${owner.description}`,
  };
}

function describe({ keyword, data, propertyName, message }: ErrorObject) {
  if (propertyName) {
    return 'is not a usable name';
  }
  if (keyword === 'maxLength' && typeof data === 'string') {
    return `has ${data.length} characters`;
  }
  if (typeof data === 'string') {
    return `is ${JSON.stringify(data)}`;
  }
  return String(message);
}
