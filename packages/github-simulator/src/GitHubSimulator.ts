import express, { RequestHandler } from 'express';
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { createServer, Server } from 'node:http';
import { AddressInfo, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve as toAbsolute } from 'node:path';
import { USUAL_BEHAVIOUR } from './agent/AgentBehaviour';
import { AgentRunner } from './agent/AgentRunner';
import { answerError } from './answerError';
import { VirtualClock } from './clock';
import { controlRouter } from './control/controlRouter';
import { SimulatorControl } from './control/SimulatorControl';
import { applyFaults, FaultInjector } from './faults';
import { GitStore } from './git/GitStore';
import { runGit } from './git/runGit';
import { GIT_PATH, smartHttp } from './git/smartHttp';
import { createRoot, graphqlHandler, Views } from './graphql';
import { applyLimits, RateLimiter } from './limits';
import { oauthHandler, UserTokens } from './oauth';
import { pagesRouter } from './pages/pagesRouter';
import { readBody } from './readBody';
import { recordRequests, RecordedRequest } from './recordRequests';
import { authenticate } from './rest/authenticate';
import { createRestRouter } from './rest/createRestRouter';
import { Urls } from './rest/present/Urls';
import { rawFiles } from './rest/rawFiles';
import { SimulatorOptions } from './SimulatorOptions';
import { loadSeed } from './state/loadSeed';
import { PullFactsReader } from './state/pullFacts';
import { PullService } from './state/PullService';
import { Random } from './state/Random';
import { TaskStore } from './state/TaskStore';
import { WorkflowService } from './state/WorkflowService';
import { World } from './state/World';
import { WebhookSender } from './webhooks/WebhookSender';

/**
 * A stateful GitHub on loopback.
 *
 * It promises the shapes, states and refusals of the part of GitHub that
 * developer portals and agent brokers use. It does not promise to be all of
 * GitHub, to keep anything but git objects after it stops, or to be safe on a
 * network: it listens on loopback for a reason.
 *
 * @public
 */
export class GitHubSimulator {
  readonly clock: VirtualClock;
  readonly faults: FaultInjector;
  readonly control: SimulatorControl;
  /** Every API and git request so far, oldest first; the last 10,000. */
  readonly requests: RecordedRequest[] = [];
  /** @internal */
  readonly webhooks: WebhookSender;
  /** @internal */
  readonly world: World;
  /** @internal */
  readonly userTokens: UserTokens;
  /** @internal */
  readonly pulls: PullService;
  /** @internal */
  readonly facts: PullFactsReader;
  /** @internal */
  readonly workflows: WorkflowService;

  private markReady: () => void = () => {};
  private readonly ready = new Promise<void>(resolve => {
    this.markReady = resolve;
  });
  private urls = new Urls('http://localhost');
  private server: Server | undefined;
  private readonly sockets = new Set<Socket>();
  private readonly agent: AgentRunner;

  /** Starts one and resolves when it answers. */
  static async start(options: SimulatorOptions = {}): Promise<GitHubSimulator> {
    const temporary = options.dataDir === undefined;
    const dataDir = options.dataDir
      ? toAbsolute(options.dataDir)
      : await mkdtemp(join(tmpdir(), 'github-simulator-'));
    await mkdir(dataDir, { recursive: true });
    const simulator = new GitHubSimulator(options, dataDir, temporary);
    try {
      await runGit(dataDir, ['--version']).catch(error => {
        throw new Error(
          `The simulator needs git on the PATH: ${error.message}`,
        );
      });
      await simulator.listen();
      await loadSeed(
        simulator.world,
        simulator.pulls,
        simulator.agent,
        simulator.userTokens,
        options.seed ?? {},
      );
      for (const rule of options.seed?.faults ?? []) {
        simulator.faults.inject(rule);
      }
      for (const rule of options.seed?.agentRules ?? []) {
        simulator.agent.rules.add(rule);
      }
      simulator.markReady();
    } catch (error) {
      await simulator.stop();
      throw error;
    }
    return simulator;
  }

