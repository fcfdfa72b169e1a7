export interface TaskObject {
  readonly FileName?: string;
  readonly Id: number;
  readonly ExportStatus?: string;
  readonly Progress?: number;
  readonly Meta: {
    readonly Outcome: string;
    readonly Pending: boolean;
    readonly ExportId: number | null;
    readonly Ref: string | null;
    readonly Region: string;
    readonly RoleFor: number | null;
    readonly Account: number | null;
    readonly Path: string | null;
    readonly Download: { readonly Path: string } | null;
    readonly Error: { readonly Code: string } | null;
    readonly FirstSeenAt: string;
    readonly LastUsedAt: string;
  };
}

/** The objects that `--json` prints of several tasks, one a line. */
export function parseObjects(stdout: string): readonly TaskObject[] {
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as TaskObject);
}
