import type { APIRoute } from 'astro';
import { importSetting } from '../../src/site/dataset/import-setting.ts';
import { openSite } from '../../src/site/site.ts';

/** What the import in the browser must know of this project. */
export const GET: APIRoute = async () => Response.json(await importSetting(await openSite()));
