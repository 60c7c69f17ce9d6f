import { z } from 'zod';
import { dateSchema } from '../../data/fields.ts';
import { SEGMENTS } from '../../data/vocabulary.ts';
import { CAMPAIGN_NAME } from '../../delivery/read-campaign.ts';
import { ASPECTS, MEDIA_KINDS, PROVIDERS } from '../../media/provider.ts';
import { address } from '../../site/address.ts';
import { SAMPLE } from '../../site/sample.ts';

/**
 * What two jobs may not have at the same time. `ledger` is the record of who was mailed, `media` the shelf of films, `site`
 * the built site, `report` a file of its own.
 */
export type Hold = 'ledger' | 'media' | 'site' | 'report' | 'checks';

/** Something a person can start: one command with its arguments. */
export interface Action<Input> {
  readonly input: z.ZodType<Input>;
  /** The file of `scripts/`, without its ending. */
  readonly script: string;
  readonly args: (input: Input) => readonly string[];
  readonly title: (input: Input) => string;
  readonly holds: readonly Hold[];
  /** It replaces the dataset that everything else reads. */
  readonly isExclusive?: boolean;
  /** Where its result is seen. */
  readonly page: (input: Input) => string;
  /** What stopping it half-way leaves behind. */
  readonly whenStopped: string;
}

const action = <Input>(made: Action<Input>): Action<Input> => made;

const campaign = z
  .string()
  .regex(CAMPAIGN_NAME, 'a campaign is named with lower-case letters, digits and "-"');
const customer = z
  .string()
  .trim()
  .max(200, 'an id has 200 characters at most')
  // An argument that begins with "-" would be read as an option.
  .regex(/^[^-\s]/, 'an id does not begin with "-"')
  .regex(/^\P{Cc}*$/u, 'an id holds no control characters')
  .optional();
const email = z
  .email('use one address such as you@example.com')
  .max(254, 'an address has 254 characters at most');
const whole = (low: number, high: number) =>
  z.coerce
    .number({ error: `use a whole number from ${low} to ${high}` })
    .int(`use a whole number from ${low} to ${high}`)
    .min(low, `use a whole number from ${low} to ${high}`)
    .max(high, `use a whole number from ${low} to ${high}`);

const option = (name: string, value: string | number | undefined) =>
  value === undefined ? [] : [`--${name}`, String(value)];
const flag = (name: string, isOn: boolean) => (isOn ? [`--${name}`] : []);

const NOTHING_LOST = 'Everything is as it was before.';
const GOES_ON = 'Whoever was reached is on record; the same again goes on from there.';

