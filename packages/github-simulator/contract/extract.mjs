// Takes the answers of the simulated operations out of GitHub's OpenAPI
// description and writes them as JSON schemas:
//
//   npm pack @octokit/openapi@<version> && tar xzf octokit-openapi-*.tgz
//   node contract/extract.mjs package/generated/api.github.com.json
//
// The version is the one `@octokit/openapi-types` was generated from (its
// package.json, `octokit.openapi-version`); a test compares the two. Then
// format the result with prettier.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';

const here = fileURLToPath(new URL('.', import.meta.url));
const source = process.argv[2];
if (!source) throw new Error('Name the file api.github.com.json');
const openapi = JSON.parse(readFileSync(source, 'utf8'));

const routes = join(here, '../src/rest');
const wanted = new Set();
for (const file of readdirSync(routes)) {
  if (!file.endsWith('.ts')) continue;
  const text = readFileSync(join(routes, file), 'utf8');
  for (const [, id] of text.matchAll(/'([a-z-]+\/[a-z-]+)'/g)) wanted.add(id);
}

const definitions = {};

function convert(schema) {
  if (Array.isArray(schema)) return schema.map(convert);
  if (typeof schema !== 'object' || schema === null) return schema;
  if (typeof schema.$ref === 'string') {
    const name = schema.$ref.split('/').pop();
    if (!(name in definitions)) {
      definitions[name] = {};
      definitions[name] = convert(openapi.components.schemas[name]);
    }
    return { $ref: `#/definitions/${name}` };
  }
  const {
    nullable,
    example: _example,
    examples: _examples,
    description: _description,
    title: _title,
    deprecated: _deprecated,
    discriminator: _discriminator,
    'x-github-breaking-changes': _changes,
    ...rest
  } = schema;
  const converted = {};
  for (const [key, value] of Object.entries(rest)) {
    if (key === 'properties') {
      converted.properties = Object.fromEntries(
        Object.entries(value).map(([name, one]) => [name, convert(one)]),
      );
    } else if (key === 'enum' || key === 'required' || key === 'default') {
      converted[key] = value;
    } else {
      converted[key] = convert(value);
    }
  }
  return nullable ? { anyOf: [converted, { type: 'null' }] } : converted;
}

function resolve(value) {
  if (typeof value?.$ref !== 'string') return value;
  const [, , kind, name] = value.$ref.split('/');
  return openapi.components[kind][name];
}

const operations = {};
for (const methods of Object.values(openapi.paths)) {
  for (const operation of Object.values(methods)) {
    if (!wanted.has(operation.operationId)) continue;
    const answers = {};
    for (const [status, response] of Object.entries(operation.responses)) {
      const json = resolve(response).content?.['application/json'];
      answers[status] = json ? convert(json.schema) : null;
    }
    operations[operation.operationId] = answers;
  }
}

const output = join(here, 'github-rest.json');
const result = { version: openapi.info.version, operations, definitions };
writeFileSync(output, `${JSON.stringify(result)}\n`);
console.log(
  `${Object.keys(operations).length} operations, ${
    Object.keys(definitions).length
  } definitions → ${output}`,
);
