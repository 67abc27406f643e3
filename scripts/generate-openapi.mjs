#!/usr/bin/env node
// Generates everything that is derived from the backend's openapi.yaml, with
// packages of the npm registry alone (see docs/adr/0002).
//   node scripts/generate-openapi.mjs           writes the files
//   node scripts/generate-openapi.mjs --check   fails where a file is not current
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import openapiTypescript, { astToString } from 'openapi-typescript';
import prettier from 'prettier';
import { parse } from 'yaml';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const source = 'plugins/agent-tasks-backend/src/schema/openapi.yaml';
const typesFile = 'plugins/agent-tasks-common/src/schema/openapi.generated.ts';
const routerFile =
  'plugins/agent-tasks-backend/src/schema/openapi.generated.ts';
const banner = `// Generated from ${source} by \`yarn generate:openapi\`.\n/* eslint-disable */\n`;

const spec = parse(fs.readFileSync(path.join(root, source), 'utf8'));

async function generateTypes() {
  const ast = await openapiTypescript(
    new URL(`file://${path.join(root, source)}`),
    { alphabetize: false, defaultNonNullable: false },
  );
  // TSDoc knows none of JSDoc's tags, and API reports would list each use
  const text = astToString(ast)
    .replaceAll(/\/\*\*\s*@enum \{\w+\}\s*\*\//g, '')
    .replaceAll(/^\s*\* @enum \{\w+\}\n/gm, '')
    .replaceAll('@description ', '');
  return `${banner}${text
    .replaceAll('export interface ', '/** @public */\nexport interface ')
    .replaceAll('export type ', '/** @public */\nexport type ')}`;
}

function endpoint(pathName, method, operation) {
  const body = operation.requestBody
    ? `\n    body: Body<'${pathName}', '${method}'>;`
    : '';
  return `'#${method === 'delete' ? '_delete' : method}|${pathName}': {
    path: Parameters<'${pathName}', '${method}', 'path'>;
    query: Parameters<'${pathName}', '${method}', 'query'>;${body}
    response: Response<'${pathName}', '${method}'>;
  };`;
}

function generateRouter() {
  const endpoints = Object.entries(spec.paths).flatMap(([pathName, item]) =>
    ['get', 'post', 'put', 'delete']
      .filter(method => item[method])
      .map(method => endpoint(pathName, method, item[method])),
  );
  return `${banner}
import type { paths } from '@agent-tasks/backstage-plugin-agent-tasks-common';

type Operation<P extends keyof paths, M extends keyof paths[P]> = paths[P][M];
type Parameters<
  P extends keyof paths,
  M extends keyof paths[P],
  K extends string,
> = Operation<P, M> extends { parameters: infer A }
  ? K extends keyof A
    ? [A[K]] extends [undefined]
      ? Record<string, never>
      : NonNullable<A[K]>
    : Record<string, never>
  : never;
type Body<P extends keyof paths, M extends keyof paths[P]> = Operation<
  P,
  M
> extends { requestBody?: { content: { 'application/json': infer B } } }
  ? B
  : never;
type Response<P extends keyof paths, M extends keyof paths[P]> = Operation<
  P,
  M
> extends { responses: infer R }
  ? {
      [S in keyof R]: R[S] extends { content: { 'application/json': infer B } }
        ? B
        : never;
    }[keyof R]
  : never;

/** The routes of the contract, in the shape that the validated router takes. */
export type EndpointMap = {
${endpoints.join('\n')}
};

/** The contract itself, for request validation and \`/openapi.json\`. */
export const spec = ${JSON.stringify(spec)} as const;
`;
}

const check = process.argv.includes('--check');
const options = await prettier.resolveConfig(path.join(root, 'package.json'));
let stale = 0;
for (const [file, content] of [
  [typesFile, await generateTypes()],
  [routerFile, generateRouter()],
]) {
  const target = path.join(root, file);
  const formatted = await prettier.format(content, {
    ...options,
    parser: 'typescript',
  });
  const current = fs.existsSync(target)
    ? fs.readFileSync(target, 'utf8')
    : undefined;
  if (current === formatted) continue;
  if (check) {
    stale++;
    console.error(`${file} is not current: run \`yarn generate:openapi\``);
  } else {
    fs.mkdirSync(path.dirname(target), { recursive: true });
    fs.writeFileSync(target, formatted);
    console.log(`wrote ${file}`);
  }
}
process.exit(stale ? 1 : 0);
