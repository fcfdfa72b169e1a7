import { formatClockDuration } from '../../base/durations.ts';
import { toPlainText } from '../../base/plain-text.ts';
import { inLanguage, readTable, type UiLanguage } from '../../base/ui-language.ts';
import type { Check, CheckFacts } from '../../operations/diagnose/check.ts';
import { formatInstant } from '../data/instants.ts';
import { diagnosisTexts } from './texts.ts';

type FoundCheck = Extract<Check, { readonly state: 'ok' | 'note' }>;

/** What a check found, in parts that may stand on lines of their own; `advice`: what should be mended. */
export interface CheckDescription {
  readonly parts: readonly string[];
  readonly advice?: string | undefined;
}

export function describeCheck(check: FoundCheck, language: UiLanguage): CheckDescription {
  const texts = readTable(diagnosisTexts, language);
  const took = (ms: number): string => texts.milliseconds(Math.round(ms));
  switch (check.name) {
    case 'program':
      return { parts: [`siem-export ${check.facts.version}`, check.facts.runtime] };
    case 'configuration':
      return describeFiles(check.facts, language);
    case 'credentials':
      return { parts: [describeCredentials(check.facts, language)] };
    case 'proxy':
      return {
        parts: check.facts.routes.map(({ host, proxy }) =>
          proxy === 'direct' ? texts.directRoute(host) : texts.route(host, proxy),
        ),
      };
    case 'dns': {
      const { host, addresses, elapsedMs } = check.facts;
      const others = addresses.filter((address) => address !== host).slice(0, mostAddresses);
      return { parts: [host, ...others, took(elapsedMs)] };
    }
    case 'tcp': {
      const { host, port, elapsedMs } = check.facts;
      return { parts: [`${host}:${port}`, took(elapsedMs)] };
    }
    case 'tls': {
      const { protocol, elapsedMs } = check.facts;
      if (elapsedMs === undefined) return { parts: [texts.noTls] };
      return { parts: [...(protocol === undefined ? [] : [protocol]), took(elapsedMs)] };
    }
    case 'answer':
      return { parts: [texts.answered(check.facts.status), took(check.facts.elapsedMs)] };
    case 'clock':
      return describeClock(check, language);
    case 'permission': {
      const { action, region, elapsedMs } = check.facts;
      return { parts: [texts.granted(action, region), took(elapsedMs)] };
    }
  }
}

/** A name may have dozens. */
const mostAddresses = 2;

function describeFiles(
  { files }: CheckFacts['configuration'],
  language: UiLanguage,
): CheckDescription {
  const texts = readTable(diagnosisTexts, language);
  const open = files.filter(({ readableByOthers }) => readableByOthers);
  return {
    parts: files.map(({ path, mode }) =>
      mode === undefined ? texts.noFile(path) : texts.file(path, mode),
    ),
    advice: open.length === 0 ? undefined : texts.mendMode(open.map(({ path }) => path)),
  };
}

function describeCredentials(
  { source, expiresAt }: CheckFacts['credentials'],
  language: UiLanguage,
): string {
  const from = toPlainText(inLanguage(source, language));
  const until = formatInstant(expiresAt);
  return until === null ? from : readTable(diagnosisTexts, language).session(from, until);
}

/** The service tells its time in whole seconds. */
const unnoticedMs = 2000;

function describeClock(
  { facts: { offsetMs }, state }: Extract<FoundCheck, { readonly name: 'clock' }>,
  language: UiLanguage,
): CheckDescription {
  const texts = readTable(diagnosisTexts, language);
  if (offsetMs === undefined) return { parts: [texts.clockUnknown] };
  if (Math.abs(offsetMs) < unnoticedMs) return { parts: [texts.clockAgrees] };
  const time = formatClockDuration(Math.abs(offsetMs));
  return {
    parts: [offsetMs < 0 ? texts.clockAhead(time) : texts.clockBehind(time)],
    advice: state === 'note' ? texts.clockAdvice : undefined,
  };
}
