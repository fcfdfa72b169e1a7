import type { Environment, OutputStream } from '../../base/context.ts';
import { canRedraw } from './can-redraw.ts';

/** What a terminal can besides text. It can't be asked for that: the environment says which one it is. */
export interface Abilities {
  /** OSC 8: a text opens a page. */
  readonly links: boolean;
  /** And a file: not over SSH, where the file is not on the machine of the terminal. */
  readonly fileLinks: boolean;
  /** OSC 9;4: progress in the task bar, or on the tab of the window. */
  readonly taskBar: boolean;
}

/**
 * By `TERM_PROGRAM`, the first version that can. To iTerm2, WezTerm and Ghostty before these, OSC 9;4
 * is a notification: one would pop up at each step.
 */
const firstVersions: Readonly<Record<string, { links: string; taskBar?: string }>> = {
  'iTerm.app': { links: '3.1', taskBar: '3.6.6' },
  WezTerm: { links: '20200620', taskBar: '20250301' },
  ghostty: { links: '1.0', taskBar: '1.2' },
  vscode: { links: '1.72' },
  zed: { links: '0' },
};

/**
 * The package supports-hyperlinks has such a list, too, but reads the environment and arguments of the
 * process itself, where this program has a context.
 */
export function findAbilities(stream: OutputStream, env: Environment): Abilities {
  // A multiplexer hands the variables of the terminal on, but not what they promise.
  const isKnown = canRedraw(stream, env) && !env['TMUX'] && !env['STY'];
  if (!isKnown) return { links: false, fileLinks: false, taskBar: false };
  const first = firstVersions[env['TERM_PROGRAM'] ?? ''];
  const isWindowsTerminal = Boolean(env['WT_SESSION']);
  const links =
    isWindowsTerminal ||
    isSince(first?.links, env['TERM_PROGRAM_VERSION']) ||
    // 0.50.0 could, and crashed.
    isSince('5001', env['VTE_VERSION']) ||
    ['alacritty', 'xterm-kitty'].includes(env['TERM'] ?? '');
  return {
    links,
    fileLinks: links && !env['SSH_CONNECTION'],
    taskBar:
      isWindowsTerminal ||
      env['ConEmuANSI'] === 'ON' ||
      isSince(first?.taskBar, env['TERM_PROGRAM_VERSION']),
  };
}

/** Versions are compared number by number. */
function isSince(first: string | undefined, version = ''): boolean {
  if (first === undefined || version === '') return false;
  return version.localeCompare(first, 'en', { numeric: true }) >= 0;
}
