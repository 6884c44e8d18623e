// What the scripts use of it.

export class Espells {
  constructor(sources: { aff: string; dic: string[] });
  lookup(word: string): { correct: boolean };
  suggest(word: string): string[];
}
