/** The part of `oidc-provider` that a test uses; the package has no types of its own. */
declare module 'oidc-provider' {
  import type { IncomingMessage, Server, ServerResponse } from 'node:http';

  export default class Provider {
    constructor(issuer: string, configuration: object);
    listen(port: number, host: string, then: () => void): Server;
    callback(): (request: IncomingMessage, response: ServerResponse) => void;
  }
}
