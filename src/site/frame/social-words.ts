/** Of the picture that a messenger shows beside a link. */
export const SOCIAL_IMAGE = { width: 1200, height: 630 } as const;

export const SOCIAL_WORDS = 'One mail for every customer';
