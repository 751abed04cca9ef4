import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** What a model was asked, as it came over the wire: `POST /v1/chat/completions`. */
export type Asked = {
  model: string;
  messages: { role: string; content: string }[];
  stream?: boolean;
  max_tokens?: number;
  [more: string]: unknown;
};

/** How the server answers one request. */
export type WireReply = (response: ServerResponse, asked: Asked) => void | Promise<void>;

export type OpenaiServer = {
  /** For `POC_MODEL_URL` or `baseURL`. */
  url: string;
  /** Every request so far, in the order in which they came. */
  asked: Asked[];
  /** Prepares replies, given in turn; the last one is given from then on. */
  replies(...replies: WireReply[]): void;
  close(): Promise<void>;
};

const ID = 'chatcmpl-loopback';
const USAGE = { prompt_tokens: 11, completion_tokens: 7, total_tokens: 18 };

/** @returns a server on this machine that speaks the chat completions protocol, and fails as it is told to. */
export async function openaiServer(...first: WireReply[]): Promise<OpenaiServer> {
  const asked: Asked[] = [];
  let prepared = first;
  const server = createServer(async (request, response) => {
    const question = JSON.parse(await text(request)) as Asked;
    asked.push(question);
    const reply = prepared.length > 1 ? prepared.shift() : prepared[0];
    await (reply ?? failing(501))(response, question);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    asked,
    replies(...replies) {
      prepared = replies;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

/** A model that says this: whole, or piece by piece where it was asked to stream. */
export function saying(content: unknown): WireReply {
  const said = typeof content === 'string' ? content : JSON.stringify(content);
  return (response, asked) => {
    if (asked.stream) return void response.writeHead(200, EVENTS).end(eventsOf(said, asked));
    response.writeHead(200, JSON_TYPE).end(JSON.stringify(completion(said, asked)));
  };
}

/** An error, as providers word it; `retryAfter` in seconds, `code` such as `insufficient_quota`. */
export function failing(
  status: number,
  { retryAfter, code = 'error' }: { retryAfter?: number; code?: string } = {},
): WireReply {
  return (response) => {
    if (retryAfter !== undefined) response.setHeader('retry-after', String(retryAfter));
    const error = { message: 'not now', type: code, code };
    response.writeHead(status, JSON_TYPE).end(JSON.stringify({ error }));
  };
}

/** Takes the request and never answers. */
export const silent: WireReply = () => {};

/** Answers after so many milliseconds. */
export const slow =
  (ms: number, reply: WireReply): WireReply =>
  async (response, asked) => {
    await new Promise((done) => setTimeout(done, ms));
    await reply(response, asked);
  };

/** Breaks the connection in the middle of the answer. */
export function cutOff(content: unknown): WireReply {
  const said = typeof content === 'string' ? content : JSON.stringify(content);
  return (response, asked) => {
    const whole = asked.stream ? eventsOf(said, asked) : JSON.stringify(completion(said, asked));
    response.writeHead(200, {
      ...(asked.stream ? EVENTS : JSON_TYPE),
      'content-length': Buffer.byteLength(whole),
    });
    response.write(whole.slice(0, whole.length / 2), () => response.destroy());
  };
}

/** Says that it is JSON, and is not: a proxy in between, for example. */
export const notJson: WireReply = (response) => {
  response.writeHead(200, JSON_TYPE).end('<html>');
};

const JSON_TYPE = { 'content-type': 'application/json' };
const EVENTS = { 'content-type': 'text/event-stream' };

const completion = (content: string, { model }: Asked) => ({
  id: ID,
  object: 'chat.completion',
  created: 0,
  model,
  choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' }],
  usage: USAGE,
});

/** Server-sent events: the answer in pieces of eight characters, then why it ended and what it took. */
function eventsOf(content: string, { model }: Asked): string {
  const chunk = (delta: object, more: object = {}) => ({
    id: ID,
    object: 'chat.completion.chunk',
    created: 0,
    model,
    choices: [{ index: 0, delta, finish_reason: null, ...more }],
  });
  const pieces = content.match(/.{1,8}/gs) ?? [];
  const chunks = [
    chunk({ role: 'assistant', content: '' }),
    ...pieces.map((piece) => chunk({ content: piece })),
    { ...chunk({}, { finish_reason: 'stop' }), usage: USAGE },
  ];
  return `${chunks.map((one) => `data: ${JSON.stringify(one)}\n\n`).join('')}data: [DONE]\n\n`;
}
