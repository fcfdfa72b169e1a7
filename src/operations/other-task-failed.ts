/** Why the work on a task was aborted: another one ended badly, and `--fail-fast` was given. */
export class OtherTaskFailed extends Error {
  override readonly name = 'OtherTaskFailed';
  /** Of the one that ended badly. Digits. */
  readonly exportId: string | undefined;

  constructor(exportId: string | undefined) {
    super('another task ended badly');
    this.exportId = exportId;
  }
}
