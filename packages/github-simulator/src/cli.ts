import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { parse } from 'yaml';
import { GitHubSimulator } from './GitHubSimulator';
import { SimulatorOptions } from './SimulatorOptions';
import { SimulatorSeed } from './state/SimulatorSeed';

const USAGE = `github-simulator: a stateful GitHub on loopback

  --port PORT              default 7100
  --host NAME              the name in all addresses, default localhost
  --seed FILE              JSON or YAML; may hold the keys of a seed, and
                           agent, limits
  --data-dir DIR           where bare repositories are kept; default: temporary
  --speed N                how fast the clock runs, default 1
  --kept-requests N        latest requests to look at later, default 10000
  --webhook-url URL        receives every event
  --webhook-secret SECRET  signs the events
  --help
`;

/**
 * The command line: starts a simulator and runs until it is told to stop.
 *
 * @public
 */
export async function runCli(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      port: { type: 'string', default: '7100' },
      host: { type: 'string' },
      seed: { type: 'string' },
      'data-dir': { type: 'string' },
      speed: { type: 'string', default: '1' },
      'kept-requests': { type: 'string' },
      'webhook-url': { type: 'string' },
      'webhook-secret': { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(USAGE);
    return;
  }
  const file = values.seed ? await readSeed(values.seed) : {};
  const { agent, limits, ...seed } = file;
  const simulator = await GitHubSimulator.start({
    port: toNumber('--port', values.port),
    host: values.host,
    dataDir: values['data-dir'],
    clock: { speed: toNumber('--speed', values.speed) },
    seed,
    agent,
    limits,
    ...(values['kept-requests'] && {
      keptRequests: toNumber('--kept-requests', values['kept-requests']),
    }),
    webhook: values['webhook-url']
      ? { url: values['webhook-url'], secret: values['webhook-secret'] }
      : undefined,
  });
  process.stdout.write(`GitHub simulator at ${simulator.url}\n`);
  const stop = () => {
    simulator.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

async function readSeed(
  path: string,
): Promise<SimulatorSeed & Pick<SimulatorOptions, 'agent' | 'limits'>> {
  const content: unknown = parse(await readFile(path, 'utf8'));
  if (typeof content !== 'object' || content === null) {
    throw new Error(`The seed ${path} holds no object`);
  }
  return content;
}

function toNumber(name: string, text: string): number {
  const value = Number(text);
  if (!(value >= 0)) throw new Error(`${name} must be a number, got '${text}'`);
  return value;
}
