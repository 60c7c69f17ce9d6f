import { z } from 'zod';
import { PitchwrightError } from '../../errors.ts';
import { ACTION_NAMES, type ActionName, orderOf } from './actions.ts';
import { FieldsRefused } from './dispatch.ts';
import type { Jobs } from './jobs.ts';
import type { Route } from './route.ts';

const startSchema = z.object({
  action: z.enum(ACTION_NAMES as [ActionName, ...ActionName[]]),
  input: z.unknown(),
});

/** Starting work, stopping it, and reading what it said. */
export function jobRoutes(jobs: Jobs): readonly Route[] {
  return [
    {
      method: 'POST',
      path: 'jobs',
      async answer({ json }) {
        const asked = startSchema.safeParse(await json());
        if (!asked.success) {
          throw new PitchwrightError('ACTION_INVALID', 'the studio has no such action', {
            hint: `use one of ${ACTION_NAMES.join(', ')}`,
          });
        }
        const order = orderOf(asked.data.action, asked.data.input);
        if ('problems' in order) throw new FieldsRefused(order.problems);
        return jobs.start(order);
      },
    },
    { method: 'GET', path: 'jobs', answer: async () => jobs.snapshot() },
    { method: 'POST', path: 'jobs/:id/stop', answer: async ({ params: { id = '' } }) => jobs.stop(id) },
    {
      method: 'GET',
      path: 'jobs/:id/log',
      answer: async ({ params: { id = '' } }) => ({ text: await jobs.log(id) }),
    },
  ];
}
