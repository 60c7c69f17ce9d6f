import type { Env } from '../../env.ts';
import { checkUp } from '../doctor.ts';
import type { Route } from './route.ts';

/** What works here, as `npm run doctor` says it. @param readNow the settings as they are when somebody asks. */
export function doctorRoutes(readNow: () => Env): readonly Route[] {
  return [{ method: 'GET', path: 'doctor', answer: async () => ({ checks: await checkUp(readNow()) }) }];
}
