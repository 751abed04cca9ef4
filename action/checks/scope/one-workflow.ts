import type { Manifest } from '../../contract/manifest.ts';
import { defineCheck } from '../../readiness/check.ts';
import { fail, pass } from '../../readiness/finding.ts';
import { undeclaredTool } from '../../readiness/integration/tool-calls.ts';
import { isWrittenTo } from '../../readiness/integration/write-access.ts';
import { named, shortId } from '../../readiness/named-ids.ts';
import { nameKey } from '../../readiness/names.ts';
import { isPlaceholder } from '../../readiness/placeholder.ts';
import { locate } from '../../readiness/reading.ts';

const OUT_OF_SCOPE = 3;
const MOST_SYSTEMS = 3;
const SEVERAL = /[,;/&+]|\band\b/i;

const MOST_OPERATIONS = 3;
/** Two events: the second has a subject or a condition of its own. */
const OR_ANOTHER = /[;\n]|\bor (?:an?|the|when|if|once|whenever)\b/i;

type Miss = { field: string; message: string; remedy: string };

export const oneWorkflow = defineCheck({
  id: 'scope/one-workflow',
  title: 'This is one workflow, for one role, that writes to at most one system',
  failureTitle: 'This is more than one workflow',
  question: 'Is this one workflow for one role with at most one system written to?',
  why: 'A POC that does several jobs is hardened for none of them.',
  remedy: 'Cut it to the smallest slice that runs end to end, and move the rest to `out_of_scope`.',
  severity: 'high',
  evidence:
    '`poc.yaml`: one `owner`, one `workflow.user_role`, at most one of `systems` that is written to, at most three systems and three operations in all, `capabilities.writes` that says the same, and three things or more under `workflow.out_of_scope`. `baseline.yaml`: one `start_event`. The traces: every tool that they show is an operation of `poc.yaml`.',
  kinds: ['E3'],
  noticed:
    'Several names in `owner`, several roles in `user_role`, several events in `start_event`, and words that only hold a place. One thing that stands twice under `out_of_scope` counts once, and a system that stands twice under `systems` fails. An operation that writes in a system with `access: read` makes that system one that is written to. A tool in a trace (`gen_ai.tool.name`) that `poc.yaml` does not declare.',
  since: 1,
  blocksFrom: 'explore',
  needs: ['manifest', 'baseline', 'traces'],
  evaluate({ manifest, baseline, traces }) {
    const miss = firstMiss(manifest.value);
    if (miss !== null)
      return fail(miss.message, { location: locate(manifest, miss.field), remedy: miss.remedy });
    const start = baseline.value.start_event ?? '';
    if (OR_ANOTHER.test(start))
      return fail(`start_event is “${shortId(start)}”: more than one event.`, {
        location: locate(baseline, 'start_event'),
        remedy: 'Keep one event in `start_event:`; what starts otherwise is another workflow.',
      });
    const tool = undeclaredTool(traces.rows, manifest.value.systems);
    if (tool !== null)
      return fail(`A trace shows the tool \`${shortId(tool.what)}\`, which is no operation in poc.yaml.`, {
        location: tool.location,
        remedy: 'Declare it under `operations:` of its system in `poc.yaml`, or take it out of the code.',
      });
    const { workflow, owner, systems } = manifest.value;
    const writes = systems.filter(isWrittenTo).map((one) => one.id);
    return pass(
      `${workflow.id} for one ${workflow.user_role}, owned by ${owner}; writes to ${writes[0] ?? 'nothing'}; ${workflow.out_of_scope.length} things are out of scope.`,
    );
  },
});

const firstMiss = (manifest: Manifest): Miss | null =>
  peopleMiss(manifest) ?? systemsMiss(manifest) ?? outOfScopeMiss(manifest);

function peopleMiss({ owner, workflow }: Manifest): Miss | null {
  const ownerRemedy = 'Name one person as `owner:`.';
  if (isPlaceholder(owner))
    return { field: 'owner', message: `owner is “${owner}”: nobody.`, remedy: ownerRemedy };
  if (SEVERAL.test(owner))
    return { field: 'owner', message: `owner is “${owner}”: more than one name.`, remedy: ownerRemedy };
  if (!/[,;/]/.test(workflow.user_role)) return null;
  return {
    field: 'workflow.user_role',
    message: `user_role is “${workflow.user_role}”: more than one role.`,
    remedy: 'Keep one role in `user_role:`.',
  };
}

function systemsMiss({ systems, capabilities }: Manifest): Miss | null {
  const writes = systems.filter(isWrittenTo);
  const ids = systems.map((one) => one.id);
  const operations = systems.flatMap((one) => one.operations.map(({ name }) => name));
  const twice = ids.find((id, i) => ids.indexOf(id) !== i);
  if (writes.length > 1)
    return {
      field: 'systems',
      message: `It writes to ${writes.length} systems: ${named(writes.map(({ id }) => id))}.`,
      remedy: 'Keep one system that is written to.',
    };
  if (systems.length > MOST_SYSTEMS)
    return {
      field: 'systems',
      message: `It is connected to ${systems.length} systems; one workflow does with ${MOST_SYSTEMS}.`,
      remedy: 'Take out of `systems:` what the smallest slice can do without.',
    };
  if (twice !== undefined)
    return {
      field: 'systems',
      message: `\`${twice}\` stands twice under systems: which of them is meant cannot be told.`,
      remedy: 'Write each system once, with all of its operations.',
    };
  if (operations.length > MOST_OPERATIONS)
    return {
      field: 'systems',
      message: `It has ${operations.length} operations (${named(operations)}); one workflow does with ${MOST_OPERATIONS}.`,
      remedy: 'Take out of `operations:` what the smallest slice can do without.',
    };
  if (capabilities.writes === writes.length > 0) return null;
  return {
    field: 'capabilities.writes',
    message: `capabilities.writes is ${capabilities.writes}, but ${writes.length} systems have access: write.`,
    remedy: 'Make `capabilities.writes` and `systems` say the same.',
  };
}

function outOfScopeMiss({ workflow }: Manifest): Miss | null {
  const out = new Set(workflow.out_of_scope.filter((one) => !isPlaceholder(one)).map(nameKey)).size;
  if (out >= OUT_OF_SCOPE) return null;
  return {
    field: 'workflow.out_of_scope',
    message: `out_of_scope names ${out} of ${OUT_OF_SCOPE} things.`,
    remedy: `Write ${OUT_OF_SCOPE - out} more under \`out_of_scope:\`.`,
  };
}
