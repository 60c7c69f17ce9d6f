import { styleText } from 'node:util';
import { type Command, InvalidArgumentError } from 'commander';
import { CAMPAIGN_NAME } from '../src/delivery/read-campaign.ts';
import { describeError } from '../src/errors.ts';
import { heedStudio } from './_studio.ts';

/**
 * Parses the arguments and runs. Exit codes: 0 done, 1 failed (the reason on stderr), 2 wrong usage.
 */
export function run(command: Command, main: () => Promise<void>): void {
  command
    .allowExcessArguments(false)
    .showHelpAfterError('(--help shows all options)')
    .exitOverride((error) => {
      process.exit(error.exitCode === 0 ? 0 : 2);
    })
    .parse();
  heedStudio();
  main().catch((error: unknown) => {
    console.error(`${styleText('red', '✗', { stream: process.stderr })} ${describeError(error)}`);
    process.exitCode = 1;
  });
}

/** An option's value as a whole number within bounds. */
export function wholeNumber(low: number, high: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= low && value <= high) return value;
    throw new InvalidArgumentError(`use a whole number from ${low} to ${high}.`);
  };
}

/** A campaign's name, before it becomes a part of any path. */
export function campaignName(text: string): string {
  if (CAMPAIGN_NAME.test(text)) return text;
  throw new InvalidArgumentError('a campaign is named with lower-case letters, digits and "-".');
}
