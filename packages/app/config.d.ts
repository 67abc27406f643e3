export interface Config {
  auth?: {
    providers?: {
      /**
       * The demonstration's sign-in, without passwords: whoever opens the portal
       * chooses who to be. Works in development only.
       */
      demo?: {
        /**
         * Who can be chosen.
         */
        people: Array<{
          /**
           * Name of a user of the catalog.
           * @visibility frontend
           */
          name: string;
          /**
           * What people call them.
           * @visibility frontend
           */
          title: string;
          /**
           * What they are here for, in a few words.
           * @visibility frontend
           */
          role: string;
        }>;
      };
    };
  };
}
