import { inject } from 'vitest';
import type { BuiltSite } from './_built-site.ts';

/** The site that most tests look at, once it is there. @throws Error when it could not be made, with the reason. */
export async function builtSite(): Promise<BuiltSite> {
  const site = inject('site');
  const answer = await fetch(`${site.address}/`);
  if (!answer.ok) throw new Error(await answer.text());
  return site;
}
