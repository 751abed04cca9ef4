import type { System } from '../../contract/manifest.ts';
import type { Row } from '../reading.ts';
import { type Span, textAt } from '../traces/span.ts';
import { hostOf } from './hosts.ts';

/** @see https://github.com/open-telemetry/semantic-conventions/blob/v1.41.1/docs/gen-ai/gen-ai-spans.md */
const TOOL = 'gen_ai.tool.name';
/** @see https://github.com/open-telemetry/semantic-conventions/blob/v1.41.1/docs/http/http-spans.md */
const METHOD = 'http.request.method';
const SERVER = 'server.address';

/** Methods that are there to change something. POST is not among them: many a search is one. */
const CHANGING = ['PUT', 'PATCH', 'DELETE'];

/** A call that a trace shows and `poc.yaml` does not. */
export type StrayCall = { what: string; location: { file: string; line: number } };

/** @returns the first tool that a trace shows and no operation of `poc.yaml` is, or `null` */
export function undeclaredTool(spans: readonly Row<Span>[], systems: readonly System[]): StrayCall | null {
  const declared = new Set(systems.flatMap(({ operations }) => operations.map(({ name }) => name)));
  for (const { value, file, line } of spans) {
    const tool = textAt(value, TOOL);
    if (tool !== null && !declared.has(tool)) return { what: tool, location: { file, line } };
  }
  return null;
}

/** @returns the first request in a trace that changes something in one of these systems, such as `DELETE acme.zendesk.com`; or `null` */
export function changingRequest(spans: readonly Row<Span>[], systems: readonly System[]): StrayCall | null {
  const hosts = new Set(systems.flatMap((system) => system.hosts.map(hostOf)));
  for (const { value, file, line } of spans) {
    const method = textAt(value, METHOD)?.toUpperCase() ?? '';
    const host = hostOf(textAt(value, SERVER) ?? '');
    if (host !== null && CHANGING.includes(method) && hosts.has(host))
      return { what: `${method} ${host}`, location: { file, line } };
  }
  return null;
}
