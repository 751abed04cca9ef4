export const id = 331;
export const ids = [331];
export const modules = {

/***/ 7331:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  htmlReport: () => (/* binding */ htmlReport)
});

// UNUSED EXPORTS: isHtmlReport

// EXTERNAL MODULE: ./node_modules/@observablehq/plot/src/index.js + 67 modules
var src = __webpack_require__(8396);
// EXTERNAL MODULE: ./build/action/readiness/percent.js
var percent = __webpack_require__(6597);
// EXTERNAL MODULE: ./build/action/reporters/adoption-rows.js
var adoption_rows = __webpack_require__(9640);
// EXTERNAL MODULE: ./build/action/reporters/words.js
var words = __webpack_require__(1583);
// EXTERNAL MODULE: ./node_modules/linkedom/esm/index.js + 184 modules
var esm = __webpack_require__(3543);
;// CONCATENATED MODULE: ./build/action/reporters/html/html.js
/** HTML that may stand in the page as it is. Made by `html` alone; everything else is text, and is escaped. */
class Markup {
    text;
    constructor(text) {
        this.text = text;
    }
}
/** Longer text of a repository says no more, and would push everything else away. */
const LONGEST = 600;
const ENTITIES = {
    '<': '&lt;',
    '>': '&gt;',
    '&': '&amp;',
    '"': '&quot;',
    "'": '&#39;',
};
/** Invisible, or turning the direction of text round; and halves of characters, which no encoding can write. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}]/gu;
/** Spaces that may break; those that `Intl` puts into an amount stay. */
const SPACE = /[^\S\u00A0\u202F]+/g;
/** A number stays in one line with its sign of percent, and with the other end of its range. */
const unbroken = (line) => line.replace(/(?<=\d) (?=%)/g, '\u00A0').replace(/(?<=\d)–(?=\d)/g, '–\u2060');
/** @returns text of a repository as it may be shown: in one line, without what nobody sees, and not without end. */
function shown(text, most = LONGEST) {
    const line = text.replace(SPACE, ' ').replace(UNSEEN, '');
    return unbroken(line.length > most ? `${line.slice(0, most).replace(UNSEEN, '').trimEnd()}…` : line);
}
/** Escaped for text and for attributes in quotation marks, which is where it may stand. */
const escaped = (text) => text.replace(/[<>&"']/g, (one) => ENTITIES[one]);
function written(part) {
    if (part === null)
        return '';
    if (part instanceof Markup)
        return part.text;
    if (typeof part === 'number')
        return String(part);
    if (typeof part === 'string')
        return escaped(shown(part));
    return part.map(written).join('');
}
/** A template whose holes are escaped. They stand between tags, or in attributes within quotation marks. */
const html = (strings, ...parts) => new Markup(strings.map((text, i) => `${text}${written(parts[i] ?? null)}`).join(''));
/** @returns text of ours about a repository, in which pairs of backticks are code; one without its pair stays as it is. */
function withCode(text) {
    const parts = shown(text).split('`');
    const alone = parts.length % 2 === 0 ? `\`${parts.pop() ?? ''}` : '';
    return html `${parts.map((part, i) => (i % 2 === 1 ? html `<code>${part}</code>` : part))}${alone}`;
}

;// CONCATENATED MODULE: ./build/action/reporters/html/chart.js



/** A chart is drawn for a desk and for a phone, since letters that shrink with a picture cannot be read. */
const WIDE = 704;
const NARROW = 328;
/** A chart with its words and its table. */
const figure = ({ label, draw, caption, table }) => html `<figure><div class="wide">${picture(draw, WIDE, label)}</div><div class="narrow">${picture(draw, NARROW, label)}</div><figcaption>${caption}</figcaption></figure><details><summary>The same as a table</summary>${table}</details>`;
const look = (width) => ({
    background: 'none',
    color: 'inherit',
    fontFamily: 'inherit',
    fontSize: isNarrow(width) ? '12px' : '13px',
});
function picture(draw, width, label) {
    const { document } = (0,esm/* parseHTML */.BW)('<html></html>');
    const svg = src/* plot */.QI({ ...draw(width), width, style: look(width), className: 'plot', document });
    for (const style of svg.querySelectorAll('style'))
        style.remove();
    // One picture with one name: names of its parts would be read out instead.
    for (const part of svg.querySelectorAll('[aria-label]'))
        part.removeAttribute('aria-label');
    // linkedom escapes text; in an attribute it leaves the brackets, so that one is written here.
    return html `<svg role="img" aria-label="${label}"${new Markup(svg.outerHTML.slice('<svg'.length))}`;
}
/** Is it the drawing for a phone? */
const isNarrow = (width) => width < WIDE;
/** Colours of the theme. */
const INK = {
    text: 'var(--ink)',
    soft: 'var(--soft)',
    line: 'var(--line)',
    poc: 'var(--poc)',
    today: 'var(--today)',
    bad: 'var(--bad)',
    paper: 'var(--paper)',
};

// EXTERNAL MODULE: ./build/action/readiness/value/value-words.js
var value_words = __webpack_require__(9299);
;// CONCATENATED MODULE: ./build/action/reporters/html/numbers.js


/** @returns how this report writes its figures. Without a currency amounts stand alone. */
function numbersOf(value) {
    const locale = value?.locale ?? 'en';
    const currency = value?.currency ?? null;
    const one = new Intl.NumberFormat(locale, {
        minimumFractionDigits: 1,
        maximumFractionDigits: 1,
        // Nothing has no sign.
        signDisplay: 'negative',
    });
    const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
    const sum = new Intl.NumberFormat(locale, {
        maximumFractionDigits: 0,
        signDisplay: 'negative',
        ...(currency === null ? {} : { style: 'currency', currency }),
    });
    const plain = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
    return {
        minutes: (minutes) => minus(one.format(minutes)),
        amount: (some, rounding) => minus((0,value_words/* amount */.vj)(some, locale, rounding)),
        count: (count) => minus(whole.format(count)),
        short: (some, rounding) => minus(currency === null ? (0,value_words/* amount */.vj)(some, locale, rounding) : (0,value_words/* moneyShort */.tt)(some, currency, locale, rounding)),
        whole: (some) => minus(sum.format(Math.round(some))),
        money: (some) => minus(currency === null ? plain.format(some) : (0,value_words/* money */.TG)(some, currency, locale)),
    };
}
/** A hyphen before a figure is overlooked. */
const minus = (text) => text.replace(/-(?=\D{0,4}\d)/, '−');
/** @returns `26 Nov 2026`. */
const fullDay = (day) => (0,words/* shortDay */.tE)(day, '');

;// CONCATENATED MODULE: ./build/action/reporters/html/table.js

/** A table whose first column names the rows. */
function table(caption, header, rows, look = '') {
    return tableOf(caption, header, rows.map(row), look);
}
const tableOf = (caption, header, rows, look) => html `<table class="${look}"><caption>${caption}</caption><thead><tr>${header.map((name) => html `<th scope="col">${name}</th>`)}</tr></thead><tbody>${rows}</tbody></table>`;
const row = ([name = null, ...cells]) => html `<tr><th scope="row">${name}</th>${cells.map((cell) => html `<td>${cell}</td>`)}</tr>`;
/** More rows than these are looked up in their file, and so is what is longer: the page stays under 1 MB. */
const MOST_ROWS = 500;
const MOST_BYTES = 120_000;
/** A long table that opens on request, or when something in it is linked to. Wider than a phone, it scrolls by itself. */
function rowTable(id, caption, header, all, cells, file) {
    const rows = fitting(all, cells);
    const more = all.length - rows.length;
    const rest = more > 0 ? html `<p class="soft">…and ${more} more in <code>${file}</code>.</p>` : null;
    return html `<details><summary>${caption}</summary><div class="scroll" id="${id}" role="region" aria-label="${caption}" tabindex="0">${tableOf(caption, header, rows, '')}</div>${rest}</details>`;
}
function fitting(all, cells) {
    let room = MOST_BYTES;
    const rows = [];
    for (const one of all.slice(0, MOST_ROWS)) {
        const next = row(cells(one));
        room -= new TextEncoder().encode(next.text).length;
        if (room < 0)
            break;
        rows.push(next);
    }
    return rows;
}
/** What is shown where a figure is missing: never an empty chart. */
const unknown = (what, todo) => html `<p class="unknown">Not measured: ${what} ${todo}</p>`;
/** A heading that says what the section is about, and what it shows. */
const heading = (id, topic, takeaway) => html `<h2 id="${id}"><span class="topic">${topic}</span> ${takeaway}</h2>`;
/** A part of the page under its heading. */
const section = (id, topic, takeaway, body) => html `<section aria-labelledby="${id}">${heading(id, topic, takeaway)}${body}</section>`;

;// CONCATENATED MODULE: ./build/action/reporters/html/adoption.js








/** So many weeks can be told apart on a phone, and so many on a desk. */
const WEEKS = { narrow: 10, wide: 26 };
/** How much it is used, week by week, and how: each figure of it with its bar. */
function adoption({ value, adoption: metrics }, numbers) {
    const takeaway = takeawayOf({ value, adoption: metrics }, numbers);
    return section('use', 'Use', takeaway, [
        byWeek(value?.adoption_weeks ?? [], takeaway, numbers),
        inFigures(metrics),
    ]);
}
function byWeek(weeks, takeaway, numbers) {
    if (weeks.length === 0)
        return unknown('on how many cases it is used.', html `Export use to <code>usage/*.jsonl</code>, and write <code>eligible_per_month</code> in <code>baseline.yaml</code>.`);
    return figure({
        label: `${takeaway}. Cases on which it was tried, of all that there were, in ${(0,words/* things */._K)(weeks.length, 'week')}.`,
        draw: (width) => draw(weeks, width, numbers),
        caption: html `Outline: cases that there were in a week. Full: those on which it was tried. Below: the first day of the week, and how many people. From <a href="#sources">the usage export</a>.`,
        table: table('Use by week', ['Week from', 'Tried on', 'Cases', 'Share', 'People'], weeks.map((week) => [
            fullDay(week.from),
            numbers.count(week.attempted),
            numbers.count(week.eligible),
            shareOf(week),
            String(week.users),
        ])),
    });
}
const MET = { true: '✓ met', false: '✗ missed', null: '' };
/** Wider than a phone, it scrolls by itself. */
function inFigures(metrics) {
    if (metrics === null)
        return null;
    const caption = `How it is used, ${fullDay(metrics.from)} to ${fullDay(metrics.to)}`;
    const rows = (0,adoption_rows/* adoptionRows */.g)(metrics).map(({ what, value, bar, met }) => [what, value, bar, MET[`${met}`]]);
    return html `<div class="scroll" role="region" aria-label="${caption}" tabindex="0">${table(caption, ['By the people who are named', 'Found', 'Asked for', 'Outcome'], rows, 'bars')}</div>`;
}
const shareOf = ({ attempted, eligible }) => eligible === 0 ? 'no cases' : (0,percent/* percent */.KN)(Math.min(1, attempted / eligible));
function takeawayOf({ value, adoption: metrics }, numbers) {
    const known = value?.adoption ?? null;
    if (known !== null)
        return `Used on ${(0,percent/* percent */.KN)(known.share)} of ${numbers.count(known.eligible)} cases from ${fullDay(known.from)} to ${fullDay(known.to)}, by ${(0,words/* things */._K)(known.users, 'person', 'people')}`;
    const weeks = value?.adoption_weeks ?? [];
    if (weeks.length === 0)
        return metrics === null
            ? 'There is no use to show yet'
            : 'It is used, and nobody has counted the cases that there are';
    return `${(0,words/* things */._K)(weeks.length, 'week')} of use so far; 28 days are needed for a share`;
}
function draw(all, width, numbers) {
    const weeks = all.slice(-(isNarrow(width) ? WEEKS.narrow : WEEKS.wide));
    const bar = { x: 'from', insetLeft: 2, insetRight: 2 };
    const labelled = weeks.filter((_, i) => (weeks.length - 1 - i) % Math.ceil(weeks.length / (isNarrow(width) ? 4 : 9)) === 0);
    const below = { x: 'from', frameAnchor: 'bottom', fill: INK.text };
    return {
        height: 240,
        margin: 0,
        marginTop: 22,
        marginLeft: 52,
        marginBottom: 48,
        x: { type: 'band', axis: null, domain: weeks.map((week) => week.from), padding: 0.05 },
        y: { label: 'cases a week', labelArrow: 'none', ticks: 4, tickFormat: (at) => numbers.count(at) },
        marks: [
            src/* gridY */.Qf({ stroke: INK.line, strokeOpacity: 1, ticks: 4 }),
            src/* barY */.n9(weeks, { ...bar, y: 'eligible', fill: INK.paper, stroke: INK.soft, strokeWidth: 1 }),
            src/* barY */.n9(weeks, { ...bar, y: 'attempted', fill: INK.poc }),
            src/* text */.Qq(labelled, {
                ...below,
                text: (week) => fullDay(week.from).replace(/ \d{4}$/, ''),
                dy: 18,
            }),
            src/* text */.Qq(labelled, {
                ...below,
                text: (week) => (0,words/* things */._K)(week.users, 'person', 'people'),
                dy: 36,
                fill: INK.soft,
            }),
        ],
    };
}

// EXTERNAL MODULE: ./build/action/readiness/result.js
var readiness_result = __webpack_require__(4555);
;// CONCATENATED MODULE: ./build/action/reporters/html/areas.js




/** What is proven, area by area, the weakest first. */
function areas(report) {
    const rows = (0,words/* areasOf */._M)(report);
    const asked = rows.reduce((sum, row) => sum + row.asked, 0);
    const proven = rows.reduce((sum, row) => sum + row.proven, 0);
    const [weakest] = rows;
    const weak = weakest === undefined || weakest.proven === weakest.asked ? '' : `; weakest: ${weakest.area}`;
    return section('readiness', 'Readiness by area', `${proven} of ${asked} checks proven${weak}`, rows.map((row) => html `<div class="area"><h3>${row.area} <span class="soft">${row.proven} of ${row.asked} proven</span></h3><ul>${row.results.map(line)}</ul></div>`));
}
/** The marks of the comment are pictures, which a printer and many a system have no font for. */
const GLYPHS = {
    pass: '✓',
    fail: '✗',
    'not-proven': '○',
    'not-applicable': '–',
    waived: '◐',
};
function line(result) {
    const { word } = words/* MARKS */.j7[result.outcome];
    const todo = (0,readiness_result/* missed */.c)(result) && result.remedy !== null ? html ` To do: ${withCode(result.remedy)}` : null;
    return html `<li><span class="mark"><span aria-hidden="true">${GLYPHS[result.outcome]}</span> ${word}</span>: ${result.title}. <span class="soft">${withCode(result.message)}${todo}</span></li>`;
}

;// CONCATENATED MODULE: ./build/action/reporters/html/decisions.js



/** Who decided what, when and why; the latest first. */
function decisions({ decisions: all }) {
    const [latest] = all;
    if (latest === undefined)
        return section('decisions', 'Decisions', 'No decision is recorded yet', html `<p class="unknown">Record one with <code>npx poc decide</code> before the decision is due.</p>`);
    return section('decisions', 'Decisions', `Last: ${latest.decision}, ${fullDay(latest.date)}, by ${makers(latest)}`, html `<ul>${all.slice(0, MOST_TOLD).map(decisions_line)}</ul>${rest(all.length - MOST_TOLD)}`);
}
/** More than these are a history that nobody reads. */
const MOST_TOLD = 20;
const rest = (more) => more > 0 ? html `<p class="soft">…and ${more} before them in <code>decisions/</code>.</p>` : null;
const makers = (one) => one['decision-makers'].join(' and ');
function decisions_line(one) {
    const stages = one.from === undefined || one.to === undefined ? '' : ` (${one.from} → ${one.to})`;
    const reason = one.reason === undefined ? null : html ` ${one.reason}`;
    const review = one.review_on === undefined ? '' : ` To be looked at again on ${fullDay(one.review_on)}.`;
    return html `<li><strong>${one.decision}</strong>${stages}, ${fullDay(one.date)}, ${one.status}, by ${makers(one)}.${reason}${review} <span class="soft"><code>${one.file}</code></span></li>`;
}

;// CONCATENATED MODULE: ./build/action/reporters/html/headline.js



/** The number, with how sure it is; or what keeps it from being there. */
function headline(value, numbers) {
    const figures = value?.figures ?? null;
    if (value === null || figures === null)
        return noNumber(value, numbers);
    const sure = `In ${(0,percent/* percent */.KN)(figures.net_positive)} of 10,000 draws from what was measured, the year ends above zero.`;
    return section('number', 'The number', net(figures, numbers), [
        bigNumbers([hoursOf(figures, numbers), paybackOf(figures)]),
        quote(value),
        html `<p class="soft">${sure} <a href="#sources">Where it comes from</a></p>`,
    ]);
}
function net({ net: { p10, p50 } }, numbers) {
    const worst = numbers.short(p10, 'floor');
    return p50 < 0
        ? `${numbers.short(p50)} net a year, at worst ${worst}`
        : `${numbers.short(p50)} net a year, at least ${worst}`;
}
const hoursOf = ({ hours: { p10, p50 } }, numbers) => ({
    what: 'Hours freed a year, which are not money',
    likely: numbers.amount(p50),
    worst: numbers.amount(p10, 'floor'),
    worstWord: p10 < 0 ? 'at worst' : 'at least',
});
const paybackOf = ({ payback_months: { p50, p90 } }) => ({
    what: 'Months until it has paid for itself',
    likely: p50 === null ? 'never' : String(Math.round(p50)),
    worst: p90 === null ? 'never' : String(Math.ceil(p90)),
    worstWord: 'at worst',
});
const bigNumbers = (all) => html `<dl class="big">${all.map(({ what, likely, worst, likelyWord = 'likely', worstWord }) => html `<div><dt>${what}</dt><dd>${likely} <small>${likelyWord}</small></dd><dd>${worst} <small>${worstWord}</small></dd></div>`)}</dl>`;
const quote = ({ headline: sentence, grade }) => sentence === null
    ? html `<p class="unknown">Not to be quoted outside yet: the evidence is of grade ${grade}.</p>`
    : html `<blockquote><p>${sentence}</p></blockquote>`;
function noNumber(value, numbers) {
    const saved = value?.saved_minutes ?? null;
    if (saved === null)
        return section('number', 'The number', 'There is no number yet', gaps(value?.not_proven ?? []));
    const minutes = {
        what: 'Minutes saved a case',
        likely: numbers.minutes(saved.mean),
        worst: numbers.minutes(saved.low),
        likelyWord: 'mean',
        worstWord: 'at least, of its 95 % interval',
    };
    return section('number', 'The number', 'Minutes are known; there is no money yet', html `${bigNumbers([minutes])}${gaps(value?.not_proven ?? [])}`);
}
const gaps = (all) => all.length === 0
    ? html `<p class="unknown">Not measured: what the work is worth. Describe it in <code>baseline.yaml</code>, and time it with <code>npx poc time</code>.</p>`
    : html `<p>What keeps it from being there:</p><ul>${all.map((one) => html `<li>${withCode(one)}</li>`)}</ul>`;

;// CONCATENATED MODULE: ./build/action/reporters/html/risk.js





/** The first few answers say nothing: one wrong of two is no risk of one half. */
const DRAWN_FROM = 10;
const ROWS = 12;
/** More steps than these cannot be seen. */
const STEPS = 300;
/** Risk against coverage, with what was chosen. */
function risk(found) {
    if (found === null)
        return section('risk', 'When it is unsure', 'It is not known how wrong it is when it is unsure', unknown('risk against coverage.', 'Let the workflow give a confidence with every answer; from 10 answers to real cases on there is a curve.'));
    const { chosen, attempts, leastSure, aurc } = found;
    const takeaway = `It answers ${(0,percent/* percent */.KN)(chosen.coverage)} of ${attempts} attempts, and ${wrongWords(chosen)}`;
    return section('risk', 'When it is unsure', takeaway, figure({
        label: `${takeaway}. Curve of the share wrong among the answers against the share answered, the surest first.`,
        draw: (width) => risk_draw(found, width),
        caption: html `The line: of its surest answers, the share that is wrong. The dot: what was chosen, every answer with a confidence of ${Number(leastSure.toFixed(3))} or more. To the right of it nothing was answered, so nothing is known. Mean risk along the line (AURC): ${aurc.toFixed(3)}. From <a href="#sources">the results of the eval</a>.`,
        table: table('Share wrong by share answered', ['Answered', 'Answers', 'Wrong', 'Share wrong'], some(found.points, ROWS).map((point) => [
            (0,percent/* percent */.KN)(point.coverage),
            String(point.answered),
            String(point.wrong),
            (0,percent/* percent */.KN)(point.risk),
        ])),
    }));
}
/** None seen to be wrong is not never: it is at most so many. */
const wrongWords = ({ wrong, answered, risk, interval }) => wrong === 0
    ? `none of those ${answered} answers is wrong, so at most ${Math.ceil(interval.high * 100)} % are`
    : `${(0,percent/* percent */.KN)(risk)} of those answers are wrong (${(0,percent/* percentRange */.nC)(interval)})`;
/** Some points of the curve, the last among them. */
function some(points, most) {
    const step = Math.max(1, Math.ceil(points.length / most));
    return points.filter((_, i) => (points.length - 1 - i) % step === 0);
}
function risk_draw({ points, chosen }, width) {
    const steady = points.filter((point) => point.answered >= DRAWN_FROM || point === points.at(-1));
    const drawn = some(steady, STEPS);
    const most = Math.max(0.02, chosen.interval.high, ...drawn.map((point) => point.risk)) * 1.15;
    const asPercent = (at) => `${Number((at * 100).toFixed(1))} %`;
    return {
        height: isNarrow(width) ? 250 : 300,
        margin: 0,
        marginTop: 28,
        marginBottom: 40,
        marginLeft: 46,
        marginRight: 22,
        x: {
            domain: [0, 1],
            label: 'share answered',
            labelArrow: 'none',
            ticks: [0, 0.25, 0.5, 0.75, 1],
            tickFormat: asPercent,
        },
        y: { domain: [0, most], label: 'share wrong', labelArrow: 'none', ticks: 5, tickFormat: asPercent },
        marks: [
            src/* gridY */.Qf({ stroke: INK.line, strokeOpacity: 1, ticks: 5 }),
            src/* ruleY */.OJ([0], { stroke: INK.line }),
            ...(chosen.coverage < 1
                ? [src/* rect */.Pc([chosen], { x1: 'coverage', x2: 1, y1: 0, y2: most, fill: INK.line, fillOpacity: 0.35 })]
                : []),
            src/* lineY */.Mu(drawn, { x: 'coverage', y: 'risk', stroke: INK.poc, strokeWidth: 2 }),
            src/* ruleX */.hI([chosen], {
                x: 'coverage',
                y1: chosen.interval.low,
                y2: chosen.interval.high,
                stroke: INK.poc,
                strokeWidth: 1.5,
                strokeDasharray: '2,2',
            }),
            src/* dot */.Om([chosen], { x: 'coverage', y: 'risk', r: 6, fill: INK.poc, stroke: INK.paper }),
            src/* text */.Qq([chosen], {
                x: 'coverage',
                y: 'risk',
                text: () => (chosen.wrong === 0 ? 'chosen: none wrong' : `chosen: ${(0,percent/* percent */.KN)(chosen.risk)} wrong`),
                // Beside the point there is room on one side.
                ...(chosen.coverage < 0.5 ? { textAnchor: 'start', dx: 10 } : { textAnchor: 'end', dx: -10 }),
                dy: -14,
                fill: INK.text,
                stroke: INK.paper,
                strokeWidth: 4,
                fontWeight: 600,
            }),
        ],
    };
}

;// CONCATENATED MODULE: ./build/action/reporters/html/slices.js






/** More slices than these are in the table alone. */
const MOST_DRAWN = 15;
/** How often it is right, in all and slice by slice. */
function slices(report) {
    const lines = linesOf(report);
    const takeaway = slices_takeawayOf(report, lines);
    if (lines.length === 0)
        return section('right', 'How often it is right', takeaway, unknown('how often it is right on real cases.', html `Run <code>npm run eval</code> on at least 30 of them.`));
    const drawn = lines.slice(0, MOST_DRAWN);
    const left = report.eval.slices_in_all + 1 - drawn.length;
    return section('right', 'How often it is right', takeaway, figure({
        label: `${takeaway}. Share right with 95 % interval, for all and for each of ${drawn.length - 1} slices, the worst first.`,
        draw: (width) => slices_draw(drawn, width),
        caption: html `Dot: share of attempts that were right. Line: its 95 % interval. Upright stroke: the bar it has to meet, where it has one.${left > 0 ? ` ${(0,words/* things */._K)(left, 'more slice')} not drawn.` : ''} From <a href="#sources">the results of the eval</a>.`,
        table: table('Share right, worst slice first', ['Slice', 'Right', '95 % interval', 'Of', 'Bar'], lines.map((one) => [
            one.name,
            (0,percent/* percent */.KN)(one.rate),
            `${(0,percent/* percentRange */.nC)(one)} %`,
            `${one.passed} of ${one.rows}`,
            one.bar === null ? 'none' : `${(0,percent/* percent */.KN)(one.bar)}: ${barWords(one)}`,
        ])),
    }));
}
function linesOf({ standing: { pass_rate: all }, eval: { slices: some } }) {
    return [...(all === null ? [] : [{ ...all, name: 'All real cases', bar: null, verdict: null }]), ...some];
}
const VERDICTS = {
    meets: 'met',
    misses: 'missed',
    'cannot-tell': 'too few to tell',
};
const barWords = ({ verdict }) => (verdict === null ? 'no bar' : VERDICTS[verdict]);
function slices_takeawayOf({ standing: { pass_rate: all }, eval: { slices: some } }, lines) {
    if (lines.length === 0)
        return 'It has not been evaluated on real cases';
    const whole = all === null ? '' : `${(0,percent/* percent */.KN)(all.rate)} right (${(0,percent/* percentRange */.nC)(all)}), ${all.passed} of ${all.rows}`;
    const [worst] = some;
    if (worst === undefined)
        return whole;
    return `${whole}${whole === '' ? '' : '; '}worst slice ${shown(worst.name, 40)} at ${(0,percent/* percent */.KN)(worst.rate)} (n=${worst.rows})`;
}
function slices_draw(lines, width) {
    const keyed = lines.map((line, i) => ({ ...line, key: i }));
    const narrow = isNarrow(width);
    const line = narrow ? 62 : 46;
    return {
        height: lines.length * line + 44,
        margin: 0,
        marginBottom: 40,
        marginLeft: 18,
        marginRight: 22,
        x: {
            domain: [0, 1],
            label: 'share right',
            labelArrow: 'none',
            ticks: [0, 0.25, 0.5, 0.75, 1],
            tickFormat: (at) => `${at * 100} %`,
        },
        y: { axis: null, type: 'band', domain: keyed.map((line) => line.key), padding: 0 },
        marks: [
            src/* gridX */.JD({ stroke: INK.line, strokeOpacity: 1, ticks: [0, 0.25, 0.5, 0.75, 1] }),
            src/* ruleY */.OJ(keyed, {
                y: 'key',
                x1: 'low',
                x2: 'high',
                stroke: INK.poc,
                strokeWidth: 2,
                dy: line / 2 - 14,
            }),
            src/* tickX */.SW(keyed.filter((line) => line.bar !== null), { y: 'key', x: 'bar', stroke: INK.bad, strokeWidth: 2.5, insetTop: line - 24, insetBottom: 4 }),
            src/* dot */.Om(keyed, { y: 'key', x: 'rate', r: 5, fill: INK.poc, stroke: INK.paper, dy: line / 2 - 14 }),
            src/* text */.Qq(keyed, {
                y: 'key',
                frameAnchor: 'left',
                textAnchor: 'start',
                lineAnchor: 'top',
                text: (one) => labelOf(one, narrow),
                fill: INK.text,
                stroke: INK.paper,
                strokeWidth: 4,
                dx: -18,
                dy: 2 - line / 2,
            }),
        ],
    };
}
/** On a phone the bar has a line of its own. */
function labelOf(line, narrow) {
    const name = shown(line.name, narrow ? 24 : 60);
    const bar = line.bar === null ? '' : `bar ${(0,percent/* percent */.KN)(line.bar)}: ${barWords(line)}`;
    const gap = bar === '' ? '' : narrow ? '\n' : '; ';
    return `${name}: ${(0,percent/* percent */.KN)(line.rate)}, n=${line.rows}${gap}${bar}`;
}

;// CONCATENATED MODULE: ./build/action/reporters/html/rows.js





/** The rows behind the figures. Each says where it stands, so that it can be found again. */
const rows = (dossier, numbers) => [
    ...timed('rows-today', 'Timed cases, as done today', dossier.today, numbers),
    ...timed('rows-with-poc', 'Timed cases with the POC', dossier.withPoc, numbers),
    ...discarded(dossier),
    ...checked(dossier),
    ...stated(dossier, numbers),
];
const place = ({ file, line }) => html `<code>${line === null ? file : `${file}:${line}`}</code>`;
/** Nothing is shown of a file without rows. */
function shownRows(id, name, header, all, cells) {
    const [first] = all;
    if (first === undefined)
        return [];
    return [rowTable(id, `${name}: ${(0,words/* things */._K)(all.length, 'row')}`, header, all, cells, first.file)];
}
const timed = (id, name, all, numbers) => shownRows(id, name, ['Case', 'Person', 'Day', 'Minutes', 'How', 'Counts', 'Where'], all, (row) => [
    row.caseRef,
    row.performer,
    fullDay(row.day),
    numbers.minutes(row.minutes),
    row.method.replaceAll('_', ' '),
    countsWords(row),
    place(row),
]);
function countsWords({ counted, fellBack, refused }) {
    const became = [...(fellBack ? ['ended by hand'] : []), ...(refused ? ['done another way'] : [])];
    return [counted ? 'yes' : 'no, warm-up', ...became].join('; ');
}
const discarded = (dossier) => shownRows('rows-discarded', 'Begun and discarded', ['Case', 'Person', 'Day', 'Why', 'Where'], dossier.discarded, (row) => [row.caseRef, row.performer, fullDay(row.day), row.reason, place(row)]);
const ARMS = { by_hand: 'by hand', with_poc: 'with the POC' };
const checked = (dossier) => shownRows('rows-checked', 'Looked at again', ['Case', 'Done', 'By', 'Looked at by', 'Wrong', 'Where'], dossier.checked, (row) => [
    row.caseRef,
    ARMS[row.arm],
    row.performer,
    row.checkedBy,
    row.wrong ? `yes${row.kind === '' ? '' : `: ${row.kind}`}` : 'no',
    place(row),
]);
const stated = (dossier, numbers) => shownRows('rows-stated', 'Stated, not measured', ['What', 'Amount', 'Said by', 'Where'], dossier.stated, (row) => [row.what, amountOf(row, numbers), row.source, place(row)]);
/** A range stays a range. */
function amountOf({ low, likely, high, unit }, numbers) {
    const show = { money: numbers.money, share: percent/* percent */.KN, cases: numbers.count }[unit];
    return low === high ? show(likely) : `${show(likely)} (${show(low)} to ${show(high)})`;
}

;// CONCATENATED MODULE: ./build/action/reporters/html/sources.js






/** Where every number comes from: each figure with its rows, what was stated, and the files. */
function sources(report, dossier, numbers) {
    const figures = figuresOf(report, numbers);
    return section('sources', 'Where every number comes from', 'Rows, statements and files', [
        figures.length === 0
            ? html `<p class="unknown">There is no figure yet.</p>`
            : table('Figures', ['Figure', 'Value', 'Worked out from'], figures),
        rows(dossier, numbers),
        dossier.sources.length === 0 ? null : files(dossier),
    ]);
}
const known = (figure, line) => figure == null ? [] : [line(figure)];
function figuresOf({ value, standing }, numbers) {
    return [
        ...known(value?.today ?? standing.minutes_today, ({ mean, n }) => [
            'Minutes a case today',
            numbers.minutes(mean),
            html `mean of <a href="#rows-today">${n} timed cases</a>`,
        ]),
        ...known(value?.with_poc, ({ mean, n }) => [
            'Minutes a case with the POC',
            numbers.minutes(mean),
            html `mean of <a href="#rows-with-poc">${n} timed cases</a>`,
        ]),
        ...known(value?.saved_minutes, ({ mean, low, high }) => [
            'Minutes saved a case',
            `${numbers.minutes(mean)} (${numbers.minutes(low)} to ${numbers.minutes(high)})`,
            'the difference of the two means; people, then cases, drawn again and again',
        ]),
        ...errorLines(value),
        ...known(standing.pass_rate, ({ rate, passed, rows: of }) => [
            'Right in the eval',
            `${(0,percent/* percent */.KN)(rate)}, ${passed} of ${of}`,
            html `<a href="#files">the results of the eval</a>`,
        ]),
        ...known(value?.adoption, ({ share, attempted, eligible, from, to }) => [
            'Use',
            `${(0,percent/* percent */.KN)(share)}, ${numbers.count(attempted)} of ${numbers.count(eligible)}`,
            html `<a href="#files">the usage export</a>, ${fullDay(from)} to ${fullDay(to)}, over <a href="#rows-stated">the cases a month</a>`,
        ]),
        ...moneyLines(value, numbers),
    ];
}
function errorLines(value) {
    const line = (name) => ({ rate, wrong, checked }) => [
        name,
        `${(0,percent/* percent */.KN)(rate)}, ${wrong} of ${checked}`,
        html `<a href="#rows-checked">cases that somebody else looked at again</a>`,
    ];
    return [
        ...known(value?.errors_today, line('Wrong today, after all review')),
        ...known(value?.errors_with_poc, line('Wrong with the POC, after all review')),
    ];
}
function moneyLines(value, numbers) {
    const draws = html `10,000 seeded draws from the rows above and <a href="#rows-stated">what was stated</a>`;
    const figures = value?.figures;
    if (figures == null)
        return [];
    return [
        ['Hours freed a year', numbers.amount(figures.hours.p50), draws],
        ['Net a year', numbers.short(figures.net.p50), draws],
        ['Months to pay back', monthsOf(figures.payback_months.p50), draws],
    ];
}
const monthsOf = (months) => (months === null ? 'never' : String(Math.round(months)));
const files = ({ sources: all }) => html `<div id="files">${table('Files that were read', ['What', 'Files', 'Rows'], all.map(({ what, files: names, rows: count }) => [
    what,
    html `<code>${names.slice(0, MOST_FILES).join(', ')}</code>${names.length > MOST_FILES ? ` and ${(0,words/* things */._K)(names.length - MOST_FILES, 'more file')}` : ''}`,
    count === null ? 'one document' : String(count),
]))}</div>`;
const MOST_FILES = 5;

;// CONCATENATED MODULE: ./build/action/reporters/html/standing.js



const UNKNOWN = 'not measured';
/** A person today against the POC, line by line. What has not been measured says so. */
function standing(report, numbers) {
    const { value } = report;
    const lines = [
        ['Minutes a case', minutes(todayOf(report), numbers), minutes(value?.with_poc ?? null, numbers)],
        ['Right, before the POC is reviewed', rightToday(value?.errors_today ?? null), evaluated(report)],
        ['Wrong, after all review', errors(value?.errors_today ?? null), errors(value?.errors_with_poc ?? null)],
        ['Cost a case', cost(value, 'today', numbers), cost(value, 'with_poc', numbers)],
    ];
    return section('standing', 'A person today against the POC', takeaway(report, numbers), table('Means; ranges are 95 % intervals.', ['Figure', 'Person today', 'With the POC'], lines, 'compare'));
}
const todayOf = ({ value, standing: { minutes_today: minutes } }) => value?.today ?? minutes;
function takeaway(report, numbers) {
    const [today, poc] = [todayOf(report), report.value?.with_poc ?? null];
    if (today === null && poc === null)
        return 'Nothing is measured yet';
    const said = (arm) => (arm === null ? 'an unknown number of' : numbers.minutes(arm.mean));
    return `${said(today)} minutes a case today, ${said(poc)} with the POC`;
}
function minutes(arm, numbers) {
    if (arm === null)
        return UNKNOWN;
    const range = arm.low === null || arm.high === null
        ? 'no interval from one case'
        : `${numbers.minutes(arm.low)}–${numbers.minutes(arm.high)}`;
    return html `${numbers.minutes(arm.mean)} <small>${range}, n=${arm.n}</small>`;
}
function errors(rate) {
    if (rate === null)
        return UNKNOWN;
    return html `${(0,percent/* percent */.KN)(rate.rate)} <small>${(0,percent/* percentRange */.nC)(rate)} %, ${rate.wrong} of ${rate.checked}</small>`;
}
function rightToday(rate) {
    if (rate === null)
        return UNKNOWN;
    const interval = { low: 1 - rate.high, high: 1 - rate.low };
    return html `${(0,percent/* percent */.KN)(1 - rate.rate)} <small>${(0,percent/* percentRange */.nC)(interval)} %, ${rate.checked - rate.wrong} of ${rate.checked}</small>`;
}
function evaluated({ standing: { pass_rate: rate } }) {
    if (rate === null)
        return UNKNOWN;
    const person = rate.to_person === 0 ? '' : `; ${rate.to_person} went to a person`;
    return html `${(0,percent/* percent */.KN)(rate.rate)} <small>${(0,percent/* percentRange */.nC)(rate)} %, ${rate.passed} of ${rate.rows}${person}</small>`;
}
function cost(value, arm, numbers) {
    const costs = value?.cost_per_case ?? null;
    return costs === null ? UNKNOWN : numbers.money(costs[arm]);
}

;// CONCATENATED MODULE: ./build/action/reporters/html/style.js

const LIGHT = `--paper:#fdfdfb;--ink:#1d1c1a;--soft:#5c5951;--line:#d8d5cd;--poc:#1b5a9e;--today:#8a5500;--bad:#a1301a;--wash:#f3f1ec`;
const DARK = `--paper:#151618;--ink:#eae8e3;--soft:#aeaba4;--line:#3c3d42;--poc:#82b4f2;--today:#dcaa4e;--bad:#f2937c;--wash:#202226`;
/** The look of the page. Colours are variables, so that charts follow the theme; print is always light. */
const STYLE = new Markup(`
:root{color-scheme:light dark;${LIGHT}}
@media screen and (prefers-color-scheme:dark){:root{${DARK}}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0 auto;padding:3rem 1rem 5rem;max-width:46rem;background:var(--paper);color:var(--ink);font:1rem/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;overflow-wrap:anywhere}
a{color:var(--poc);text-underline-offset:.15em}
:focus-visible{outline:2px solid var(--poc);outline-offset:3px}
.skip{position:absolute;left:-99rem}
.skip:focus{left:1rem;top:1rem;background:var(--paper);padding:.5rem}
h1,h2,h3{line-height:1.25;font-weight:650;text-wrap:balance;margin:0}
h1{font-size:1.05rem}
h2{font-size:1.4rem}
h3{font-size:1.05rem;margin-top:2rem}
p{margin:.6rem 0 0;max-width:40rem}
ul{margin:.6rem 0 0;padding-left:1.2rem;max-width:40rem}
li{margin-top:.35rem}
section{margin-top:4.5rem}
main>section:first-child{margin-top:2.5rem}
.topic{display:block;font-size:.9rem;line-height:1.4;font-weight:500;letter-spacing:0;color:var(--soft);margin-bottom:.3rem}
.soft,figcaption,.facts{color:var(--soft);font-size:.9rem}
.facts{margin-top:.2rem}
.verdict h2{font-size:2.1rem;letter-spacing:-.01em}
.verdict p{font-size:1.1rem}
#number{font-size:2.4rem;letter-spacing:-.02em;line-height:1.15}
.big{margin:2rem 0 0;display:grid;gap:1.5rem}
.big div{display:grid;grid-template-columns:1fr 1fr;column-gap:1rem;border-top:1px solid var(--line);padding-top:.7rem}
.big dt{grid-column:1/-1;color:var(--soft);font-size:.9rem}
.big dd{margin:0;font-size:1.9rem;font-weight:650;line-height:1.2;letter-spacing:-.02em;font-variant-numeric:tabular-nums;overflow-wrap:normal}
.big small{display:block;font-size:.9rem;font-weight:400;letter-spacing:0;color:var(--soft)}
blockquote{margin:2.5rem 0 0;padding-left:1rem;border-left:3px solid var(--poc);max-width:40rem}
.unknown{border-left:3px solid var(--line);padding-left:1rem;margin-top:1rem}
figure{margin:1.2rem 0 0}
figcaption{margin-top:.6rem;max-width:40rem}
svg{display:block;width:100%;height:auto;overflow:visible;color:var(--ink)}
.wide{display:none}
.narrow{max-width:27rem}
@media print,(min-width:42rem){.wide{display:block}.narrow{display:none}}
table{border-collapse:collapse;width:100%;margin-top:1rem;font-variant-numeric:tabular-nums}
caption{text-align:left;color:var(--soft);font-size:.9rem;padding-bottom:.3rem}
th,td{text-align:left;vertical-align:top;padding:.5rem .8rem .5rem 0;border-bottom:1px solid var(--line);font-weight:400;unicode-bidi:isolate}
th:last-child,td:last-child{padding-right:0}
thead th{color:var(--soft);font-size:.9rem}
td small,th small{display:block;color:var(--soft);font-size:.85rem}
.compare{table-layout:fixed}
.compare td{font-size:1.15rem}
.sum td:last-child,.sum th:last-child{text-align:right;white-space:nowrap}
.bars td:last-child,.bars th:last-child{white-space:nowrap}
code{font:0.9em ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace;unicode-bidi:isolate}
details{margin-top:1rem}
summary{cursor:pointer;color:var(--poc);font-size:.9rem}
.scroll{overflow-x:auto}
.scroll table{font-size:.85rem;min-width:34rem}
.area{display:grid;grid-template-columns:1fr;gap:.1rem;margin-top:1.2rem}
.area ul{list-style:none;padding:0;margin:.2rem 0 0}
.mark{white-space:nowrap}
footer{margin-top:5rem;padding-top:1rem;border-top:1px solid var(--line);color:var(--soft);font-size:.85rem}
@page{margin:16mm 14mm}
@media print{
body{padding:0;max-width:none;font-size:10.5pt}
section{margin-top:2.2rem}
.skip,summary{display:none}
details::details-content{content-visibility:visible;display:block;block-size:auto}
figure,blockquote,.big div,tr,.area li{break-inside:avoid}
h2,h3,caption{break-after:avoid}
.scroll{overflow:visible}
.scroll table{min-width:0;font-size:8pt}
.scroll th,.scroll td{padding-top:.15rem;padding-bottom:.15rem}
a{color:inherit}
}
`);

;// CONCATENATED MODULE: ./build/action/reporters/html/dots.js
/** More dots than these in all, or on top of each other, cannot be told apart; then each stands for several. */
const MOST_DOTS = 150;
const HIGHEST = 12;
/** Every so-manyth by rank, so that the shape stays; the longest among them. */
const thinned = (minutes, each) => minutes.filter((_, i) => (minutes.length - 1 - i) % each === 0);
/** @returns how many cases a dot stands for, of minutes in ascending order */
function perDot(minutes) {
    let each = Math.ceil(minutes.length / MOST_DOTS);
    while (each < minutes.length && highest(thinned(minutes, each), minutes.at(-1)) > HIGHEST)
        each += 1;
    return each;
}
/** Columns of dots beside each other on a phone. */
const COLUMNS = 46;
/** @returns the dots of the highest stack, on a scale from 0 to `most` */
function highest(dots, most) {
    const stacks = new Map();
    for (const at of dots) {
        const column = Math.floor((at / most) * COLUMNS);
        stacks.set(column, (stacks.get(column) ?? 0) + 1);
    }
    return Math.max(...stacks.values());
}

;// CONCATENATED MODULE: ./build/action/reporters/html/times-chart.js



/** @returns an arm with what its mean rests on */
function times_chart_labelOf({ name, summary, minutes }, numbers) {
    if (summary === null)
        return `${name}: n=${minutes.length}`;
    const { mean, low, high, n } = summary;
    const range = low === null || high === null ? '' : ` (${numbers.minutes(low)}–${numbers.minutes(high)})`;
    return `${name}: mean ${numbers.minutes(mean)} min${range}, n=${n}`;
}
/** Each case as a dot, today as rings and with the POC as full ones, over the mean with its interval. */
function drawTimes(arms, width, numbers) {
    const r = isNarrow(width) ? 3 : 4;
    const dots = arms.map(dotsOf);
    const most = Math.max(...arms.map(({ minutes, summary }) => Math.max(minutes.at(-1) ?? 0, summary?.high ?? 0)));
    const stack = Math.max(...dots.map((own) => highest(own.map((dot) => dot.at), most)));
    // Dots of neighbouring columns push each other up.
    const height = 70 + 1.4 * stack * (2 * r + 1);
    return {
        height: arms.length * height + 42,
        margin: 0,
        marginLeft: r + 2,
        marginRight: r + 8,
        marginBottom: 40,
        x: {
            domain: [0, most * 1.02],
            label: 'minutes a case',
            labelArrow: 'none',
            ticks: isNarrow(width) ? 5 : 9,
        },
        y: { axis: null, domain: [0, 1] },
        fy: { axis: null, domain: arms.map((arm) => arm.key), padding: 0.1 },
        marks: [
            src/* gridX */.JD({ stroke: INK.line, strokeOpacity: 1 }),
            ...dots.map((own) => strip(own, r)),
            ...means(arms),
            src/* text */.Qq(arms, {
                fy: 'key',
                frameAnchor: 'top-left',
                text: (arm) => times_chart_labelOf(arm, numbers),
                fill: INK.text,
                dx: -r,
            }),
        ],
    };
}
const dotsOf = ({ key, minutes }) => thinned(minutes, perDot(minutes)).map((at) => ({ key, at }));
const LOOKS = {
    today: { stroke: INK.today, strokeWidth: 1.5, fill: INK.paper },
    poc: { stroke: INK.poc, fill: INK.poc },
};
const strip = (dots, r) => src/* dot */.Om(dots, src/* dodgeY */.$s('bottom', { fy: 'key', x: 'at', r, dy: -22, ...LOOKS[dots[0]?.key ?? 'poc'] }));
function means(arms) {
    const known = arms.flatMap(({ key, summary }) => (summary === null ? [] : [{ key, ...summary }]));
    const color = ({ key }) => LOOKS[key].stroke;
    const below = { fy: 'key', y: 0, dy: -11 };
    return [
        src/* ruleY */.OJ(known, { ...below, x1: 'low', x2: 'high', stroke: color, strokeWidth: 2 }),
        src/* dot */.Om(known, { ...below, x: 'mean', r: 5, symbol: 'diamond', fill: color }),
    ];
}

;// CONCATENATED MODULE: ./build/action/reporters/html/times.js





/** How long a case takes, in both arms: every case that counts, and the mean. */
function times(value, dossier, numbers) {
    const arms = [
        { name: 'Person today', key: 'today', summary: value?.today ?? null, minutes: counted(dossier.today) },
        { name: 'With the POC', key: 'poc', summary: value?.with_poc ?? null, minutes: counted(dossier.withPoc) },
    ];
    const timed = arms.filter(({ minutes }) => minutes.length > 0);
    const takeaway = times_takeawayOf(value, numbers);
    if (timed.length === 0)
        return section('times', 'Time of a case', takeaway, NOT_TIMED);
    const chart = figure({
        label: `Minutes a case, one dot each: ${timed.map((arm) => times_chart_labelOf(arm, numbers)).join('; ')}. ${takeaway}.`,
        draw: (width) => drawTimes(timed, width, numbers),
        caption: captionOf(timed),
        table: times_tableOf(timed, numbers),
    });
    const missing = timed.length === 2 ? null : arms.find((arm) => arm.minutes.length === 0);
    return section('times', 'Time of a case', takeaway, [
        chart,
        missing == null ? null : NOT_TIMED_IN[missing.key],
    ]);
}
const counted = (rows) => rows
    .filter((row) => row.counted)
    .map((row) => row.minutes)
    .sort((a, b) => a - b);
const NOT_TIMED_IN = {
    today: unknown('how long a case takes a person today.', html `Time at least 20 cases while they are done: <code>npx poc time</code>.`),
    poc: unknown('how long a case takes with the POC, review included.', html `Time at least 20 cases: <code>npx poc time --assisted</code>.`),
};
const NOT_TIMED = [NOT_TIMED_IN.today, NOT_TIMED_IN.poc];
function times_takeawayOf(value, numbers) {
    const saved = value?.saved_minutes ?? null;
    if (saved === null) {
        const today = value?.today ?? null;
        return today === null
            ? 'Nobody has timed it yet'
            : `${numbers.minutes(today.mean)} minutes a case today (n=${today.n})`;
    }
    const { mean, low, high } = saved;
    if (low > 0)
        return `${numbers.minutes(mean)} minutes less a case, ${numbers.minutes(low)} to ${numbers.minutes(high)}`;
    if (high < 0)
        return `${numbers.minutes(-mean)} minutes more a case, ${numbers.minutes(-high)} to ${numbers.minutes(-low)}`;
    return `No time saved that could be shown: between ${numbers.minutes(-low)} minutes more and ${numbers.minutes(high)} less a case`;
}
const DOTS = {
    today: { dot: 'A ring', what: 'as done today', rows: '#rows-today' },
    poc: { dot: 'A full dot', what: 'with the POC', rows: '#rows-with-poc' },
};
function captionOf(arms) {
    const dots = arms.map(({ key, minutes }) => {
        const { dot, what, rows } = DOTS[key];
        const each = perDot(minutes);
        return html `${dot} is ${each === 1 ? 'one case' : `${each} cases`} ${what} (<a href="${rows}">${minutes.length} rows</a>). `;
    });
    return html `${dots}Diamond and line: the mean and its 95 % interval. Warm-up is left out.`;
}
const times_tableOf = (arms, numbers) => table('Minutes a case', ['Figure', ...arms.map((arm) => arm.name)], [
    ['Cases that count', ...arms.map(({ summary, minutes }) => String(summary?.n ?? minutes.length))],
    ['Warm-up, left out', ...arms.map(({ summary }) => String(summary?.warm_up ?? 'not known'))],
    ['People', ...arms.map(({ summary }) => String(summary?.people ?? 'not known'))],
    [
        'Mean',
        ...arms.map(({ summary }) => (summary === null ? 'not known' : numbers.minutes(summary.mean))),
    ],
    [
        'Median',
        ...arms.map(({ summary }) => (summary === null ? 'not known' : numbers.minutes(summary.median))),
    ],
    ['Shortest and longest', ...arms.map(({ minutes }) => spread(minutes, numbers))],
]);
const spread = (minutes, numbers) => `${numbers.minutes(minutes[0])} and ${numbers.minutes(minutes.at(-1))}`;

;// CONCATENATED MODULE: ./build/action/reporters/html/parameters.js

const share = (at) => (0,percent/* percent */.KN)(at);
const parameters_minutes = (at, numbers) => `${numbers.minutes(at)} min`;
const money = (at, numbers) => numbers.money(at);
/** What each parameter is called, and how its values are written. */
const PARAMETERS = {
    minutes_today: { name: 'Minutes a case today', show: parameters_minutes },
    minutes_with_poc: { name: 'Minutes a case with the POC', show: parameters_minutes },
    adoption: { name: 'Share of cases on which it is used', show: share },
    capture: { name: 'Share of freed hours that counts', show: share },
    cases_per_year: { name: 'Cases a year', show: (at, numbers) => numbers.amount(at) },
    errors_today: { name: 'Errors today', show: share },
    errors_with_poc: { name: 'Errors with the POC', show: share },
    cost_per_error: { name: 'Cost of one error', show: money },
    run_per_case: { name: 'Cost to run, a case', show: money },
};

;// CONCATENATED MODULE: ./build/action/reporters/html/tornado-chart.js



function halvesOf(swing, net, numbers) {
    const { show } = PARAMETERS[swing.parameter];
    const ends = [
        { at: show(swing.at_p10, numbers), net: swing.net_at_p10, left: swing.net_at_p10 < swing.net_at_p90 },
        { at: show(swing.at_p90, numbers), net: swing.net_at_p90, left: swing.net_at_p90 <= swing.net_at_p10 },
    ];
    return ends.map((end) => ({ ...end, parameter: swing.parameter, better: end.net >= net }));
}
/** Bars around the net at the mean of everything: full where it is better, hollow where it is worse. */
function drawTornado(moving, net, width, numbers) {
    const halves = moving.flatMap((swing) => halvesOf(swing, net, numbers));
    const ends = halves.map((half) => half.net);
    const [low, high] = [Math.min(net, ...ends), Math.max(net, ...ends)];
    // Values stand beyond the ends of the bars.
    const room = (high - low) * (isNarrow(width) ? 0.3 : 0.14);
    const domain = [low - room, high + room];
    const ticks = isNarrow(width) ? 3 : 4;
    return {
        height: moving.length * 46 + 62,
        margin: 0,
        marginTop: 22,
        marginBottom: 40,
        marginLeft: SIDE,
        marginRight: SIDE,
        x: {
            domain,
            label: 'net of a year',
            labelArrow: 'none',
            ticks,
            tickFormat: (at) => numbers.short(at),
        },
        y: { axis: null, domain: moving.map((one) => one.parameter), padding: 0 },
        marks: [
            src/* gridX */.JD({ stroke: INK.line, strokeOpacity: 1, ticks }),
            domain[0] < 0 && domain[1] > 0 ? src/* ruleX */.hI([0], { stroke: INK.bad, strokeDasharray: '3,3' }) : null,
            ...bars(halves, net),
            ...netLine(net, numbers),
            names(moving),
            ...values(halves),
        ],
    };
}
/** Half of a label of the axis fits beside it. */
const SIDE = 22;
function bars(halves, net) {
    const bar = { y: 'parameter', x1: net, x2: 'net', insetTop: 21, insetBottom: 5 };
    const where = (better) => halves.filter((half) => half.better === better);
    return [
        src/* barX */.uL(where(true), { ...bar, fill: INK.poc }),
        src/* barX */.uL(where(false), { ...bar, fill: INK.paper, stroke: INK.poc, strokeWidth: 1.5 }),
    ];
}
const netLine = (net, numbers) => [
    src/* ruleX */.hI([net], { stroke: INK.text }),
    src/* text */.Qq([net], {
        x: (at) => at,
        frameAnchor: 'top',
        text: () => `at all means ${numbers.short(net)}`,
        dy: -20,
        fill: INK.text,
    }),
];
const names = (moving) => src/* text */.Qq(moving, {
    y: 'parameter',
    frameAnchor: 'left',
    textAnchor: 'start',
    text: (one) => PARAMETERS[one.parameter].name,
    fill: INK.text,
    stroke: INK.paper,
    strokeWidth: 4,
    fontWeight: 600,
    dx: -SIDE,
    dy: -13,
});
function values(halves) {
    const value = { y: 'parameter', x: 'net', text: 'at', fill: INK.text, dy: 8 };
    const where = (left) => halves.filter((half) => half.left === left);
    return [
        src/* text */.Qq(where(true), { ...value, textAnchor: 'end', dx: -6 }),
        src/* text */.Qq(where(false), { ...value, textAnchor: 'start', dx: 6 }),
    ];
}

;// CONCATENATED MODULE: ./build/action/reporters/html/year.js



/** What it takes to end at nothing. */
function breakEven({ break_even: even }, numbers) {
    const lines = [
        even.minutes_saved === null
            ? 'no saving of time would do'
            : `${numbers.minutes(even.minutes_saved)} minutes saved a case`,
        even.adoption === null
            ? 'no use would do'
            : even.adoption > 1
                ? 'not even full use would do'
                : `use on ${(0,percent/* percent */.KN)(even.adoption)} of cases`,
        even.cases_per_year === null
            ? 'no volume would do'
            : `${numbers.amount(even.cases_per_year)} cases a year`,
    ];
    return html `<p>It breaks even, building included, at ${lines.join(', or ')}, all else as it is.</p>`;
}
/** A year, line by line. */
const sum = ({ lines }, numbers) => table('A year at the mean of everything', ['Line', 'Amount'], [
    ['Hours freed that become something named', numbers.whole(lines.labour)],
    ['Errors avoided', numbers.whole(lines.errors)],
    ['Taken off for how it was measured', numbers.whole(lines.haircut)],
    ['Cost to run', numbers.whole(lines.run)],
    [html `<strong>Net of a year</strong>`, html `<strong>${numbers.whole(lines.net)}</strong>`],
    ['Built once, not in the net', numbers.whole(lines.build)],
], 'sum');

;// CONCATENATED MODULE: ./build/action/reporters/html/tornado.js






/** How the year adds up, and what it hangs on. */
function tornado(value, numbers) {
    const figures = value?.figures ?? null;
    if (figures === null)
        return section('hangs-on', 'What the number hangs on', 'There is no number to take apart yet', unknown('what a year comes to.', html `See <a href="#number">what keeps the number from being there</a>.`));
    const moving = figures.tornado.filter((swing) => swing.net_at_p10 !== swing.net_at_p90);
    const takeaway = tornado_takeawayOf(moving, numbers);
    return section('hangs-on', 'What the number hangs on', takeaway, [
        moving.length === 0 ? null : swings(moving, figures, takeaway, numbers),
        breakEven(figures, numbers),
        sum(figures, numbers),
    ]);
}
function tornado_takeawayOf([widest], numbers) {
    if (widest === undefined)
        return 'Nothing in it varies';
    const [low, high] = [widest.net_at_p10, widest.net_at_p90].sort((a, b) => a - b);
    const name = PARAMETERS[widest.parameter].name;
    return `Most hangs on the ${name[0]?.toLowerCase()}${name.slice(1)}: ${numbers.short(low)} to ${numbers.short(high)} a year`;
}
const swings = (moving, figures, takeaway, numbers) => figure({
    label: `${takeaway}. One bar for each of ${moving.length} parameters, the widest first.`,
    draw: (width) => drawTornado(moving, figures.lines.net, width, numbers),
    caption: html `Each bar is the net of a year when this alone moves from its P10 to its P90 (one in ten lies beyond either end); the line is the year at all means. Full: better than that. Hollow: worse.`,
    table: table('Net of a year', ['What moves', 'At its P10', 'Net then', 'At its P90', 'Net then'], moving.map((one) => {
        const { name, show } = PARAMETERS[one.parameter];
        return [
            name,
            show(one.at_p10, numbers),
            numbers.short(one.net_at_p10),
            show(one.at_p90, numbers),
            numbers.short(one.net_at_p90),
        ];
    })),
});

;// CONCATENATED MODULE: ./build/action/reporters/html/trust.js




const GRADES = {
    A: 'a coin decided how each case was done, with at least 30 cases in each arm',
    B: 'before against after, timed, with at least 20 cases in each arm and 3 people',
    C: 'few cases or few people, so nothing to be quoted outside',
    D: 'estimates or nothing, so no number is shown',
};
/** How it was measured, what that takes off, and what is not proven. */
function trust(value) {
    if (value === null)
        return section('trust', 'How far to trust it', 'Nothing was measured', html `<p class="unknown">There is no <code>baseline.yaml</code> that can be read. Describe the work as it is done today.</p>`);
    return section('trust', 'How far to trust it', `Evidence grade ${value.grade}: ${GRADES[value.grade]}`, [
        html `<p>${haircut(value)} ${denominators(value)}</p>`,
        // Without a number the gaps stand where it would be.
        value.figures !== null ? list('Not proven', value.not_proven) : null,
        list('To know with it', value.notes),
    ]);
}
function haircut({ grade, haircut: share }) {
    if (grade === 'D')
        return '';
    return share === 0
        ? 'Nothing is taken off for how it was measured.'
        : `${(0,percent/* percent */.KN)(share)} of the gain is taken off for that.`;
}
function denominators({ denominators: { used, people, refused, never_timed: never } }) {
    return `${(0,words/* things */._K)(used, 'case')} done with the POC by ${(0,words/* things */._K)(people, 'person', 'people')}; ${(0,words/* things */._K)(refused, 'case')} done another way than assigned; ${(0,words/* things */._K)(never, 'case')} begun and discarded.`;
}
const list = (title, lines) => lines.length === 0
    ? null
    : html `<h3>${title}</h3><ul>${lines.map((line) => html `<li>${withCode(line)}</li>`)}</ul>`;

;// CONCATENATED MODULE: ./build/action/reporters/html/verdict.js



/** What proof of concept this is. */
function title(report) {
    const { poc } = report;
    return html `<header><h1>${poc?.title ?? 'A proof of concept'}</h1><p class="facts">${facts(report).join(' · ')}</p></header>`;
}
function facts({ poc, stage, next_stage: next, judged_at: judged }) {
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
const daysLeft = (days) => days < 0 ? `${(0,words/* things */._K)(-days, 'day')} overdue` : `${(0,words/* things */._K)(days, 'day')} left`;
/** What the gate advises, and the one reason. */
const verdict = (report) => html `<section class="verdict" aria-labelledby="verdict"><h2 id="verdict">${(0,words/* verdictTitle */.Sw)(report)}</h2><p>Why: ${report.reason.replace(/\.$/, '')}.</p></section>`;

;// CONCATENATED MODULE: ./build/action/reporters/html/waivers.js




/** What is knowingly not done, until when, and on whose name. */
function waivers({ results }, dossier) {
    const waived = results.filter((result) => result.outcome === 'waived');
    const takeaway = waived.length === 0 ? 'Nothing is waived' : `${(0,words/* things */._K)(waived.length, 'check is', 'checks are')} waived`;
    const lines = waived.map((result) => {
        const granted = dossier.waivers.find((one) => one.check === result.id);
        const until = result.waived_until === null ? 'without an end' : `until ${fullDay(result.waived_until)}`;
        const why = granted === undefined ? null : html ` Why: ${granted.text} Instead: ${granted.instead}`;
        return html `<li><code>${result.id}</code> ${until}, approved by ${result.waived_by ?? 'nobody'}.${why} <span class="soft">${withCode(result.message)}</span></li>`;
    });
    return section('waived', 'What is waived', takeaway, lines.length === 0 ? null : html `<ul>${lines}</ul>`);
}

;// CONCATENATED MODULE: ./build/action/reporters/html/page.js
















const GENERATOR = html `<meta name="generator" content="poc report">`;
/** The mark stands before anything that a repository says. */
const HEAD_CHARACTERS = 500;
/** @returns whether a file was written by `htmlReport`, so that it may be written anew. */
const isHtmlReport = (file) => file.slice(0, HEAD_CHARACTERS).includes(GENERATOR.text);
/**
 * The report as one file that is looked at: no script, no request, no other file. Every text of the repository in it is
 * escaped, and nothing in it could run or load if it were not.
 */
function htmlReport(report, dossier) {
    const name = report.poc?.title ?? 'A proof of concept';
    return `<!doctype html>${page(name, [title(report), main(report, dossier), footer(report)]).text}\n`;
}
/** Should a text ever stand in the page as it is, it could still neither run nor load anything. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";
const page = (name, body) => html `<html lang="en"><head><meta charset="utf-8">${GENERATOR}<meta http-equiv="Content-Security-Policy" content="${POLICY}"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${name}: report</title><style>${STYLE}</style></head><body><a class="skip" href="#main">To the verdict</a>${body}</body></html>`;
function main(report, dossier) {
    const { value } = report;
    const numbers = numbersOf(value);
    return html `<main id="main">${[
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
function footer({ commit, base, version, judged_at: judged }) {
    const of = commit === null ? 'Files on disk' : html `Commit <code>${commit.slice(0, 7)}</code>`;
    const bars = base.commit === null ? base.how : html `bars of ${base.how} <code>${base.commit.slice(0, 7)}</code>`;
    return html `<footer><p>${of} · ${bars} · judged ${judged.slice(0, 16).replace('T', ' ')} UTC by create-poc ${version}</p></footer>`;
}


/***/ })

};
