import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { sha256 } from '../digest.ts';

/** What a person pastes into the editor, or `clasp push` uploads. */
export interface AppsScript {
  /** `Code.gs`. */
  readonly code: string;
  /** `appsscript.json`. */
  readonly manifest: string;
  /** The first 12 hex digits of the code's SHA-256, as its first lines say. */
  readonly digest: string;
}

/** Functions Google calls, or a person runs in the editor. */
const ENTRIES = ['doGet', 'doPost', 'setup', 'testMe'];

/**
 * Bundles `apps-script/` to one script, readable on purpose: people should look at what they give their mailbox to.
 * @param root the project folder.
 */
export async function bundleAppsScript(root = process.cwd()): Promise<AppsScript> {
  const { outputFiles } = await build({
    entryPoints: [join(root, 'apps-script/main.ts')],
    absWorkingDir: root,
    bundle: true,
    write: false,
    format: 'esm',
    // Google's V8 knows no class fields.
    target: 'es2020',
    charset: 'utf8',
    logLevel: 'silent',
  });
  const body = (outputFiles[0]?.text ?? '').replace(/export \{[^}]*\};\s*$/, '').trim();
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
  const digest = sha256(body).slice(0, 12);
  const code = `/**
 * Pitchwright ${version}, the web app: sends mail from this account for whoever holds APPS_SCRIPT_SECRET, and takes
 * unsubscribes. Made by \`npm run apps-script\` from apps-script/, where the comments are; change it there.
 * Digest ${digest}.
 */

// Google runs top-level functions only, and lets every visitor of a page call them: these are all there are.
${ENTRIES.map((name) => `function ${name}(event) {\n  return Pitchwright.${name}(event);\n}`).join('\n\n')}

var Pitchwright = (function () {

${body}

return { ${ENTRIES.join(', ')} };
})();
`;
  return { code, manifest: await readFile(join(root, 'apps-script/appsscript.json'), 'utf8'), digest };
}
