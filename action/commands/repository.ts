import { GitFailure } from '../evidence/git.ts';
import { openRepository, type Repository } from '../evidence/repository.ts';

/** Opens the repository around a folder; one that git refuses is not the same as none, where there is no base. */
export async function repositoryAround(
  folder: string,
): Promise<{ repository: Repository | null } | { problem: string }> {
  try {
    return { repository: await openRepository(folder) };
  } catch (error) {
    if (!(error instanceof GitFailure)) throw error;
    return {
      problem: `found a git repository that cannot be read (${error.message}); expected one that can. Mend it, or name a folder outside it.`,
    };
  }
}
