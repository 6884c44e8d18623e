// What the scripts read, as Python writes it: search/*.json, posts.json, assistant.json.

declare namespace Guia {
  type Words = Record<string, string>;
  /** From and to, in UTF-16 units. */
  type Span = [start: number, end: number];

  /** hooks/guiaviva/counting.py: COUNTING. */
  interface Counting {
    address: number;
    light: Span[];
    heavy: number;
    endings: string[];
    emoji: string;
    punycode: string;
    piece: number;
    "web-address": string;
    "mention-elsewhere": string;
  }

  // hooks/guiaviva/search/files.py

  interface QueryConstants {
    saturation: number;
    subject: number;
    exact: number;
    concept: number;
    prefix: number;
    nearby: number;
    together: number;
    small: number;
    named: number;
    likeness: number;
    shares: number[];
    page: number;
    kind: number;
    "few-of-page": number;
    "few-of-kind": number;
    "per-page": number;
    longest: number;
    "shortest-prefix": number;
    "shortest-abbreviation": number;
    "one-edit": number;
    "two-edits": number;
    "elided-before": string;
    first: number;
  }

  // hooks/guiaviva/search/messages.py

  interface PartsFile {
    step: number;
    longest: number;
    beginnings: number[];
    signs: [find: string, put: string][];
    word: string;
    forms: Words;
  }

  interface FiguresFile {
    kinds: string[];
    base: number[];
    unseen: number;
    beginnings: number[];
    parts: string;
    examples: string;
  }

  interface BayesFile extends PartsFile, FiguresFile {}

  interface MessagesHead extends PartsFile {
    constants: Record<"fewest" | "sure" | "most" | "likely", number>;
    query: string;
    cried: string;
    languages: string[];
    telling: [parts: string, least: number, said: string, usual: string];
    situations: [record: number, isDanger: boolean, kinds: string[], calls: [name: string, phone: string][]][];
  }

  /** In which language and direction the words of a tool are. */
  type Voice = { lang: string; dir: string };

  /** How a language writes a date: guiaviva/locales.py. */
  interface Dates {
    pattern: string;
    days: string[];
    months: string[];
    years: string[];
  }

  interface SearchWords {
    locale: string;
    voice: Voice;
    say: Words;
    kinds: Words;
    networks: Words;
    gravity: Words;
    call: string;
    mail: string;
    languages: { code: string; name: string; root: string }[];
  }

  interface IndexHead {
    folder: string;
    chunk: number;
    constants: QueryConstants;
    analyses: [code: string, stemmer: string, stopWords: string[], elisions: string[]][];
    pages: number[];
    kinds: [names: string[], runs: number[]];
    networks: [names: string[], runs: number[]];
    shards: string;
    others: string;
    forms: number[];
    questions: number[];
    messages: MessagesHead;
    titles: [units: string, rarity: number][];
    words: SearchWords;
  }

  type ShardFile = [
    forms: string,
    cuts: string,
    odd: Words,
    records: string,
    weights: string,
    asked: string,
    lengths: string,
    names: Words,
    terms: TermRow[],
  ];
  type TermRow = [key: string, names: string, records: string, weights: string, asked: string, lengths: string];
  type FormsFile = [forms: string, common: string];
  type RecordRow = [
    address: string,
    kind: string,
    title: string,
    trail: string[],
    text: string,
    labels: string[],
    copy: 0 | 1,
    network: string,
    language: string,
  ];

  interface Stemmer {
    stemWord(word: string): string;
  }

  // hooks/guiaviva/posts/content.py

  interface Criterion {
    check: string;
    level: string;
    max: number | null;
    networks: string[];
    period: string | null;
    find: string;
    words: string[];
    instead: Words;
    address: Words;
    apart: Record<string, string[]>;
  }

  /** What a language says of people and days. */
  interface Reading {
    weekdays: Record<string, number>;
    months: Record<string, number>;
    once: string[];
    marks: Words;
    calls: string[];
    finds: Words;
    needs: Record<string, string[]>;
  }

  /** Of one language. */
  interface Criteria {
    rules: Record<string, Criterion>;
    networks: Record<
      string,
      { characters: number | null; counted: string; hashtags: number | null; links: number | null }
    >;
    periods: Record<string, { kind: string; start: string; end: string }>;
    hashtags: Words;
    words: Words;
    reading: Reading;
    accounts: string[];
    phones: string[];
    mailboxes: string[];
    domains: string[];
    /** What is known of tones, once it has been loaded. */
    tones: import("../overrides/assets/javascripts/common/bayes.js").Bayes | null;
  }

