/** Of other months there are few e-mails, and the date of an unwanted one can be anything. */
const MONTHS = /^2002-(?:07|08|09|10)-/;
/** The last days are held against the first. */
export const REFERENCE_DAYS = 62;
export const WINDOW_DAYS = 61;
const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/** @returns the rows of `poc drift --rows`, of the e-mails of these months that the model was not trained on. */
export function driftRows(mails, results, trained) {
  return mails
    .filter(({ fields }) => MONTHS.test(fields.date) && !trained.has(keyOf(fields)))
    .map((mail) => ({ ts: mail.fields.date, features: featuresOf(mail, results.get(mail.case_ref)) }))
    .sort((a, b) => a.ts.localeCompare(b.ts));
}

/** Which e-mail it is, where the training data does not say. */
export const keyOf = (fields) => JSON.stringify(fields);

function featuresOf({ label, fields, raw }, { outcome, answer, suggestion, confidence }) {
  const said = answer ?? suggestion?.answer;
  const date = new Date(fields.date);
  return {
    outcome,
    category: said?.label ?? 'none',
    confidence: confidence ?? suggestion?.confidence ?? 0,
    right: outcome !== 'answered' ? 'asked a person' : said.label === label ? 'yes' : 'no',
    label,
    sent: sentBy(fields.from, raw),
    html: /^content-type:\s*text\/html/im.test(raw) ? 'yes' : 'no',
    characters: fields.subject.length + fields.body.length,
    hour: date.getUTCHours(),
    weekday: WEEKDAYS[date.getUTCDay()],
  };
}

/** News feeds came as e-mails too, all from one address. */
function sentBy(from, raw) {
  if (from.includes('<rssfeeds@')) return 'news feed';
  return /^list-id:/im.test(raw) ? 'mailing list' : 'other';
}

/** @returns how often something held in the reference and in the window, such as `2.3 % of 2,563` */
export const sharesOf = (rows, holds) =>
  inTime(rows).map((part) => share(part.filter(holds).length, part.length));

/** @returns how often answers of the window were wrong, by how the e-mails were sent */
export function wrongBySender(rows) {
  const [, window] = inTime(rows);
  return ['news feed', 'mailing list', 'other'].map((sent) => {
    const some = window.filter(({ features }) => features.sent === sent);
    const wrong = some.filter(({ features }) => features.right === 'no').length;
    return { sent, 'answered wrongly': share(wrong, some.length) };
  });
}

/** @returns the rows of the reference, and those of the window, as `poc drift` tells them apart */
function inTime(rows) {
  const from = Date.parse(rows.at(-1).ts) + 1 - WINDOW_DAYS * 86_400_000;
  const isWindow = ({ ts }) => Date.parse(ts) >= from;
  return [rows.filter((row) => !isWindow(row)), rows.filter(isWindow)];
}

const share = (some, all) => `${((100 * some) / all).toFixed(1)} % of ${all.toLocaleString('en')}`;
