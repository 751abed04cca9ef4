import type { AdoptionMetric, ReportAdoption, ReportMetric } from '../contract/report-adoption.ts';
import type { Bars } from '../contract/thresholds.ts';
import type { AdoptionMetrics } from '../readiness/adoption/metrics.ts';
import type { ReviewTimes } from '../readiness/adoption/review-times.ts';
import type { Share } from '../readiness/adoption/share.ts';
import type { Measures } from '../readiness/measures.ts';
import type { ErrorRate, ValueEvidence } from '../readiness/value/value-evidence.ts';

type Bar = Pick<ReportMetric, 'bar' | 'bar_is'>;

const SHOWN: Bar = { bar: null, bar_is: null };
const least = (bar: number): Bar => ({ bar, bar_is: 'least' });
const most = (bar: number): Bar => ({ bar, bar_is: 'most' });

/** @returns what the logs show of adoption, as the published JSON; `null` while nobody who is named has used it */
export function toAdoption({ adoption, value }: Measures, bars: Bars): ReportAdoption | null {
  if (adoption === null) return null;
  const { from, to, days } = adoption;
  return { from, to, days, metrics: [...use(adoption, bars), ...answers(adoption, bars), ...outcome(value)] };
}

function use(adoption: AdoptionMetrics, bars: Bars): ReportMetric[] {
  const wanted = bars['users/adoption-threshold'];
  return [
    share('active_weekly', adoption.activeWeekly, SHOWN),
    share('active_monthly', adoption.activeMonthly, SHOWN),
    share('coverage', adoption.coverage, least(wanted.coverage)),
    share('top_share', adoption.topShare, most(bars['users/real-usage'].top_share)),
    share('retention_week4', adoption.retention, least(wanted.retention)),
    share('abandoned', adoption.abandoned, most(wanted.abandoned)),
    share('old_way', adoption.oldWay, most(wanted.old_way)),
  ];
}

/** Accepting much is no merit and no fault by itself, so it has no bar of its own. */
function answers(adoption: AdoptionMetrics, bars: Bars): ReportMetric[] {
  const { medianEdit, reviews } = adoption;
  return [
    share('accepted', adoption.accepted, SHOWN),
    share('edited', adoption.edited, SHOWN),
    share('heavy_edits', adoption.heavyEdits, SHOWN),
    figure('median_edit', medianEdit?.value ?? null, medianEdit?.n ?? 0),
    share('rejected', adoption.rejected, SHOWN),
    share('reject_reasons', adoption.reasons, SHOWN),
    reviewSeconds(reviews),
    share('seeds_caught', adoption.seeds, least(bars['users/review-is-real'].caught)),
  ];
}

const reviewSeconds = (reviews: ReviewTimes | null): ReportMetric =>
  reviews === null
    ? figure('review_seconds', null, 0)
    : {
        ...figure('review_seconds', reviews.median, reviews.n, least(reviews.reading)),
        // Each output by its own length: the two medians may be of different ones.
        met: reviews.ofReading >= 1,
      };

const outcome = ({ errorsWithPoc, errorsToday, saved, withPoc }: ValueEvidence): ReportMetric[] => [
  share(
    'errors_escaped',
    asShare(errorsWithPoc),
    errorsToday === null ? SHOWN : most(errorsToday.interval.high),
  ),
  saved === null
    ? figure('minutes_saved', null, 0)
    : {
        ...figure('minutes_saved', saved.difference, withPoc?.n ?? 0, least(0)),
        low: saved.low,
        high: saved.high,
        // Nine in ten: one in ten worse has to be over nothing too.
        met: saved.p10 > 0,
      },
];

const asShare = (rate: ErrorRate | null): Share | null =>
  rate === null ? null : { count: rate.wrong, of: rate.checked, share: rate.rate, interval: rate.interval };

const share = (id: AdoptionMetric, of: Share | null, bar: Bar): ReportMetric => ({
  ...figure(id, of?.share ?? null, of?.of ?? 0, bar),
  count: of?.count ?? null,
  low: of?.interval.low ?? null,
  high: of?.interval.high ?? null,
});

function figure(id: AdoptionMetric, value: number | null, n: number, bar: Bar = SHOWN): ReportMetric {
  const { bar: wanted, bar_is: side } = bar;
  const met = value === null || wanted === null ? null : side === 'least' ? value >= wanted : value <= wanted;
  return { id, value, low: null, high: null, count: null, n, ...bar, met };
}
