import { toPlainText } from '../../base/plain-text.ts';
import type { CredentialNote } from '../../settings/credentials/credential-note.ts';

/** A note on credentials as a sentence. It names places and fields, never a value. */
export function formatCredentialNote(note: CredentialNote): string {
  switch (note.code) {
    case 'file-readable-by-others':
      return toPlainText(
        `${note.path} holds keys, and others can read it (mode ${note.mode}): chmod 600 mends that`,
      );
    case 'blanks-removed':
      return toPlainText(`blanks around ${note.field} of ${note.place} were left out`);
    case 'renewal-failed': {
      const until = new Date(note.expiresAt).toISOString();
      return toPlainText(
        `the session of ${note.source} could not be renewed (${note.message}); it serves until ${until}`,
      );
    }
  }
}
