import { mkdir, mkdtemp, readdir, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readType } from '../../src/delivery/attachment-types.ts';
import { type AttachmentOptions, openAttachments } from '../../src/delivery/attachments.ts';
import type { CampaignAttachment } from '../../src/delivery/campaign.ts';
import { encodePng } from '../../src/media/art/png.ts';
import { runProgram } from '../house/_command.ts';
import { selfSigned } from './_self-signed.ts';
import { zipOf } from './_zip.ts';

const PDF = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n');
const PNG = Buffer.from(encodePng(new Uint8Array(4), 1, 1));
const JPG = Buffer.from('ffd8ffe000104a46494600010100000100010000ffd9', 'hex');
const GIF = Buffer.from('GIF89a\x01\x00\x01\x00\x00\x00\x00;', 'latin1');
const MP4 = Buffer.from('\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isomiso2', 'latin1');
const ZIP = zipOf({ 'offer.txt': 'Hello' });

let root = '';
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'pitchwright-files-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

async function put(path: string, bytes: Uint8Array | string): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), bytes);
}
const open = (list: readonly Partial<CampaignAttachment>[], options: Partial<AttachmentOptions> = {}) =>
  openAttachments(
    list.map((entry) => ({ required: true, ...entry }) as CampaignAttachment),
    { root, hosts: ['files.example.com'], dataFolder: join(root, 'data'), ...options },
  );
const filesOf = async (opened: ReturnType<typeof open>, id = 'C0000001') => {
  const found = await opened.forCustomer(id);
  return 'files' in found ? found.files : expect.fail(`${found.missing} is missing`);
};
const wordsOf = async (work: () => unknown) => {
  try {
    await work();
  } catch (error) {
    const { code, message } = error as Error & { code: string };
    return `${code}: ${message}`;
  }
  return expect.fail('nothing was refused');
};

describe('what may be attached', () => {
  test.for([
    ['a.pdf', PDF, 'application/pdf'],
    ['a.png', PNG, 'image/png'],
    ['a.JPG', JPG, 'image/jpeg'],
    ['a.jpeg', JPG, 'image/jpeg'],
    ['a.gif', GIF, 'image/gif'],
    ['a.mp4', MP4, 'video/mp4'],
    ['a.zip', ZIP, 'application/zip'],
    ['a.csv', Buffer.from('id,name\n1,"Asha, K."\n2,Ravi\n'), 'text/csv'],
    ['semicolons.csv', Buffer.from('sep=;\r\nid;name\r\n1;Ä\r\n'), 'text/csv'],
    ['latin.csv', Buffer.from('id,name\n1,J\xfcrgen\n', 'latin1'), 'text/csv'],
    ['one-column.csv', Buffer.from('code\nA1\nB2\n'), 'text/csv'],
  ] as const)('%s', async ([name, bytes, contentType]) => {
    expect(await readType(bytes, name)).toEqual({ filename: name, contentType });
  });

  test('a name without an ending gets the right one', async () => {
    expect((await readType(PDF, 'offer')).filename).toBe('offer.pdf');
  });

  test.for([
    ['offer.pdf', ZIP, 'ATTACHMENT_TYPE: offer.pdf is a ZIP archive, whatever its name says'],
    ['offer.csv', PNG, 'ATTACHMENT_TYPE: offer.csv is a PNG picture, whatever its name says'],
    ['offer.zip', PDF, 'ATTACHMENT_TYPE: offer.zip is a PDF, whatever its name says'],
    [
      'offer.html',
      PDF,
      'ATTACHMENT_TYPE: offer.html ends in .html, which cannot be attached; its content is a PDF',
    ],
    [
      'offer.pdf.exe',
      PDF,
      'ATTACHMENT_TYPE: offer.pdf.exe ends in .exe, which cannot be attached; its content is a PDF',
    ],
    ['offer.pdf', Buffer.alloc(0), 'ATTACHMENT_EMPTY: offer.pdf is empty'],
    [
      'offer.pdf',
      Buffer.from('MZ\x90\0'),
      'ATTACHMENT_TYPE: offer.pdf is of the type application/x-msdownload (.exe)',
    ],
    [
      'a.csv',
      Buffer.from('<!doctype html><p>Hello'),
      'ATTACHMENT_TYPE: a.csv is none of the known types of files',
    ],
    ['a.csv', Buffer.from('#!/bin/sh\nls\n'), 'ATTACHMENT_TYPE: a.csv is none of the known types of files'],
    ['a.csv', Buffer.from('a,b\n1,2,3\n'), 'ATTACHMENT_TYPE: a.csv is none of the known types of files'],
    ['a.csv', Buffer.from('a,b\n1,\0\n'), 'ATTACHMENT_TYPE: a.csv is none of the known types of files'],
    ['a.csv', Buffer.from('a,"b\n1,2\n'), 'ATTACHMENT_TYPE: a.csv is none of the known types of files'],
    ['a.zip', zipOf({ 'win/run.EXE': 'x' }), 'ATTACHMENT_TYPE: a.zip holds the program win/run.EXE'],
    [
      'a.zip',
      ZIP.subarray(0, -5),
      'ATTACHMENT_TYPE: a.zip is a ZIP archive whose list of files cannot be read',
    ],
    [
      'a.zip',
      zipOf({ 'META-INF/MANIFEST.MF': 'Manifest-Version: 1.0' }),
      'ATTACHMENT_TYPE: a.zip is of the type application/java-archive (.jar)',
    ],
    [
      'a.zip',
      zipOf({
        '[Content_Types].xml':
          '<Types><Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>',
        'word/document.xml': '<a/>',
      }),
      'ATTACHMENT_TYPE: a.zip is of the type application/vnd.ms-word.document.macroenabled.12 (.docm)',
    ],
  ] as const)('not %s (case %$)', async ([name, bytes, words]) => {
    expect(await wordsOf(() => readType(bytes, name))).toBe(words);
  });
});

