import type { APIRoute } from 'astro';
import { listColumns } from '../../src/site/customer-list.ts';
import { openSite } from '../../src/site/site.ts';

export const GET: APIRoute = async () => Response.json(listColumns(await openSite()));
