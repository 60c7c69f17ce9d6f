/** What is known of a file: its headers, and its first rows. */
export interface Glance {
  readonly name: string;
  readonly headers: readonly string[];
  readonly rows: readonly (readonly string[])[];
}