describe('a file of the project', () => {
  test('goes to everybody, with a digest and its size', async () => {
    await put('content/offer.pdf', PDF);
    const opened = open([{ path: 'content/offer.pdf', name: 'Your offer: May.pdf' }]);
    const found = await opened.forCustomer('C0000001');
    expect(found).toMatchObject({
      bytes: PDF.length,
      digest: expect.stringMatching(/^[0-9a-f]{64}$/),
      files: [{ filename: 'Your offer- May.pdf', contentType: 'application/pdf', size: PDF.length }],
    });
    expect(await opened.forCustomer('C0000002')).toEqual(found);
    const [file] = await filesOf(opened);
    expect(Buffer.from((await file?.bytes()) ?? [])).toEqual(PDF);
  });

  test('that everybody gets is read once, however many they are', async () => {
    await put('offer.pdf', PDF);
    const opened = open([{ path: 'offer.pdf' }]);
    const [first] = await filesOf(opened);
    await rm(join(root, 'offer.pdf'));
    for (let n = 2; n < 1000; n += 1) expect((await filesOf(opened, `C${n}`))[0]).toBe(first);
    expect(Buffer.from((await first?.bytes()) ?? [])).toEqual(PDF);
  });

  test.for(['{{ customer.id }}', '{{customer_id}}'])('may be one for each customer: %s', async (tag) => {
    await put('data/media/customers/C0000001/film.mp4', MP4);
    const opened = open([{ path: `data/media/customers/${tag}/film.mp4`, name: `For ${tag}.mp4` }]);
    expect(await filesOf(opened)).toMatchObject([{ filename: 'For C0000001.mp4', contentType: 'video/mp4' }]);
    expect(await opened.forCustomer('C0000002')).toEqual({
      missing: 'data/media/customers/C0000002/film.mp4',
      required: true,
    });
  });

  test('that was made for one customer goes to nobody else, wherever it is named', async () => {
    const path = 'data/media/customers/C0000001/film.mp4';
    await put(path, MP4);
    for (const required of [true, false]) {
      const opened = open([
        { path: 'content/none.pdf', required: false },
        { path, required },
      ]);
      expect((await filesOf(opened, 'C0000001')).map(({ filename }) => filename)).toEqual(['film.mp4']);
      await expect(opened.forCustomer('C0000002')).rejects.toMatchObject({
        code: 'ATTACHMENT_PATH',
        message: `attachments › 2: ${path} was made for C0000001, and would go to C0000002`,
        hint: 'write data/media/customers/{{ customer.id }}/film.mp4, or mean nobody else: audience: { customer_id: C0000001 }',
      });
    }
    await put('data/media/customers/C0000002/film.mp4', PNG);
    const own = open([{ path: 'data/media/customers/{{ customer.id }}/film.mp4' }]);
    expect(await filesOf(own, 'C0000001')).toHaveLength(1);
    await put('data/media/hello.mp4', MP4);
    expect(await filesOf(open([{ path: 'data/media/hello.mp4' }]), 'C0000002')).toHaveLength(1);
  });

  test('that is missing and not required is left out, the others go', async () => {
    await put('offer.pdf', PDF);
    const both = [{ path: 'none/{{ customer.id }}.mp4', required: false }, { path: 'offer.pdf' }];
    expect(await filesOf(open(both))).toMatchObject([{ filename: 'offer.pdf' }]);
    expect(await open([{ path: 'none.pdf', required: false }]).forCustomer('C1')).toEqual({
      files: [],
      digest: '',
      bytes: 0,
    });
  });

  test('that changes or goes away after it was checked is not sent', async () => {
    await put('C1.pdf', PDF);
    const [file] = await filesOf(open([{ path: '{{ customer.id }}.pdf' }]), 'C1');
    expect(Buffer.from((await file?.bytes()) ?? [])).toEqual(PDF);
    await put('C1.pdf', `${PDF}%changed`);
    expect(await wordsOf(() => file?.bytes())).toBe(
      'ATTACHMENT_CHANGED: C1.pdf changed after it was checked',
    );
    await rm(join(root, 'C1.pdf'));
    expect(await wordsOf(() => file?.bytes())).toBe(
      'ATTACHMENT_CHANGED: C1.pdf went away after it was checked',
    );
  });

  test('changes the digest with its name or its content', async () => {
    await put('a.pdf', PDF);
    await put('b.pdf', `${PDF}%`);
    const digestOf = async (...list: readonly Partial<CampaignAttachment>[]) => {
      const found = await open(list).forCustomer('C1');
      return 'digest' in found ? found.digest : '';
    };
    const digests = [
      await digestOf({ path: 'a.pdf' }),
      await digestOf({ path: 'b.pdf', name: 'a.pdf' }),
      await digestOf({ path: 'a.pdf', name: 'b.pdf' }),
      await digestOf({ path: 'a.pdf' }, { path: 'b.pdf' }),
    ];
    expect(new Set(digests).size).toBe(4);
  });

  test.for([
    '../secret.pdf',
    'data/../../secret.pdf',
    '/etc/passwd',
    'C:/secret.pdf',
    'data\\..\\secret.pdf',
    '.env',
    'data/.hidden/a.pdf',
    'data//a.pdf',
    './a.pdf',
    'a.pdf\0',
  ])('lies below the project folder: not %j', async (path) => {
    expect(await wordsOf(() => open([{ path }]))).toMatch(
      /^ATTACHMENT_PATH: .* is not a file of the project folder$/,
    );
  });

  test('may not be a link that leads out of it', async () => {
    const outside = await mkdtemp(join(tmpdir(), 'pitchwright-outside-'));
    await writeFile(join(outside, 'secret.pdf'), PDF);
    await put('.env', 'a,b\n');
    await symlink(join(outside, 'secret.pdf'), join(root, 'link.pdf'));
    await symlink(outside, join(root, 'folder'));
    await symlink(join(root, '.env'), join(root, 'env.csv'));
    await symlink(join(root, 'inside.pdf'), join(root, 'good.pdf'));
    await put('inside.pdf', PDF);
    for (const path of ['link.pdf', 'folder/secret.pdf', 'env.csv'])
      expect(await wordsOf(() => open([{ path }]).forCustomer('C1'))).toContain('ATTACHMENT_PATH');
    expect(await filesOf(open([{ path: 'good.pdf' }]))).toHaveLength(1);
    await rm(outside, { recursive: true });
  });

  describe('is never one of the data folder', () => {
    const KEPT = [
      'customers.csv',
      'orders.csv',
      'products.csv',
      'dataset.json',
      'rejected.csv',
      'import-report.json',
      'mapping.yaml',
      'media',
      'media.csv',
      'previous/customers.csv',
      'plans/spring.csv',
      'runs/spring.csv',
      'ledger/base.csv',
      'outbox/spring/C1.csv',
      'inbox/mail.csv',
      'reports/digest.csv',
      'attachments/a.csv',
      'mediathek/a.csv',
    ];

    test.for(KEPT)('%s', async (path) => {
      for (const written of [
        `data/${path}`,
        `data/${path.toUpperCase()}`,
        `data/${path.replace('r', '{{ customer.id }}')}`,
      ])
        expect(await wordsOf(() => open([{ path: written }]).forCustomer('r'))).toMatch(
          /^ATTACHMENT_PATH: data\/.* is of the data folder, which holds the customers$/,
        );
    });

    test('however it is reached: by a link, a link of a folder, or a customer’s id', async () => {
      await put('data/customers.csv', 'id,name\nC1,Asha\n');
      await put('data/media/C1.pdf', PDF);
      await mkdir(join(root, 'files'));
      await symlink('../data/customers.csv', join(root, 'files/list.csv'));
      await symlink('../customers.csv', join(root, 'data/media/list.csv'));
      await symlink('../data', join(root, 'files/data'));
      await symlink('data', join(root, 'store'));
      for (const path of [
        'files/list.csv',
        'data/media/list.csv',
        'files/data/customers.csv',
        'store/customers.csv',
      ])
        expect(await wordsOf(() => open([{ path }]).forCustomer('C1')), path).toMatch(
          /is of the data folder/,
        );
      const personal = open([{ path: 'data/media/{{ customer.id }}.csv' }]);
      expect(await wordsOf(() => personal.forCustomer('../customers'))).toContain('ATTACHMENT_PATH');
      for (const path of [
        'data/media/C1.pdf',
        'store/media/C1.pdf',
        'files/data/media/{{ customer.id }}.pdf',
      ])
        expect(await filesOf(open([{ path }]), 'C1')).toHaveLength(1);
    });

    test('wherever DATA_DIR is', async () => {
      await put('work/customers.csv', 'id,name\nC1,Asha\n');
      await put('work/media/a.pdf', PDF);
      await put('data/a.pdf', PDF);
      const options = { dataFolder: join(root, 'work') };
      expect(await wordsOf(() => open([{ path: 'work/customers.csv' }], options))).toContain(
        'of the data folder',
      );
      expect(
        await filesOf(open([{ path: 'work/media/a.pdf' }, { path: 'data/a.pdf' }], options)),
      ).toHaveLength(2);
    });
  });

  test('may not be a folder, or anything that is read without end', async ({ skip }) => {
    skip(process.platform === 'win32', 'Windows has no named pipes in folders');
    await mkdir(join(root, 'folder.pdf'));
    await runProgram('mkfifo', [join(root, 'pipe.pdf')]);
    expect(await wordsOf(() => open([{ path: 'folder.pdf' }]).forCustomer('C1'))).toBe(
      'ATTACHMENT_UNREADABLE: folder.pdf is a folder',
    );
    expect(await wordsOf(() => open([{ path: 'pipe.pdf' }]).forCustomer('C1'))).toBe(
      'ATTACHMENT_UNREADABLE: pipe.pdf is no ordinary file',
    );
    await symlink('loop.pdf', join(root, 'loop.pdf'));
    expect(await wordsOf(() => open([{ path: 'loop.pdf' }]).forCustomer('C1'))).toBe(
      'ATTACHMENT_UNREADABLE: loop.pdf cannot be read: ELOOP',
    );
  });

  test('is not too big, alone or together', async () => {
    await put('huge.pdf', PDF);
    await truncate(join(root, 'huge.pdf'), 18_000_001);
    expect(await wordsOf(() => open([{ path: 'huge.pdf' }]).forCustomer('C1'))).toBe(
      'ATTACHMENT_TOO_BIG: huge.pdf has 18.0 MB; all attachments of a mail together may have 18 MB',
    );
    await truncate(join(root, 'huge.pdf'), 10_000_000);
    const twice = [{ path: 'huge.pdf' }, { path: 'huge.pdf', name: 'again.pdf' }];
    expect(await wordsOf(() => open(twice).forCustomer('C1'))).toBe(
      'ATTACHMENT_TOO_BIG: the attachments of C1 have 20.0 MB together (huge.pdf 10.0 MB, again.pdf 10.0 MB); a mail may carry 18 MB',
    );
  });

  test.for([{ path: 'a-{{ customer.email }}.pdf' }, { path: 'a.pdf', name: '{% if x %}.pdf' }])(
    'has no other tags: $path $name',
    async (entry) => {
      expect(await wordsOf(() => open([entry]))).toContain('has a tag that does not exist');
    },
  );
});

