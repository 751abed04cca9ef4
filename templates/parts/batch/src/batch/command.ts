import { composeWorkflow } from '../compose.ts';
import type { Fetch } from '../model/select.ts';
import { PARTS } from '../parts.ts';
import { UnusableSetting } from '../setting.ts';
import { type Pace, watched } from './pace.ts';
import { type Ask, asker, type Stop } from './run-batch.ts';

/** @returns what asks the workflow as it is in use, and slows down or stops where its provider says so. */
export async function composedAsk(
  who: { user?: string; role?: string },
  pace: Pace,
  stop: Stop,
  network: Fetch = globalThis.fetch,
): Promise<Ask> {
  const ours = asker(askerOf(who));
  const fetch = watched(network, {
    tooMany: () => pace.slower(),
    usedUp() {
      stop.why ??=
        'found that the quota of the provider is used up; expected one that is not. Top it up, and run this again';
    },
  });
  const { handle } = await composeWorkflow(process.env, { make: [...PARTS, () => ours.part], fetch });
  return ours.ask(handle);
}

export const askerOf = ({ user, role }: { user?: string; role?: string }) => ({
  user: user ?? process.env.POC_USER ?? 'user-1',
  role: role ?? process.env.POC_ROLE ?? 'operator',
});

/** The first Ctrl-C lets what is under way finish, the second one does not. @returns whether there was one */
export function onInterrupt(stop: Stop): () => boolean {
  let interrupted = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      interrupted = stop.why === null;
      stop.why ??= `found ${signal}; expected to go on to the end. Run the same command again to go on`;
    });
  return () => interrupted;
}

export function wholeNumber(name: string, text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number > 0) return number;
  throw new UnusableSetting(
    `${name}: found ${JSON.stringify(text)}; expected a whole number above 0. Write, for example, ${name} 8.`,
  );
}

/** @throws UnusableSetting */
export function queueUrl(): string {
  const url = process.env.POC_QUEUE_URL?.trim() ?? '';
  if (/^postgres(ql)?:\/\//.test(url)) return url;
  throw new UnusableSetting(
    `POC_QUEUE_URL: found ${url === '' ? 'nothing' : 'something else'}; expected postgres://USER:PASSWORD@HOST/NAME. Set it so.`,
  );
}
