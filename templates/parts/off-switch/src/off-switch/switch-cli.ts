import { userInfo } from 'node:os';
import { parseArgs } from 'node:util';
import { command } from '../command.ts';
import { UnusableSetting } from '../setting.ts';
import { isOff, moveSwitch, readSwitch } from './switch.ts';

const USAGE = `npm run switch -- off --reason TEXT [--by NAME] | on [--by NAME] | status

Off means: no run begins, none calls a model any more, and every item goes to a person. It takes effect at once, without a
restart. On several machines POC_SWITCH_FILE has to name a file that all of them read.`;

/** 0 done, 2 could not. */
function main(words: string[]): number {
  const { values, positionals } = parseArgs({
    args: words,
    allowPositionals: true,
    options: { by: { type: 'string' }, reason: { type: 'string' } },
  });
  const [asked, ...rest] = positionals;
  if (rest.length > 0 || (asked !== 'on' && asked !== 'off' && asked !== 'status'))
    throw new UnusableSetting(
      `switch: found ${JSON.stringify(positionals.join(' '))}; expected on, off or status.\n\n${USAGE}`,
    );
  if (asked === 'off' && !values.reason)
    throw new UnusableSetting(
      'switch: found no reason; expected one, for whoever has to switch it on again. Add --reason TEXT.',
    );
  if (asked !== 'status') {
    const by = values.by ?? userInfo().username;
    moveSwitch(process.env, {
      position: asked,
      at: new Date().toISOString(),
      by,
      reason: values.reason ?? null,
    });
  }
  console.log(status());
  return 0;
}

function status(): string {
  const read = readSwitch(process.env);
  const now = isOff(process.env) ? 'off: every item goes to a person' : 'on';
  if (read === 'unreadable')
    return `${now}. Its file cannot be read, which counts as off: write it anew with on or off.`;
  if (read === null) return `${now}. Nobody has switched it yet.`;
  const why = read.reason === null ? '' : `: ${read.reason}`;
  return `${now}. ${read.position} since ${read.at}, by ${read.by}${why}.`;
}

await command(main, USAGE);
