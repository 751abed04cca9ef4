import type { ReportFigures, ReportValue } from '../../contract/report-value.ts';
import { figure } from './chart.ts';
import { html, type Markup } from './html.ts';
import type { Numbers } from './numbers.ts';
import { PARAMETERS, type Swing } from './parameters.ts';
import { section, table, unknown } from './table.ts';
import { drawTornado } from './tornado-chart.ts';
import { breakEven, sum } from './year.ts';

/** How the year adds up, and what it hangs on. */
export function tornado(value: ReportValue | null, numbers: Numbers): Markup {
  const figures = value?.figures ?? null;
  if (figures === null)
    return section(
      'hangs-on',
      'What the number hangs on',
      'There is no number to take apart yet',
      unknown(
        'what a year comes to.',
        html`See <a href="#number">what keeps the number from being there</a>.`,
      ),
    );
  const moving = figures.tornado.filter((swing) => swing.net_at_p10 !== swing.net_at_p90);
  const takeaway = takeawayOf(moving, numbers);
  return section('hangs-on', 'What the number hangs on', takeaway, [
    moving.length === 0 ? null : swings(moving, figures, takeaway, numbers),
    breakEven(figures, numbers),
    sum(figures, numbers),
  ]);
}

function takeawayOf([widest]: readonly Swing[], numbers: Numbers): string {
  if (widest === undefined) return 'Nothing in it varies';
  const [low, high] = [widest.net_at_p10, widest.net_at_p90].sort((a, b) => a - b) as [number, number];
  const name = PARAMETERS[widest.parameter].name;
  return `Most hangs on the ${name[0]?.toLowerCase()}${name.slice(1)}: ${numbers.short(low)} to ${numbers.short(high)} a year`;
}

const swings = (
  moving: readonly Swing[],
  figures: ReportFigures,
  takeaway: string,
  numbers: Numbers,
): Markup =>
  figure({
    label: `${takeaway}. One bar for each of ${moving.length} parameters, the widest first.`,
    draw: (width) => drawTornado(moving, figures.lines.net, width, numbers),
    caption: html`Each bar is the net of a year when this alone moves from its P10 to its P90 (one in ten lies beyond either end); the line is the year at all means. Full: better than that. Hollow: worse.`,
    table: table(
      'Net of a year',
      ['What moves', 'At its P10', 'Net then', 'At its P90', 'Net then'],
      moving.map((one) => {
        const { name, show } = PARAMETERS[one.parameter];
        return [
          name,
          show(one.at_p10, numbers),
          numbers.short(one.net_at_p10),
          show(one.at_p90, numbers),
          numbers.short(one.net_at_p90),
        ];
      }),
    ),
  });
