import type { Report } from '../../contract/report.ts';
import type { Dossier } from '../../readiness/dossier.ts';
import { adoption } from './adoption.ts';
import { areas } from './areas.ts';
import { decisions } from './decisions.ts';
import { headline } from './headline.ts';
import { html, type Markup } from './html.ts';
import { numbersOf } from './numbers.ts';
import { risk } from './risk.ts';
import { slices } from './slices.ts';
import { sources } from './sources.ts';
import { standing } from './standing.ts';
import { STYLE } from './style.ts';
import { times } from './times.ts';
import { tornado } from './tornado.ts';
import { trust } from './trust.ts';
import { title, verdict } from './verdict.ts';
import { waivers } from './waivers.ts';

const GENERATOR = html`<meta name="generator" content="poc report">`;
/** The mark stands before anything that a repository says. */
const HEAD_CHARACTERS = 500;

/** @returns whether a file was written by `htmlReport`, so that it may be written anew. */
export const isHtmlReport = (file: string): boolean =>
  file.slice(0, HEAD_CHARACTERS).includes(GENERATOR.text);

/**
 * The report as one file that is looked at: no script, no request, no other file. Every text of the repository in it is
 * escaped, and nothing in it could run or load if it were not.
 */
export function htmlReport(report: Report, dossier: Dossier): string {
  const name = report.poc?.title ?? 'A proof of concept';
  return `<!doctype html>${page(name, [title(report), main(report, dossier), footer(report)]).text}\n`;
}

/** Should a text ever stand in the page as it is, it could still neither run nor load anything. */
const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

const page = (name: string, body: readonly Markup[]): Markup =>
  html`<html lang="en"><head><meta charset="utf-8">${GENERATOR}<meta http-equiv="Content-Security-Policy" content="${POLICY}"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${name}: report</title><style>${STYLE}</style></head><body><a class="skip" href="#main">To the verdict</a>${body}</body></html>`;

function main(report: Report, dossier: Dossier): Markup {
  const { value } = report;
  const numbers = numbersOf(value);
  return html`<main id="main">${[
    verdict(report),
    headline(value, numbers),
    standing(report, numbers),
    trust(value),
    times(value, dossier, numbers),
    tornado(value, numbers),
    slices(report),
    risk(dossier.riskCoverage),
    adoption(report, numbers),
    areas(report),
    waivers(report, dossier),
    decisions(dossier),
    sources(report, dossier, numbers),
  ]}</main>`;
}

function footer({ commit, base, version, judged_at: judged }: Report): Markup {
  const of = commit === null ? 'Files on disk' : html`Commit <code>${commit.slice(0, 7)}</code>`;
  const bars =
    base.commit === null ? base.how : html`bars of ${base.how} <code>${base.commit.slice(0, 7)}</code>`;
  return html`<footer><p>${of} · ${bars} · judged ${judged.slice(0, 16).replace('T', ' ')} UTC by create-poc ${version}</p></footer>`;
}
