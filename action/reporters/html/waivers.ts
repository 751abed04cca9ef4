import type { Report } from '../../contract/report.ts';
import type { Dossier } from '../../readiness/dossier.ts';
import { things } from '../words.ts';
import { html, type Markup, withCode } from './html.ts';
import { fullDay } from './numbers.ts';
import { section } from './table.ts';

/** What is knowingly not done, until when, and on whose name. */
export function waivers({ results }: Report, dossier: Dossier): Markup {
  const waived = results.filter((result) => result.outcome === 'waived');
  const takeaway =
    waived.length === 0 ? 'Nothing is waived' : `${things(waived.length, 'check is', 'checks are')} waived`;
  const lines = waived.map((result) => {
    const granted = dossier.waivers.find((one) => one.check === result.id);
    const until = result.waived_until === null ? 'without an end' : `until ${fullDay(result.waived_until)}`;
    const why = granted === undefined ? null : html` Why: ${granted.text} Instead: ${granted.instead}`;
    return html`<li><code>${result.id}</code> ${until}, approved by ${result.waived_by ?? 'nobody'}.${why} <span class="soft">${withCode(result.message)}</span></li>`;
  });
  return section('waived', 'What is waived', takeaway, lines.length === 0 ? null : html`<ul>${lines}</ul>`);
}
