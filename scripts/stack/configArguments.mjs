import path from 'node:path';

const isUrl = target => /^https?:\/\//.test(target);

/**
 * Makes the files behind `--config` absolute: they were named in the caller's
 * directory, and the backend runs in its own.
 *
 * @param {string[]} args
 * @param {string} directory - where the caller stands
 */
export function withAbsoluteConfigs(args, directory) {
  const absolute = target =>
    isUrl(target) ? target : path.resolve(directory, target);
  return args.map((arg, i) => {
    if (args[i - 1] === '--config') {
      return absolute(arg);
    }
    return arg.startsWith('--config=')
      ? `--config=${absolute(arg.slice('--config='.length))}`
      : arg;
  });
}
