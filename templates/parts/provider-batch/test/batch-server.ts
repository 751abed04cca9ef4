import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** One request of a batch, as it came over the wire, and what it was answered. */
type Line = { custom_id: string; body: Record<string, unknown>; url?: string };

/** What the provider does with the request at this place; it answers where it says nothing. */
export type Fate = 'expired' | 'errored' | 'missing' | null;

export type BatchServer = {
  url: string;
  /** Lines of each batch that was created. */
  batches: Line[][];
  /** Requests outside of any batch. */
  live: number;
  ended: boolean;
  fates: Fate[];
  close(): Promise<void>;
};

const USAGE = {
  openai: { prompt_tokens: 3, completion_tokens: 2, total_tokens: 5 },
  anthropic: { input_tokens: 3, output_tokens: 2 },
};

/** A provider on this machine that speaks the batch protocols of OpenAI and of Anthropic. Answers come in reverse order. */
export async function batchServer(content: unknown): Promise<BatchServer> {
  const said = JSON.stringify(content);
  const files: string[] = [];
  const state: BatchServer = {
    url: '',
    batches: [],
    live: 0,
    ended: false,
    fates: [],
    close: async () => {},
  };
  const completion = {
    id: 'c-1',
    object: 'chat.completion',
    created: 0,
    model: 'wire',
    usage: USAGE.openai,
    choices: [{ index: 0, message: { role: 'assistant', content: said }, finish_reason: 'stop' }],
  };
  const message = {
    id: 'm-1',
    type: 'message',
    role: 'assistant',
    model: 'wire',
    content: [{ type: 'text', text: said }],
    stop_reason: 'end_turn',
    stop_sequence: null,
    usage: USAGE.anthropic,
  };
  const openaiLine = ({ custom_id }: Line, fate: Fate) =>
    fate === 'errored'
      ? { custom_id, response: { status_code: 500, body: {} }, error: null }
      : { custom_id, response: { status_code: 200, body: completion }, error: null };
  const anthropicLine = ({ custom_id }: Line, fate: Fate) => ({
    custom_id,
    result: fate === null ? { type: 'succeeded', message } : { type: fate },
  });
  const linesOf = (id: string, line: (one: Line, fate: Fate) => object, left: Fate[]) =>
    (state.batches[Number(id)] ?? [])
      .map((one, index): [Line, Fate] => [one, state.fates[index] ?? null])
      .filter(([, fate]) => !left.includes(fate))
      .map(([one, fate]) => JSON.stringify(line(one, fate)))
      .reverse()
      .join('\n');
  const live = (answer: object) => {
    state.live += 1;
    return answer;
  };
  const create = (lines: Line[]) => String(state.batches.push(lines) - 1);
  const routes: [RegExp, (id: string, body: string) => object | string][] = [
    [
      /^POST \/v1\/files$/,
      (_, body) => ({ id: `file-${files.push(/\r\n\r\n(\{[\s\S]*?\})\n\r\n/.exec(body)?.[1] ?? '') - 1}` }),
    ],
    [
      /^POST \/v1\/batches$/,
      (_, body) => {
        const lines = (files[Number(JSON.parse(body).input_file_id.slice(5))] ?? '').split('\n');
        return { id: create(lines.map((line) => JSON.parse(line))), status: 'validating' };
      },
    ],
    [
      /^GET \/v1\/batches\/(\d+)$/,
      (id) => ({
        id,
        status: state.ended ? 'completed' : 'in_progress',
        output_file_id: state.ended ? id : null,
      }),
    ],
    [/^GET \/v1\/files\/(\d+)\/content$/, (id) => linesOf(id, openaiLine, ['missing', 'expired'])],
    [
      /^POST \/v1\/messages\/batches$/,
      (_, body) => {
        const { requests } = JSON.parse(body) as { requests: { custom_id: string; params: Line['body'] }[] };
        return {
          id: create(requests.map(({ custom_id, params }) => ({ custom_id, body: params }))),
          processing_status: 'in_progress',
        };
      },
    ],
    [
      /^GET \/v1\/messages\/batches\/(\d+)$/,
      (id) => ({ id, processing_status: state.ended ? 'ended' : 'in_progress' }),
    ],
    [/^GET \/v1\/messages\/batches\/(\d+)\/results$/, (id) => linesOf(id, anthropicLine, ['missing'])],
    [/^POST \/v1\/chat\/completions$/, () => live(completion)],
    [/^POST \/v1\/messages$/, () => live(message)],
  ];
  const server = createServer(async (request, response) => {
    const asked = `${request.method} ${request.url}`;
    const [route, answer] = routes.find(([path]) => path.test(asked)) ?? [];
    const body = answer?.(route?.exec(asked)?.[1] ?? '', await text(request));
    response.writeHead(body === undefined ? 404 : 200, { 'content-type': 'application/json' });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  state.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  state.close = async () => {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  };
  return state;
}
