import { ConfigReader } from '@backstage/config';
import { createDemoAuthenticator } from './authModuleDemoPeople';

describe('the sign-in of the demonstration', () => {
  const environment = process.env.NODE_ENV;
  afterEach(() => {
    Object.assign(process.env, { NODE_ENV: environment });
  });

  async function signIn(person: string | undefined, nodeEnv: string) {
    Object.assign(process.env, { NODE_ENV: nodeEnv });
    const authenticator = createDemoAuthenticator(['mira', 'jonas']);
    const context = authenticator.initialize({ config: new ConfigReader({}) });
    const headers = new Headers(person ? { 'x-demo-person': person } : {});
    return await authenticator.authenticate(
      { req: { header: (name: string) => headers.get(name) } as never },
      context,
    );
  }

  it('takes people for whom they say they are', async () => {
    expect(await signIn('jonas', 'development')).toEqual({
      result: { person: 'jonas' },
    });
  });

  it.each([
    ['somebody else', 'eve', 'development', /Nobody of .* is 'eve'/],
    ['nobody', undefined, 'development', /Nobody of .* is ''/],
    ['anybody in production', 'mira', 'production', /for development only/],
  ])('refuses %s', async (_, person, nodeEnv, message) => {
    await expect(signIn(person, nodeEnv)).rejects.toThrow(message);
  });
});
