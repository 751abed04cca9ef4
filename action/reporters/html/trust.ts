import type { ReportValue } from '../../contract/report-value.ts';
import { percent } from '../../readiness/percent.ts';
import { things } from '../words.ts';
import { html, type Markup, withCode } from './html.ts';
import { section } from './table.ts';

const GRADES = {
  A: 'a coin decided how each case was done, with at least 30 cases in each arm',
  B: 'before against after, timed, with at least 20 cases in each arm and 3 people',
  C: 'few cases or few people, so nothing to be quoted outside',
  D: 'estimates or nothing, so no number is shown',
} as const satisfies Record<ReportValue['grade'], string>;

/** How it was measured, what that takes off, and what is not proven. */
export function trust(value: ReportValue | null): Markup {
  if (value === null)
    return section(
      'trust',
      'How far to trust it',
      'Nothing was measured',
      html`<p class="unknown">There is no <code>baseline.yaml</code> that can be read. Describe the work as it is done today.</p>`,
    );
  return section('trust', 'How far to trust it', `Evidence grade ${value.grade}: ${GRADES[value.grade]}`, [
    html`<p>${haircut(value)} ${denominators(value)}</p>`,
    // Without a number the gaps stand where it would be.
    value.figures !== null ? list('Not proven', value.not_proven) : null,
    list('To know with it', value.notes),
  ]);
}

function haircut({ grade, haircut: share }: ReportValue): string {
  if (grade === 'D') return '';
  return share === 0
    ? 'Nothing is taken off for how it was measured.'
    : `${percent(share)} of the gain is taken off for that.`;
}

function denominators({ denominators: { used, people, refused, never_timed: never } }: ReportValue): string {
  return `${things(used, 'case')} done with the POC by ${things(people, 'person', 'people')}; ${things(refused, 'case')} done another way than assigned; ${things(never, 'case')} begun and discarded.`;
}

const list = (title: string, lines: readonly string[]): Markup | null =>
  lines.length === 0
    ? null
    : html`<h3>${title}</h3><ul>${lines.map((line) => html`<li>${withCode(line)}</li>`)}</ul>`;
