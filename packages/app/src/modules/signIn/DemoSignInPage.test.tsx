import {
  mockApis,
  renderInTestApp,
  TestApiProvider,
} from '@backstage/frontend-test-utils';
import { configApiRef, discoveryApiRef } from '@backstage/core-plugin-api';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { DemoSignInPage } from './DemoSignInPage';

const people = [
  { name: 'mira', title: 'Mira Okafor', role: 'Service owner' },
  { name: 'jonas', title: 'Jonas Lindqvist', role: 'Approves' },
];

const token = ['header', { exp: Date.now() / 1000 + 3600 }, 'signature']
  .map(part => btoa(JSON.stringify(part)))
  .join('.');

describe('DemoSignInPage', () => {
  const onSignInSuccess = jest.fn();
  let fetched: jest.SpyInstance<Promise<Response>, Parameters<typeof fetch>>;
  const answer = (status: number, body: object) =>
    fetched.mockResolvedValueOnce(
      new Response(JSON.stringify(body), {
        status,
        headers: { 'content-type': 'application/json' },
      }),
    );

  beforeEach(() => {
    fetched = jest.spyOn(global, 'fetch');
    onSignInSuccess.mockClear();
  });

  afterEach(() => {
    localStorage.clear();
    fetched.mockRestore();
  });

  function open() {
    renderInTestApp(
      <TestApiProvider
        apis={[
          [
            configApiRef,
            mockApis.config({
              data: { auth: { providers: { demo: { people } } } },
            }),
          ],
          [discoveryApiRef, mockApis.discovery()],
        ]}
      >
        <DemoSignInPage onSignInSuccess={onSignInSuccess} />
      </TestApiProvider>,
    );
  }

  it('asks who to be, says why that fails, and asks again', async () => {
    answer(404, {
      error: { name: 'NotFoundError', message: 'User not found' },
      response: { statusCode: 404 },
    });
    open();
    await userEvent.click(
      await screen.findByRole('button', { name: /Jonas Lindqvist/ }),
    );
    expect(
      await screen.findByText(/You could not be signed in/),
    ).toBeInTheDocument();
    const [url, request] = fetched.mock.calls[0];
    expect(url).toMatch(/\/api\/auth\/demo\/refresh$/);
    expect(new Headers(request?.headers).get('x-demo-person')).toBe('jonas');
    await userEvent.click(screen.getByRole('button', { name: 'Choose again' }));
    expect(
      await screen.findByRole('button', { name: /Mira Okafor/ }),
    ).toBeInTheDocument();
  });

  it('remembers the person until they sign out', async () => {
    localStorage.setItem('demo.person', 'mira');
    answer(200, {
      providerInfo: {},
      profile: { displayName: 'Mira Okafor' },
      backstageIdentity: {
        token,
        identity: {
          type: 'user',
          userEntityRef: 'user:default/mira',
          ownershipEntityRefs: ['user:default/mira'],
        },
      },
    });
    open();
    await waitFor(() => expect(onSignInSuccess).toHaveBeenCalled());
    const [identity] = onSignInSuccess.mock.calls[0];
    expect(await identity.getBackstageIdentity()).toMatchObject({
      userEntityRef: 'user:default/mira',
    });
    expect(localStorage.getItem('demo.person')).toBe('mira');
    await identity.signOut();
    expect(localStorage.getItem('demo.person')).toBeNull();
  });
});
