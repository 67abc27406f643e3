import type { JsonObject, JsonValue } from '@backstage/types';
import Ajv, { ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { isJsonObject } from '../json/isJsonObject';

/** Compiled schemas that are kept; a portal has tens of templates. */
const MAX_COMPILED = 200;

/** The schema of a template that asks for nothing. */
export const noParameters: JsonObject = { type: 'object', properties: {} };

const compiled = new Map<string, ValidateFunction | undefined>();

/**
 * Compiles the schema of a template's parameters. Unknown parameters are
 * mistakes unless the schema says otherwise. Compiling takes about 20 ms, a
 * tenth of a whole submission and more, so the latest ones are kept.
 *
 * @returns undefined where it is no valid JSON Schema.
 */
export function compileParameters(
  schema: JsonObject | undefined,
): ValidateFunction | undefined {
  const key = JSON.stringify(schema ?? {});
  const known = compiled.has(key);
  const validate = known ? compiled.get(key) : compile(schema);
  // a map keeps the order of insertion: the one at the front is the oldest
  compiled.delete(key);
  compiled.set(key, validate);
  const [oldest] = compiled.keys();
  if (compiled.size > MAX_COMPILED) {
    compiled.delete(oldest);
  }
  return validate;
}

function compile(schema: JsonObject | undefined): ValidateFunction | undefined {
  // not strict: the scaffolder's `ui:` keys are part of these schemas; an
  // instance of its own, because two templates may use the same `$id`
  const ajv = new Ajv({ allErrors: true, strict: false, useDefaults: true });
  addFormats(ajv);
  try {
    return ajv.compile({
      type: 'object',
      additionalProperties: false,
      ...schema,
    });
  } catch {
    return undefined;
  }
}

/** The parameters with the defaults of the schema filled in. */
export function applyDefaults(
  schema: JsonObject | undefined,
  parameters: JsonObject,
): JsonObject {
  const copy = structuredClone(parameters);
  compileParameters(schema)?.(copy);
  return copy;
}

/** The names of the parameters that a schema knows, and those that it requires. */
export function parameterNames(schema: JsonObject | undefined): {
  known: string[];
  required: string[];
} {
  const { properties, required } = schema ?? {};
  return {
    known: isJsonObject(properties) ? Object.keys(properties) : [],
    required: Array.isArray(required)
      ? required.filter(name => typeof name === 'string')
      : [],
  };
}

/** Splits a schema into JSON Schema alone and the scaffolder's `ui:` keys. */
export function splitUiSchema(schema: JsonObject): {
  schema: JsonObject;
  uiSchema: JsonObject;
} {
  const plain: JsonObject = {};
  const uiSchema: JsonObject = {};
  for (const [key, value] of Object.entries(schema)) {
    if (key.startsWith('ui:')) {
      uiSchema[key] = value;
    } else if (key === 'properties' && isJsonObject(value)) {
      const properties: JsonObject = {};
      for (const [name, property] of Object.entries(value)) {
        const split = isJsonObject(property)
          ? splitUiSchema(property)
          : { schema: property as JsonValue, uiSchema: {} };
        properties[name] = split.schema;
        if (Object.keys(split.uiSchema).length) {
          uiSchema[name] = split.uiSchema;
        }
      }
      plain[key] = properties;
    } else if (key === 'items' && isJsonObject(value)) {
      const split = splitUiSchema(value);
      plain[key] = split.schema;
      if (Object.keys(split.uiSchema).length) {
        uiSchema[key] = split.uiSchema;
      }
    } else {
      plain[key] = value;
    }
  }
  return { schema: plain, uiSchema };
}
