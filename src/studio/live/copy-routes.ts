import { z } from 'zod';
import type { Env } from '../../env.ts';
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
