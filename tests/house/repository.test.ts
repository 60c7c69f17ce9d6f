import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { runProgram } from './_command.ts';

const FOLDERS = ['src', 'emails', 'pages', 'content', 'apps-script', 'scripts', 'tests'];
const FILES = [
  'astro.config.mjs',
  'package.json',
  'package-lock.json',
  'README.md',
  'LICENSE',
  'CHANGELOG.md',
  'CONTRIBUTING.md',
  'tsconfig.json',
  'biome.json',
  'vitest.config.ts',
];

describe.skipIf(!existsSync('.git'))('what git keeps, or would keep', () => {
  test('lies in the folders of the design', async () => {
    const tops = new Set((await kept()).map((path) => path.split('/')[0] as string));
    const strange = [...tops].filter(
      (name) => !name.startsWith('.') && ![...FOLDERS, ...FILES].includes(name),
    );
    expect(strange).toEqual([]);
  });

  test('is all of the source', async () => {
    const ignored = await git('--others', '--ignored', '--exclude-standard', '--', ...FOLDERS);
    // Pictures that a failing run leaves beside its goldens.
    expect(ignored.filter((path) => !/-changed\.\w+$/.test(path))).toEqual([]);
  });

  test('is no dataset, no output and no secret', async () => {
    const forbidden =
      /^(data|dist|node_modules|\.astro)\/|(^|\/)\.env(?!\.example$)|\.(pem|key|p12|log|eml)$/;
    expect((await kept()).filter((path) => forbidden.test(path))).toEqual([]);
  });

  test('names no e-mail address that somebody could own', async () => {
    const found: string[] = [];
    for (const path of await kept()) {
      const bytes = await readFile(path).catch(() => undefined);
      if (!bytes || bytes.includes(0)) continue;
      found.push(...ownable(bytes.toString('utf8')).map((address) => `${path}: ${address}`));
    }
    expect(found).toEqual([]);
  });
});

test('an address is free to use only under the names reserved for examples (RFC 2606, RFC 6761)', () => {
  const at = (...hosts: readonly string[]) => hosts.map((host) => `asha.k+x@${host}`);
  expect(
    ownable(at('example.com', 'mail.example.org', 'shop.example', 'y.test', 'invalid.invalid').join(' ')),
  ).toEqual([]);
  const ownableOnes = at('example.co', 'notexample.com', 'example.com.in', 'gmail.com');
  expect(ownable(`Mail <${ownableOnes.join('>, <')}>.`)).toEqual(ownableOnes);
  expect(ownable('react@19.3.1, @types/node, a @ b.com, as•••@e•••.com')).toEqual([]);
});

describe('the packages', () => {
  test('are pinned, each to one version', async () => {
    const loose = (await wanted()).filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version));
    expect(loose).toEqual([]);
  });

  test('are locked without the address of a registry, so that any mirror serves them', async () => {
    const lock = await readFile('package-lock.json', 'utf8');
    expect(lock.match(/"resolved": ?"[^"]*"/g) ?? []).toEqual([]);
  });

  test('are locked in the versions that package.json names', async () => {
    const { packages } = JSON.parse(await readFile('package-lock.json', 'utf8'));
    for (const [name, version] of await wanted())
      expect(packages[`node_modules/${name}`]?.version, name).toBe(version);
  });
});

async function wanted(): Promise<readonly [string, string][]> {
  const { dependencies, devDependencies, optionalDependencies } = JSON.parse(
    await readFile('package.json', 'utf8'),
  );
  return Object.entries<string>({ ...dependencies, ...devDependencies, ...optionalDependencies });
}

async function kept(): Promise<readonly string[]> {
  const paths = await git('--cached', '--others', '--exclude-standard');
  expect(paths).toContain('package.json');
  return paths;
}

async function git(...options: readonly string[]): Promise<readonly string[]> {
  const { code, output } = await runProgram('git', ['ls-files', '-z', ...options]);
  expect(code, output).toBe(0);
  return output.split('\0').filter(Boolean);
}

/** The e-mail addresses of a text that are not reserved for examples. */
function ownable(text: string): readonly string[] {
  const addresses = text.match(/[\w.%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}/g) ?? [];
  return addresses.filter(
    (address) => !/[@.](example\.(com|net|org)|[\w-]+\.(example|test|invalid|localhost))$/i.test(address),
  );
}
