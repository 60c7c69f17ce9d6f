/** The language of a BCP 47 tag without script, region and case: `hi` of `HI-in`. Undefined when it is no tag. */
export function languageOf(tag: string): string | undefined {
  try {
    return new Intl.Locale(tag).language;
  } catch {
    return undefined;
  }
}
