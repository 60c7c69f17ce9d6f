import { postgresUrl } from '../../src/env.ts';
import { isPitchwrightError, PitchwrightError } from '../../src/errors.ts';
import { connectPostgres, type PostgresClient } from '../../src/store/postgres-client.ts';

/**
 * Connects to the database of `--from`. The store's errors speak of DATABASE_URL; here they speak of the option.
 * @throws PitchwrightError `DATABASE_UNREACHABLE` | `DATABASE_REFUSED` | `IMPORT_FROM_INVALID`
 */
export async function connectFrom(url: string): Promise<PostgresClient> {
  const address = postgresUrl.safeParse(url);
  if (!address.success) {
    // The address itself is not said: its password may stand where a host or a path is expected.
    throw new PitchwrightError('IMPORT_FROM_INVALID', '--from is not the address of a PostgreSQL', {
      hint: address.error.issues.map(({ message }) => message).join('; '),
    });
  }
  return connectPostgres(url).catch((error: unknown) => {
    if (!isPitchwrightError(error)) throw error;
    const ours = (text: string) => text.replaceAll('DATABASE_URL', '--from');
    throw new PitchwrightError(error.code, ours(error.message), {
      ...(error.hint === undefined ? {} : { hint: ours(error.hint) }),
      cause: error.cause,
    });
  });
}
