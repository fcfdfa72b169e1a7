import type { ByteBuilder } from './byte-builder.ts';
import { shownAs, type ShownAs } from './number-formats.ts';

const dayMs = 86_400_000;
/** 9999-12-31 in the 1900 system: no later date has a serial number. */
const lastSerial = 2_958_465;
/** Days from 1899-12-30, which counts as 0 from March 1900 on, to 1970-01-01. */
const unixDays = 25_569;
/** The 1904 system counts from 1904-01-01. */
const days1904 = 1462;

/**
 * Writes a serial number as ISO 8601, without a time zone, for workbooks know none: `2026-11-24`, `2026-11-24T09:30:00`,
 * `09:30:00`, `PT36H0M0S`. A time that the format hides is kept. Day 60 of the 1900
 * system is `1900-02-29`, as Excel shows it (ECMA-376 part 1, 18.17.4.1).
 * @param out ends with the digits of the number, from `start` on; they are replaced
 * @returns whether the number is a date; if not, it stays
 */
export function replaceWithDate(
  out: ByteBuilder,
  start: number,
  kind: ShownAs,
  usesDatesFrom1904: boolean,
): boolean {
  const written = out.bytes.toString('latin1', start, out.length);
  const serial = Number(written);
  if (!(serial >= 0) || serial >= lastSerial + 1) return false;
  let day = Math.floor(serial);
  let ms = roundTime(serial - day, written);
  if (ms >= dayMs) {
    day++;
    ms = 0;
  }
  out.length = start;
  if (kind === shownAs.duration) appendDuration(out, day, ms);
  else if (kind === shownAs.time && day === 0) appendTime(out, ms);
  else {
    appendDay(out, usesDatesFrom1904 ? day + days1904 : day, usesDatesFrom1904);
    if (kind !== shownAs.date || ms !== 0) {
      out.push(0x54);
      appendTime(out, ms);
    }
  }
  return true;
}

/** From so many decimals on a time is meant to the second. With fewer it is a plain fraction, such as 0.25. */
const leastDecimals = 5;

/**
 * Milliseconds of the day. Some writers store five or six decimals: if the nearest second is within what the
 * last of them can say, it is that second.
 */
function roundTime(fraction: number, written: string): number {
  const ms = Math.round(fraction * dayMs);
  if (/e/i.test(written)) return ms;
  const point = written.indexOf('.');
  const decimals = point === -1 ? 0 : written.length - point - 1;
  if (decimals < leastDecimals) return ms;
  const nearest = Math.round(ms / 1000) * 1000;
  return Math.abs(ms - nearest) <= (dayMs * 10 ** -decimals) / 2 ? nearest : ms;
}

function appendDay(out: ByteBuilder, serial: number, usesDatesFrom1904: boolean): void {
  if (serial === 60 && !usesDatesFrom1904) {
    out.appendAscii('1900-02-29');
    return;
  }
  // Before that day which never was, the count is one day ahead.
  const days = serial < 60 && !usesDatesFrom1904 ? serial + 1 : serial;
  const date = new Date((days - unixDays) * dayMs);
  appendDigits(out, date.getUTCFullYear(), 4);
  out.push(0x2d);
  appendDigits(out, date.getUTCMonth() + 1, 2);
  out.push(0x2d);
  appendDigits(out, date.getUTCDate(), 2);
}

function appendTime(out: ByteBuilder, ms: number): void {
  const seconds = Math.floor(ms / 1000);
  appendDigits(out, Math.floor(seconds / 3600), 2);
  out.push(0x3a);
  appendDigits(out, Math.floor(seconds / 60) % 60, 2);
  out.push(0x3a);
  appendDigits(out, seconds % 60, 2);
  appendMilliseconds(out, ms % 1000);
}

function appendDuration(out: ByteBuilder, day: number, ms: number): void {
  const seconds = Math.floor(ms / 1000);
  const hours = day * 24 + Math.floor(seconds / 3600);
  out.appendAscii(`PT${hours}H${Math.floor(seconds / 60) % 60}M${seconds % 60}`);
  appendMilliseconds(out, ms % 1000);
  out.push(0x53);
}

function appendMilliseconds(out: ByteBuilder, ms: number): void {
  if (ms === 0) return;
  out.push(0x2e);
  appendDigits(out, ms, 3);
}

function appendDigits(out: ByteBuilder, value: number, width: number): void {
  out.reserve(width);
  let rest = value;
  for (let at = out.length + width - 1; at >= out.length; at--) {
    out.bytes[at] = 0x30 + (rest % 10);
    rest = Math.floor(rest / 10);
  }
  out.length += width;
}
