import { Guardian } from './Guardian.mjs';

/** A second Ctrl-C within this time is the terminal's and npm's echo of the first. */
const ECHO_MS = 1_000;

/**
 * The running parts, ended together, and the foundation under them (the
 * database) when they are gone, so that nobody loses it under their feet.
 */
export class Stack {
  #parts = [];
  #foundation = [];
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
    return this.#take(this.#parts, service, stop);
  }

  /** Like `add`, for what the parts stand on. */
  addFoundation(service, stop = () => service.stop()) {
    return this.#take(this.#foundation, service, stop);
  }

  #take(group, service, stop) {
    group.push(stop);
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
    for (const group of [this.#parts, this.#foundation]) {
      await Promise.all(group.splice(0).map(stop => stop()));
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
