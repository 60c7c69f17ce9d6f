import { z } from 'zod';
import { CAMPAIGN_NAME } from '../../delivery/read-campaign.ts';
import type { Env } from '../../env.ts';
import { isPitchwrightError } from '../../errors.ts';
import { type Desk, openDesk } from '../copy/desk.ts';
import { MOST_BYTES } from '../copy/editable.ts';
import { FieldsRefused } from './dispatch.ts';
import type { Route } from './route.ts';

const name = z.string('name the file').min(1, 'name the file').max(200, 'a name has 200 characters at most');
const text = z.string('send the text').max(MOST_BYTES, `a text has ${MOST_BYTES} characters at most`);
const draft = z.strictObject({
  name,
  text,
  customer: z.string().max(200, 'an id has 200 characters at most').optional(),
  at: z.array(z.string().max(200)).max(20).optional(),
});
const change = z.strictObject({
  name,
  text,
  digest: z.string('say which text it was written from').regex(/^[0-9a-f]{64}$/, 'it is a SHA-256 in hex'),
});

/** Names of devices: Windows makes no file of them, whatever follows the dot. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)$/;

const campaign = z.strictObject({
  name: z
    .string('name the campaign')
    .max(60, 'a name has 60 letters at most')
    .regex(CAMPAIGN_NAME, 'use lower-case letters, digits and hyphens, such as diwali-sale')
    .refine((word) => !DEVICE.test(word), 'no file can be called so on Windows; choose another name'),
  title: z
    .string('say what it is called on the pages')
    .max(120, 'a title has 120 letters at most')
    .regex(/^[^\p{Cc}\p{Cs}]*\S[^\p{Cc}\p{Cs}]*$/u, 'write a title in one line'),
  from: name.optional(),
});

/** Beside which question of the form a refusal is said. */
const QUESTION: Readonly<Record<string, string>> = {
  COPY_EXISTS: 'name',
  COPY_FILE_UNKNOWN: 'from',
  COPY_BROKEN: 'from',
};

/**
 * The doors of the copy desk.
 * @param epoch moves when something that mails are made of changed on disk.
 */
export function copyRoutes(
  env: Env,
  epoch: () => number,
  desk: Desk = openDesk(env, epoch),
): readonly Route[] {
  return [
    { method: 'GET', path: 'copy/files', answer: async () => ({ files: await desk.files() }) },
    {
      method: 'GET',
      path: 'copy/file',
      answer: async ({ query }) => desk.file(parsed(name, query.get('name') ?? undefined, 'name')),
    },
    {
      method: 'GET',
      path: 'copy/people',
      answer: async ({ query }) => ({ people: await desk.people((query.get('like') ?? '').slice(0, 80)) }),
    },
    {
      method: 'POST',
      path: 'copy/draft',
      answer: async ({ json }) => desk.judge(parsed(draft, await json())),
    },
    {
      method: 'POST',
      path: 'copy/survey',
      answer: async ({ json }) => desk.survey(parsed(draft, await json())),
    },
    {
      method: 'PUT',
      path: 'copy/file',
      answer: async ({ json }) => {
        const { digest, ...asked } = parsed(change, await json());
        return desk.save(asked, digest);
      },
    },
    {
      method: 'POST',
      path: 'copy/campaign',
      answer: async ({ json }) => {
        const asked = parsed(campaign, await json());
        return desk.begin(asked).catch((error: unknown) => {
          const question = isPitchwrightError(error) ? QUESTION[error.code] : undefined;
          if (!isPitchwrightError(error) || question === undefined) throw error;
          throw new FieldsRefused({ [question]: error.message });
        });
      },
    },
  ];
}

/** @throws FieldsRefused naming each field that cannot be taken. */
function parsed<T>(schema: z.ZodType<T>, given: unknown, field = ''): T {
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  throw new FieldsRefused(
    Object.fromEntries(
      result.error.issues.map(({ path, message }) => [path.join('.') || field || 'body', message]),
    ),
  );
}
