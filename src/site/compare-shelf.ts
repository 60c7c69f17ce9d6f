import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { SegmentNames } from '../copy/segment-names.ts';
import { sha256Of } from '../digest.ts';
import type { Piece } from '../render/workshop.ts';
import { SHELF_SIZE } from './compare-marks.ts';
import { type Side, sideOf } from './compare-side.ts';
import type { Site } from './site.ts';

/** What the mails are made of, packed some customers to a shelf: about 300 bytes each, so that a mail is made only once. */
export interface Shelves {
  /** In the order of ids. */
  add(piece: Piece): void;
  read(shelf: number): readonly Side[];
}

export function createShelves(names: SegmentNames): Shelves {
  const packed: Buffer[] = [];
  let open: Side[] = [];
  return {
    add(piece) {
      open.push(sideOf(piece, names));
      if (open.length < SHELF_SIZE) return;
      packed.push(deflateRawSync(JSON.stringify(open)));
      open = [];
    },
    read(shelf) {
      const full = packed[shelf];
      return full ? (JSON.parse(inflateRawSync(full).toString('utf8')) as readonly Side[]) : open;
    },
  };
}

/** All that the file is made of is on the pages of its customers, too. */
export function shelfKey({ rows }: Pick<Site, 'rows'>, shelf: number): string {
  const own = rows.slice(shelf * SHELF_SIZE, (shelf + 1) * SHELF_SIZE);
  return sha256Of(own.map(({ pageKey }) => pageKey));
}
