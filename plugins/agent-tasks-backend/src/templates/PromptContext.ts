import type { Entity } from '@backstage/catalog-model';
import type { JsonObject } from '@backstage/types';

/** What a prompt sees. */
export type PromptContext = {
  parameters: JsonObject;
  /** The whole entity. */
  entity?: Entity;
  /** Entity reference. */
  owner?: string;
  tier?: string;
  migrationTarget?: string;
  repository?: { host: string; owner: string; name: string; url: string };
  /** Entity reference of the user, or the service's subject. */
  requester: string;
  ticket?: string;
  template: { ref: string; title: string; version: string };
};

const roots: Record<keyof PromptContext, true> = {
  parameters: true,
  entity: true,
  owner: true,
  tier: true,
  migrationTarget: true,
  repository: true,
  requester: true,
  ticket: true,
  template: true,
};

/** The names of {@link PromptContext}. */
export const promptVariables = Object.keys(roots);
