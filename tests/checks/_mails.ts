import { mailMaker } from '../../src/checks/examine.ts';
import type { MailUnderCheck } from '../../src/checks/mail-under-check.ts';
import { readPage } from '../../src/checks/page.ts';
import { RULES } from '../../src/checks/rules.ts';
import { openWorkshop, type Workshop } from '../../src/render/workshop.ts';
import type { CustomerRecord } from '../../src/store/store.ts';
import { makeInputs } from '../site/_workshop.ts';

export interface Mails {
  readonly workshop: Workshop;
  readonly records: readonly CustomerRecord[];
  /** The mail of each record, on a published site. */
  readonly mails: readonly MailUnderCheck[];
  dispose(): Promise<void>;
}

export const SITE_URL = 'https://pitches.example.com';

export async function makeMails(customers: number): Promise<Mails> {
  const inputs = await makeInputs(customers);
  const env = { ...inputs.env, SITE_URL };
  const workshop = await openWorkshop(env);
  const records = await workshop.store.customers('', customers);
  const make = mailMaker({ workshop, env });
  const mails: MailUnderCheck[] = [];
  for (const record of records) mails.push(await make(record));
  return {
    workshop,
    records,
    mails,
    dispose: async () => {
      workshop.close();
      await inputs.dispose();
    },
  };
}

/** The same mail with other parts of its message. */
export function withMessage(mail: MailUnderCheck, parts: Partial<MailUnderCheck['message']>): MailUnderCheck {
  const message = { ...mail.message, ...parts };
  return { ...mail, message, page: readPage(message.html) };
}

/** The same mail with something put at the end of its HTML. */
export const withHtml = (mail: MailUnderCheck, html: string): MailUnderCheck =>
  withMessage(mail, { html: mail.message.html.replace('</body>', `${html}</body>`) });

/** `level place: fact` of everything that one rule finds. */
export function found(id: string, mail: MailUnderCheck): readonly string[] {
  const rule = RULES.find((each) => each.id === id);
  if (!rule) throw new Error(`no rule is called ${id}`);
  return rule.find(mail).map(({ level, place, fact }) => `${level} ${place}: ${fact}`);
}
