import { apiCodes } from '../../src/api/codes.ts';
import type { ApiCode } from '../../src/api/error-codes/api-code.ts';
import { notAWorkbook } from '../../src/base/codes.ts';
import { exitCodes, type ExitName } from '../../src/base/exit-codes.ts';
import { exitMeanings } from '../../src/base/exit-meanings.ts';
import type { CodeEntry } from '../../src/base/raise.ts';
import { readTable, type UiLanguage } from '../../src/base/ui-language.ts';
import { storeCodes } from '../../src/transfer/store/codes.ts';
import { toolCodes } from '../../src/operations/explain/explain.ts';
import { explanationTexts } from '../../src/terminal/explanation/texts.ts';
import { codePageTexts } from './code-page-texts.ts';

const sections = { api: [apiCodes], ...toolCodes };
const exitNames = Object.keys(exitCodes) as ExitName[];

/** The text of `docs/errors.md`, or of its Chinese counterpart. */
export function renderErrorsPage(language: UiLanguage): string {
  const { errors, sections: texts } = codePageTexts[language];
  return [
    errors,
    ...(Object.keys(sections) as (keyof typeof sections)[]).flatMap((name) => [
      `## ${texts[name].heading}\n\n${texts[name].text}\n`,
      ...listEntries(sections[name]).map((entry) => renderEntry(entry, language)),
    ]),
  ].join('\n');
}

type Entry = CodeEntry & Partial<Pick<ApiCode, 'get' | 'create'>>;

/** A code that several tables have is described once, with the first. */
function listEntries(tables: readonly Readonly<Record<string, Entry>>[]) {
  return tables
    .flatMap((table) => Object.entries(table))
    .filter(([code, entry], index, all) => {
      const isShared = entry === notAWorkbook && !tables.includes(storeCodes);
      return !isShared && all.findIndex(([other]) => other === code) === index;
    });
}

function renderEntry([code, entry]: readonly [string, Entry], language: UiLanguage): string {
  const { labels, retry, retryable, retryOf } = readTable(explanationTexts, language);
  const { colon, comma, exitCode } = codePageTexts[language];
  const names = [code, ...(entry.examples ?? [])].map((name) => `\`${name}\``);
  const { get, create } = entry;
  const facts = [
    [labels.cause, entry.cause[language]],
    [exitCode, `${exitCodes[entry.exit]}${comma}\`${entry.exit}\``],
    [
      labels.retryable,
      get === undefined || create === undefined
        ? retryable(entry.retryable)
        : get === create
          ? retry[get]
          : retryOf(retry[get], retry[create]),
    ],
    [labels.next, entry.advice[language]],
  ];
  const items = facts.map(([label = '', text = '']) => `- ${capitalize(label)}${colon}${text}`);
  return `### ${names.join(comma)}\n\n${items.join('\n')}\n`;
}

/** The text of `docs/exit-codes.md`, or of its Chinese counterpart. */
export function renderExitCodesPage(language: UiLanguage): string {
  const { exitCodes: page } = codePageTexts[language];
  const { labels, retryable } = readTable(explanationTexts, language);
  const rows = exitNames.map((name) => {
    const meaning = exitMeanings[name];
    return [
      String(exitCodes[name]),
      `\`${name}\``,
      meaning.cause[language],
      retryable(meaning.retryable),
      meaning.advice[language],
    ];
  });
  const head = [...page.columns, labels.retryable, labels.next];
  return [page.head, renderTable(head, rows), page.foot].join('\n');
}

/** The table of exit codes in a README. */
export function renderExitCodeTable(language: UiLanguage): string {
  const rows = exitNames.map((name) => [
    String(exitCodes[name]),
    `\`${name}\``,
    exitMeanings[name].cause[language],
  ]);
  return renderTable(codePageTexts[language].exitCodes.columns, rows);
}

function renderTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |\n`)
    .join('');
}

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
