import { isPitchwrightError, PitchwrightError } from '../errors.ts';
import type { Piece, Workshop } from '../render/workshop.ts';
import type { CustomerRecord } from '../store/store.ts';
import { inlineImages } from './inline-images.ts';
import type { CampaignFile } from './read-campaign.ts';

/**
 * Makes a campaign's mail to a customer: with its words, its template, and its pictures inside if it says so. The plan, the
 * page and the send make it here, so it is the same one.
 * @param siteUrl where the workshop's pictures are: `SITE_URL`.
 */
export function pieceMaker(
  workshop: Pick<Workshop, 'make' | 'copy' | 'films'>,
  { campaign, occasion }: CampaignFile,
  siteUrl = '',
): (record: CustomerRecord) => Promise<Piece> {
  const inline = campaign.images === 'inline' ? inlineImages(workshop) : undefined;
  return async (record) => {
    const piece = await workshop.make(record, occasion).catch((error: unknown) => {
      throw isPitchwrightError(error) && error.code === 'COPY_EMPTY'
        ? ownHole(error, occasion.source)
        : error;
    });
    return inline ? { ...piece, message: inline(piece.message, siteUrl) } : piece;
  };
}

/** The hole may be in the campaign's words as well as in the copy. */
function ownHole(error: PitchwrightError, source: string): PitchwrightError {
  return new PitchwrightError(error.code, error.message, {
    hint: `${error.hint}; look at the words of ${source}, too`,
    cause: error,
  });
}
