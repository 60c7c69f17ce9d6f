import { escapeHtml } from '../../emails/_parts/escape-html.ts';
import type { MailContent } from '../pitch/pitch.ts';
import { type Message, message } from './message.ts';
import { fill, type Plan, shapeKey, slotsOf, split, withSentinels } from './slots.ts';
import type { Template, TemplateName } from './template.ts';
import { tidy } from './tidy.ts';

export interface RenderReport {
  readonly messages: number;
  /** Compiled plans in use. */
  readonly plans: number;
  /** Messages that were held against a direct render, byte for byte. */
  readonly proofs: number;
  /** Plans that failed their proof; their mails are rendered directly. */
  readonly failures: readonly {
    readonly template: TemplateName;
    readonly shape: string;
    readonly reason: string;
  }[];
}

export interface Renderer {
  render(mail: MailContent, template?: TemplateName): Promise<Message>;
  /** Renders directly and demands that the filled plan gives the same bytes. @returns the difference, if any. */
  verify(mail: MailContent, template?: TemplateName): Promise<string | undefined>;
  report(): RenderReport;
}

interface Compiled {
  readonly html: Plan;
  readonly text: Plan;
}

/** Every so many messages one is proved again. */
export const PROOF_INTERVAL = 1000;

/**
 * Renders mails by compile-and-fill. The first mail of a (template, shape) renders the template with a sentinel in
 * every slot and splits the result; from then on a message is a join of those parts and the escaped values. A new
 * plan is proved on the mail it was made for, and again every 1,000th message; a plan that fails is given up and its
 * mails are rendered directly, which `report()` names.
 */
export function createRenderer(templates: readonly Template[]): Renderer {
  const plans = new Map<string, Compiled | 'direct'>();
  const failures: RenderReport['failures'][number][] = [];
  const byName = new Map(templates.map((template) => [template.name, template]));
  let messages = 0;
  let proofs = 0;

  const templateOf = (name: TemplateName) => byName.get(name) as Template;

  async function direct(mail: MailContent, template: Template): Promise<Message> {
    const html = await template.render(mail);
    return message(mail.subject, mail.preheader, html, await textOf(html));
  }

  function filled(mail: MailContent, plan: Compiled): Message {
    const values = slotsOf(mail);
    return message(
      mail.subject,
      mail.preheader,
      fill(plan.html, values.map(escapeHtml)),
      tidy(fill(plan.text, values)),
    );
  }

  function giveUp(key: string, template: Template, shape: string, reason: string): void {
    plans.set(key, 'direct');
    failures.push({ template: template.name, shape, reason });
  }

  async function prove(
    mail: MailContent,
    candidate: Message,
    template: Template,
  ): Promise<string | undefined> {
    proofs += 1;
    const truth = await direct(mail, template);
    return difference('html', candidate.html, truth.html) ?? difference('text', candidate.text, truth.text);
  }

  return {
    async render(mail, name = 'pitch') {
      messages += 1;
      const template = templateOf(name);
      const shape = shapeKey(mail);
      const key = `${name} ${shape}`;
      let plan = plans.get(key);
      if (plan === 'direct') return direct(mail, template);
      const isNew = plan === undefined;
      if (!plan) {
        const compiled = await compile(mail, template);
        if (!compiled) {
          giveUp(key, template, shape, 'the template changes a slot instead of printing it whole');
          return direct(mail, template);
        }
        plan = compiled;
        plans.set(key, plan);
      }
      const candidate = filled(mail, plan);
      if (!isNew && messages % PROOF_INTERVAL !== 0) return candidate;
      const reason = await prove(mail, candidate, template);
      if (reason === undefined) return candidate;
      giveUp(key, template, shape, reason);
      return direct(mail, template);
    },
    async verify(mail, name = 'pitch') {
      const template = templateOf(name);
      const plan = plans.get(`${name} ${shapeKey(mail)}`) ?? (await compile(mail, template));
      if (plan === 'direct' || plan === undefined) return undefined;
      return prove(mail, filled(mail, plan), template);
    },
    report: () => ({
      messages,
      plans: [...plans.values()].filter((plan) => plan !== 'direct').length,
      proofs,
      failures,
    }),
  };
}

async function compile(mail: MailContent, template: Template): Promise<Compiled | undefined> {
  const slotCount = slotsOf(mail).length;
  const output = await template.render(withSentinels(mail));
  const html = split(output, slotCount);
  const text = split(await textOf(output), slotCount);
  return html && text && { html, text };
}

/** A mail that is filled in needs nothing of what turns HTML into text. */
async function textOf(html: string): Promise<string> {
  const { plainTextOf } = await import('./plain-text.ts');
  return plainTextOf(html);
}

function difference(part: string, filled: string, direct: string): string | undefined {
  if (filled === direct) return undefined;
  let at = 0;
  while (filled[at] === direct[at]) at += 1;
  const near = (text: string) => JSON.stringify(text.slice(Math.max(0, at - 30), at + 40));
  return `${part} differs at character ${at}: filled ${near(filled)}, direct ${near(direct)}`;
}
