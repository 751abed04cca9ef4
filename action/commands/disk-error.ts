/** Did the system refuse a file, as a full disk or a missing permission does? Everything else is a fault of ours. */
export const isDiskError = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && 'syscall' in error;
