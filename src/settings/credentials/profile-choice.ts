/** Which profile of the vendor's CLI or SDKs, where the user has chosen one for this tool. */
export interface ProfileChoice {
  /** `--profile`: no other source is looked at then. */
  readonly profile?: string | undefined;
  /** The profile of the saved settings: it stands in for the current one of the vendor's CLI. */
  readonly savedProfile?: string | undefined;
}
