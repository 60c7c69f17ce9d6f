import type { APIRoute } from 'astro';

const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#3a4fd0"/><rect x="6" y="9" width="20" height="14" rx="3" fill="none" stroke="#fff" stroke-width="2"/><path d="m7.500 11.500 6.900 5.200a2.700 2.700 0 0 0 3.200 0l6.900-5.200" fill="none" stroke="#fff" stroke-width="2"/></svg>`;

export const GET: APIRoute = () => new Response(ICON, { headers: { 'Content-Type': 'image/svg+xml' } });
