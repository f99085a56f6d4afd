const sentences: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EISDIR: 'it is a directory',
  ENOTDIR: 'a part of its path is not a directory',
  EEXIST: 'it is not a directory',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
};

/** The code of a system error, such as `ENOENT`, also where another error has it as its cause. */
export function errorCode(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  return 'code' in error && typeof error.code === 'string' ? error.code : errorCode(error.cause);
}

/** "PATH: why it cannot be used", in one line. */
export function describeFileError(path: string, error: unknown): string {
  const code = errorCode(error);
  return `${path}: ${sentences[code ?? ''] ?? code ?? String(error)}`;
}
