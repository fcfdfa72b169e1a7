/** The reason of an abort: with `--fail-fast`, another task did not succeed. */
export class OtherTaskFailedError extends Error {
  override readonly name = 'OtherTaskFailedError';
  /** The other task's. Digits. */
  readonly exportId: string | undefined;

  constructor(exportId: string | undefined) {
    super('another task did not succeed');
    this.exportId = exportId;
  }
}
