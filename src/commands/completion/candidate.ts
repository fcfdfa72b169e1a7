/** One candidate for the word that is being written. */
export interface Candidate {
  readonly value: string;
  readonly text?: string | undefined;
}

/** Candidates, or what the shell itself completes. */
export type Candidates = readonly Candidate[] | 'files' | 'folders';
