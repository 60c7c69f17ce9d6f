import type { Conditions, Range, RuleField, SegmentRule, Choice as Value } from '../copy/segment-rules.ts';
import type { Segments } from '../copy/segments.ts';
import type { Customer } from '../data/customer.ts';
import type { Choice } from './pitch.ts';

/** Where the segment of a customer comes from: a rule of `segments.yaml`, the import, or the data. */
export function segmentChoice(
  { segment, derived }: Pick<Customer, 'segment' | 'derived'>,
  hasOrders: boolean,
  { names, rules }: Segments,
  file: string,
): Choice {
  const chosen = names[segment];
  const rule = rules.find((each) => each.segment === segment);
  if (rule) return { part: 'segment', chosen, because: ruleWords(rule), source: `${file} › ${segment}` };
  if (!derived.includes('segment')) {
    return { part: 'segment', chosen, because: 'customers.csv says so', source: 'customers.csv › segment' };
  }
  return {
    part: 'segment',
    chosen,
    because: hasOrders
      ? 'the import worked it out from how recently, how often and how much they bought'
      : 'the import worked it out: no order of theirs is in the files',
    source: 'customers.csv › derived',
  };
}

/** `monetary is 4 or more, and recency is 3 or more`. */
function ruleWords({ when }: SegmentRule): string {
  if (!when) return 'no rule above the last segment holds for them';
  const { any, ...conditions } = when;
  const groups = any?.map((group) => conditionWords(group).join(', and '));
  return [...conditionWords(conditions), ...(groups ? [`either ${groups.join('; or ')}`] : [])].join(
    ', and ',
  );
}

function conditionWords(conditions: Conditions): readonly string[] {
  return (Object.entries(conditions) as [RuleField, Range | Value][]).map(([field, condition]) => {
    const [before, after] = FIELDS[field];
    if ('any' in condition || 'not' in condition) {
      const values = either.format('not' in condition ? condition.not : condition.any);
      return `${before} ${'not' in condition ? 'not ' : ''}${values.replaceAll('_', ' ')}`;
    }
    return `${before} ${rangeWords(condition)}${after}`;
  });
}

function rangeWords({ min, max }: Range): string {
  if (min === max) return number.format(min as number);
  if (min === undefined) return `${number.format(max as number)} or less`;
  return max === undefined
    ? `${number.format(min)} or more`
    : `${number.format(min)} to ${number.format(max)}`;
}

const either = new Intl.ListFormat('en-GB', { type: 'disjunction' });
const number = new Intl.NumberFormat('en-IN', { maximumFractionDigits: 6 });

/** What stands before and after the value of a field. */
const FIELDS: Readonly<Record<RuleField, readonly [before: string, after: string]>> = {
  recency: ['recency is', ' of 5'],
  frequency: ['frequency is', ' of 5'],
  monetary: ['monetary is', ' of 5'],
  days_since_last_order: ['the last order was', ' days before the analysis date'],
  days_since_joining: ['they joined', ' days before the analysis date'],
  orders: ['orders are', ''],
  lifetime_value: ['lifetime value is', ''],
  engagement_score: ['engagement is', ' of 100'],
  response_rate: ['response rate is', ''],
  segment: ['the segment in customers.csv is', ''],
  buying_behavior: ['buying behaviour is', ''],
  preferred_contact_time: ['preferred time is', ''],
  email_consent: ['consent is', ''],
  interests: ['interests are', ''],
  pain_points: ['pain points are', ''],
  city: ['the city is', ''],
  locale: ['the language is', ''],
};
