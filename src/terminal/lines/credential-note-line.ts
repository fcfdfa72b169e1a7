import { toPlainText } from '../../base/plain-text.ts';
import { inLanguage, type Text } from '../../base/ui-language.ts';
import type { CredentialNote } from '../../credentials/credential-source.ts';
import type { Style } from '../style/style.ts';

/** A note on credentials as a sentence. It names places and fields, never a value. */
export function formatCredentialNote(
  note: CredentialNote,
  { texts, language }: Pick<Style, 'texts' | 'language'>,
): string {
  const say = (text: Text): string => inLanguage(text, language);
  switch (note.code) {
    case 'file-readable-by-others':
      return toPlainText(texts.fileReadableByOthers(say(note.path), note.mode));
    case 'blanks-removed':
      return toPlainText(texts.blanksRemoved(note.field, say(note.place)));
    case 'renewal-failed': {
      const until = new Date(note.expiresAt).toISOString();
      return toPlainText(texts.renewalFailed(say(note.source), say(note.message), until));
    }
  }
}
