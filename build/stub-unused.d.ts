import type { Plugin } from 'rolldown';

export const stubs: Readonly<Record<string, Readonly<Record<string, string>>>>;
export function stubUnused(): Plugin;
export function packageOf(id: string): string;
