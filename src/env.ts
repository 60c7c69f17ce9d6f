import { existsSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { z } from 'zod';
import { PitchwrightError } from './errors.ts';

const httpUrl = z.url({ protocol: /^https?$/, error: 'use an address such as https://pitches.example.com' });

/** The address of a PostgreSQL; what is wrong with it is said without the address itself. */
export const postgresUrl = z
  .url({
    protocol: /^postgres(ql)?$/,
    error: 'use an address such as postgres://user:password@localhost:5432/shop',
    abort: true,
  })
  // "/", "?" or "#" in a password end the address early: its rest would pass for a port and a path, and be printed.
  .refine(
    (url) => !/^[^/]*\/\/[^/?#]*[/?#].*@/s.test(url) && isPercentEncoded(url),
    'write special characters of user and password percent-encoded: %2F for /, %3F for ?, %23 for #, %25 for %',
  );

const PLACEHOLDER = 'put-64-random-hex-digits-of-your-own-here';
const isOwn = (secret: string) => secret !== PLACEHOLDER;

/** Everything that can be set from outside. `.env.example` is printed from this schema. */
export const envSchema = z.object({
  SITE_URL: httpUrl
    .refine(
      (url) => !/[?#@]/.test(url),
      'use an address without query, fragment or user, such as https://pitches.example.com/mail',
    )
    .optional()
    .transform((url) => url?.replace(/\/+$/, ''))
    .meta({
      description:
        'Where the site will be published. Pictures in mails point there; without it they only show in the preview.',
      example: 'https://pitches.example.com',
    }),
  SITE_PII: z
    .enum(['mask', 'show'], { error: 'use mask or show' })
    .default('mask')
    .meta({ description: 'Whether pages show e-mail addresses in full: mask or show.', example: 'mask' }),
  DATA_DIR: z
    .string()
    .min(1)
    .default('data')
    .meta({ description: 'The folder of customers.csv, orders.csv and dataset.json.', example: 'data' }),
  DATABASE_URL: postgresUrl.optional().meta({
    description:
      'A PostgreSQL to use in place of the built-in DuckDB. The dataset is loaded into a schema of its own, named pitchwright.',
    example: 'postgres://user:password@localhost:5432/shop',
    isSecret: true,
  }),
  CONTENT_DIR: z
    .string()
    .min(1)
    .default('content')
    .meta({ description: 'The folder of brand, catalogue and copy.', example: 'content' }),
  OUT_DIR: z
    .string()
    .min(1)
    .default('dist')
    .meta({ description: 'The folder the site is built into.', example: 'dist' }),
  UNSUBSCRIBE_SECRET: z
    .string()
    .min(32, 'use at least 32 characters, such as what `openssl rand -hex 32` prints')
    .refine(isOwn, 'this is the example, which everybody knows: use what `openssl rand -hex 32` prints')
    .optional()
    .meta({
      description: 'Signs unsubscribe links. Needed before anything is mailed for real; keep it for good.',
      example: PLACEHOLDER,
      isSecret: true,
    }),
  SMTP_URL: z
    .url({
      protocol: /^smtps?$/,
      error: 'use an address such as smtp://user:password@smtp.example.com:587',
      abort: true,
    })
    .refine(isPercentEncoded, 'write special characters of user and password percent-encoded')
    .optional()
    .meta({
      description:
        'The mail server of the channel smtp: smtp:// with STARTTLS, smtps:// with TLS from the start.',
      example: 'smtp://user:password@smtp.example.com:587',
      isSecret: true,
    }),
  DKIM_DOMAIN: z.string().min(1).optional().meta({
    description: 'Signs what goes out by smtp for this domain; left out, the mail server signs.',
    example: 'example.com',
  }),
  DKIM_SELECTOR: z
    .string()
    .min(1)
    .default('pitchwright')
    .meta({ description: 'The name of the DKIM key in the DNS.', example: 'pitchwright' }),
  DKIM_KEY_FILE: z.string().min(1).optional().meta({
    description: 'The private DKIM key, a PEM file outside the project.',
    example: '/etc/dkim/example.pem',
  }),
  APPS_SCRIPT_URL: httpUrl.optional().meta({
    description: 'The web app of the channel apps-script: the address that ends in /exec.',
    example: 'https://script.google.com/macros/s/AKfy…/exec',
  }),
  APPS_SCRIPT_SECRET: z
    .string()
    .min(32, 'use at least 32 characters, the same as in the script’s properties')
    .refine(isOwn, 'this is the example, which everybody knows: use the one of the script’s properties')
    .optional()
    .meta({
      description: 'Signs every request to the web app.',
      example: PLACEHOLDER,
      isSecret: true,
    }),
  ATTACHMENT_HOSTS: z
    .string()
    .regex(/^[a-z0-9.-]+(, *[a-z0-9.-]+)*$/, 'use host names with commas between them')
    .optional()
    .meta({
      description: 'Hosts that attachments may be fetched from, with commas.',
      example: 'cdn.example.com',
    }),
  GEMINI_API_KEY: z.string().min(10, 'use the key as the service gave it').optional().meta({
    description: 'Makes films, voices and pictures with Gemini; without it they are made on this machine.',
    example: 'AIzaSy-a-key-of-your-own',
    isSecret: true,
  }),
  GEMINI_ENTERPRISE: z.enum(['yes', 'no'], { error: 'use yes or no' }).default('no').meta({
    description:
      'Whether the key is one of the Gemini Enterprise Agent Platform, which is what Veo needs: yes or no.',
    example: 'no',
  }),
  GEMINI_BASE_URL: httpUrl
    .refine((url) => {
      const { protocol, hostname } = new URL(url);
      return protocol === 'https:' || /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
    }, 'use an address with https: the key goes there; http is for this machine only')
    .optional()
    .meta({
      description: 'Where Gemini is asked, when that is not Google itself, such as a proxy of your own.',
      example: 'https://gemini-proxy.example.com',
    }),
  MEDIA_PII: z.enum(['withhold', 'allow'], { error: 'use withhold or allow' }).default('withhold').meta({
    description:
      'Whether first names may be in what a service is asked for a film or picture: withhold or allow.',
    example: 'withhold',
  }),
  MEDIA_BUDGET: z
    .string()
    .regex(/^\d{1,6}(\.\d{1,2})?$/, 'use an amount in US dollars such as 5 or 12.50')
    .default('5')
    .transform(Number)
    .meta({
      description: 'US dollars that one run of `npm run media` may spend without being asked (--yes).',
      example: '5',
    }),
  FFMPEG_PATH: z.string().min(1).optional().meta({
    description: 'The ffmpeg to use; left out, the one of the system or the one that npm installed.',
    example: '/usr/bin/ffmpeg',
  }),
});

export type Env = z.output<typeof envSchema>;

/**
 * Reads the environment; empty values count as unset.
 * @throws PitchwrightError `ENV_INVALID`, naming every variable that is wrong; the value of a secret is not said.
 */
export function readEnv(source: Readonly<Record<string, string | undefined>> = processEnv()): Env {
  const set = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const result = envSchema.safeParse(set);
  if (result.success) return result.data;
  const lines = result.error.issues.map(({ path: [name], message }) => {
    const isSecret = envSchema.shape[name as keyof Env]?.meta()?.isSecret;
    return `${String(name)} is ${isSecret ? 'not usable' : `"${source[String(name)]}"`}; ${message}.`;
  });
  throw new PitchwrightError('ENV_INVALID', lines.join('\n'), { hint: 'see .env.example for all settings' });
}

/** Whether every % of a text begins two digits that stand for a byte, and the bytes are UTF-8. */
export function isPercentEncoded(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

/** The text of `.env.example`. */
export function printEnvExample(): string {
  const blocks = Object.entries(envSchema.shape).map(([name, schema]) => {
    const { description, example } = schema.meta() as { description: string; example: string };
    return `# ${description}\n# ${name}=${example}\n`;
  });
  return `# Copy to .env and change what you need. Everything is optional.\n\n${blocks.join('\n')}`;
}

/** `.env` is read anew each time and never copied into the process, so that what is removed from it is gone. */
function processEnv(): NodeJS.ProcessEnv {
  const file = existsSync('.env') ? parseEnv(readFileSync('.env', 'utf8')) : {};
  return { ...file, ...process.env };
}
