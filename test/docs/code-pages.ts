import { apiCodes } from '../../src/api/codes.ts';
import type { ApiCode } from '../../src/api/error-codes/api-code.ts';
import { exitCodes, type ExitName } from '../../src/base/exit-codes.ts';
import { exitMeanings } from '../../src/base/exit-meanings.ts';
import { readTable, type UiLanguage } from '../../src/base/ui-language.ts';
import { namesOf, toolSections } from '../../src/operations/explain/explain.ts';
import { linesOf, type ToolCode } from '../../src/operations/explain/tool-code.ts';
import { explanationTexts } from '../../src/terminal/explanation/texts.ts';
import { codePageTexts } from './code-page-texts.ts';

const sections = { api: linesOf(apiCodes), ...toolSections };
const exitNames = Object.keys(exitCodes) as ExitName[];

/** The text of `docs/errors.md`, or of its Chinese counterpart. */
export function renderErrorsPage(language: UiLanguage): string {
  const { errors, sections: texts } = codePageTexts[language];
  return [
    errors,
    ...(Object.keys(sections) as (keyof typeof sections)[]).flatMap((name) => [
      `## ${texts[name].heading}\n\n${texts[name].text}\n`,
      ...sections[name].map((line) => renderEntry(line, language)),
    ]),
  ].join('\n');
}

function renderEntry(line: ToolCode | (ToolCode & ApiCode), language: UiLanguage): string {
  const { labels, retry, retryable, retryOf } = readTable(explanationTexts, language);
  const { colon, comma, exitCode } = codePageTexts[language];
  const names = namesOf(line).map((code) => `\`${code}\``);
  const facts = [
    [labels.cause, line.cause[language]],
    [exitCode, `${exitCodes[line.exit]}${comma}\`${line.exit}\``],
    [
      labels.retryable,
      'get' in line
        ? line.get === line.create
          ? retry[line.get]
          : retryOf(retry[line.get], retry[line.create])
        : retryable(line.retryable),
    ],
    [labels.next, line.advice[language]],
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
