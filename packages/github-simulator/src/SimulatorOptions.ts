import { AgentBehaviour } from './agent/AgentBehaviour';
import { RateLimits } from './limits';
import { TokenLifetimes } from './oauth';
import { SimulatedAnswer } from './rest/route';
import { SimulatorSeed } from './state/SimulatorSeed';
import { WebhookTarget } from './webhooks/WebhookSender';

/** How a simulator is started; everything has a default. @public */
export interface SimulatorOptions {
  /** Default 0: a free one. */
  port?: number;
  /** The name in all addresses. Default `localhost`. */
  host?: string;
  /** The address to listen on. Default `127.0.0.1`; the API has no TLS. */
  bindAddress?: string;
  /**
   * Where the bare git repositories are kept. Default: a new temporary
   * directory that `stop` removes.
   */
  dataDir?: string;
  seed?: SimulatorSeed;
  /** Default speed 1 = real time. */
  clock?: { speed?: number };
  /** Default: GitHub's published limits. */
  limits?: Partial<RateLimits>;
  /** Receives every event of every repository. */
  webhook?: WebhookTarget;
  agent?: Partial<AgentBehaviour>;
  /** Of App users' tokens. Default: GitHub's eight hours and six months. */
  tokenLifetimes?: TokenLifetimes;
  /** Whether JSON answers carry an ETag. Default true. */
  etags?: boolean;
  /** How many of the latest requests `requests` holds. Default 10,000. */
  keptRequests?: number;
  /** Of everything that looks random. Default 1. */
  randomSeed?: number;
  /** Sees every REST answer, for contract checks. */
  onAnswer?: (answer: SimulatedAnswer) => void;
}
