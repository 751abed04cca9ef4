import type { Decided, Dossier } from '../../readiness/dossier.ts';
import { html, type Markup } from './html.ts';
import { fullDay } from './numbers.ts';
import { section } from './table.ts';

/** Who decided what, when and why; the latest first. */
export function decisions({ decisions: all }: Dossier): Markup {
  const [latest] = all;
  if (latest === undefined)
    return section(
      'decisions',
      'Decisions',
      'No decision is recorded yet',
      html`<p class="unknown">Record one with <code>npx poc decide</code> before the decision is due.</p>`,
    );
  return section(
    'decisions',
    'Decisions',
    `Last: ${latest.decision}, ${fullDay(latest.date)}, by ${makers(latest)}`,
    html`<ul>${all.slice(0, MOST_TOLD).map(line)}</ul>${rest(all.length - MOST_TOLD)}`,
  );
}

/** More than these are a history that nobody reads. */
const MOST_TOLD = 20;

const rest = (more: number): Markup | null =>
  more > 0 ? html`<p class="soft">…and ${more} before them in <code>decisions/</code>.</p>` : null;

const makers = (one: Decided): string => one['decision-makers'].join(' and ');

function line(one: Decided): Markup {
  const stages = one.from === undefined || one.to === undefined ? '' : ` (${one.from} → ${one.to})`;
  const reason = one.reason === undefined ? null : html` ${one.reason}`;
  const review = one.review_on === undefined ? '' : ` To be looked at again on ${fullDay(one.review_on)}.`;
  return html`<li><strong>${one.decision}</strong>${stages}, ${fullDay(one.date)}, ${one.status}, by ${makers(one)}.${reason}${review} <span class="soft"><code>${one.file}</code></span></li>`;
}
