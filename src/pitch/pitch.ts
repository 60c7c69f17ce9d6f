import type { Behavior, PainPoint, Segment, Tier } from '../data/vocabulary.ts';

/**
 * What a mail template is given. Plain data and nothing else, so that a template can be compiled once and filled
 * for everybody:
 *
 * - `shape` holds everything a template may branch on.
 * - Every other string is a *slot*: a template prints it, whole and unchanged, as text or as an attribute.
 *   It never compares, cuts, upper-cases, measures or parses a slot.
 * - Lists may have any length; a template may branch on a length, and on nothing else of a list.
 * - A slot is already trimmed, white space collapsed, without control characters. Only the slots marked
 *   "may be empty" can be `''`; the template prints them unconditionally inside an element of their own.
 */
export interface MailContent {
  readonly shape: MailShape;
  readonly subject: string;
  readonly preheader: string;
  readonly brand: MailBrand;
  readonly hero: {
    /** A short line above the headline: "Early access for you", "It has been a while". */
    readonly eyebrow: string;
    /** The mail's only h1. */
    readonly headline: string;
    readonly imageUrl: string;
    /** May be empty: a decorative picture. */
    readonly imageAlt: string;
  };
  readonly greeting: string;
  /** The way to the customer's own film, when one was made: 0 or 1. */
  readonly films: readonly MailFilm[];
  readonly opening: string;
  /** True numbers about this customer, e.g. {label: 'Orders with us', value: '14'}: 0 to 3. */
  readonly facts: readonly MailFact[];
  /** One for each pain point, the most relevant first: 0 to 3. */
  readonly paragraphs: readonly { readonly title: string; readonly body: string }[];
  readonly picks: {
    readonly title: string;
    readonly intro: string;
    /** 3 to 5. */
    readonly items: readonly MailPick[];
  };
  readonly callToAction: {
    readonly title: string;
    readonly body: string;
    /** Rows for the block: comparison of the picks (researcher), savings (bargain_hunter), favourites (loyal)…: 0 to 3. */
    readonly rows: readonly { readonly label: string; readonly value: string; readonly note: string }[];
    readonly label: string;
    readonly url: string;
    /** A quiet line below the button: delivery, returns, how prices are compared. */
    readonly note: string;
  };
  readonly closing: { readonly line: string; readonly name: string; readonly role: string };
  readonly footer: {
    readonly why: string;
    readonly address: string;
    readonly unsubscribeLabel: string;
    readonly unsubscribeUrl: string;
    readonly helpLabel: string;
    readonly helpUrl: string;
  };
}

export interface MailShape {
  readonly locale: string;
  readonly dir: 'ltr' | 'rtl';
  readonly segment: Segment;
  readonly behavior: Behavior;
}

export interface MailBrand {
  readonly name: string;
  readonly tagline: string;
  readonly url: string;
}

export interface MailFilm {
  /** The poster, with a play mark on it; 16:9. */
  readonly imageUrl: string;
  readonly imageAlt: string;
  /** "Watch your film" */
  readonly label: string;
  /** Where it plays. */
  readonly url: string;
}

export interface MailFact {
  readonly label: string;
  readonly value: string;
}

export interface MailPick {
  readonly name: string;
  /** May be empty: the name of its aisle. */
  readonly category: string;
  /** Formatted for the locale: "₹1,499". */
  readonly price: string;
  /** May be empty: the list price, when the price is below it; to be struck through. */
  readonly listPrice: string;
  /** Both prices where nothing can be struck through: "now ₹899 (was ₹1,299)"; the price alone when it is the list price. */
  readonly pricesInText: string;
  /** May be empty: "18 % off". */
  readonly saving: string;
  /** Why this product for this person. */
  readonly reason: string;
  readonly url: string;
  readonly imageUrl: string;
  readonly imageAlt: string;
  /** Link text that stands alone: "See the Terracotta planter". */
  readonly linkLabel: string;
}

/** Where a mail's links and pictures point. */
export interface Place {
  /** The published site, or `''` for addresses from the root of the preview. */
  readonly siteUrl: string;
  /** Signs unsubscribe links; without it they are good for a preview only. */
  readonly unsubscribeSecret?: string | undefined;
}

/** The whole choice for one customer: what the mail says, and why each part was chosen. */
export interface Pitch {
  readonly customerId: string;
  readonly segment: Segment;
  readonly tier: Tier;
  readonly behavior: Behavior;
  readonly painPoints: readonly PainPoint[];
  readonly mail: MailContent;
  readonly recommendations: readonly Recommendation[];
  readonly choices: readonly Choice[];
}

/** One decision, in words a marketer understands. */
export interface Choice {
  readonly part:
    | 'segment'
    | 'locale'
    | 'subject'
    | 'opening'
    | 'paragraphs'
    | 'recommendations'
    | 'call to action';
  readonly chosen: string;
  readonly because: string;
  /** The copy it came from: `content/locales/en/subjects.yaml › VIP › 2`. */
  readonly source?: string;
}

export interface Recommendation {
  readonly productId: string;
  /** 0…1, the sum of the weighted parts. */
  readonly score: number;
  readonly parts: Readonly<Record<ScorePart, number>>;
  /** Everything the mail says about this item, as facts that can be checked against the data. */
  readonly claims: readonly Claim[];
}

export type ScorePart = 'interest' | 'together' | 'trend' | 'priceFit' | 'behavior' | 'margin' | 'variety';

export type Claim =
  | {
      readonly kind: 'discount';
      readonly price: number;
      readonly listPrice: number;
      readonly percent: number;
    }
  | { readonly kind: 'interest'; readonly interest: string }
  | {
      readonly kind: 'together';
      /** The product the customer owns. */
      readonly withProductId: string;
      /** Customers who bought both, of those who bought `withProductId`. */
      readonly buyersOfBoth: number;
      readonly buyersOfOther: number;
      readonly lift: number;
    }
  | {
      readonly kind: 'trend';
      readonly windowDays: number;
      readonly recent: number;
      readonly previous: number;
    }
  | { readonly kind: 'refill'; readonly lastBought: string; readonly daysAgo: number }
  | { readonly kind: 'again'; readonly lastBought: string; readonly daysAgo: number }
  | { readonly kind: 'shelf'; readonly category: string }
  /** Customers of any segment who bought it. */
  | { readonly kind: 'bought'; readonly buyers: number }
  | { readonly kind: 'shop'; readonly products: number }
  | { readonly kind: 'popular'; readonly segment: Segment; readonly buyers: number };
