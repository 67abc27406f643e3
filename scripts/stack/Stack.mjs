import { Guardian } from './Guardian.mjs';

/** A second Ctrl-C within this time is the terminal's and npm's echo of the first. */
const ECHO_MS = 1_000;

/**
 * The running parts, ended together: the last started first, so that nobody
 * loses the database under its feet.
 */
export class Stack {
  #parts = [];
  #guardian = new Guardian();
  #stopping = new AbortController();
  #fail;

  constructor() {
    /** Rejects as soon as one part ends by itself. */
    this.failure = new Promise((_, reject) => {
      this.#fail = reject;
    });
    this.failure.catch(() => {});
  }

  /** Aborted once the end has begun. */
  get signal() {
    return this.#stopping.signal;
  }

  /**
   * Takes care of a part that has just been started.
   *
   * @param {import('./ServiceProcess.mjs').ServiceProcess} service
   * @param {() => Promise<void>} stop
   * @throws once the end has begun; the part is ended with the others then
   */
  add(service, stop = () => service.stop()) {
    this.#parts.push(stop);
    this.signal.throwIfAborted();
    this.#guardian.watch(service);
    service.unexpectedEnd().catch(this.#fail);
    return service;
  }

  /** The result of `work`, unless a part ends before. */
  during(work) {
    return Promise.race([work, this.failure]);
  }

  /** Ends everything that was added so far. */
  async stop() {
    this.#stopping.abort(new Error('The stack is being stopped'));
    while (this.#parts.length > 0) {
      await this.#parts.pop()();
    }
    this.#guardian.dismiss();
  }

  /** Resolves when a person, or whoever started us, asks for the end. */
  untilAskedToStop() {
    return new Promise(resolve => {
      let askedAt;
      const onSignal = () => {
        if (askedAt && Date.now() - askedAt > ECHO_MS) {
          process.exit(130);
        }
        askedAt ??= Date.now();
        resolve();
      };
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
        process.on(signal, onSignal);
      }
    });
  }
}
