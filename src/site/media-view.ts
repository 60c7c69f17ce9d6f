import { remake } from '../delivery/outdated-media.ts';
import type { MediaBrief } from '../media/brief.ts';
import type { Attempt, CustomerMedia, Medium } from '../media/medium.ts';
import type { FileRole, MediaKind, ProviderName } from '../media/provider.ts';
import { briefKey } from '../media/shelf.ts';
import { address } from './address.ts';

/** What a customer's page shows of their film, voice and picture. */
export interface MediaView {
  /** Whether they say what the mail says today; otherwise mails do not lead to them. */
  readonly isCurrent: boolean;
  /** The command that makes all of them again. */
  readonly remake: string;
  readonly items: readonly MediaItem[];
}

export interface MediaItem {
  readonly kind: MediaKind;
  readonly title: string;
  readonly src: string;
  readonly poster: string | undefined;
  readonly captions: string | undefined;
  readonly preview: string | undefined;
  /** The page a mail leads to. */
  readonly watch: string | undefined;
  readonly locale: string;
  /** Width by height, for a frame that does not jump. */
  readonly ratio: string;
  readonly provider: string;
  /** Who was asked before and failed, and why: whole sentences. */
  readonly why: readonly string[];
  /** Who could not be asked, for want of a key. */
  readonly notAsked: readonly string[];
  readonly remarks: readonly string[];
  readonly prompt: string;
  readonly facts: readonly string[];
}

/** @param brief of today. */
export function mediaView(media: CustomerMedia, brief: MediaBrief): MediaView {
  return {
    isCurrent: media.brief === briefKey(brief),
    remake: remake([media]),
    items: media.media.map((medium) => itemOf(medium, brief.locale)),
  };
}

function itemOf({ kind, aspect, entry, attempts, watch }: Medium, locale: string): MediaItem {
  const at = (role: FileRole) => {
    const file = entry.files.find((each) => each.role === role);
    return file && address.media(entry.key, file.name);
  };
  const main = entry.files.find(({ role }) => role === MAIN[kind]) ?? entry.files[0];
  const seconds = entry.seconds === undefined ? [] : [`${Math.round(entry.seconds)} seconds`];
  const size = main ? [printSize(main.bytes)] : [];
  const cost = entry.cost > 0 ? [`about $${entry.cost.toFixed(2)}`] : [];
  return {
    kind,
    title: kind === 'voice' ? 'Voice' : `${kind === 'video' ? 'Film' : 'Picture'}, ${aspect}`,
    src: main ? address.media(entry.key, main.name) : '',
    poster: at('still') ?? at('poster'),
    captions: at('captions'),
    preview: at('preview'),
    watch: watch && address.watch(watch),
    locale,
    ratio: aspect.replace(':', ' / '),
    provider: `${PROVIDER_WORDS[entry.provider]}${entry.cost > 0 ? `, ${entry.model}` : ''}`,
    why: attempts.filter(({ reason }) => reason !== 'not-configured').map(attemptWords),
    notAsked: attempts.filter(({ reason }) => reason === 'not-configured').map(attemptWords),
    remarks: entry.remarks,
    prompt: entry.prompt,
    facts: [...seconds, ...size, ...cost],
  };
}

/** Who did not deliver, and why: a whole sentence. */
export const attemptWords = ({ provider, message, hint }: Attempt) =>
  `Not by ${PROVIDER_WORDS[provider]}: ${message}${hint ? ` (${hint})` : ''}.`;

/** What people play, hear or look at. */
export const MAIN: Readonly<Record<MediaKind, FileRole>> = {
  video: 'film',
  voice: 'voice',
  image: 'picture',
};

/** Who made it, in a sentence: "made by …". */
export const PROVIDER_WORDS: Readonly<Record<ProviderName, string>> = {
  veo: 'Google Veo',
  omni: 'Gemini Omni',
  slideshow: 'this machine, from slides',
  'gemini-tts': 'Gemini’s voice',
  flite: 'this machine, by Flite',
  espeak: 'this machine, by eSpeak NG',
  'gemini-image': 'Gemini',
  card: 'this machine, as a drawn card',
};

export const printSize = (bytes: number) =>
  bytes >= 1e9
    ? `${(bytes / 1e9).toFixed(1)} GB`
    : bytes >= 1e6
      ? `${(bytes / 1e6).toFixed(1)} MB`
      : `${Math.ceil(bytes / 1e3)} kB`;
