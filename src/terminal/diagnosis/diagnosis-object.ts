import { exitCodes } from '../../base/exit-codes.ts';
import type { JsonObject } from '../../base/json.ts';
import { inLanguage } from '../../base/ui-language.ts';
import type { Check, Diagnosis } from '../../operations/diagnose/check.ts';
import { formatInstant } from '../data/instants.ts';
import { formatDigits, formatErrorObject, schemaVersion } from '../data/task-object.ts';

/** The JSON object of `doctor`, documented in docs/json.md. */
export function formatDiagnosisObject(diagnosis: Diagnosis): JsonObject {
  const { exit, region, roleFor, endpoint, checks } = diagnosis;
  return {
    Schema: schemaVersion,
    ExitCode: exitCodes[exit],
    Region: region ?? null,
    RoleFor: formatDigits(roleFor),
    Endpoint: endpoint ?? null,
    Checks: checks.map(formatCheckObject),
  };
}

function formatCheckObject(check: Check): JsonObject {
  const { name, state } = check;
  return {
    Name: name,
    State: state,
    Facts: state === 'ok' || state === 'note' ? formatFacts(check) : null,
    SkippedBecause: state === 'skipped' ? check.because : null,
    Error: state === 'failed' ? formatErrorObject(check.error) : null,
  };
}

function formatFacts(check: Extract<Check, { readonly state: 'ok' | 'note' }>): JsonObject {
  switch (check.name) {
    case 'program':
      return { Version: check.facts.version, Runtime: check.facts.runtime };
    case 'configuration':
      return {
        Files: check.facts.files.map(({ path, mode, readableByOthers }) => ({
          Path: path,
          Mode: mode ?? null,
          ReadableByOthers: readableByOthers,
        })),
      };
    case 'credentials':
      return {
        Source: inLanguage(check.facts.source, 'en'),
        ExpiresAt: formatInstant(check.facts.expiresAt),
      };
    case 'proxy':
      return {
        Routes: check.facts.routes.map(({ host, proxy }) => ({ Host: host, Proxy: proxy })),
      };
    case 'dns': {
      const { host, addresses, elapsedMs } = check.facts;
      return { Host: host, Addresses: addresses, ElapsedMs: elapsedMs };
    }
    case 'tcp': {
      const { host, port, elapsedMs } = check.facts;
      return { Host: host, Port: port, ElapsedMs: elapsedMs };
    }
    case 'tls':
      return {
        Protocol: check.facts.protocol ?? null,
        ElapsedMs: check.facts.elapsedMs ?? null,
      };
    case 'answer':
      return { Status: check.facts.status, ElapsedMs: check.facts.elapsedMs };
    case 'clock':
      return { OffsetMs: check.facts.offsetMs ?? null };
    case 'permission': {
      const { action, region, otherRegions, elapsedMs } = check.facts;
      return { Action: action, Region: region, OtherRegions: otherRegions, ElapsedMs: elapsedMs };
    }
  }
}
