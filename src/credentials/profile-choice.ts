/** The profile of the vendor's CLI or SDKs that the user has chosen for this tool. */
export interface ProfileChoice {
  /** `--profile`. No other source is tried then. */
  readonly profile?: string | undefined;
  /** The saved setting. It replaces the current profile of the vendor's CLI. */
  readonly savedProfile?: string | undefined;
}
