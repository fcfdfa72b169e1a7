/** Why the work on a task was aborted: another one ended badly, and `--fail-fast` was given. */
export class OtherTaskFailedError extends Error {
  override readonly name = 'OtherTaskFailedError';
  /** Of the one that ended badly. Digits. */
  readonly exportId: string | undefined;

  constructor(exportId: string | undefined) {
    super('another task ended badly');
    this.exportId = exportId;
  }
}
