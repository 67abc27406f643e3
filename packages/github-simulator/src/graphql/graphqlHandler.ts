import { RequestHandler } from 'express';
import {
  execute,
  getOperationAST,
  GraphQLError,
  GraphQLFieldResolver,
  isLeafType,
  getNamedType,
  parse,
  validate,
} from 'graphql';
import { GitHubError } from '../state/GitHubError';
import { contextOf } from '../rest/RequestContext';
import { createRoot } from './createRoot';
import { GitHubGraphQLError } from './GitHubGraphQLError';
import { loadSchema } from './loadSchema';
import { GraphQLCaller } from './views/View';

/**
 * Executes GraphQL requests against GitHub's published schema: what does not
 * validate there, fails here too. A field that is in the schema but that the
 * simulator does not serve is an error that says so, never an invented value.
 */
export function graphqlHandler(
  root: ReturnType<typeof createRoot>,
): RequestHandler {
  return async (_req, res, next) => {
    try {
      const { account, token, rawBody, lagMs } = contextOf(res);
      if (!account || !token) {
        throw new GitHubError(
          401,
          'This endpoint requires you to be authenticated.',
          { documentationUrl: 'https://docs.github.com/graphql' },
        );
      }
      const answer = await run(rawBody ?? '', { account, token, lagMs }, root);
      res.statusCode = answer.status;
      res.setHeader('content-type', 'application/json; charset=utf-8');
      res.end(JSON.stringify(answer.body));
    } catch (error) {
      next(error);
    }
  };
}

const fieldResolver: GraphQLFieldResolver<unknown, GraphQLCaller> = (
  source,
  args,
  caller,
  info,
) => {
  const { parentType, fieldName, returnType } = info;
  if (typeof source !== 'object' || source === null || !(fieldName in source)) {
    const kind = isLeafType(getNamedType(returnType)) ? 'field' : 'object';
    throw new GitHubGraphQLError(
      'NOT_SIMULATED',
      `The simulator does not serve the ${kind} ${parentType.name}.${fieldName}`,
    );
  }
  const value: unknown = Reflect.get(source, fieldName);
  return typeof value === 'function' ? value(args, caller, info) : value;
};

interface GraphQLAnswer {
  status: number;
  body: unknown;
}

async function run(
  rawBody: string,
  caller: GraphQLCaller,
  root: ReturnType<typeof createRoot>,
): Promise<GraphQLAnswer> {
  let request: {
    query?: unknown;
    variables?: unknown;
    operationName?: unknown;
  };
  try {
    request = JSON.parse(rawBody);
  } catch {
    throw new GitHubError(400, 'Problems parsing JSON');
  }
  if (typeof request?.query !== 'string') {
    const message = 'A query attribute must be specified and must be a string.';
    return { status: 200, body: { errors: [{ message }] } };
  }
  const schema = loadSchema();
  let document;
  try {
    document = parse(request.query);
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    return { status: 200, body: { errors: [describe(error)] } };
  }
  const invalid = validate(schema, document);
  if (invalid.length) {
    return { status: 200, body: { errors: invalid.map(describe) } };
  }
  const operationName =
    typeof request.operationName === 'string'
      ? request.operationName
      : undefined;
  const operation = getOperationAST(document, operationName);
  const result = await execute({
    schema,
    document,
    rootValue: operation?.operation === 'mutation' ? root.mutation : root.query,
    contextValue: caller,
    variableValues:
      typeof request.variables === 'object' && request.variables !== null
        ? { ...request.variables }
        : undefined,
    operationName,
    fieldResolver,
  });
  return {
    status: 200,
    body: {
      ...(result.data !== undefined && { data: result.data }),
      ...(result.errors && { errors: result.errors.map(describe) }),
    },
  };
}

/** An error as GitHub writes it. */
function describe(error: GraphQLError) {
  // Errors thrown by resolvers arrive wrapped.
  const known = [error, error.originalError].find(
    one => one instanceof GitHubGraphQLError,
  );
  const type = known instanceof GitHubGraphQLError ? known.type : undefined;
  const undefinedField =
    /^Cannot query field "(\w+)" on type "(\w+)"/.exec(error.message) ?? [];
  const [matched, fieldName, typeName] = undefinedField;
  return {
    ...(type && { type }),
    ...(error.path && { path: error.path }),
    ...(matched && {
      extensions: { code: 'undefinedField', typeName, fieldName },
    }),
    ...(error.locations && { locations: error.locations }),
    message: matched
      ? `Field '${fieldName}' doesn't exist on type '${typeName}'`
      : error.message,
  };
}
