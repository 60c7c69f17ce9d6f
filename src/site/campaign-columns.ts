import type { CampaignList, LeftOut, Reader } from './campaign-recipients.ts';

/** Rows of one kind as one list for each of their fields: a third of the size of rows, names of fields once. */
export type Columns<Row> = { readonly [K in keyof Row]: readonly Row[K][] };

/** What `recipients.json` holds. */
export interface CampaignColumns {
  readonly readers: Columns<Reader>;
  readonly leftOut: Columns<LeftOut>;
}

const READER = [
  'id',
  'name',
  'segment',
  'locale',
  'address',
  'subject',
  'due',
  'htmlBytes',
  'mailBytes',
  'sha256',
] as const satisfies readonly (keyof Reader)[];
const LEFT_OUT = ['id', 'name', 'segment', 'code', 'reason'] as const satisfies readonly (keyof LeftOut)[];

export function packList({ readers, leftOut }: CampaignList): CampaignColumns {
  return { readers: pack(readers, READER), leftOut: pack(leftOut, LEFT_OUT) };
}

export function unpackList({ readers, leftOut }: CampaignColumns): CampaignList {
  return { readers: unpack<Reader>(readers), leftOut: unpack<LeftOut>(leftOut) };
}

function pack<Row>(rows: readonly Row[], fields: readonly (keyof Row)[]): Columns<Row> {
  return Object.fromEntries(
    fields.map((field) => [field, rows.map((row) => row[field])]),
  ) as unknown as Columns<Row>;
}

function unpack<Row extends { readonly id: string }>(columns: Columns<Row>): readonly Row[] {
  const fields = Object.keys(columns) as (keyof Row)[];
  return columns.id.map(
    (_, at) => Object.fromEntries(fields.map((field) => [field, columns[field][at]])) as unknown as Row,
  );
}
