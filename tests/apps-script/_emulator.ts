import vm from 'node:vm';
import { mailStub, type SentMail } from './_emulator-mail.ts';
import { cacheStub, emptyKept, type Kept, lockStub, propertiesStub } from './_emulator-store.ts';
import { blob, signed, utilitiesStub } from './_emulator-utilities.ts';

/** What a fetch of the script's meets. */
export interface Fetched {
  readonly status: number;
  readonly bytes: Uint8Array;
}

export interface EmulatorOptions {
  readonly code: string;
  /** `appsscript.json`: what is not in its scopes may not be called. */
  readonly manifest: string;
  readonly properties?: Readonly<Record<string, string>>;
  readonly owner?: string;
  /** 100 and 200 KB for a consumer, 1,500 and 400 KB for Workspace. */
  readonly perDay?: number;
  readonly bodyBytes?: number;
  /** Where the clock starts; it stands still but for `sleep` and `advance`. Left out, it is the real one. */
  readonly start?: Date | undefined;
  readonly fetchUrl?: (url: string) => Fetched;
  /** Called when a mail has left, before the script hears of it. */
  readonly onSent?: () => void;
  /** What Google throws at a call such as `CacheService.put`, if anything. */
  readonly breaks?: (call: string) => string | undefined;
}

export interface Output {
  readonly kind: 'text' | 'html';
  readonly content: string;
}

/** The event of `doGet` and `doPost`, as Google makes it: no headers, no client address. */
export interface Incoming {
  readonly query?: string;
  readonly body?: string;
  readonly type?: string;
}

/** A run was ended from outside, as at six minutes: the script has no say in it. */
export class RunEnded extends Error {}

export type Emulator = ReturnType<typeof createEmulator>;

