import type { Report } from '../../contract/report.ts';
import { things, verdictTitle } from '../words.ts';
import { html, type Markup } from './html.ts';
import { fullDay } from './numbers.ts';

/** What proof of concept this is. */
export function title(report: Report): Markup {
  const { poc } = report;
  return html`<header><h1>${poc?.title ?? 'A proof of concept'}</h1><p class="facts">${facts(report).join(' · ')}</p></header>`;
}

function facts({ poc, stage, next_stage: next, judged_at: judged }: Report): string[] {
  return [
    ...(stage === null ? [] : [next === null ? stage : `${stage} → ${next}`]),
    ...(poc === null
      ? []
      : [
          `owner ${poc.owner}`,
          `day ${poc.day_of_stage}`,
          `decision due ${fullDay(poc.decision_due)} (${daysLeft(poc.days_left)})`,
        ]),
    `judged ${fullDay(judged)}`,
  ];
}

const daysLeft = (days: number): string =>
  days < 0 ? `${things(-days, 'day')} overdue` : `${things(days, 'day')} left`;

/** What the gate advises, and the one reason. */
export const verdict = (report: Report): Markup =>
  html`<section class="verdict" aria-labelledby="verdict"><h2 id="verdict">${verdictTitle(report)}</h2><p>Why: ${report.reason.replace(/\.$/, '')}.</p></section>`;
