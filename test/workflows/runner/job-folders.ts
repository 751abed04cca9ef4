import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

/** The folders of one job. Each job gets a machine of its own, so none is shared. */
export type JobFolders = { workspace: string; temp: string; tools: string; home: string };

/** Makes the folders of a job. */
export async function createJobFolders(
  root: string,
  number: number,
  repository: string,
): Promise<JobFolders> {
  const job = join(root, 'jobs', String(number));
  const name = repository.split('/')[1] ?? repository;
  const folders = {
    workspace: join(job, 'work', name, name),
    temp: join(job, 'work', '_temp'),
    tools: join(job, 'tools'),
    home: join(job, 'home'),
  };
  await Promise.all(Object.values(folders).map((folder) => mkdir(folder, { recursive: true })));
  return folders;
}
