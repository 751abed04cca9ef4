import type { Route } from '../exchange/exchange.ts';
import { notFound } from '../exchange/reply.ts';
import { downloadArtifact, getWorkflowRun, listArtifacts, listWorkflowRuns } from './actions.ts';
import { listAttestations } from './attestations.ts';
import { createCheckRun, listAnnotations, listCheckRuns, updateCheckRun } from './checks.ts';
import {
  createComment,
  deleteComment,
  getComment,
  listComments,
  listRepositoryComments,
  updateComment,
} from './comments.ts';
import { getBlob, getCommit, getTree } from './git.ts';
import { account } from './people.ts';
import { getPull, listFiles, listPullsOfCommit, listReviews } from './pulls.ts';
import { getRepository } from './repositories.ts';

const getUser: Route = (exchange) =>
  exchange.caller ? { status: 200, body: account(exchange.caller.login, exchange) } : notFound();

/** What answers each operation, by GitHub's name of it. */
export const routes: Record<string, Route> = {
  'actions/download-artifact': downloadArtifact,
  'actions/get-workflow-run': getWorkflowRun,
  'actions/list-workflow-run-artifacts': listArtifacts,
  'actions/list-workflow-runs-for-repo': listWorkflowRuns,
  'checks/create': createCheckRun,
  'checks/list-annotations': listAnnotations,
  'checks/list-for-ref': listCheckRuns,
  'checks/update': updateCheckRun,
  'git/get-blob': getBlob,
  'git/get-tree': getTree,
  'issues/create-comment': createComment,
  'issues/delete-comment': deleteComment,
  'issues/get-comment': getComment,
  'issues/list-comments': listComments,
  'issues/list-comments-for-repo': listRepositoryComments,
  'issues/update-comment': updateComment,
  'pulls/get': getPull,
  'pulls/list-files': listFiles,
  'pulls/list-reviews': listReviews,
  'repos/get': getRepository,
  'repos/get-commit': getCommit,
  'repos/list-attestations': listAttestations,
  'repos/list-pull-requests-associated-with-commit': listPullsOfCommit,
  'users/get-authenticated': getUser,
};