export const actions = {
  generate: action({
    input: z.object({
      customers: whole(1, 1_000_000).default(SAMPLE.customers),
      seed: whole(0, 2 ** 32 - 1).default(SAMPLE.seed),
      asOf: dateSchema.default(SAMPLE.asOf),
    }),
    script: 'generate',
    args: ({ customers, seed, asOf }) => [
      ...option('customers', customers),
      ...option('seed', seed),
      ...option('as-of', asOf),
    ],
    title: ({ customers }) => `Make a sample of ${customers.toLocaleString('en-IN')} customers`,
    holds: [],
    isExclusive: true,
    page: address.home,
    whenStopped: NOTHING_LOST,
  }),
  'undo-import': action({
    input: z.object({}),
    script: 'import',
    args: () => ['--undo', '--plain'],
    title: () => 'Bring the other dataset back',
    holds: [],
    isExclusive: true,
    page: address.dataset,
    whenStopped: NOTHING_LOST,
  }),
  plan: action({
    input: z.object({ campaign }),
    script: 'plan',
    args: ({ campaign }) => [campaign],
    title: ({ campaign }) => `Plan ${campaign}`,
    holds: ['ledger'],
    page: ({ campaign }) => address.campaign(campaign),
    whenStopped: 'The plan before stands.',
  }),
  test: action({
    input: z.object({ campaign, to: email, customer, live: z.boolean().default(true) }),
    script: 'send',
    args: ({ campaign, to, customer, live }) => [
      campaign,
      ...option('to', to),
      ...option('customer', customer),
      ...flag('live', live),
    ],
    title: ({ campaign, to, live }) =>
      live ? `Test of ${campaign} to ${to}` : `Test of ${campaign} as a file`,
    holds: ['ledger'],
    page: ({ campaign }) => address.campaign(campaign),
    whenStopped: 'The test may have gone out.',
  }),
  rehearse: action({
    input: z.object({ campaign }),
    script: 'send',
    args: ({ campaign }) => [campaign, '--plain'],
    title: ({ campaign }) => `Rehearse ${campaign}`,
    holds: ['ledger'],
    page: ({ campaign }) => address.campaign(campaign),
    whenStopped: GOES_ON,
  }),
  send: action({
    input: z
      .object({
        campaign,
        /** The campaign's name, typed by hand. */
        confirm: z.string('type the name of the campaign; nothing was sent'),
        due: z.boolean().default(false),
        retryFailed: z.boolean().default(false),
        resendUnknown: z.boolean().default(false),
      })
      .refine(({ campaign, confirm }) => campaign === confirm.trim(), {
        path: ['confirm'],
        error: 'type the name of the campaign exactly; nothing was sent',
      }),
    script: 'send',
    args: ({ campaign, due, retryFailed, resendUnknown }) => [
      campaign,
      '--live',
      '--plain',
      ...flag('due', due),
      ...flag('retry-failed', retryFailed),
      ...flag('resend-unknown', resendUnknown),
    ],
    title: ({ campaign }) => `Send ${campaign}`,
    holds: ['ledger'],
    page: ({ campaign }) => address.campaign(campaign),
    whenStopped: GOES_ON,
  }),
  sync: action({
    input: z.object({}),
    script: 'sync',
    args: () => [],
    title: () => 'Take in bounces, replies and unsubscribes',
    holds: ['ledger'],
    page: address.campaigns,
    whenStopped: 'What was taken in stays; the same again takes in the rest.',
  }),
  media: action({
    input: z
      .object({
        customer,
        segment: z.enum([...SEGMENTS, 'all'], { error: 'choose a segment, or everybody' }).optional(),
        limit: whole(1, 10_000_000).optional(),
        kinds: z.array(z.enum(MEDIA_KINDS)).min(1, 'choose what to make').default(['video']),
        aspects: z.array(z.enum(ASPECTS)).min(1, 'choose a shape').default(['16:9']),
        provider: z.enum(PROVIDERS).optional(),
        dryRun: z.boolean().default(false),
        retry: z.boolean().default(false),
        yes: z.boolean().default(false),
      })
      .refine(({ customer, segment }) => (customer === undefined) !== (segment === undefined), {
        path: ['customer'],
        error: 'name one customer or choose a segment',
      }),
    script: 'media',
    args: ({ customer, segment, limit, kinds, aspects, provider, dryRun, retry, yes }) => [
      ...option('customer', customer),
      ...(segment === 'all' ? ['--all'] : option('segment', segment)),
      ...(customer === undefined ? option('limit', limit) : []),
      ...option('kind', kinds.join(',')),
      ...option('aspect', aspects.join(',')),
      ...option('provider', provider),
      ...flag('dry-run', dryRun),
      ...flag('retry', retry),
      ...flag('yes', yes),
    ],
    title: ({ customer, segment, dryRun }) =>
      `${dryRun ? 'What it costs to make' : 'Make'} media for ${customer ?? (segment === 'all' ? 'everybody' : segment)}`,
    holds: ['media'],
    page: ({ customer }) => (customer === undefined ? address.mediaRoom() : address.customer(customer)),
    whenStopped: 'What is done is kept; the same again goes on from there.',
  }),
  'forget-media': action({
    input: z.object({ customer: customer.unwrap() }),
    script: 'media',
    args: ({ customer }) => option('forget', customer),
    title: ({ customer }) => `Remove the media of ${customer}`,
    holds: ['media'],
    page: ({ customer }) => address.customer(customer),
    whenStopped: 'The same again removes the rest.',
  }),
  check: action({
    input: z.object({ campaign: campaign.optional() }),
    script: 'check',
    args: ({ campaign }) => option('campaign', campaign),
    title: ({ campaign }) => `Check ${campaign ? `the mails of ${campaign}` : 'every mail'}`,
    holds: ['checks'],
    page: address.checks,
    whenStopped: 'The report before stands.',
  }),
  report: action({
    input: z.object({ customer, to: email.optional() }),
    script: 'report',
    args: ({ customer, to }) => (customer === undefined ? option('to', to) : option('customer', customer)),
    title: ({ customer }) => (customer ? `A PDF about ${customer}` : 'The digest as a mail'),
    holds: ['report'],
    page: address.analytics,
    whenStopped: NOTHING_LOST,
  }),
  build: action({
    input: z.object({ force: z.boolean().default(false) }),
    script: 'build',
    args: ({ force }) => flag('force', force),
    title: () => 'Build the site',
    holds: ['site'],
    page: address.home,
    whenStopped: 'The built site is unfinished: build it again before you publish it.',
  }),
} as const;

export type ActionName = keyof typeof actions;
export const ACTION_NAMES = Object.keys(actions) as readonly ActionName[];

/** What is started: the command's file and arguments, and what is said about it. */
export interface Order {
  readonly action: ActionName | 'import';
  readonly title: string;
  readonly script: string;
  readonly args: readonly string[];
  readonly holds: readonly Hold[];
  readonly isExclusive: boolean;
  readonly page: string;
  readonly whenStopped: string;
}

/** What is wrong in which field. */
export type FieldProblems = Readonly<Record<string, string>>;

/** Makes an order of what a page sent; or says what is wrong with it, field by field. */
export function orderOf(name: ActionName, given: unknown): Order | { readonly problems: FieldProblems } {
  const { input, script, args, title, holds, isExclusive, page, whenStopped } = actions[
    name
  ] as Action<unknown>;
  const result = input.safeParse(given ?? {});
  if (!result.success) {
    const problems = result.error.issues.map(({ path, message }) => [path.join('.') || 'form', message]);
    return { problems: Object.fromEntries(problems.toReversed()) };
  }
  const { data } = result;
  return {
    action: name,
    title: title(data),
    script,
    args: args(data),
    holds,
    isExclusive: isExclusive ?? false,
    page: page(data),
    whenStopped,
  };
}

/** Whether two orders would be in each other's way. */
export function areAtOdds(
  a: Pick<Order, 'holds' | 'isExclusive'>,
  b: Pick<Order, 'holds' | 'isExclusive'>,
): boolean {
  return a.isExclusive || b.isExclusive || a.holds.some((hold) => b.holds.includes(hold));
}