/** The Apps Script runtime around one script: every call is a run of its own, and only what Google keeps is kept. */
export function createEmulator(options: EmulatorOptions) {
  const { manifest, owner = 'hello@kachnarlane.example', perDay = 100, bodyBytes = 200_000 } = options;
  const program = new vm.Script(options.code, { filename: 'Code.gs' });
  const scopes: readonly string[] = JSON.parse(manifest).oauthScopes;
  const kept: Kept = { ...emptyKept(), properties: { ...options.properties } };
  const sent: SentMail[] = [];
  const console_: string[] = [];
  const sheets: Record<string, string[][]> = {};
  const faults: { message: string; moment: 'before' | 'after' }[] = [];
  const fetches: string[] = [];
  let deadly: 'before' | 'after' | undefined;
  let clock = options.start?.getTime();
  let shift = 0;
  const now = () => (clock ?? Date.now()) + shift;
  const wait = (ms: number) => {
    shift += ms;
  };
  const state = { url: 'https://script.google.com/macros/s/TEST/exec', visitor: '' };

  const context = vm.createContext({});
  Object.assign(context, { __now: now });
  vm.runInContext(CLOCK, context);

  function run(name: string, argument?: unknown): unknown {
    const fail = (message: string): never => {
      context.message = message;
      throw vm.runInContext("Object.assign(new Error(message), { name: 'Exception' })", context);
    };
    const needs = (scope: string, call: string) => {
      const full = `https://www.googleapis.com/auth/${scope}`;
      if (!scopes.includes(full)) {
        fail(`You do not have permission to call ${call}. Required permissions: ${full}`);
      }
    };
    const around = (moment: 'before' | 'after') => {
      // A loop that only the limit of the run can end: the script cannot catch it.
      if (deadly === moment) vm.runInContext('for (;;);', context);
      if (moment === 'after') options.onSent?.();
      if (faults[0]?.moment === moment) fail(faults.shift()?.message ?? '');
    };
    const watched = <T extends object>(service: string, methods: T): T => {
      const watch = ([name, method]: [string, (...given: unknown[]) => unknown]) => [
        name,
        (...given: unknown[]) => {
          const message = options.breaks?.(`${service}.${name}`);
          return message === undefined ? method(...given) : fail(message);
        },
      ];
      return Object.fromEntries(Object.entries(methods).map(watch)) as T;
    };
    const mail = mailStub({ kept, owner, perDay, bodyBytes, now, fail, sent, around });
    const lock = lockStub(kept, wait).getScriptLock();
    const user = (email: string) => ({
      getEmail() {
        needs('userinfo.email', 'Session.getEffectiveUser');
        return email;
      },
    });
    const say = (...words: unknown[]) => console_.push(words.join(' '));
    Object.assign(context, {
      console: { log: say, info: say, warn: say, error: say },
      Logger: { log: say },
      Utilities: utilitiesStub(wait),
      PropertiesService: {
        getScriptProperties: () =>
          watched('PropertiesService', propertiesStub(kept, fail).getScriptProperties()),
      },
      CacheService: {
        getScriptCache: () => watched('CacheService', cacheStub(kept, now, fail).getScriptCache()),
      },
      LockService: { getScriptLock: () => watched('LockService', lock) },
      MailApp: watched('MailApp', {
        getRemainingDailyQuota: mail.getRemainingDailyQuota,
        sendEmail(given: object) {
          needs('script.send_mail', 'MailApp.sendEmail');
          mail.sendEmail(given);
        },
      }),
      Session: { getEffectiveUser: () => user(owner), getActiveUser: () => user(state.visitor) },
      ScriptApp: { getService: () => ({ getUrl: () => state.url }) },
      ContentService: {
        MimeType: { JSON: 'JSON' },
        createTextOutput: (content: string) => output('text', content),
      },
      HtmlService: { createHtmlOutput: (content: string) => output('html', content) },
      UrlFetchApp: {
        fetch(url: string, { followRedirects = true } = {}) {
          needs('script.external_request', 'UrlFetchApp.fetch');
          fetches.push(url);
          const found = options.fetchUrl?.(url) ?? fail(`DNS error: ${url}`);
          if (followRedirects && found.status >= 300 && found.status < 400)
            fail('the emulator follows nothing');
          return {
            getResponseCode: () => found.status,
            getBlob: () => blob(signed(found.bytes)),
          };
        },
      },
      SpreadsheetApp: {
        openById(id: string) {
          needs('spreadsheets', 'SpreadsheetApp.openById');
          const sheet = (name: string) => ({
            appendRow: (row: readonly string[]) => {
              sheets[`${id}/${name}`] = [...(sheets[`${id}/${name}`] ?? []), [...row]];
            },
          });
          return {
            getSheetByName: (name: string) => (sheets[`${id}/${name}`] ? sheet(name) : null),
            insertSheet: sheet,
          };
        },
      },
      __argument: argument,
    });
    // Evaluated anew each time, so that nothing of the script lives on; a new context each time would cost a gigabyte.
    program.runInContext(context);
    try {
      return vm.runInContext(`${name}(__argument)`, context, deadly ? { timeout: 60 } : {});
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
      deadly = undefined;
      throw new RunEnded('Exceeded maximum execution time');
    }
  }

  const visit = (door: 'doGet' | 'doPost', incoming: Incoming) => run(door, eventOf(incoming)) as Output;
  return {
    kept,
    sent,
    sheets,
    fetches,
    console: console_,
    state,
    now,
    get: (query: string) => visit('doGet', { query }),
    post: (incoming: Incoming) => visit('doPost', incoming),
    /** Runs a function as the owner does in the editor. */
    runInEditor(name: string) {
      state.visitor = owner;
      try {
        run(name);
      } finally {
        state.visitor = '';
      }
    },
    /** As `google.script.run` of a page lets every visitor. */
    runAsVisitor: (name: string) => run(name),
    advance: wait,
    setClock(to: Date) {
      clock = to.getTime();
      shift = 0;
    },
    /** What Google throws the next times, before a mail leaves or after it has left. */
    throwNext(messages: readonly string[], moment: 'before' | 'after' = 'before') {
      faults.push(...messages.map((message) => ({ message, moment })));
    },
    /** The next run ends right before or right after a mail leaves. */
    endNext(moment: 'before' | 'after') {
      deadly = moment;
    },
  };
}

function eventOf({ query = '', body, type = 'application/json' }: Incoming) {
  const form = type === 'application/x-www-form-urlencoded' ? (body ?? '') : '';
  const parameter = Object.fromEntries(new URLSearchParams(`${form}&${query}`));
  const postData = body === undefined ? undefined : { contents: body, length: body.length, type };
  return { queryString: query, parameter, postData };
}

function output(kind: Output['kind'], content: string) {
  const chain = { kind, content, setMimeType: () => chain, setTitle: () => chain, addMetaTag: () => chain };
  return chain;
}

const CLOCK = `Date = class extends Date {
  constructor(...parts) {
    if (parts.length === 0) super(__now());
    else super(...parts);
  }
  static now() {
    return __now();
  }
};`;
