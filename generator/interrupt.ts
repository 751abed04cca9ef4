const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Turns ctrl-C and the signals that end a process into an abort, so that what was begun can be taken back. */
export type Interrupt = { signal: AbortSignal; release(): void };

/** Listens until it is released. */
export function listenForInterrupt(): Interrupt {
  const controller = new AbortController();
  const abort = (): void => controller.abort();
  for (const name of SIGNALS) process.on(name, abort);
  return {
    signal: controller.signal,
    release: () => {
      for (const name of SIGNALS) process.off(name, abort);
    },
  };
}
