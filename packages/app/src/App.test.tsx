import { render, screen } from '@testing-library/react';
import App from './App';

describe('App', () => {
  const environment = process.env;
  afterEach(() => {
    process.env = environment;
  });

  it('lets the guest in where nobody else is configured', async () => {
    const config = {
      data: {
        app: { title: 'Portal of the test', baseUrl: 'http://localhost:3000' },
        backend: { baseUrl: 'http://localhost:7007' },
        auth: { providers: { guest: {} } },
      },
      context: 'test',
    };
    // `APP_CONFIG` is how the bundler hands over the configuration.
    process.env = {
      NODE_ENV: 'test',
      APP_CONFIG: [config],
    } as unknown as NodeJS.ProcessEnv;

    render(App.createRoot());

    expect(
      await screen.findByText('Portal of the test', {}, { timeout: 15_000 }),
    ).toBeInTheDocument();
    expect(await screen.findByText('Guest')).toBeInTheDocument();
  }, 30_000);
});
