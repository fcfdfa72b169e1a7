import type { Plugin } from 'rolldown';

export function replaceCostlyStatements(): Plugin;
