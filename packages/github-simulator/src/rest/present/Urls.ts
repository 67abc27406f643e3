/** Where things are: the addresses that answers point to. */
export class Urls {
  constructor(
    /** `http://host:port`, pages and git. */
    readonly web: string,
  ) {}

  get api(): string {
    return `${this.web}/api/v3`;
  }

  get graphql(): string {
    return `${this.web}/api/graphql`;
  }

  get host(): string {
    return new URL(this.web).host;
  }
}