describe('a file of the web', () => {
  const { key, cert } = selfSigned('files.example.com');
  let body: Buffer;
  let asked: string[];
  const server = createServer({ key, cert }, (request, response) => {
    asked.push(request.url ?? '');
    if (request.url === '/none.pdf') response.writeHead(404);
    response.end(body);
  });
  beforeEach(async () => {
    body = PDF;
    asked = [];
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const fetching = (url: string, isFresh = false) =>
    open([{ url }], {
      isFresh,
      network: {
        resolve: async () => ['127.0.0.1'],
        isAllowed: () => true,
        port: (server.address() as AddressInfo).port,
        ca: cert,
        timeLimitMs: 5000,
      },
    });
  const url = 'https://files.example.com/may%20offer.pdf?v=1';

  test('is fetched once, kept, and the same when it is sent', async () => {
    const planned = fetching(url, true);
    const [file] = await filesOf(planned);
    expect(file).toMatchObject({ filename: 'may offer.pdf', contentType: 'application/pdf', url });
    body = Buffer.from('%PDF-1.7 another one');
    await filesOf(planned, 'C0000002');
    const [sent] = await filesOf(fetching(url));
    expect(sent?.sha256).toBe(file?.sha256);
    expect(Buffer.from((await sent?.bytes()) ?? [])).toEqual(PDF);
    expect(asked).toEqual(['/may%20offer.pdf?v=1']);
    // Only the next plan looks again.
    expect((await filesOf(fetching(url, true)))[0]?.sha256).not.toBe(file?.sha256);
  });

  test('that somebody changed on the disk is fetched anew', async () => {
    const [file] = await filesOf(fetching(url));
    const folder = join(root, 'data/attachments');
    const kept = (await readdir(folder)).find((name) => name.endsWith('.bin')) as string;
    await writeFile(join(folder, kept), 'changed');
    expect((await filesOf(fetching(url)))[0]?.sha256).toBe(file?.sha256);
    expect(asked).toHaveLength(2);
  });

  test('may be one for each customer, or missing', async () => {
    const opened = fetching('https://files.example.com/{{ customer.id }}.pdf');
    await filesOf(opened, 'C1');
    const [file] = await filesOf(opened, 'C2');
    expect(Buffer.from((await file?.bytes()) ?? [])).toEqual(PDF);
    expect(asked).toEqual(['/C1.pdf', '/C2.pdf']);
    expect(await opened.forCustomer('none')).toEqual({
      missing: 'https://files.example.com/none.pdf',
      required: true,
    });
  });

  test('is refused before anything is asked, when its host is not listed', async () => {
    expect(await wordsOf(() => fetching('https://evil.example/a.pdf'))).toContain('ATTACHMENT_URL');
    expect(await wordsOf(() => fetching('https://{{ customer.id }}.example.com/a.pdf'))).toContain(
      'ATTACHMENT_URL',
    );
    expect(asked).toEqual([]);
  });

  test('is what its bytes are, whatever its name says', async () => {
    body = ZIP;
    expect(await wordsOf(() => fetching(url).forCustomer('C1'))).toContain('may offer.pdf is a ZIP archive');
  });
});
