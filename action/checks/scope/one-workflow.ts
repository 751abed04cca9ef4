import type { Manifest } from '../../contract/manifest.ts';
import { defineCheck } from '../../readiness/check.ts';
import { fail, pass } from '../../readiness/finding.ts';
import { nameKey } from '../../readiness/names.ts';
import { isPlaceholder } from '../../readiness/placeholder.ts';
import { locate } from '../../readiness/reading.ts';

const OUT_OF_SCOPE = 3;
const MOST_SYSTEMS = 3;
const SEVERAL = /[,;/&+]|\band\b/i;

type Miss = { field: string; message: string; remedy: string };

export const oneWorkflow = defineCheck({
  id: 'scope/one-workflow',
  title: 'This is one workflow, for one role, that writes to at most one system',
  failureTitle: 'This is more than one workflow',
  question: 'Is this one workflow for one role with at most one system written to?',
  why: 'A POC that does several jobs is hardened for none of them.',
  remedy: 'Cut it to the smallest slice that runs end to end, and move the rest to `out_of_scope`.',
  severity: 'high',
  since: 1,
  blocksFrom: 'explore',
  needs: ['manifest'],
  evaluate({ manifest }) {
    const miss = firstMiss(manifest.value);
    if (miss !== null) {
      return fail(miss.message, { location: locate(manifest, miss.field), remedy: miss.remedy });
    }
    const { workflow, owner, systems } = manifest.value;
    const writes = systems.filter((one) => one.access === 'write').map((one) => one.id);
    return pass(
      `${workflow.id} for one ${workflow.user_role}, owned by ${owner}; writes to ${writes[0] ?? 'nothing'}; ${workflow.out_of_scope.length} things are out of scope.`,
    );
  },
});

function firstMiss({ workflow, owner, systems, capabilities }: Manifest): Miss | null {
  const writes = systems.filter((one) => one.access === 'write');
  const connected = new Set(systems.map((one) => one.id));
  const out = new Set(workflow.out_of_scope.filter((one) => !isPlaceholder(one)).map(nameKey)).size;
  if (isPlaceholder(owner)) {
    return {
      field: 'owner',
      message: `owner is “${owner}”: nobody.`,
      remedy: 'Name one person as `owner:`.',
    };
  }
  if (SEVERAL.test(owner)) {
    return {
      field: 'owner',
      message: `owner is “${owner}”: more than one name.`,
      remedy: 'Name one person as `owner:`.',
    };
  }
  if (/[,;/]/.test(workflow.user_role)) {
    return {
      field: 'workflow.user_role',
      message: `user_role is “${workflow.user_role}”: more than one role.`,
      remedy: 'Keep one role in `user_role:`.',
    };
  }
  if (writes.length > 1) {
    return {
      field: 'systems',
      message: `It writes to ${writes.length} systems: ${writes.map((one) => one.id).join(', ')}.`,
      remedy: 'Keep one system with `access: write`.',
    };
  }
  if (connected.size > MOST_SYSTEMS) {
    return {
      field: 'systems',
      message: `It is connected to ${connected.size} systems; one workflow does with ${MOST_SYSTEMS}.`,
      remedy: 'Take out of `systems:` what the smallest slice can do without.',
    };
  }
  if (capabilities.writes !== writes.length > 0) {
    return {
      field: 'capabilities.writes',
      message: `capabilities.writes is ${capabilities.writes}, but ${writes.length} systems have access: write.`,
      remedy: 'Make `capabilities.writes` and `systems` say the same.',
    };
  }
  if (out < OUT_OF_SCOPE) {
    return {
      field: 'workflow.out_of_scope',
      message: `out_of_scope names ${out} of ${OUT_OF_SCOPE} things.`,
      remedy: `Write ${OUT_OF_SCOPE - out} more under \`out_of_scope:\`.`,
    };
  }
  return null;
}
