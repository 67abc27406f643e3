import { Router } from 'express';
import type { GitHubSimulator } from '../GitHubSimulator';

export function pagesRouter(_simulator: GitHubSimulator): Router {
  return Router();
}
