import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openAttachments } from '../../src/delivery/attachments.ts';
import { makePlan } from '../../src/delivery/make-plan.ts';
import type { Plan } from '../../src/delivery/plan.ts';
import { planInputs } from '../../src/delivery/plan-inputs.ts';
import { openPress } from '../../src/delivery/press.ts';
import { briefOf } from '../../src/media/brief.ts';
import { openCache } from '../../src/media/cache.ts';
import { makeMedia } from '../../src/media/make-media.ts';
import type { CustomerMedia } from '../../src/media/medium.ts';
import type { MediaOrder } from '../../src/media/provider.ts';
import { mediaFolder, readMedia } from '../../src/media/shelf.ts';
import { openWorkshop, type Workshop } from '../../src/render/workshop.ts';
import type { CustomerRecord } from '../../src/store/store.ts';
import { fakeProvider, run } from '../media/_fake-providers.ts';
import { type Inputs, makeInputs } from '../site/_workshop.ts';
import { campaignFile, idsOf, ledgerWith, NOW, planOf, reasonsOf, record } from './_plan-world.ts';

/** Three of the sample who may be written to, each with a film in two shapes. */
const FILM = 'data/media/customers/{{ customer.id }}/film.mp4';
const MP4 = Buffer.from('\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isomiso2', 'latin1');
let inputs: Inputs;
let workshop: Workshop;
let people: readonly CustomerRecord[];
let fresh: ReadonlyMap<string, CustomerMedia>;
let root: string;

const idOf = ({ customer }: CustomerRecord) => customer.customer_id;
const folderOf = (id: string) => join(mediaFolder(inputs.env.DATA_DIR), 'customers', id);
const writeNote = (note: CustomerMedia) =>
  writeFile(join(folderOf(note.customer), 'media.json'), JSON.stringify(note));
const ids = () => people.map(idOf) as [string, string, string];
const audience = () => ({ customer_id: ids() });

/** As if the mail had changed since the film was made. */
const outdate = async (id: string, change: (note: CustomerMedia) => CustomerMedia = (note) => note) => {
  const note = fresh.get(id) ?? expect.fail(`${id} has no film`);
  await writeNote({ ...change(note), brief: 'a'.repeat(64) });
};

const attachmentsOf = (list: readonly Record<string, unknown>[]) =>
  openAttachments(campaignFile({ attachments: list }).campaign.attachments, {
    root,
    hosts: [],
    dataFolder: inputs.env.DATA_DIR,
  });
async function planned(keys: Record<string, unknown> = {}): Promise<Plan> {
  const attachments = attachmentsOf((keys.attachments ?? []) as readonly Record<string, unknown>[]);
  const file = campaignFile({ audience: audience(), ...keys });
  // emails/ is the project's: a link to it stands in the folder.
  return makePlan({ workshop, file, ledger: ledgerWith(), attachments, env: inputs.env, now: NOW, root });
}

beforeAll(async () => {
  inputs = await makeInputs(60);
  root = join(inputs.env.DATA_DIR, '..');
  await symlink(join(process.cwd(), 'emails'), join(root, 'emails'));
  const plain = await openWorkshop(inputs.env);
  const found: CustomerRecord[] = [];
  for await (const { customer, orders } of plain.pieces()) {
    if (customer.email_consent === 'subscribed' && found.length < 3) found.push({ customer, orders });
  }
  people = found;
  const slides = fakeProvider('slideshow', { kind: 'video' });
  async function* list() {
    for (const each of people) {
      const { pitch } = await plain.make(each);
      const brief = briefOf(each, pitch, plain.model, plain.copy);
      const order = (aspect: MediaOrder['aspect']): MediaOrder => ({
        kind: 'video',
        brief,
        aspect,
        prompt: '',
      });
      yield {
        brief,
        orders: [order('16:9'), order('9:16')],
        action: { label: 'See more', url: 'https://shop.example/' },
      };
    }
  }
  await makeMedia(
    list(),
    { of: () => [slides], promptFor: () => '' },
    {
      dataDir: inputs.env.DATA_DIR,
      atOnce: 1,
      cache: openCache(mediaFolder(inputs.env.DATA_DIR)),
      chain: run(),
      onEvent: () => {},
    },
  );
  plain.close();
  const notes = new Map<string, CustomerMedia>();
  for (const id of ids()) {
    notes.set(id, (await readMedia(inputs.env.DATA_DIR, id)) as CustomerMedia);
    // The fake's films are text; attachments look at what is in them.
    for (const name of ['film.mp4', 'film-9x16.mp4']) {
      await rm(join(folderOf(id), name));
      await writeFile(join(folderOf(id), name), MP4);
    }
  }
  fresh = notes;
  workshop = await openWorkshop(inputs.env);
});
beforeEach(async () => {
  for (const note of fresh.values()) await writeNote(note);
});
afterAll(async () => {
  workshop.close();
  await inputs.dispose();
});

