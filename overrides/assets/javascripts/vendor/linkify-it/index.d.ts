// What of linkify-it our scripts use, for the check of their types. Ours: it is not part of the package.

export interface Match {
  index: number;
  lastIndex: number;
}

export default class LinkifyIt {
  constructor(options?: { fuzzyEmail?: boolean });
  tlds(list: string[], keepOld?: boolean): this;
  match(text: string): Match[] | null;
}
