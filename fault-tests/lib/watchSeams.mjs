/*
 * Between two steps of the launch protocol there is always something that
 * leaves the process: a statement or a request to GitHub. This watches all of
 * them from outside of the product, at the two libraries that send them.
 */
import pg from 'pg';

/** After a request left, and well before GitHub has answered it. */
const ON_THE_WAY_MS = 30;

/**
 * @typedef {{
 *   when: 'before' | 'during' | 'after',
 *   statement?: string,
 *   rows?: number,
 *   transaction?: string[],
 *   request?: string,
 * }} Seam - `transaction`: the statements of the open transaction so far;
 *   `request`: method and path
 */

/** @param {(seam: Seam) => void} onSeam - may end the process */
export function watchSeams(onSeam) {
  watchStatements(onSeam);
  watchRequests(onSeam);
}

function watchStatements(onSeam) {
  const transactions = new WeakMap();
  const { query } = pg.Client.prototype;

  pg.Client.prototype.query = function watched(config, ...rest) {
    const statement = typeof config === 'string' ? config : config?.text;
    if (typeof statement !== 'string') {
      return query.call(this, config, ...rest);
    }
    if (/^begin/i.test(statement)) {
      transactions.set(this, []);
    }
    const transaction = transactions.get(this) ?? [];
    transaction.push(statement);
    if (/^(commit|rollback)/i.test(statement)) {
      transactions.delete(this);
    }
    const seam = { statement, transaction: [...transaction] };
    onSeam({ ...seam, when: 'before' });
    const answered = result =>
      onSeam({ ...seam, when: 'after', rows: result?.rows?.length ?? 0 });

    const callback = rest.findIndex(argument => typeof argument === 'function');
    if (callback < 0) {
      const answer = query.call(this, config, ...rest);
      answer?.then?.(answered, () => {});
      return answer;
    }
    const told = rest[callback];
    rest[callback] = (error, result) => {
      if (!error) {
        answered(result);
      }
      return told(error, result);
    };
    return query.call(this, config, ...rest);
  };
}

function watchRequests(onSeam) {
  const { fetch } = globalThis;
  globalThis.fetch = async (input, init) => {
    const { pathname } = new URL(input.url ?? input);
    const request = `${init?.method ?? input.method ?? 'GET'} ${pathname}`;
    onSeam({ request, when: 'before' });
    const timer = setTimeout(
      () => onSeam({ request, when: 'during' }),
      ON_THE_WAY_MS,
    );
    try {
      const answer = await fetch(input, init);
      onSeam({ request, when: 'after' });
      return answer;
    } finally {
      clearTimeout(timer);
    }
  };
}
