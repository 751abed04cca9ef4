import type { Env } from '../part.ts';
import { appendLine, stateFile } from '../state.ts';
import type { Signal } from './otlp.ts';

/** Takes one export of a signal. */
export type Sink = (signal: Signal, data: object, now: Date) => Promise<void>;

const TIMEOUT_MS = 2_000;

/**
 * Files by default, one a day for each signal: `state/telemetry/traces-2026-11-27.jsonl`. Where
 * `OTEL_EXPORTER_OTLP_ENDPOINT` names a collector, exports go there (OTLP over HTTP, JSON); what it does not take goes to
 * the files, so that nothing is lost.
 */
export function sinkFor(env: Env): Sink {
  const endpoint = env.OTEL_EXPORTER_OTLP_ENDPOINT?.trim() ?? '';
  if (endpoint === '') return async (...data) => toFile(env, ...data);
  return async (signal, data, now) => {
    const address = `${endpoint.replace(/\/+$/, '')}/v1/${signal}`;
    const refused = await sent(address, data);
    if (refused === null) return;
    console.error(
      `${address}: found ${refused}; expected a collector that takes OTLP. Its data is in state/telemetry/.`,
    );
    toFile(env, signal, data, now);
  };
}

export const telemetryFile = (env: Env, signal: Signal, day: string): string =>
  stateFile(env, 'telemetry', `${signal}-${day}.jsonl`);

const toFile = (env: Env, signal: Signal, data: object, now: Date): void =>
  appendLine(telemetryFile(env, signal, now.toISOString().slice(0, 10)), data);

/** @returns why the collector did not take it; `null` when it did. */
async function sent(address: string, data: object): Promise<string | null> {
  try {
    const response = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(data),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    await response.body?.cancel();
    return response.ok ? null : `status ${response.status}`;
  } catch (error) {
    return error instanceof Error ? error.name : String(error);
  }
}
