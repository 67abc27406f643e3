import type { TicketSystem } from '@agent-tasks/backstage-plugin-agent-tasks-node';
import { createServer, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { JiraTickets } from './JiraTickets';
import { ServiceNowTickets } from './ServiceNowTickets';
import { TicketDesk } from './TicketDesk';
import { TicketSystemSlot } from './TicketSystemSlot';

type Answer = {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
};

// as Jira Cloud answers `GET /rest/api/3/issue/OPS-12?fields=summary,status`
const issue = (status: { name: string; key: string }) => ({
  expand: 'renderedFields,names,schema,operations,editmeta,changelog',
  id: '10012',
  self: 'https://acme.atlassian.net/rest/api/3/issue/10012',
  key: 'OPS-12',
  fields: {
    summary: 'Move the checkout to Node.js 24',
    status: {
      self: 'https://acme.atlassian.net/rest/api/3/status/3',
      description: '',
      iconUrl: 'https://acme.atlassian.net/',
      name: status.name,
      id: '3',
      statusCategory: {
        self: 'https://acme.atlassian.net/rest/api/3/statuscategory/4',
        id: 4,
        key: status.key,
        colorName: 'yellow',
        name: status.name,
      },
    },
  },
});

// as ServiceNow answers the table change_request with all display values
const change = (state: string, shown: string, approval: string) => ({
  result: [
    {
      number: { display_value: 'CHG0030001', value: 'CHG0030001' },
      short_description: { display_value: 'Node.js 24', value: 'Node.js 24' },
      state: { display_value: shown, value: state },
      approval: { display_value: approval, value: approval.toLowerCase() },
    },
  ],
});

describe('ticket systems', () => {
  let server: Server;
  let baseUrl: string;
  let answer: Answer | undefined;
  let asked: { url: string; authorization?: string }[];

  beforeAll(async () => {
    server = createServer((req, res) => {
      asked.push({
        url: req.url ?? '',
        authorization: req.headers.authorization,
      });
      if (answer) {
        res.writeHead(answer.status, {
          'content-type': 'application/json;charset=UTF-8',
          ...answer.headers,
        });
        res.end(
          typeof answer.body === 'string'
            ? answer.body
            : JSON.stringify(answer.body),
        );
      }
    });
    await new Promise<void>(resolve =>
      server.listen(0, '127.0.0.1', () => resolve()),
    );
    baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  beforeEach(() => {
    asked = [];
    answer = undefined;
  });

  afterAll(async () => {
    server.closeAllConnections();
    await new Promise(resolve => server.close(resolve));
  });

  const jira = (email?: string) =>
    JiraTickets.fromConfig({
      baseUrl: `${baseUrl}/jira/`,
      ...(email && { email }),
      token: 'jira-secret',
      openCategories: ['new', 'indeterminate'],
    });
  const serviceNow = (approved = true) =>
    ServiceNowTickets.fromConfig({
      baseUrl,
      username: 'broker',
      password: 'now-secret',
      openStates: ['-2', '-1'],
      approved,
    });
  const find = (system: TicketSystem, key: string, ms = 5_000) =>
    system.find(key, { signal: AbortSignal.timeout(ms) });

  it.each([
    [{ name: 'To Do', key: 'new' }, true],
    [{ name: 'Umsetzung läuft', key: 'indeterminate' }, true],
    [{ name: 'Released', key: 'done' }, false],
    [{ name: 'Lost', key: 'undefined' }, false],
  ])('Jira: a ticket with %j is open: %s', async (status, open) => {
    answer = { status: 200, body: issue(status) };
    expect(await find(jira('broker@acme.example'), 'OPS-12')).toEqual({
      key: 'OPS-12',
      title: 'Move the checkout to Node.js 24',
      status: status.name,
      open,
      url: `${baseUrl}/jira/browse/OPS-12`,
    });
    expect(asked).toEqual([
      {
        url: '/jira/rest/api/3/issue/OPS-12?fields=summary%2Cstatus',
        authorization: `Basic ${Buffer.from(
          'broker@acme.example:jira-secret',
        ).toString('base64')}`,
      },
    ]);
  });

  it('Jira: a token of Data Center belongs to itself', async () => {
    answer = { status: 200, body: issue({ name: 'To Do', key: 'new' }) };
    await find(jira(), 'OPS-12');
    expect(asked[0].authorization).toBe('Bearer jira-secret');
  });

  it('Jira: a key cannot become a path', async () => {
    answer = { status: 404, body: {} };
    await find(jira(), '../../myself?x=');
    expect(asked[0].url).toBe(
      '/jira/rest/api/3/issue/..%2F..%2Fmyself%3Fx%3D?fields=summary%2Cstatus',
    );
  });

  const gone = {
    errorMessages: [
      'Issue does not exist or you do not have permission to see it.',
    ],
    errors: {},
  };
  it('Jira: a ticket that does not exist is none', async () => {
    answer = { status: 404, body: gone };
    expect(await find(jira(), 'OPS-404')).toBeUndefined();
  });

  it.each<[string, Answer | undefined, string]>([
    [
      'a wrong token',
      { status: 401, body: 'Client must be authenticated' },
      'refuses the credentials',
    ],
    ['a forbidden one', { status: 403, body: {} }, 'refuses the credentials'],
    [
      'a token that it does not know and asks anonymously for',
      {
        status: 404,
        body: gone,
        headers: { 'x-seraph-loginreason': 'AUTHENTICATED_FAILED' },
      },
      'refuses the credentials',
    ],
    ['a fault', { status: 503, body: '<html>' }, 'status 503'],
    ['a login page', { status: 302, headers: { location: '/login' } }, '302'],
    ['something else', { status: 200, body: { key: 'OPS-12' } }, 'no issue'],
    ['no answer', undefined, 'did not answer in time'],
  ])('Jira: %s says nothing about the ticket', async (_, given, message) => {
    answer = given;
    const error = await find(jira(), 'OPS-12', 500).catch(e => e);
    expect(error.message).toContain(message);
    expect(error.message).not.toContain('jira-secret');
  });

  it('a server that is not there says nothing either', async () => {
    const nowhere = JiraTickets.fromConfig({
      baseUrl: 'http://127.0.0.1:1',
      token: 'x',
      openCategories: [],
    });
    await expect(find(nowhere, 'OPS-1')).rejects.toThrow('cannot be reached');
  });

  it.each([
    ['-1', 'Implement', 'Approved', true, true],
    ['-2', 'Scheduled', 'Approved', true, true],
    ['-4', 'Assess', 'Approved', true, false],
    ['3', 'Closed', 'Approved', true, false],
    ['-1', 'Implement', 'Requested', true, false],
    ['-1', 'Implement', 'Requested', false, true],
  ])(
    'ServiceNow: a change in %s %s, %s, is open: %s %s',
    async (state, shown, approval, approved, open) => {
      answer = { status: 200, body: change(state, shown, approval) };
      expect(await find(serviceNow(approved), 'CHG0030001')).toMatchObject({
        key: 'CHG0030001',
        title: 'Node.js 24',
        status: `${shown}, ${approval}`,
        open,
      });
      expect(decodeURIComponent(asked[0].url)).toContain(
        '/api/now/table/change_request?sysparm_query=number=CHG0030001&',
      );
    },
  );

  it('ServiceNow: an unknown number is none, and no query either', async () => {
    answer = { status: 200, body: { result: [] } };
    expect(await find(serviceNow(), 'CHG0039999')).toBeUndefined();
    expect(await find(serviceNow(), 'CHG1^ORactive=true')).toBeUndefined();
    expect(asked).toHaveLength(1);
  });

  it.each<[Answer, string]>([
    [
      { status: 401, body: { error: { message: 'User Not Authenticated' } } },
      'refuses the credentials',
    ],
    [{ status: 200, body: '<html>Instance hibernating' }, 'no list'],
    [{ status: 200, body: { result: [{}] } }, 'without number or state'],
  ])('ServiceNow: %j says nothing about the ticket', async (given, message) => {
    answer = given;
    const error = await find(serviceNow(), 'CHG0030001').catch(e => e);
    expect(error.message).toContain(message);
    expect(error.message).not.toContain('now-secret');
  });

  it('is asked once for many, remembered, and asked anew when it matters', async () => {
    answer = { status: 200, body: issue({ name: 'To Do', key: 'new' }) };
    const desk = TicketDesk.create({
      system: jira(),
      ttlMs: 60_000,
      timeoutMs: 5_000,
    });
    const many = await Promise.all(
      [1, 2, 3].map(() => desk.find('OPS-12', { fresh: false })),
    );
    expect(many.map(found => found?.open)).toEqual([true, true, true]);
    expect(asked).toHaveLength(1);

    answer = { status: 200, body: issue({ name: 'Done', key: 'done' }) };
    expect((await desk.find('OPS-12', { fresh: false }))?.open).toBe(true);
    expect((await desk.find('OPS-12', { fresh: true }))?.open).toBe(false);
    expect((await desk.find('OPS-12', { fresh: false }))?.open).toBe(false);
  });

  it('waits no longer than configured, and remembers no failure', async () => {
    const never: TicketSystem = {
      name: 'Own',
      find: jest
        .fn()
        .mockReturnValueOnce(new Promise(() => {}))
        .mockResolvedValue(undefined),
    };
    const desk = TicketDesk.create({
      system: never,
      ttlMs: 60_000,
      timeoutMs: 50,
    });
    await expect(desk.find('X-1', { fresh: false })).rejects.toThrow();
    expect(await desk.find('X-1', { fresh: false })).toBeUndefined();
  });

  it('takes one system from modules', () => {
    const slot = new TicketSystemSlot();
    slot.setTicketSystem(jira());
    expect(() => slot.setTicketSystem(serviceNow())).toThrow(
      'There are two ticket systems, Jira and ServiceNow',
    );
  });
});
