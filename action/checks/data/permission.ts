import type { DataRegister, DataSource } from '../../contract/data-register.ts';
import type { EvalCase } from '../../contract/eval-case.ts';
import type { Manifest } from '../../contract/manifest.ts';
import { OWNERS_FILE } from '../../contract/owners.ts';
import { defineCheck } from '../../readiness/check.ts';
import { type ApprovalTerms, approvalFault, isWildcard } from '../../readiness/data/data-approval.ts';
import { calledThough } from '../../readiness/data/hosted-calls.ts';
import type { Evidence } from '../../readiness/evidence.ts';
import { type Finding, fail, notProven, pass } from '../../readiness/finding.ts';
import { named, shortId } from '../../readiness/named-ids.ts';
import { nameKey, sameName } from '../../readiness/names.ts';
import { type Document, locate, type Row } from '../../readiness/reading.ts';

export const permission = defineCheck({
  id: 'data/permission',
  title: 'Whoever answers for the data allowed this use of it',
  failureTitle: 'Nobody is shown to have allowed this use of the data',
  question: 'May this data be used for this, sent to this vendor, and who said so?',
  why: 'Only a person can allow it, so that person has to be named, and what they said has to be dated and to end.',
  remedy: 'Ask the owner of the data to approve its row in `policy/data.yaml` in this pull request.',
  severity: 'critical',
  evidence:
    'A row of `policy/data.yaml` for every source_system of a real case: owner, purpose, class of personal data, processors, `retention_days`, and who approved it from when until when, for `valid_days` at most. Who may approve stands under `owners.data` in `policy/owners.yaml` of the base.',
  kinds: ['E5'],
  noticed:
    'An approval by the author of the pull request, by somebody whom the same pull request made an owner, from the future, without an end in time, copied from another row, or older than what it allows counts as none; so do a source or a processor that stands for all, and one purpose for three sources. Calls of a hosted model in the traces, while every row names `embedded` alone.',
  since: 2,
  blocksFrom: 'explore',
  grace: { explore: 3 },
  needs: ['dataRegister', 'cases', 'training', 'manifest', 'owners', 'change', 'traces'],
  evaluate({ dataRegister, cases, training, manifest, owners, change, traces }, { now, bars }) {
    const used = sourcesOf([...cases, ...training]);
    if (used.length === 0)
      return notProven('No real case names its source_system, so nothing shows which data is used.', {
        location: locate(dataRegister, 'sources'),
        remedy: 'Import real cases with `npx poc eval import`, and list their source in `policy/data.yaml`.',
      });
    const { data } = owners.value.owners;
    const terms: ApprovalTerms = {
      owners: data,
      ownersChanged: change.files.includes(OWNERS_FILE),
      proposal: change,
      before: change.base?.dataRegister?.value.sources ?? [],
      all: dataRegister.value.sources,
      now,
      mostDays: bars['data/permission'].valid_days,
    };
    return (
      badRegister(dataRegister) ??
      unlisted(used, dataRegister) ??
      (data.length === 0 ? nobodyMay(terms) : null) ??
      unallowed(used, dataRegister, terms) ??
      contradicted(rowsOf(used, dataRegister), manifest) ??
      sentElsewhere(rowsOf(used, dataRegister), dataRegister, traces) ??
      pass(`${inWords(rowsOf(used, dataRegister))}.`)
    );
  },
});

function sentElsewhere(
  rows: readonly DataSource[],
  register: Document<DataRegister>,
  traces: Evidence['traces'],
): Finding | null {
  const model = calledThough(rows, traces);
  return model === null
    ? null
    : fail(`Traces show calls of ${shortId(model)}, and ${register.file} lets nobody receive the data.`, {
        location: locate(register, 'sources'),
        remedy:
          'Name who provides that model under `processors:`, and have the owner of the data approve the row again.',
      });
}

const sourcesOf = (cases: readonly Row<EvalCase>[]): string[] => {
  const names = cases.flatMap(({ value }) =>
    value.origin === 'real' && value.source_system !== null ? [value.source_system] : [],
  );
  return [...new Map(names.map((name) => [nameKey(name), name])).values()].sort();
};

const rowsOf = (used: readonly string[], { value }: Document<DataRegister>): DataSource[] =>
  value.sources.filter(({ id }) => used.some((name) => sameName(name, id)));

