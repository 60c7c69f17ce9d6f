import { type Env, envSchema, readEnv } from '../env.ts';
import { describeError, isPitchwrightError } from '../errors.ts';

export interface Setting {
  readonly name: string;
  readonly description: string;
  /** What is in force, in words; of a secret only whether there is one. */
  readonly value: string;
  readonly isSet: boolean;
  readonly example: string;
}

export interface SettingGroup {
  readonly title: string;
  readonly settings: readonly Setting[];
}

export interface SettingsView {
  /** What is wrong with the settings; then nothing else is known. */
  readonly problem: string | undefined;
  readonly groups: readonly SettingGroup[];
}

const GROUPS: readonly (readonly [title: string, names: readonly (keyof Env)[]])[] = [
  ['The site', ['SITE_URL', 'SITE_PII', 'OUT_DIR']],
  ['Data and content', ['DATA_DIR', 'CONTENT_DIR', 'DATABASE_URL']],
  ['Mail', ['SMTP_URL', 'DKIM_DOMAIN', 'DKIM_SELECTOR', 'DKIM_KEY_FILE', 'UNSUBSCRIBE_SECRET']],
  ['Google Apps Script', ['APPS_SCRIPT_URL', 'APPS_SCRIPT_SECRET']],
];
const REST = 'Attachments and media';

/** Every setting with what is in force, in groups. Values of secrets are not part of it. */
export function settingsView(source?: Readonly<Record<string, string | undefined>>): SettingsView {
  let env: Env;
  try {
    env = source === undefined ? readEnv() : readEnv(source);
  } catch (error) {
    if (!isPitchwrightError(error)) throw error;
    return { problem: describeError(error), groups: [] };
  }
  const grouped = new Set(GROUPS.flatMap(([, names]) => names));
  const rest = (Object.keys(envSchema.shape) as (keyof Env)[]).filter((name) => !grouped.has(name));
  return {
    problem: undefined,
    groups: [...GROUPS, [REST, rest] as const].map(([title, names]) => ({
      title,
      settings: names.map((name) => settingOf(name, env)),
    })),
  };
}

function settingOf(name: keyof Env, env: Env): Setting {
  const { description, example, isSecret } = envSchema.shape[name].meta() as {
    description: string;
    example: string;
    isSecret?: boolean;
  };
  const value = env[name];
  const isSet = value !== undefined;
  return { name, description, example, isSet, value: isSet ? shown(String(value), isSecret) : 'not set' };
}

function shown(value: string, isSecret = false): string {
  if (isSecret) return 'set; it is not shown';
  // Whoever writes a user or a password into an address does not want to read it here.
  return value.replace(/^([a-z]+:\/\/)[^/@]*@/i, '$1…@');
}
