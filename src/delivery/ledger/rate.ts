import type { Query } from './database.ts';
import type { ChannelPause, Ledger } from './ledger.ts';
import { plainWords } from './plain-words.ts';

type Rate = Pick<Ledger, 'take' | 'pause' | 'paused' | 'resume'>;

/**
 * How fast channels may go, for all workers together.
 * @param clock SQL for the time; not read from the workers, whose clocks differ.
 */
export function rateOf(query: Query, clock = 'clock_timestamp()'): Rate {
  return {
    take: async (channel, count, { perSecond, burst }) => {
      // A bucket that cannot hold one token would never give one.
      const size = Math.max(1, burst);
      const [row] = await query<{ granted: number; tokens: number }>(takeSql(clock), [
        channel,
        count,
        perSecond,
        size,
      ]);
      const { granted = 0, tokens = 0 } = row ?? {};
      const waitMs = granted > 0 ? 0 : Math.max(1, Math.ceil(((1 - tokens) / perSecond) * 1000));
      return { granted, waitMs };
    },
    pause: async (channel, { until, reason }) => {
      // Of two workers that were told to wait, the later end holds.
      await query(
        `INSERT INTO pitchwright_ledger.pause AS old (channel, until, reason) VALUES ($1, $2, $3)
         ON CONFLICT (channel) DO UPDATE SET until = EXCLUDED.until, reason = EXCLUDED.reason
         WHERE old.until <= EXCLUDED.until`,
        [channel, until, plainWords(reason)],
      );
    },
    paused: async (channel, now) => {
      const [row] = await query<ChannelPause>(
        'SELECT until, reason FROM pitchwright_ledger.pause WHERE channel = $1 AND until > $2',
        [channel, now],
      );
      return row;
    },
    resume: async (channel) => {
      await query('DELETE FROM pitchwright_ledger.pause WHERE channel = $1', [channel]);
    },
  };
}

/**
 * One statement, so that nobody comes between reading the bucket and writing it. A new bucket is full. The time is read
 * once, in a subquery of its own: read twice, it would not be the same.
 */
const takeSql = (clock: string) => `
  INSERT INTO pitchwright_ledger.bucket AS bucket (channel, tokens, granted, at)
  SELECT $1, $4::float8 - given, given, ${clock}
  FROM (SELECT least($2::integer, floor($4::float8))::integer AS given) AS first
  ON CONFLICT (channel) DO UPDATE SET (tokens, granted, at) = (
    SELECT filled.tokens - least($2::integer, floor(filled.tokens)), least($2::integer, floor(filled.tokens)), filled.at
    FROM (
      SELECT greatest(now.at, bucket.at) AS at,
        least($4::float8, bucket.tokens + $3::float8 * greatest(0, extract(epoch FROM now.at - bucket.at)::float8)) AS tokens
      FROM (SELECT ${clock} AS at) AS now
    ) AS filled)
  RETURNING granted, tokens`;