  interface CheckConstants {
    acronym: number;
    short: number;
    prefix: number;
    "check-letters": string;
    "nie-letters": string;
    "iban-divisor": number;
    "iban-shortest": number;
    slips: number;
    telling: number;
    greeting: number;
    greets: string;
    "phone-digits": number;
    long: number;
    adult: number;
    beside: [before: number, after: number];
    written: string[];
    "date-forms": string[];
    "dated-forms": string[];
    past: number;
    leap: number;
    clock: Record<"hours" | "half" | "minutes" | "bare" | "evening", number>;
    "too-long": string;
    "too-many": { hashtags: string; links: string };
    quoted: number;
    "of-the-text": string[];
    alike: Words;
    levels: string[];
    sounds: [find: string, put: string][];
    "short-word": number;
    certain: number;
    "fewest-words": number;
    plain: string;
  }

  /** What a text is checked against. */
  interface Basis {
    criteria: Criteria;
    patterns: Words;
    constants: CheckConstants;
    counting: Counting;
  }

  interface PostsContent extends Basis {
    language: string;
    /** By language, where the same is with its criteria, and where what is known of its tones. */
    files: Record<string, Record<"posts" | "tones", string>>;
    locale: string;
    voice: Voice;
    languages: Words;
    networks: Record<string, { name: string; unit: string; address: string }>;
    periods: Record<string, { name: string; end: string }>;
    /** The time zone of the institution, or "". */
    zone: string;
    rules: Record<string, { name: string; max: number | null; prefer: Words; address: string }>;
    media: Words;
    known: string[];
    say: Words;
    page: Words;
  }

  // hooks/guiaviva/assistant/content.py

  interface Calendar {
    zone: string;
    /** The spans of service of each day, from Monday, in minutes from midnight. */
    week: [begins: number, ends: number][][];
    holidays: string[];
    years: number[];
    /** A deadline further away than so many days is not counted. */
    horizon: number;
    /** How many minutes each unit has. */
    minutes: Record<string, number>;
  }

  interface Length {
    value: number;
    unit: string;
    calendar: string;
  }

  interface Role {
    name: string;
    address: string;
    phone: string;
    email: string;
  }

  interface Situation {
    name: string;
    definition: string;
    gravity: { level: string; word: string } | null;
    calls: { name: string; phone: string; serves: string }[];
    offer: { name: string; phone: string; about: string }[];
    steps: string[];
    action: string;
    passed: boolean;
    measure: { name: string; address: string } | null;
    owner: Role | null;
    within: (Length & { words: string }) | null;
    from: "posted" | "seen";
    escalate: Role | null;
    address: string;
    replies: string[];
  }

  interface Reply {
    number: number;
    name: string;
    when: string;
    networks: string[];
    writers: string[];
    private: boolean;
    texts: Words;
  }

  interface Question {
    text: string;
    help: string;
    yes: string;
    no: string;
  }

  interface AssistantContent {
    language: string;
    start: string;
    questions: Record<string, Question>;
    situations: Record<string, Situation>;
    replies: Record<string, Reply>;
    /** By language, what the names of blanks stand for. */
    placeholders: Record<string, Words>;
    networks: Record<string, { name: string; limit: number | null; counted: string; unit: string; private: boolean }>;
    /** Who may have written, where that decides which replies fit. */
    writers: Words;
    languages: Words;
    calendar: Calendar;
    counting: Counting;
    dates: Dates;
    locale: string;
    voice: Voice;
    weekdays: string[];
    say: Words;
  }
}

declare namespace Guia {
  // hooks/guiaviva/views/register.py

  /** hooks/guiaviva/guide/handles.py: HOSTS, BEFORE, ALIKE, NO_NAMES. */
  interface AddressTables {
    hosts: Words;
    before: Record<string, Record<string, number>>;
    alike: string[];
    none: string[];
  }

  interface RegisterAccount {
    state: "active" | "dormant" | "closed" | "fake";
    handle: string;
    /** Host and name, as `x.com/name`. */
    address: string;
    /** The id of its row. */
    anchor: string;
    says: string;
  }

  interface Register {
    words: Words;
    tables: AddressTables;
    accounts: RegisterAccount[];
  }
}

/** What TypeScript does not know of the browser yet: the rules by which a text may become HTML or a script's address. */
interface Window {
  trustedTypes?: {
    createPolicy(
      name: string,
      rules: { createScriptURL(address: string): string | null },
    ): unknown;
  };
}

/** What stands before worker.js: hooks/guiaviva/site/exports/worker.py. */
declare const guide: {
  languages: Record<
    string,
    {
      code: string;
      direction: string;
      home: string;
      name: string;
      pages: string[];
      titles: string[];
      files: string[];
      say: string;
      absent: string;
    }
  >;
  style: string;
};

/** Of a worker's scope, which TypeScript knows only where it does not know pages. */
interface Extendable extends Event {
  waitUntil(work: Promise<unknown>): void;
}

interface WorkerScope {
  registration: ServiceWorkerRegistration;
  clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(type: "install" | "activate", heard: (event: Extendable) => void): void;
  addEventListener(type: "message", heard: (event: Extendable & MessageEvent) => void): void;
  addEventListener(
    type: "fetch",
    heard: (event: Extendable & { request: Request; respondWith(answer: Promise<Response>): void }) => void,
  ): void;
}