/** A row for whatever there is, and two rows for one source, can be read as allowing anything. */
function badRegister(register: Document<DataRegister>): Finding | null {
  const { sources } = register.value;
  const wild = sources.findIndex(({ id }) => isWildcard(id));
  if (wild >= 0)
    return fail(`A row of ${register.file} is about "${sources[wild]?.id}", which is any source.`, {
      location: locate(register, `sources.${wild}`),
      remedy: 'Write one row for each source, by the `source_system` of its cases.',
    });
  const twice = sources.findIndex((one, i) => sources.slice(0, i).some(({ id }) => sameName(id, one.id)));
  if (twice < 0) return null;
  return notProven(`${register.file} has two rows for ${shortId(sources[twice]?.id ?? '')}.`, {
    location: locate(register, `sources.${twice}`),
    remedy: 'Keep the one that was approved.',
  });
}

function unlisted(used: readonly string[], register: Document<DataRegister>): Finding | null {
  const absent = used.filter((name) => !register.value.sources.some(({ id }) => sameName(id, name)));
  if (absent.length === 0) return null;
  return fail(
    `${absent.length} of ${used.length} sources of real cases are not in ${register.file}: ${named(absent)}.`,
    {
      location: locate(register, 'sources'),
      remedy: `Add a row with \`id: ${shortId(absent[0] ?? '')}\` to \`${register.file}\`, and ask the owner of that data to approve it.`,
    },
  );
}

const nobodyMay = ({ ownersChanged }: ApprovalTerms): Finding => {
  const changed = ownersChanged
    ? ' of the base; this pull request changes it, and a later one can use it'
    : '';
  return notProven(`Nobody is named under owners.data in ${OWNERS_FILE}${changed}.`, {
    location: { file: OWNERS_FILE, line: null },
    remedy: `Name who answers for the data under \`owners.data\` in \`${OWNERS_FILE}\`, in a pull request of its own.`,
  });
};

function unallowed(used: readonly string[], register: Document<DataRegister>, terms: ApprovalTerms) {
  const faults = rowsOf(used, register).flatMap((source) => {
    const fault = approvalFault(source, terms);
    const at = `sources.${register.value.sources.indexOf(source)}`;
    return fault === null
      ? []
      : [{ ...fault, id: shortId(source.id), location: locate(register, `${at}.${fault.field}`) }];
  });
  const first = faults.find(({ fails }) => fails) ?? faults[0];
  if (first === undefined) return null;
  const more = faults.length === 1 ? '' : ` (and ${faults.length - 1} more of ${used.length} sources)`;
  return (first.fails ? fail : notProven)(`${first.id} ${first.why}${more}.`, {
    location: first.location,
    spots: faults.map(({ id, why, location }) => ({ location, message: `${id} ${why}` })),
  });
}

/** What `poc.yaml` says switches questions on and off, so the register must not say otherwise. */
function contradicted(rows: readonly DataSource[], manifest: Document<Manifest>): Finding | null {
  const declared = manifest.value.capabilities.personal_data;
  const about = rows.filter(({ personal_data: kind }) =>
    declared ? kind !== 'none' : kind === 'personal' || kind === 'special_category',
  );
  if (declared === about.length > 0) return null;
  const classes = rows.map(({ id, personal_data: kind }) => `${shortId(id)} ${kind}`);
  return fail(
    `poc.yaml says that items ${declared ? 'hold' : 'hold no'} data about people, and the register says: ${named(classes)}.`,
    {
      location: locate(manifest, 'capabilities.personal_data'),
      remedy: 'Correct `personal_data` in `policy/data.yaml` or `capabilities.personal_data` in `poc.yaml`.',
    },
  );
}

const MOST_TOLD = 3;

function inWords(rows: readonly DataSource[]): string {
  const told = rows.slice(0, MOST_TOLD).map((one) => {
    const kind = one.personal_data.replace('_', ' ');
    const by = `allowed by ${shortId(one.approved_by ?? '')} until ${one.expires_on}`;
    return `${shortId(one.id)} (${kind}): ${by}, to ${named(one.processors)}, kept ${one.retention_days} days`;
  });
  const more = rows.length - told.length;
  return `${told.join('; ')}${more > 0 ? `; and ${more} more` : ''}`;
}
