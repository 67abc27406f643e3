import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import { AuthenticationError, NotAllowedError } from '@backstage/errors';
import {
  authProvidersExtensionPoint,
  createProxyAuthenticator,
  createProxyAuthProviderFactory,
} from '@backstage/plugin-auth-node';

const PEOPLE = 'auth.providers.demo.people';
const HEADER = 'x-demo-person';

/** Takes people for whom they say they are, among those of the configuration. */
export function createDemoAuthenticator(people: string[]) {
  return createProxyAuthenticator({
    defaultProfileTransform: async () => ({ profile: {} }),
    initialize: () => process.env.NODE_ENV === 'development',
    authenticate: async ({ req }, inDevelopment) => {
      if (!inDevelopment) {
        throw new NotAllowedError(
          `${PEOPLE} is for development only: it asks nobody for a password`,
        );
      }
      const person = req.header(HEADER) ?? '';
      if (!people.includes(person)) {
        throw new AuthenticationError(`Nobody of ${PEOPLE} is '${person}'`);
      }
      return { result: { person } };
    },
  });
}

function readPeople(config: Config): string[] {
  return (config.getOptionalConfigArray(PEOPLE) ?? []).map(person =>
    person.getString('name'),
  );
}

/** The demonstration's sign-in: a second person is a click away. */
export default createBackendModule({
  pluginId: 'auth',
  moduleId: 'demo-people',
  register(reg) {
    reg.registerInit({
      deps: {
        providers: authProvidersExtensionPoint,
        config: coreServices.rootConfig,
      },
      async init({ providers, config }) {
        providers.registerProvider({
          providerId: 'demo',
          factory: createProxyAuthProviderFactory({
            authenticator: createDemoAuthenticator(readPeople(config)),
            signInResolver: async ({ result }, ctx) =>
              ctx.signInWithCatalogUser({
                entityRef: { kind: 'User', name: result.person },
              }),
          }),
        });
      },
    });
  },
});