describe('a film that a campaign attaches', () => {
  test('goes out as long as it says what the mail says', async () => {
    const plan = await planned({ attachments: [{ path: FILM }] });
    expect(reasonsOf(plan)).toEqual([]);
    expect(plan.recipients.every(({ attachments }) => attachments !== '')).toBe(true);
  });

  test('also when the campaign has words of its own: films are made without them', async () => {
    const own = { eyebrow: 'For one day only' };
    const plan = await planned({ attachments: [{ path: FILM }], words: { en: own, hi: own } });
    expect(idsOf(plan)).toEqual(ids());
  });

  test('counts as absent when it says something else, and the command that helps is said', async () => {
    const [id] = ids();
    await outdate(id, (note) => ({ ...note, media: note.media.filter(({ aspect }) => aspect === '16:9') }));
    const plan = await planned({ attachments: [{ path: FILM }] });
    expect(reasonsOf(plan)).toEqual([
      `${id}: missing_attachment (their film says something else than the mail by now: npm run media -- --customer ${id})`,
    ]);
  });

  test('in every shape; the command names all that would be gone otherwise', async () => {
    const [id] = ids();
    await outdate(id);
    const plan = await planned({ attachments: [{ path: FILM.replace('film', 'film-9x16') }] });
    expect(reasonsOf(plan)).toEqual([
      `${id}: missing_attachment (their film says something else than the mail by now: npm run media -- --aspect 16:9,9:16 --customer ${id})`,
    ]);
  });

  test('however it is reached', async () => {
    const [id] = ids();
    await outdate(id);
    await symlink('data/media', join(root, 'films'));
    const plan = await planned({
      attachments: [{ path: 'films/customers/{{ customer.id }}/film.mp4', name: 'hello.mp4' }],
    });
    await rm(join(root, 'films'));
    expect(reasonsOf(plan)).toHaveLength(1);
  });

  test('and is left out where it is not required, in the plan and in the mail that is sent', async () => {
    const [id, other] = ids();
    await outdate(id);
    const attachments = [{ path: FILM, required: false }];
    const plan = await planned({ attachments });
    expect(plan.recipients.map((each) => [each.id, each.attachments === ''])).toEqual(
      ids().map((each) => [each, each === id]),
    );
    const file = campaignFile({ audience: audience(), attachments });
    const before = process.cwd();
    process.chdir(root);
    try {
      const press = openPress({ env: inputs.env, plan, file, workshop }, false);
      for (const each of people.filter((one) => [id, other].includes(idOf(one)))) {
        const recipient = plan.recipients.find((one) => one.id === idOf(each));
        expect((await press.attachments(each)).digest).toBe(recipient?.attachments);
      }
    } finally {
      process.chdir(before);
    }
  });

  test('that became outdated after the plan stops the send', async () => {
    const [id] = ids();
    const attachments = [{ path: FILM }];
    const plan = await planned({ attachments });
    await outdate(id);
    const before = process.cwd();
    process.chdir(root);
    try {
      const file = campaignFile({ audience: audience(), attachments });
      const press = openPress({ env: inputs.env, plan, file, workshop }, false);
      await expect(press.attachments(people[0] as CustomerRecord)).rejects.toThrow(
        `data/media/customers/${id}/film.mp4 is left out (their film says something else`,
      );
    } finally {
      process.chdir(before);
    }
  });

  test('but other files in that folder go as they are', async () => {
    const [id] = ids();
    await outdate(id);
    for (const each of ids()) await writeFile(join(folderOf(each), 'hello.mp4'), MP4);
    const plan = await planned({ attachments: [{ path: FILM.replace('film.mp4', 'hello.mp4') }] });
    expect(idsOf(plan)).toEqual(ids());
  });
});

describe('the notes of a plan', () => {
  test('say how many mails lead to a film', async () => {
    expect((await planned()).notes).toEqual(['3 mails lead to a film']);
    expect((await planned({ audience: { customer_id: ids()[0] } })).notes).toEqual([
      '1 mail leads to a film',
    ]);
  });

  test('say whose film is left out because it says something else', async () => {
    const [first, second] = ids();
    await outdate(first);
    await outdate(second);
    expect((await planned()).notes).toEqual([
      '1 mail leads to a film',
      `2 customers have a film that says something else than the mail by now, so it is left out: npm run media -- --aspect 16:9,9:16 --customer ${first} --customer ${second}`,
    ]);
  });

  test('count nobody twice, and nobody who gets no mail', async () => {
    const [id] = ids();
    await outdate(id);
    const both = await planned({ attachments: [{ path: FILM, required: false }] });
    expect(both.notes.map((note) => note.split(' ').slice(0, 4).join(' '))).toEqual([
      '2 mails lead to',
      '1 customer has a',
    ]);
    expect((await planned({ attachments: [{ path: FILM }] })).notes).toEqual(['2 mails lead to a film']);
  });

  test('are silent where the campaign shows no films', async () => {
    await outdate(ids()[0]);
    expect((await planned({ film: 'none' })).notes).toEqual([]);
  });

  test('are silent where nobody has one', async () => {
    expect((await planOf([record()])).notes).toEqual([]);
  });
});

describe('media that cannot be read are not taken for none', () => {
  const inputsOf = (folder: string) => planInputs({ ...inputs.env, DATA_DIR: folder }, 'test', root);
  test.for(['media', 'media/customers'])('%s is a file', async (name) => {
    const folder = join(root, `broken-${name.replace('/', '-')}`);
    await mkdir(join(folder, name, '..'), { recursive: true });
    await writeFile(join(folder, name), '');
    await expect(inputsOf(folder)).rejects.toThrow(
      expect.objectContaining({
        code: 'MEDIA_UNREADABLE',
        message: `${join(folder, name)} is a file and no folder, so nobody’s film is found`,
        hint: 'move the file elsewhere; npm run media makes the folder',
      }),
    );
  });

  test('no folder at all is fine', async () => {
    expect((await inputsOf(join(root, 'nowhere'))).media).toBeUndefined();
  });
});
