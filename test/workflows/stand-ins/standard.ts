import { cache } from './cache.ts';
import { checkout } from './checkout.ts';
import { downloadArtifact } from './download-artifact.ts';
import { setupNode } from './setup-node.ts';
import type { StandIn } from './stand-in.ts';
import { uploadArtifact } from './upload-artifact.ts';

/**
 * The stand-ins of the actions that workflows here use.
 *
 * @param nodes paths of the Node binaries that `actions/setup-node` may choose from.
 * @param tools folders of programs that are found before those beside Node.
 */
export function standardStandIns(nodes: string[], tools: string[] = []): Record<string, StandIn> {
  return {
    'actions/cache': cache,
    'actions/checkout': checkout,
    'actions/download-artifact': downloadArtifact,
    'actions/setup-node': setupNode(nodes, tools),
    'actions/upload-artifact': uploadArtifact,
  };
}
