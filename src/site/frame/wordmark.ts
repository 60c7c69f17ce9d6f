/** The envelope beside the product's name, as SVG; where there is no site to ask, too. */
export const WORDMARK = `<svg viewBox="0 0 20 20" fill="none" aria-hidden="true"><rect x="1" y="3.5" width="18" height="13" rx="3" stroke="currentColor" stroke-width="1.8"/><path d="m2 6 6.7 5a2.2 2.2 0 0 0 2.6 0L18 6" stroke="currentColor" stroke-width="1.8"/></svg>`;
