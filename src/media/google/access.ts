import type { Env } from '../../env.ts';
import { MediaFailure, type ProviderName } from '../provider.ts';

/** How Google is asked, from the environment. */
export interface Access {
  readonly apiKey: string | undefined;
  /** A key of the Gemini Enterprise Agent Platform, which has other addresses and other models. */
  readonly isEnterprise: boolean;
  /** Of Google, or of a proxy: the key goes there. */
  readonly baseUrl: string;
}

const GOOGLE = {
  enterprise: 'https://aiplatform.googleapis.com',
  plain: 'https://generativelanguage.googleapis.com',
} as const;

export function accessOf(env: Pick<Env, 'GEMINI_API_KEY' | 'GEMINI_ENTERPRISE' | 'GEMINI_BASE_URL'>): Access {
  const isEnterprise = env.GEMINI_ENTERPRISE === 'yes';
  return {
    apiKey: env.GEMINI_API_KEY,
    isEnterprise,
    baseUrl: env.GEMINI_BASE_URL ?? (isEnterprise ? GOOGLE.enterprise : GOOGLE.plain),
  };
}

/** Whether an address may be given the key: Google's own two, by TLS, and the one that is configured. */
export function mayHaveKey(url: URL, { baseUrl }: Access): boolean {
  return [...Object.values(GOOGLE), baseUrl].some((base) => new URL(base).origin === url.origin);
}

/** What is missing for a provider; undefined when nothing is. */
export function missingAccess(
  { apiKey, isEnterprise }: Access,
  name: ProviderName,
  needs: 'enterprise' | 'plain' | 'either',
): MediaFailure | undefined {
  if (apiKey === undefined) {
    return new MediaFailure('not-configured', `${name} needs a key for Gemini, and there is none`, {
      hint: needs === 'enterprise' ? `${ENTERPRISE_HINT}, and GEMINI_API_KEY` : 'set GEMINI_API_KEY',
    });
  }
  if (needs === 'enterprise' && !isEnterprise) {
    return new MediaFailure(
      'not-configured',
      `${name} needs a key of the Gemini Enterprise Agent Platform; GEMINI_ENTERPRISE says that this is none`,
      { hint: ENTERPRISE_HINT },
    );
  }
  if (needs === 'plain' && isEnterprise) {
    return new MediaFailure(
      'not-configured',
      `${name} needs a plain key for Gemini; GEMINI_ENTERPRISE says that this is one of the Enterprise platform`,
      { hint: 'set GEMINI_ENTERPRISE=no when it is a plain key' },
    );
  }
  return undefined;
}

const ENTERPRISE_HINT = 'set GEMINI_ENTERPRISE=yes when the key is one of that platform';
