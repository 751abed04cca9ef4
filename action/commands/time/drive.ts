import type { LiveTerminal } from '../command.ts';
import { keyReader } from './key.ts';
import { ENTER_SCREEN, LEAVE_SCREEN, painter } from './paint.ts';
import { screen } from './screen.ts';
import type { Session } from './session.ts';

/** Lets a person work with a session until it is over or the terminal is gone, and gives the terminal back as it was. */
export async function drive(live: LiveTerminal, session: Session, color: boolean): Promise<void> {
  const paint = painter(live.write, color);
  const keysIn = keyReader();
  const now = () => live.now().getTime();
  live.write(ENTER_SCREEN);
  try {
    await new Promise<void>((resolve, reject) => {
      const step = (work: () => void): void => {
        if (isFinished) return;
        try {
          work();
          const size = live.size();
          paint(screen(session.model(), now(), size), size);
          if (session.over()) finish(resolve);
        } catch (error) {
          finish(() => reject(error));
        }
      };
      let isFinished = false;
      const listening = live.listen({
        typed: (chunk) =>
          step(() => {
            for (const key of keysIn(chunk)) if (!session.over()) session.press(key, now());
          }),
        tick: () => step(() => session.tick(now())),
        gone: () => finish(resolve),
      });
      const finish = (settle: () => void): void => {
        if (isFinished) return;
        isFinished = true;
        listening.stop();
        settle();
      };
    });
  } finally {
    live.write(LEAVE_SCREEN);
  }
}