  private constructor(
    private readonly options: SimulatorOptions,
    private readonly dataDir: string,
    private readonly temporary: boolean,
  ) {
    const seed = options.randomSeed ?? 1;
    this.clock = new VirtualClock(options.clock);
    this.faults = new FaultInjector(this.clock, new Random(seed + 1));
    this.world = new World(this.clock, new GitStore(dataDir), new Random(seed));
    this.userTokens = new UserTokens(this.world, options.tokenLifetimes);
    const behaviour = { ...USUAL_BEHAVIOUR, ...options.agent };
    this.pulls = new PullService(this.world);
    this.facts = new PullFactsReader(this.world);
    this.workflows = new WorkflowService(this.world, behaviour.workflowMs);
    this.agent = new AgentRunner(
      this.world,
      this.pulls,
      this.workflows,
      () => this.url,
      new Random(seed + 2),
      behaviour,
    );
    this.webhooks = new WebhookSender(
      this.world,
      () => this.urls,
      this.facts,
      pull => this.pulls.missingApprovals(pull),
      options.webhook ? [options.webhook] : [],
    );
    this.control = new SimulatorControl(
      this.world,
      this.pulls,
      this.agent,
      this.workflows,
      this.userTokens,
      () => this.urls,
    );
  }

  /** `http://host:port`: pages and git. */
  get url(): string {
    return this.urls.web;
  }

  /** For `integrations.github[].apiBaseUrl`. */
  get apiBaseUrl(): string {
    return this.urls.api;
  }

  get graphqlUrl(): string {
    return this.urls.graphql;
  }

  /** For `integrations.github[].host`. */
  get host(): string {
    return this.urls.host;
  }

  /** @internal */
  get tasks(): TaskStore {
    return this.world.tasks;
  }

  /** Ends every connection and timer; a temporary `dataDir` is removed. */
  async stop(): Promise<void> {
    const { server } = this;
    this.server = undefined;
    if (server) {
      const closed = new Promise(done => server.close(done));
      for (const socket of this.sockets) socket.destroy();
      await closed;
    }
    await this.clock.stop();
    await this.webhooks.stop();
    if (this.temporary) {
      await rm(this.dataDir, { recursive: true, force: true, maxRetries: 5 });
    }
  }

  private async listen(): Promise<void> {
    const { host = 'localhost', port = 0, bindAddress } = this.options;
    // The port is part of every answer, so routes are made once it is known.
    const server = createServer();
    server.on('connection', socket => {
      this.sockets.add(socket);
      socket.once('close', () => this.sockets.delete(socket));
    });
    await new Promise<void>((done, failed) => {
      server.once('error', failed);
      server.listen(port, bindAddress ?? '127.0.0.1', done);
    });
    this.server = server;
    const address = server.address() as AddressInfo;
    this.urls = new Urls(`http://${host}:${address.port}`);
    const app = this.createApp();
    // Whoever comes before the seed is loaded waits for it.
    server.on('request', (req, res) => {
      this.ready.then(() => app(req, res));
    });
  }

  private createApp(): express.Express {
    const { world, pulls, facts, urls } = this;
    const app = express();
    app.disable('x-powered-by');
    app.disable('etag');
    const limiter = new RateLimiter(this.clock, this.options.limits);
    const guard = [
      recordRequests(this.requests, this.clock, this.options.keptRequests),
      this.headers(),
    ];
    const checks = (resource: 'core' | 'graphql') => [
      ...guard,
      readBody,
      authenticate(world),
      applyFaults(this.faults),
      applyLimits(limiter, resource),
    ];
    app.post(
      '/login/oauth/access_token',
      ...guard,
      readBody,
      applyFaults(this.faults),
      oauthHandler(this.userTokens),
    );
    app.use('/_control', readBody, controlRouter(this));
    app.use(
      '/api/v3',
      checks('core'),
      createRestRouter(
        { world, pulls, urls },
        {
          agent: this.agent,
          facts,
          limiter,
          etags: this.options.etags ?? true,
          onAnswer: this.options.onAnswer,
        },
      ),
    );
    const root = createRoot(
      world,
      new Views(world, urls, pulls, facts),
      pulls,
      limiter,
    );
    app.post('/api/graphql', checks('graphql'), graphqlHandler(root));
    app.use(GIT_PATH, ...guard, authenticate(world), applyFaults(this.faults));
    app.all(GIT_PATH, smartHttp(world));
    app.get(
      '/raw/*',
      ...guard,
      authenticate(world),
      rawFiles({ world, pulls, urls }),
    );
    app.use(pagesRouter(this));
    app.use(answerError);
    return app;
  }

  private headers(): RequestHandler {
    return (_req, res, next) => {
      res.setHeader('server', 'GitHub.com');
      res.setHeader('date', new Date(this.clock.now()).toUTCString());
      res.setHeader(
        'x-github-request-id',
        randomBytes(10).toString('hex').toUpperCase(),
      );
      next();
    };
  }
}
