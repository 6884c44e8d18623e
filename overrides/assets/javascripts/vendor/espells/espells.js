var __create = Object.create;
var __defProp = Object.defineProperty;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __getProtoOf = Object.getPrototypeOf;
var __hasOwnProp = Object.prototype.hasOwnProperty;
var __commonJS = (cb, mod) => function __require() {
  try {
    return mod || (0, cb[__getOwnPropNames(cb)[0]])((mod = { exports: {} }).exports, mod), mod.exports;
  } catch (e) {
    throw mod = 0, e;
  }
};
var __copyProps = (to, from, except, desc) => {
  if (from && typeof from === "object" || typeof from === "function") {
    for (let key of __getOwnPropNames(from))
      if (!__hasOwnProp.call(to, key) && key !== except)
        __defProp(to, key, { get: () => from[key], enumerable: !(desc = __getOwnPropDesc(from, key)) || desc.enumerable });
  }
  return to;
};
var __toESM = (mod, isNodeMode, target) => (target = mod != null ? __create(__getProtoOf(mod)) : {}, __copyProps(
  // If the importer is in node compatibility mode or this is not an ESM
  // file that has been converted to a CommonJS file using a Babel-
  // compatible transform (i.e. "__esModule" has not been set), then set
  // "default" to the CommonJS "module.exports" for node compatibility.
  isNodeMode || !mod || !mod.__esModule ? __defProp(target, "default", { value: mod, enumerable: true }) : target,
  mod
));

// node_modules/iterare/lib/concat.js
var require_concat = __commonJS({
  "node_modules/iterare/lib/concat.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: true });
    var ConcatIterator = class {
      constructor(toConcat) {
        this.toConcat = toConcat;
      }
      next() {
        if (this.toConcat.length === 0) {
          return { done: true };
        }
        const result = this.toConcat[0].next();
        if (!result.done) {
          return result;
        }
        this.toConcat.shift();
        return this.next();
      }
    };
    exports.ConcatIterator = ConcatIterator;
  }
});

// node_modules/iterare/lib/filter.js
var require_filter = __commonJS({
  "node_modules/iterare/lib/filter.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: true });
    var FilterIterator = class {
      constructor(source, predicate) {
        this.source = source;
        this.predicate = predicate;
      }
      next() {
        let result;
        do {
          result = this.source.next();
        } while (!result.done && !this.predicate(result.value));
        return result;
      }
    };
    exports.FilterIterator = FilterIterator;
  }
});

// node_modules/iterare/lib/utils.js
var require_utils = __commonJS({
  "node_modules/iterare/lib/utils.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: true });
    function isIterator(candidate) {
      return typeof candidate === "object" && candidate !== null && typeof candidate.next === "function";
    }
    exports.isIterator = isIterator;
    function isIterable(candidate) {
      return typeof candidate === "object" && candidate !== null && typeof candidate[Symbol.iterator] === "function";
    }
    exports.isIterable = isIterable;
    function toIterator(collection) {
      if (isIterator(collection)) {
        return collection;
      }
      if (isIterable(collection)) {
        return collection[Symbol.iterator]();
      }
      throw new Error("Passed collection is neither an Iterator nor an Iterable");
    }
    exports.toIterator = toIterator;
  }
});

// node_modules/iterare/lib/flatten.js
var require_flatten = __commonJS({
  "node_modules/iterare/lib/flatten.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: true });
    var utils_1 = require_utils();
    var FlattenIterator = class {
      constructor(outer) {
        this.outer = outer;
      }
      next() {
        if (this.inner) {
          const result = this.inner.next();
          if (!result.done) {
            return result;
          }
          this.inner = void 0;
        }
        const { value, done } = this.outer.next();
        if (utils_1.isIterable(value)) {
          this.inner = value[Symbol.iterator]();
          return this.next();
        }
        return { value, done };
      }
    };
    exports.FlattenIterator = FlattenIterator;
  }
});

// node_modules/iterare/lib/map.js
var require_map = __commonJS({
  "node_modules/iterare/lib/map.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: true });
    var MapIterator = class {
      constructor(source, iteratee) {
        this.source = source;
        this.iteratee = iteratee;
      }
      next() {
        const { value, done } = this.source.next();
        return { value: !done && this.iteratee(value), done };
      }
    };
    exports.MapIterator = MapIterator;
  }
});

// node_modules/iterare/lib/slice.js
var require_slice = __commonJS({
  "node_modules/iterare/lib/slice.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: true });
    var SliceIterator = class {
      /**
       * @param {Iterator<T>} source Source Iterator
       * @param {number} start Zero-based positive start index, inclusive
       * @param {number} end Zero-based positive end index, exclusive, defaults to end of iterator
       */
      constructor(source, start, end = Infinity) {
        this.source = source;
        this.start = start;
        this.end = end;
        this.i = 0;
      }
      next() {
        while (this.i < this.start) {
          const result = this.source.next();
          if (result.done) {
            return result;
          }
          this.i++;
        }
        this.i++;
        if (this.i >= this.end) {
          return { done: true };
        }
        return this.source.next();
      }
    };
    exports.SliceIterator = SliceIterator;
  }
});

// node_modules/iterare/lib/zip.js
var require_zip = __commonJS({
  "node_modules/iterare/lib/zip.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: true });
    var ZipIterator = class {
      constructor(a, b) {
        this.a = a;
        this.b = b;
      }
      next() {
        const a = this.a.next();
        if (a.done) {
          return { done: true };
        }
        const b = this.b.next();
        if (b.done) {
          return { done: true };
        }
        return { value: [a.value, b.value], done: false };
      }
    };
    exports.ZipIterator = ZipIterator;
  }
});

// node_modules/iterare/lib/iterate.js
var require_iterate = __commonJS({
  "node_modules/iterare/lib/iterate.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: true });
    var concat_1 = require_concat();
    var filter_1 = require_filter();
    var flatten_1 = require_flatten();
    var map_1 = require_map();
    var slice_1 = require_slice();
    var utils_1 = require_utils();
    var zip_1 = require_zip();
    var IteratorWithOperators = class _IteratorWithOperators {
      /**
       * @param source Iterator to wrap
       */
      constructor(source) {
        this.source = source;
      }
      /**
       * Returns a `{ value, done }` object that adheres to the Iterator protocol
       */
      next() {
        return this.source.next();
      }
      /**
       * The presence of this method makes the Iterator itself Iterable.
       * This makes it possible to pass it to `for of` and Iterable-accepting functions like `Array.from()`
       */
      [Symbol.iterator]() {
        return this;
      }
      /**
       * Returns a new Iterator by running each element thru iteratee
       */
      map(iteratee) {
        return new _IteratorWithOperators(new map_1.MapIterator(this.source, iteratee));
      }
      filter(predicate) {
        return new _IteratorWithOperators(new filter_1.FilterIterator(this.source, predicate));
      }
      /**
       * Returns a new Iterator concatenating the Iterator with an additional Iterator or Iterable
       */
      concat(collection) {
        return new _IteratorWithOperators(new concat_1.ConcatIterator([this.source, utils_1.toIterator(collection)]));
      }
      /**
       * Returns a new Iterator that emits slice of the source with n elements taken from the beginning
       *
       * @param limit The number of elements to take.
       */
      take(limit2) {
        return new _IteratorWithOperators(new slice_1.SliceIterator(this.source, 0, limit2 + 1));
      }
      /**
       * Returns a new Iterator that emits slice of the source with n elements dropped from the beginning
       *
       * @param n The number of elements to drop.
       */
      drop(n) {
        return new _IteratorWithOperators(new slice_1.SliceIterator(this.source, n, Infinity));
      }
      /**
       * Returns a new Iterator that emits a slice of the source
       *
       * @param {number} start Zero-based positive start index, inclusive
       * @param {number} end Zero-based positive end index, exclusive, defaults to end of iterator
       */
      slice(start, end = Infinity) {
        return new _IteratorWithOperators(new slice_1.SliceIterator(this.source, start, end));
      }
      /**
       * Returns a new Iterator that flattens items emitted by the Iterator a single level deep
       */
      flatten() {
        return new _IteratorWithOperators(new flatten_1.FlattenIterator(this.source));
      }
      reduce(iteratee, accumulator) {
        let result;
        if (accumulator === void 0) {
          result = this.source.next();
          if (result.done) {
            throw new TypeError("Reduce of empty Iterator with no initial value");
          }
          accumulator = result.value;
        }
        while (true) {
          result = this.source.next();
          if (result.done) {
            break;
          }
          accumulator = iteratee(accumulator, result.value);
        }
        return accumulator;
      }
      find(predicate) {
        let result;
        while (true) {
          result = this.source.next();
          if (result.done) {
            return void 0;
          }
          if (predicate(result.value)) {
            return result.value;
          }
        }
      }
      /**
       * Iterates and checks if `value` is emitted by the Iterator
       *
       * @param value The value to search
       */
      includes(value) {
        let result;
        do {
          result = this.source.next();
          if (!result.done && result.value === value) {
            return true;
          }
        } while (!result.done);
        return false;
      }
      /**
       * Iterates and checks if `predicate` returns truthy for any element emitted by the Iterator
       */
      some(predicate) {
        let result;
        do {
          result = this.source.next();
          if (!result.done && predicate(result.value)) {
            return true;
          }
        } while (!result.done);
        return false;
      }
      /**
       * Iterates and checks if `predicate` returns truthy for all elements emitted by the Iterator
       */
      every(predicate) {
        let result;
        do {
          result = this.source.next();
          if (!result.done && !predicate(result.value)) {
            return false;
          }
        } while (!result.done);
        return true;
      }
      /**
       * Iterates and invokes `iteratee` for every element emitted by the Iterator
       */
      forEach(iteratee) {
        let result;
        while (true) {
          result = this.source.next();
          if (result.done) {
            break;
          }
          iteratee(result.value);
        }
      }
      /**
       * Iterates and joins all elements emitted by the Iterator together as a string separated by an optional separator
       */
      join(separator = ",") {
        let joined = "";
        let result;
        while (true) {
          result = this.source.next();
          if (result.done) {
            break;
          }
          joined += separator + result.value;
        }
        return joined.substr(separator.length);
      }
      /**
       * Iterates and returns all items emitted by the Iterator as an array.
       * Equivalent to passing the Iterator to `Array.from()`
       */
      toArray() {
        return Array.from(this);
      }
      /**
       * Iterates and returns all items emitted by the Iterator as an ES6 Set.
       * Equivalent to passing the Iterator to `new Set()`
       */
      toSet() {
        const set = /* @__PURE__ */ new Set();
        while (true) {
          const { value, done } = this.next();
          if (done) {
            return set;
          }
          set.add(value);
        }
      }
      /**
       * Iterates and returns all `[key, value]` paris emitted by the Iterator as an ES6 Map.
       * Equivalent to passing the Iterator to `new Map()`
       */
      toMap() {
        return new Map(this);
      }
    };
    exports.IteratorWithOperators = IteratorWithOperators;
    function iterate12(collection) {
      return new IteratorWithOperators(utils_1.toIterator(collection));
    }
    exports.iterate = iterate12;
    function zip(a, b) {
      return new IteratorWithOperators(new zip_1.ZipIterator(utils_1.toIterator(a), utils_1.toIterator(b)));
    }
    exports.zip = zip;
    exports.default = iterate12;
  }
});

// node_modules/iterare/lib/index.js
var require_lib = __commonJS({
  "node_modules/iterare/lib/index.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: true });
    var iterate_1 = require_iterate();
    exports.iterate = iterate_1.iterate;
    exports.zip = iterate_1.zip;
    exports.default = iterate_1.iterate;
  }
});

// node_modules/espells/lib/index.js
var import_iterare11 = __toESM(require_lib(), 1);

// node_modules/espells/lib/aff/index.js
var import_iterare4 = __toESM(require_lib(), 1);

// node_modules/espells/lib/constants.js
var CONSTANTS = {
  /**
   * A record of deprecated names that map to their proper name. Used in
   * the {@link Aff} `.aff` parser.
   */
  SYNONYMS: {
    PSEUDOROOT: "NEEDAFFIX",
    COMPOUNDLAST: "COMPOUNDEND"
  },
  /**
   * `RegExp` used to split a string of flags in "long" format, i.e. each
   * flag is two characters.
   */
  FLAG_LONG_REGEX: /(..)(..)*/,
  /**
   * `RegExp` used to parse phoneme table rules.
   *
   * Groups:
   *
   * 1. Letters
   * 2. Optional
   * 3. Lookahead
   * 4. Flags
   * 5. Priority
   */
  PHONET_RULE_REGEX: /^(\p{L}+)(?:\((\p{L}+)\))?(-+)?([\^$<]*)(\d)?$/u,
  /**
   * `RegExp` used by the {@link Dic} `.dic` parser to determine if a line
   * should be skipped.
   */
  DIC_SKIP_REGEX: /^\d+(\s+|$)|^\t|^\s*$/u,
  /**
   * `RegExp` used to split a `.dic` "word" into its various components. Groups:
   *
   * 1. Stem
   * 2. Flags
   * 3. Data (not split here, see {@link CONSTANTS.SPLIT_DATA_REGEX})
   */
  SPLIT_WORD_REGEX: /^(.+?)(?:\/([\S\t]*?))?(?:(?:\s(?=[^\/]*?:.))(.+))?$/u,
  /**
   * `RegExp` used to split a `.dic` word data key-value. Groups:
   *
   * 1. Key
   * 2. Value
   */
  SPLIT_DATA_REGEX: /(\S+):(\S+)/,
  /** Maximum number of {@link PhonetTable} suggestions per list of suggestions. */
  MAX_PHONET_SUGGESTIONS: 2,
  /**
   * Maximum number of suggestions generated when yielding permutations of
   * a misspelling.
   */
  MAX_SUGGESTIONS: 15,
  /** Maximum number of permutations generated per permutation type. */
  MAX_PERMUTATIONS: 500,
  /** Maximum number of ngram "roots" (most similar words to a misspelling). */
  NGRAM_MAX_ROOTS: 100,
  /** Maximum number of ngram guesses that can be processed. */
  NGRAM_MAX_GUESSES: 200,
  /**
   * Maximum number of {@link PhonetTable} "roots" (most similar words to a
   * misspelling).
   */
  PHONET_MAX_ROOTS: 100,
  /**
   * Maximum distance a character can be moved from its original position
   * when making permutations of a word.
   */
  MAX_CHAR_DISTANCE: 4,
  /** `RegExp` used to split a string `RegExp`. Used in the {@link re} function. */
  SPLIT_REGEX_REGEX: /^([^]*)\/([^]+)\/([^]*)$/u,
  /** `RegExp` used to split an {@link Affix} condition. */
  SPLIT_CONDITION_REGEX: /(\[.+\]|[^\[])/gu,
  /**
   * The default set of `RegExp`s used when breaking apart multiple words
   * from a single string with {@link breakWord}.
   */
  DEFAULT_BREAK: /* @__PURE__ */ new Set([/(?!^)-(?=.)/g, /^-/g, /-$/g]),
  /** `RegExp` used to match a line that is just a number. Used in the `.dic` parser. */
  NUMBER_REGEX: /^\d+(\.\d+)?$/,
  /** `RegExp` used to split a line based on whitespace. */
  SPLIT_LINE_REGEX: /\s+/u
};
var decoder = new TextDecoder();
var CapType;
(function(CapType2) {
  CapType2[CapType2["NO"] = 0] = "NO";
  CapType2[CapType2["INIT"] = 1] = "INIT";
  CapType2[CapType2["ALL"] = 2] = "ALL";
  CapType2[CapType2["HUH"] = 3] = "HUH";
  CapType2[CapType2["HUHINIT"] = 4] = "HUHINIT";
})(CapType || (CapType = {}));
var CompoundPos;
(function(CompoundPos2) {
  CompoundPos2[CompoundPos2["BEGIN"] = 0] = "BEGIN";
  CompoundPos2[CompoundPos2["MIDDLE"] = 1] = "MIDDLE";
  CompoundPos2[CompoundPos2["END"] = 2] = "END";
})(CompoundPos || (CompoundPos = {}));
var SuggestionKind;
(function(SuggestionKind2) {
  SuggestionKind2[SuggestionKind2["CASE"] = 0] = "CASE";
  SuggestionKind2[SuggestionKind2["FORCEUCASE"] = 1] = "FORCEUCASE";
  SuggestionKind2[SuggestionKind2["UPPERCASE"] = 2] = "UPPERCASE";
  SuggestionKind2[SuggestionKind2["REPLCHARS"] = 3] = "REPLCHARS";
  SuggestionKind2[SuggestionKind2["SPACEWORD"] = 4] = "SPACEWORD";
  SuggestionKind2[SuggestionKind2["MAPCHARS"] = 5] = "MAPCHARS";
  SuggestionKind2[SuggestionKind2["SWAPCHAR"] = 6] = "SWAPCHAR";
  SuggestionKind2[SuggestionKind2["LONGSWAPCHAR"] = 7] = "LONGSWAPCHAR";
  SuggestionKind2[SuggestionKind2["BADCHARKEY"] = 8] = "BADCHARKEY";
  SuggestionKind2[SuggestionKind2["EXTRACHAR"] = 9] = "EXTRACHAR";
  SuggestionKind2[SuggestionKind2["FORGOTCHAR"] = 10] = "FORGOTCHAR";
  SuggestionKind2[SuggestionKind2["MOVECHAR"] = 11] = "MOVECHAR";
  SuggestionKind2[SuggestionKind2["BADCHAR"] = 12] = "BADCHAR";
  SuggestionKind2[SuggestionKind2["DOUBLETWOCHARS"] = 13] = "DOUBLETWOCHARS";
  SuggestionKind2[SuggestionKind2["TWOWORDS"] = 14] = "TWOWORDS";
  SuggestionKind2[SuggestionKind2["DASHES"] = 15] = "DASHES";
  SuggestionKind2[SuggestionKind2["NGRAM"] = 16] = "NGRAM";
  SuggestionKind2[SuggestionKind2["PHONET"] = 17] = "PHONET";
})(SuggestionKind || (SuggestionKind = {}));
var GOOD_EDITS = [
  SuggestionKind.SPACEWORD,
  SuggestionKind.REPLCHARS,
  SuggestionKind.UPPERCASE
];

// node_modules/espells/lib/trie.js
var END_WORD_SYMBOL = /* @__PURE__ */ Symbol("$");
var Trie = class {
  /** Entrypoint for the trie. */
  head = /* @__PURE__ */ new Map();
  /**
   * Adds a word to the trie, which will point to a value.
   *
   * @param word - The word to add.
   * @param addValue - A callback function for how to add the word to the
   *   trie. It is provided the current value of the word added, if any.
   *   This allows for merging overlapping values.
   */
  add(word, addValue) {
    const current = this.traverse(word, true);
    current.set(END_WORD_SYMBOL, !addValue ? word : addValue(current.get(END_WORD_SYMBOL)));
  }
  /** Determines if a word is in the trie. */
  has(word) {
    const ret = this.traverse(word);
    return Boolean(ret.value) && !ret.isSubstring;
  }
  /** Returns the segments found when traversing the trie for the given word. */
  segments(word) {
    const ret = this.traverse(word);
    return !ret.segments.length ? null : ret.segments;
  }
  /** Returns the longest/last segment for a word. */
  lastSegment(word) {
    const segments = this.segments(word);
    return !segments ? null : segments[segments.length - 1];
  }
  /** Removes a word from the trie. */
  remove(word) {
    this.tryDelete(word, -1, this.head);
  }
  traverse(word, add = false) {
    let current = this.head;
    const segments = [];
    for (let i = 0; i < word.length; i++) {
      if (current.has(END_WORD_SYMBOL)) {
        segments.push(current.get(END_WORD_SYMBOL));
      }
      if (!current.get(word[i])) {
        if (add) {
          current.set(word[i], /* @__PURE__ */ new Map());
        } else {
          return {
            value: current.get(END_WORD_SYMBOL),
            word: word.substring(0, i),
            segments,
            isSubstring: true
          };
        }
      }
      current = current.get(word[i]);
    }
    if (current.has(END_WORD_SYMBOL)) {
      segments.push(current.get(END_WORD_SYMBOL));
    }
    if (add) {
      return current;
    }
    return {
      value: current.get(END_WORD_SYMBOL),
      word,
      segments,
      isSubstring: false
    };
  }
  tryDelete(word = "", index = 0, node = null) {
    if (index >= word.length) {
      throw new Error("Bad index to check for deletion.");
    }
    if (node === null) {
      throw new Error(`Bad Node at ${index} for ${word}`);
    }
    const currentNode = node;
    if (index === word.length - 1) {
      return currentNode.delete(END_WORD_SYMBOL) && node.size === 0;
    }
    const newIndex = word[index + 1];
    if (this.tryDelete(word, index + 1, node.get(newIndex))) {
      return currentNode.delete(END_WORD_SYMBOL) && node.size === 0;
    }
    return false;
  }
};

// node_modules/espells/lib/util.js
var import_iterare = __toESM(require_lib(), 1);
function re(strings, ...keys) {
  const split2 = CONSTANTS.SPLIT_REGEX_REGEX.exec(String.raw(strings, ...keys));
  if (!split2)
    throw new SyntaxError();
  const [, , src = "", flags = ""] = split2;
  return new RegExp(src, flags);
}
function includes(value, container) {
  if (value === void 0 || value === null)
    return false;
  if (container === void 0 || container === null)
    return false;
  if (typeof container === "string" || Array.isArray(container)) {
    return container.includes(value);
  } else {
    return container.has(value);
  }
}
function escapeRegExp(str) {
  return str.replace(/[.*+?^${}()|\[\]\\]/g, "\\$&");
}
function replaceRange(str, from, to, sub) {
  return str.substring(0, from) + sub + str.substring(to);
}
function uppercase(str, locale) {
  return locale ? str.toLocaleUpperCase(locale) : str.toUpperCase();
}
function lowercase(str, locale) {
  return locale ? str.toLocaleLowerCase(locale) : str.toLowerCase();
}
function titlecase(str, locale) {
  return replaceRange(lowercase(str, locale), 0, 1, uppercase(str[0], locale));
}
function isTitlecased(str, locale) {
  return titlecase(str, locale) === str;
}
function isUppercased(str, locale) {
  return uppercase(str, locale) === str;
}
function isLowercased(str, locale) {
  return lowercase(str, locale) === str;
}
function reverse(str) {
  return str.split("").reverse().join("");
}
function split(line) {
  return line.split(CONSTANTS.SPLIT_LINE_REGEX);
}
function isTriplet(s) {
  return s.length === 3 && s[1] === s[0] && s[2] === s[0];
}
function intersect(a, b) {
  return (0, import_iterare.iterate)(a).filter((x) => b.has(x)).toSet();
}
function concat(a, b) {
  const iter = (0, import_iterare.iterate)(a).concat(b);
  if (typeof a === "string")
    return iter.join("");
  if (a instanceof Set)
    return iter.toSet();
  if (Array.isArray(a))
    return iter.toArray();
  throw new TypeError("Unknown iterable given!");
}
function* product(...iterables) {
  if (iterables.length === 0) {
    return;
  }
  const iterators = iterables.map((it) => it[Symbol.iterator]());
  const results = iterators.map((it) => it.next());
  for (let i = 0; ; ) {
    if (results[i].done) {
      iterators[i] = iterables[i][Symbol.iterator]();
      results[i] = iterators[i].next();
      if (++i >= iterators.length) {
        return;
      }
    } else {
      yield results.map(({ value }) => value);
      i = 0;
    }
    results[i] = iterators[i].next();
  }
}
function any(gen) {
  for (const _ of gen) {
    return true;
  }
  return false;
}
function* limit(gen, n) {
  let i = 0;
  for (const x of gen) {
    if (i++ >= n)
      break;
    yield x;
  }
}
function commonCharacters(s1, s2) {
  return [...s1].filter((ch, index) => ch === s2[index]).length;
}
function leftCommonSubstring(s1, s2) {
  for (let i = 0; i < Math.max(s1.length, s2.length); i++) {
    if (s1[i] !== s2[i])
      return i;
  }
  return 0;
}
function ngram(max, s1, s2, weighted = false, anyMismatch = false, longerIsWorse = false) {
  const l1 = s1.length;
  const l2 = s2.length;
  if (l2 === 0)
    return 0;
  let nscore = 0;
  for (let size = 0; size < max + 1; size++) {
    let ns = 0;
    for (let pos = 0; pos < l1 - (size + 1); pos++) {
      if (s2.includes(s1.slice(pos, pos + size))) {
        ns++;
      } else if (weighted) {
        ns--;
        if (pos === 0 || pos + size === l1) {
          ns--;
        }
      }
    }
    nscore += ns;
    if (ns < 2 && !weighted)
      break;
  }
  let penalty = 0;
  if (longerIsWorse) {
    penalty = l2 - l1 - 2;
  } else if (anyMismatch) {
    penalty = Math.abs(l2 - l1) - 2;
  }
  return penalty > 0 ? nscore - penalty : nscore;
}
function lcslen(a, b) {
  let m = a.length;
  let n = b.length;
  let C = [];
  let i;
  let j;
  for (i = 0; i <= m; i++)
    C.push([0]);
  for (j = 0; j < n; j++)
    C[0].push(0);
  for (i = 0; i < m; i++) {
    for (j = 0; j < n; j++) {
      C[i + 1][j + 1] = a[i] === b[j] ? C[i][j] + 1 : Math.max(C[i + 1][j], C[i][j + 1]);
    }
  }
  return C[m - 1][n - 1];
}

// node_modules/espells/lib/aff/affix.js
var import_iterare2 = __toESM(require_lib(), 1);
var Affix = class {
  /**
   * @param flag - {@link Flag} that this affix will be labled with.
   * @param crossproduct - Sets the {@link Affix.crossproduct} state, with
   *   the string "Y" meaning `true` and everything else meaning `false`.
   * @param strip - What this affix should strip from a word to be applied.
   *   If given as the string "0", that means not to strip anything.
   * @param add - What to add to a word when this affix is applied. If
   *   given as the string "0", that means to add nothing.
   * @param aff - The {@link Aff} data to use when parsing flags.
   */
  constructor(flag, crossproduct, strip, add, aff) {
    let flags;
    [add, flags] = add.split("/");
    add = aff.ignore(add);
    this.flag = flag;
    this.crossproduct = crossproduct === "Y";
    this.strip = strip === "0" ? "" : strip;
    this.add = add === "0" ? "" : add;
    this.flags = flags ? aff.parseFlags(flags) : /* @__PURE__ */ new Set();
  }
  /**
   * Determines if a word matches the conditions of this affix.
   *
   * @param word - The word to check against this affix's conditions.
   */
  relevant(word) {
    return this.conditionRegex.test(word);
  }
  /**
   * Determines if a word already has this affix applied to it.
   *
   * @param word - The word to check for if this affix is already present.
   */
  on(word) {
    return this.lookupRegex.test(word);
  }
  /**
   * Applies this affix to a word, returning the word as a transformed string.
   *
   * @param word - The word to apply the transformation to.
   */
  apply(word) {
    return word.replace(this.replaceRegex, this.strip);
  }
  /**
   * Determines if this affix has the given flag.
   *
   * @param flag - The flag to check for. Can be undefined, which will return false.
   */
  has(flag) {
    if (flag === void 0)
      return false;
    return this.flags.has(flag);
  }
  /**
   * Determines if this affix is compatible with a set of flags, meaning
   * that the affix's flags are present in the flag set given.
   *
   * @param required - The flags this affix must have.
   * @param forbidden - An optional set of flags which has the inverse
   *   effect, meaning that this affix's flags *cannot* be found in this set.
   */
  compatible(required, forbidden) {
    if (required.size === 0 && (!forbidden || forbidden.size === 0))
      return true;
    if (forbidden) {
      for (const flag of this.flags) {
        if (forbidden.has(flag))
          return false;
      }
    }
    if (required.size === 0)
      return true;
    if (this.flags.size < required.size)
      return false;
    for (const flag of required) {
      if (!this.flags.has(flag))
        return false;
    }
    return true;
  }
};
var Prefix = class extends Affix {
  /**
   * @param flag - {@link Flag} that this affix will be labled with.
   * @param crossproduct - Sets the {@link Affix.crossproduct} state, with
   *   the string "Y" meaning `true` and everything else meaning `false`.
   * @param strip - What this affix should strip from a word to be applied.
   *   If given as the string "0", that means not to strip anything.
   * @param add - What to add to a word when this affix is applied. If
   *   given as the string "0", that means to add nothing.
   * @param condition - A `RegExp` like pattern to check against a word to
   *   see if this affix is relevant.
   * @param aff - The {@link Aff} data to use when parsing flags.
   */
  constructor(flag, crossproduct, strip, add, condition, aff) {
    super(flag, crossproduct, strip, add, aff);
    let parts = (0, import_iterare2.iterate)(condition.matchAll(CONSTANTS.SPLIT_CONDITION_REGEX)).map((part) => part.slice(1)).flatten().toArray();
    if (parts.length && this.strip)
      parts = parts.slice(this.strip.length);
    let cond = "";
    if (parts.length && !(parts.length === 1 && parts[0] === ".")) {
      cond = `(?=${parts.join("")})`.replaceAll("-", "\\-");
    }
    this.conditionRegex = re`/^${condition.replaceAll("-", "\\-")}/`;
    this.lookupRegex = re`/^${this.add}${cond}/`;
    this.replaceRegex = re`/^${this.add}/`;
  }
};
var Suffix = class extends Affix {
  /**
   * @param flag - {@link Flag} that this affix will be labled with.
   * @param crossproduct - Sets the {@link Affix.crossproduct} state, with
   *   the string "Y" meaning `true` and everything else meaning `false`.
   * @param strip - What this affix should strip from a word to be applied.
   *   If given as the string "0", that means not to strip anything.
   * @param add - What to add to a word when this affix is applied. If
   *   given as the string "0", that means to add nothing.
   * @param condition - A `RegExp` like pattern to check against a word to
   *   see if this affix is relevant.
   * @param aff - The {@link Aff} data to use when parsing flags.
   */
  constructor(flag, crossproduct, strip, add, condition, aff) {
    super(flag, crossproduct, strip, add, aff);
    let parts = (0, import_iterare2.iterate)(condition.matchAll(CONSTANTS.SPLIT_CONDITION_REGEX)).map((part) => part.slice(1)).flatten().toArray();
    let cond = "";
    if (parts.length && !(parts.length === 1 && parts[0] === ".")) {
      if (this.strip)
        parts = parts.slice(0, -this.strip.length);
      cond = `(${parts.join("")})`.replaceAll("-", "\\-");
    }
    this.conditionRegex = re`/${condition.replaceAll("-", "\\-")}$/`;
    this.lookupRegex = re`/${cond}${this.add}$/`;
    this.replaceRegex = re`/${this.add}$/`;
  }
};

// node_modules/espells/lib/aff/casing.js
var Casing = class {
  /**
   * Guess a word's capitalization.
   *
   * @param word - The word to check.
   */
  guess(word) {
    if (isLowercased(word))
      return CapType.NO;
    if (isUppercased(word))
      return CapType.ALL;
    if (isTitlecased(word))
      return CapType.INIT;
    if (isUppercased(word[0]))
      return CapType.HUHINIT;
    return CapType.HUH;
  }
  /**
   * Lowercases a word. This returns an array of potential variations of
   * lowercasing. This is done because certain languages (really, just
   * German) have multiple ways of representing the same word in lowercase.
   *
   * @param word - The word to lowercase.
   */
  lower(word) {
    return [lowercase(word)];
  }
  /**
   * Uppercases a word.
   *
   * @param word - The word to uppercase.
   */
  upper(word) {
    return uppercase(word);
  }
  /**
   * Titlecases a word.
   *
   * @param word - The word to titlecase.
   */
  capitalize(word) {
    return [titlecase(word)];
  }
  /**
   * Lowercases just the first letter of a word. Returns an array for the
   * same reasons as {@link Casing.lower}.
   *
   * @param word - The word to lowercase the first letter of.
   */
  lowerfirst(word) {
    return [replaceRange(word, 0, 1, this.lower(word[0])[0])];
  }
  /**
   * Returns a list of potential ways a word may have been cased in the
   * dictionary, if we consider it to be spelled correctly but potentially
   * *cased* incorrectly. The first item in the returned list will be the
   * {@link CapType} of the given word.
   *
   * @param word - The word to return the variations of.
   */
  variants(word) {
    const captype = this.guess(word);
    switch (captype) {
      case CapType.HUH:
      case CapType.NO:
        return [captype, word];
      case CapType.INIT:
        return [captype, word, ...this.lower(word)];
      case CapType.HUHINIT:
        return [captype, word, ...this.lowerfirst(word)];
      case CapType.ALL:
        return [captype, word, ...this.lower(word), ...this.capitalize(word)];
    }
  }
  /**
   * Returns a list of potential ways a word might have been cased if it
   * seems to be a misspelling. The first item in the list will be the
   * {@link CapType} of the given word.
   *
   * @param word - The word to return the corrections of.
   */
  corrections(word) {
    const captype = this.guess(word);
    switch (captype) {
      case CapType.NO:
        return [captype, word];
      case CapType.INIT:
        return [captype, word, ...this.lower(word)];
      case CapType.HUHINIT:
        return [captype, word, ...this.lowerfirst(word), ...this.lower(word), ...this.capitalize(word)];
      case CapType.HUH:
        return [captype, word, ...this.lower(word)];
      case CapType.ALL:
        return [captype, word, ...this.lower(word), ...this.capitalize(word)];
    }
  }
  /**
   * Used by the suggestion algorithm. If a misspelled word has been found
   * in the dictionary, but is inconsistent with the casing of the word
   * found in the dictionary, this method will be used to attempt to
   * "coerce" the dictionary word to be cased like how the original misspelling was.
   *
   * @param word - The word to coerce.
   * @param cap - The {@link CapType} to coerce the word to.
   */
  coerce(word, cap) {
    switch (cap) {
      case CapType.INIT:
      case CapType.HUHINIT:
        return this.upper(word[0]) + word.slice(1);
      case CapType.ALL:
        return this.upper(word);
      default:
        return word;
    }
  }
};
var TurkicCasing = class extends Casing {
  replaceMapping(word, dir) {
    if (!/[İiIı]/u.test(word))
      return word;
    return dir < 0 ? word.replaceAll("\u0130", "i").replaceAll("I", "\u0131") : word.replaceAll("i", "\u0130").replaceAll("\u0131", "I");
  }
  lower(word) {
    return super.lower(this.replaceMapping(word, -1));
  }
  upper(word) {
    return super.upper(this.replaceMapping(word, 1));
  }
};
var GermanCasing = class extends Casing {
  sharpVariants(word, start = 0) {
    const pos = word.indexOf("ss", start);
    if (pos === -1)
      return [];
    const replaced = replaceRange(word, pos, pos + 2, "\xDF");
    return [
      replaced,
      ...this.sharpVariants(replaced, pos + 1),
      ...this.sharpVariants(word, pos + 2)
    ];
  }
  lower(word) {
    const lowered = super.lower(word)[0];
    if (word.includes("SS")) {
      return [...this.sharpVariants(lowered), lowered];
    } else {
      return [lowered];
    }
  }
  guess(word) {
    if (word.includes("\xDF") && super.guess(word.replaceAll("\xDF", "")) === CapType.ALL) {
      return CapType.ALL;
    }
    return super.guess(word);
  }
};

// node_modules/espells/lib/aff/compound-pattern.js
var CompoundPattern = class {
  /**
   * @param left - The `endchars[/flag]` syntax.
   * @param right - The `beginchars[/flag]` syntax.
   * @param _replacement - An unused optional syntax. See the documentation
   *   for the class itself for more info. Unused in both Spylls and Espells.
   */
  constructor(left, right, _replacement) {
    ;
    this.left = { noAffix: false }, this.right = { noAffix: false };
    [this.left.stem, this.left.flag = ""] = left.split("/");
    [this.right.stem, this.right.flag = ""] = right.split("/");
    if (this.left.stem === "0") {
      this.left.stem = "";
      this.left.noAffix = true;
    }
    if (this.right.stem === "0") {
      this.right.stem = "";
      this.right.noAffix = true;
    }
  }
  /**
   * Determines if a pair of {@link AffixForm}s isn't an allowed compound
   * pair, as in this returns `true` if the pair is invalid.
   *
   * @param left - The left-side {@link AffixForm}.
   * @param right - The right-side {@link AffixForm}.
   */
  match(left, right) {
    return (
      // stems match
      (!this.left.stem || left.stem.endsWith(this.left.stem)) && (!this.right.stem || right.stem.startsWith(this.right.stem)) && // check for zero affixes case
      (!this.left.noAffix || !left.hasAffixes) && (!this.right.noAffix || !right.hasAffixes) && // check flags
      (!this.left.flag || left.flags.has(this.left.flag)) && (!this.right.flag || right.flags.has(this.right.flag))
    );
  }
};

// node_modules/espells/lib/aff/compound-rule.js
var import_iterare3 = __toESM(require_lib(), 1);
var Quantifier;
(function(Quantifier2) {
  Quantifier2[Quantifier2["ONE"] = 0] = "ONE";
  Quantifier2[Quantifier2["ZERO_OR_MORE"] = 1] = "ZERO_OR_MORE";
  Quantifier2[Quantifier2["ZERO_OR_ONE"] = 2] = "ZERO_OR_ONE";
})(Quantifier || (Quantifier = {}));
var CompoundRule = class {
  /**
   * @param rule - The `RegExp`-like syntax to generate this rule.
   * @param aff - The {@link Aff} data to use when parsing flags.
   */
  constructor(rule, aff) {
    this.flags = /* @__PURE__ */ new Set();
    this.rules = parseCompoundRule(rule, aff);
    const parts = [];
    for (const rule2 of this.rules) {
      this.flags.add(rule2.flag);
      const flag = rule2.flag.replaceAll(")", "\\)").replaceAll("(", "\\(");
      parts.push(`(${flag})${quantifierChar(rule2.quantifier)}`);
    }
    this.regex = re`/^${parts.join("")}$/`;
    this.partialRegex = re`/^${parts.reduceRight((acc, cur) => `${cur}(${acc})?`)}$/`;
  }
  /**
   * Determines if a {@link FlagSet} matches this rule.
   *
   * @param flags - The {@link FlagSet} to check.
   * @param partial - If true, the {@link FlagSet} will only need to
   *   partially match the rule to be considered valid. This is so that a
   *   compound word can be checked for if it *can* continue in some way.
   */
  match(flags, partial = false) {
    if (!this.rules.length)
      return false;
    const relevant = (0, import_iterare3.iterate)(flags).map((f) => intersect(this.flags, f)).filter((set) => set.size !== 0).toSet();
    if (relevant.size === 0)
      return false;
    return (0, import_iterare3.iterate)(product(...flags)).some((fc) => partial ? this.partialRegex.test(fc.join("")) : this.regex.test(fc.join("")));
  }
};
function parseCompoundRule(text, aff) {
  const rules = [];
  for (let i = 0; i < text.length; i++) {
    let flag = "";
    let quantifier = Quantifier.ONE;
    if (text[i] === "(") {
      i++;
      while (text[i] !== ")" && i < text.length) {
        flag += text[i];
        i++;
      }
      if (text[i + 1] === "?") {
        quantifier = Quantifier.ZERO_OR_ONE;
        i++;
      } else if (text[i + 1] === "*") {
        quantifier = Quantifier.ZERO_OR_MORE;
        i++;
      }
      rules.push({ flag, quantifier });
      continue;
    }
    switch (aff.FLAG) {
      case "UTF-8":
      case "short": {
        flag += text[i];
        break;
      }
      case "long": {
        flag += text.slice(i, i + 1);
        break;
      }
      case "numeric": {
        while (/\d/.test(text[i])) {
          flag += text[i];
          i++;
        }
        i--;
      }
    }
    if (text[i + 1] === "?") {
      quantifier = Quantifier.ZERO_OR_ONE;
      i++;
    } else if (text[i + 1] === "*") {
      quantifier = Quantifier.ZERO_OR_MORE;
      i++;
    }
    rules.push({ flag, quantifier });
  }
  return rules;
}
function quantifierChar(quantifier) {
  switch (quantifier) {
    case Quantifier.ZERO_OR_MORE:
      return "*";
    case Quantifier.ZERO_OR_ONE:
      return "?";
  }
  return "";
}

// node_modules/espells/lib/aff/conv-table.js
var ConvTable = class {
  /**
   * @param pairs - A list of string pair tuples that denotes a pattern and
   *   its replacement.
   */
  constructor(pairs) {
    this.table = pairs.map(([pattern, replacement]) => {
      const cleanedPattern = pattern.replace(/^_/, "^").replace(/_$/, "$").replaceAll("_", "");
      return {
        pattern: re`/${cleanedPattern}/y`,
        replacement: replacement.replaceAll("_", " ")
      };
    });
  }
  /**
   * Applies this table's rules against a word and returns the resulting
   * string. Uses the following algorithm, to prevent recursion:
   *
   * - For each position in the word:
   * - ...find any matching rules
   * - ...choose the one that has the longest pattern
   * - ...apply its replacement, and shift the current position past the replacement
   *
   * @param word - The word to transform.
   */
  match(word) {
    let pos = 0;
    let res = "";
    while (pos < word.length) {
      let replacement = null;
      let len = 0;
      let max = 0;
      for (const pair of this.table) {
        pair.pattern.lastIndex = pos;
        if (pair.pattern.source.length > max && pair.pattern.test(word)) {
          pair.pattern.lastIndex = pos;
          len = pair.pattern.exec(word)[0].length;
          max = pair.pattern.source.length;
          replacement = pair.replacement;
        }
      }
      if (replacement) {
        res += replacement;
        pos += len;
      } else {
        res += word[pos];
        pos += 1;
      }
    }
    return res;
  }
};

// node_modules/espells/lib/aff/phonet-table.js
var PhonetTable = class {
  rules = {};
  constructor(table) {
    for (const [search, replacement] of table) {
      const match = CONSTANTS.PHONET_RULE_REGEX.exec(search);
      if (!match)
        throw new SyntaxError(`Invalid PhonetTable pattern '${search}'`);
      const [letters, optional, lookahead, flags, priority] = match;
      let text = [...letters];
      if (optional)
        text.push(`[${optional}]`);
      let regex;
      if (lookahead) {
        const la = lookahead.length;
        regex = re`/${text.slice(0, -la).join("")}(?=${text.slice(-la).join("")})/`;
      } else {
        regex = re`/${text.join("")}/`;
      }
      this.rules[search[0]] ??= [];
      this.rules[search[0]].push(new PhonetTableRule(regex, replacement, flags?.includes("^"), flags?.includes("$"), Boolean(lookahead), priority ? parseInt(priority) : 5));
    }
  }
  /**
   * Returns the metaphone representation of a word.
   *
   * @param word - The word to transform.
   */
  metaphone(word) {
    word = uppercase(word);
    let pos = 0;
    let res = "";
    while (pos < word.length) {
      let match = false;
      if (this.rules[word[pos]]) {
        for (const rule of this.rules[word[pos]]) {
          match = rule.match(word, pos);
          if (match) {
            res += rule.replacement;
            pos += match.index + match[0].length - match.index;
          }
        }
      }
      if (!match)
        pos++;
    }
    return res;
  }
};
var PhonetTableRule = class {
  search;
  replacement;
  start;
  end;
  followup;
  priority;
  constructor(search, replacement, start = false, end = false, followup = true, priority = 5) {
    this.search = search;
    this.replacement = replacement;
    this.start = start;
    this.end = end;
    this.followup = followup;
    this.priority = priority;
  }
  /**
   * Checks if a rule is matched by this rule, and if it is, returns the
   * `RegExpExecArray` match, otherwise returning false.
   *
   * @param word - The word to check.
   * @param pos - The position in the word to check.
   */
  match(word, pos) {
    if (this.start && pos > 0)
      return false;
    this.search.lastIndex = pos;
    const match = this.search.exec(word);
    if (match) {
      if (this.end) {
        return match[0].length !== word.length ? false : match;
      } else {
        return match;
      }
    }
    return false;
  }
};

// node_modules/espells/lib/aff/rep-pattern.js
var RepPattern = class {
  /**
   * @param pattern - The pattern to replace. Is treated as a `RegExp`, but
   *   given as a string.
   * @param replacement - The string to replace anything matched by `pattern` with.
   */
  constructor(pattern, replacement) {
    this.pattern = re`/${pattern}/g`;
    this.replacement = replacement.replaceAll("_", " ");
  }
  /** Yields the permutations of a word with this `RepPattern` applied to it. */
  *replace(word) {
    for (const match of word.matchAll(this.pattern)) {
      const from = match.index;
      const to = from + this.replacement.length;
      const replaced = replaceRange(word, from, to, this.replacement);
      yield replaced;
    }
  }
};

// node_modules/espells/lib/aff/index.js
var Aff = class {
  // check AffData for descriptions of these properties
  SET = "UTF-8";
  // unused
  FLAG = "short";
  LANG;
  WORDCHARS;
  // unused
  IGNORE;
  CHECKSHARPS = false;
  FORBIDDENWORD;
  KEY = "qwertyuiop|asdfghjkl|zxcvbnm";
  TRY = "";
  NOSUGGEST;
  KEEPCASE;
  REP = /* @__PURE__ */ new Set();
  MAP = /* @__PURE__ */ new Set();
  NOSPLITSUGS = false;
  PHONE;
  MAXCPDSUGS = 3;
  MAXNGRAMSUGS = 4;
  MAXDIFF = 1;
  ONLYMAXDIFF = false;
  PFX = /* @__PURE__ */ new Map();
  SFX = /* @__PURE__ */ new Map();
  NEEDAFFIX;
  CIRCUMFIX;
  COMPLEXPREFIXES = false;
  FULLSTRIP = false;
  BREAK = CONSTANTS.DEFAULT_BREAK;
  COMPOUNDRULE = /* @__PURE__ */ new Set();
  COMPOUNDMIN = 3;
  COMPOUNDWORDMAX;
  COMPOUNDFLAG;
  COMPOUNDBEGIN;
  COMPOUNDMIDDLE;
  COMPOUNDEND;
  ONLYINCOMPOUND;
  COMPOUNDPERMITFLAG;
  COMPOUNDFORBIDFLAG;
  FORCEUCASE;
  CHECKCOMPOUNDCASE = false;
  CHECKCOMPOUNDDUP = false;
  CHECKCOMPOUNDREP = false;
  CHECKCOMPOUNDTRIPLE = false;
  CHECKCOMPOUNDPATTERN = /* @__PURE__ */ new Set();
  SIMPLIFIEDTRIPLE = false;
  COMPOUNDSYLLABLE;
  // unused
  COMPOUNDMORESUFFIXES = false;
  // unused
  COMPOUNDROOT;
  // unused
  ICONV;
  OCONV;
  AF = [];
  AM = [];
  WARN;
  FORBIDWARN = false;
  SYLLABLENUM;
  // unused
  SUBSTANDARD;
  // unused
  /**
   * @param reader - The {@link Reader} instance to parse with.
   * @param override - An optional object which allows for overriding
   *   whatever {@link AffData} that was parsed with something else.
   */
  constructor(reader, override) {
    do {
      if (reader.done)
        break;
      let [directive, ...args] = split(reader.line);
      if (!/^[A-Z]+$/.test(directive))
        continue;
      if (CONSTANTS.SYNONYMS.hasOwnProperty(directive))
        directive = CONSTANTS.SYNONYMS[directive];
      switch (directive) {
        case "SET":
        case "KEY":
        case "TRY":
        case "WORDCHARS":
        case "LANG": {
          this[directive] = args[0];
          break;
        }
        case "FLAG": {
          if (args[0] === "short" || args[0] === "long" || args[0] === "numeric" || args[0] === "UTF-8") {
            this.FLAG = args[0];
          } else if (args[0] === "num") {
            this.FLAG = "numeric";
          }
          break;
        }
        case "IGNORE": {
          this.IGNORE = new Set([...args].map((str) => str.split("")).flat());
          break;
        }
        case "MAXDIFF":
        case "MAXNGRAMSUGS":
        case "MAXCPDSUGS":
        case "COMPOUNDMIN":
        case "COMPOUNDWORDMAX": {
          this[directive] = parseInt(args[0]);
          break;
        }
        case "NOSUGGEST":
        case "KEEPCASE":
        case "CIRCUMFIX":
        case "NEEDAFFIX":
        case "FORBIDDENWORD":
        case "WARN":
        case "COMPOUNDFLAG":
        case "COMPOUNDBEGIN":
        case "COMPOUNDMIDDLE":
        case "COMPOUNDEND":
        case "ONLYINCOMPOUND":
        case "COMPOUNDPERMITFLAG":
        case "COMPOUNDFORBIDFLAG":
        case "FORCEUCASE":
        case "SUBSTANDARD":
        case "SYLLABLENUM":
        case "COMPOUNDROOT": {
          this[directive] = this.parseFlag(args[0]);
          break;
        }
        case "COMPLEXPREFIXES":
        case "FULLSTRIP":
        case "NOSPLITSUGS":
        case "CHECKSHARPS":
        case "CHECKCOMPOUNDCASE":
        case "CHECKCOMPOUNDDUP":
        case "CHECKCOMPOUNDREP":
        case "CHECKCOMPOUNDTRIPLE":
        case "SIMPLIFIEDTRIPLE":
        case "ONLYMAXDIFF":
        case "COMPOUNDMORESUFFIXES":
        case "FORBIDWARN": {
          this[directive] = true;
          break;
        }
        case "BREAK": {
          this.BREAK = /* @__PURE__ */ new Set();
          reader.for(parseInt(args[0]), (line) => {
            let [, pattern] = split(line);
            pattern = escapeRegExp(pattern).replaceAll("\\^", "^").replaceAll("\\$", "$");
            if (!pattern.startsWith("^") && !pattern.endsWith("$")) {
              pattern = `(?!^)${pattern}(?=.)`;
            }
            this.BREAK.add(re`/${pattern}/g`);
          });
          break;
        }
        case "COMPOUNDRULE": {
          reader.for(parseInt(args[0]), (line) => {
            const [, value] = split(line);
            this.COMPOUNDRULE.add(new CompoundRule(value, this));
          });
          break;
        }
        case "ICONV":
        case "OCONV": {
          const pairs = [];
          reader.for(parseInt(args[0]), (line) => {
            const [, pattern, replacement] = split(line);
            pairs.push([pattern, replacement]);
          });
          this[directive] = new ConvTable(pairs);
          break;
        }
        case "REP": {
          reader.for(parseInt(args[0]), (line) => {
            const [, pattern, replacement] = split(line);
            this.REP.add(new RepPattern(pattern, replacement));
          });
          break;
        }
        case "MAP": {
          reader.for(parseInt(args[0]), (line) => {
            const [, value] = split(line);
            this.MAP.add((0, import_iterare4.iterate)(value.matchAll(/\(.*?\)|./g)).map((match) => match[0].replaceAll(/^\(|\)$/g, "")).toSet());
          });
          break;
        }
        // TODO: PFX, SFX data fields (see morph fixture)
        case "PFX": {
          const [flag, crossproduct, count] = args;
          reader.for(parseInt(count), (line) => {
            const [, , strip, add, cond = ""] = split(line);
            const prefix = new Prefix(flag, crossproduct, strip, add, cond, this);
            const set = this.PFX.get(flag) ?? /* @__PURE__ */ new Set();
            this.PFX.set(flag, set.add(prefix));
          });
          break;
        }
        case "SFX": {
          const [flag, crossproduct, count] = args;
          reader.for(parseInt(count), (line) => {
            const [, , strip, add, cond = ""] = split(line);
            const suffix = new Suffix(flag, crossproduct, strip, add, cond, this);
            const set = this.SFX.get(flag) ?? /* @__PURE__ */ new Set();
            this.SFX.set(flag, set.add(suffix));
          });
          break;
        }
        case "CHECKCOMPOUNDPATTERN": {
          reader.for(parseInt(args[0]), (line) => {
            const [, left, right, replacement] = split(line);
            this.CHECKCOMPOUNDPATTERN.add(new CompoundPattern(left, right, replacement));
          });
          break;
        }
        case "AF": {
          reader.for(parseInt(args[0]), (line) => {
            const [, value] = split(line);
            this.AF.push(this.parseFlags(value));
          });
          break;
        }
        case "AM": {
          reader.for(parseInt(args[0]), (line) => {
            const [, value] = split(line);
            this.AM.push(new Set(value.split("")));
          });
        }
        case "COMPOUNDSYLLABLE": {
          this.COMPOUNDSYLLABLE = [parseInt(args[0]), args[1]];
          break;
        }
        case "PHONE": {
          const rules = [];
          reader.for(parseInt(args[0]), (line) => {
            const [, search, replacement] = split(line);
            rules.push([search, replacement]);
          });
          this.PHONE = new PhonetTable(rules);
          break;
        }
      }
    } while (reader.next());
    if (this.CHECKSHARPS) {
      this.casing = new GermanCasing();
    } else if (this.LANG && ["tr", "tr_TR", "az", "crh"].includes(this.LANG)) {
      this.casing = new TurkicCasing();
    } else {
      this.casing = new Casing();
    }
    this.prefixesIndex = new Trie();
    for (const [, prefixes] of this.PFX) {
      for (const prefix of prefixes) {
        this.prefixesIndex.add(prefix.add, (set) => !set ? /* @__PURE__ */ new Set([prefix]) : set.add(prefix));
      }
    }
    this.suffixesIndex = new Trie();
    for (const [, suffixes] of this.SFX) {
      for (const suffix of suffixes) {
        this.suffixesIndex.add(reverse(suffix.add), (set) => !set ? /* @__PURE__ */ new Set([suffix]) : set.add(suffix));
      }
    }
    if (override)
      Object.assign(this, override);
  }
  /** Parses a string and returns the first {@link Flag} found. */
  parseFlag(flag) {
    return [...this.parseFlags(flag)][0];
  }
  /** Parses a string and returns the {@link Flags} found. */
  parseFlags(flags) {
    if (typeof flags === "string")
      flags = [flags];
    const result = flags.flatMap((flag) => {
      if (this.AF.length && this.AF[parseInt(flag) - 1]) {
        return [...this.AF[parseInt(flag) - 1]];
      }
      switch (this.FLAG) {
        case "UTF-8":
        case "short":
          return [...flag];
        case "long":
          return CONSTANTS.FLAG_LONG_REGEX.exec(flag)?.slice(1) ?? [];
        case "numeric":
          return flag.split(",");
      }
    });
    return new Set(result);
  }
  /**
   * Utility for handling special cases involving the `CHECKSHARPS`
   * directive. Returns false if the directive itself is disabled, but
   * otherwise will determine if the given word contains a `ß`.
   *
   * @param word - The word to check.
   */
  isSharps(word) {
    if (!this.CHECKSHARPS)
      return false;
    return word.includes("\xDF");
  }
  /**
   * Utility for applying the {@link Aff.IGNORE} transformation to a string.
   * Does nothing if the `IGNORE` directive isn't present.
   *
   * @param str - The string to transform.
   */
  ignore(str) {
    if (this.IGNORE) {
      for (const ch of this.IGNORE) {
        str = str.replaceAll(ch, "");
      }
    }
    return str;
  }
};

// node_modules/espells/lib/dic/index.js
var import_iterare6 = __toESM(require_lib(), 1);

// node_modules/espells/lib/dic/word.js
var import_iterare5 = __toESM(require_lib(), 1);
var Word = class {
  /**
   * @param line - The line from a `.dic` file to parse. Can also just be
   *   treated as a "word" argument.
   * @param aff - {@link Aff} data to use.
   */
  constructor(line, aff) {
    line = line.replaceAll("\\/", "_||_");
    const match = CONSTANTS.SPLIT_WORD_REGEX.exec(line);
    if (!match)
      throw new SyntaxError(`Invalid line in dictionary '${line}'`);
    let [, stem, flags, data] = match;
    stem = stem.replaceAll("_||_", "/");
    stem = aff.ignore(stem);
    this.stem = stem;
    this.capType = aff.casing.guess(stem);
    if (flags)
      this.flags = aff.parseFlags(flags);
    if (data) {
      for (const keyvalue of split(data)) {
        const match2 = CONSTANTS.SPLIT_DATA_REGEX.exec(keyvalue);
        if (match2) {
          const [, key, value] = match2;
          this.data ??= /* @__PURE__ */ new Map();
          const set = this.data.get(value) ?? /* @__PURE__ */ new Set();
          this.data.set(key, set.add(value));
          if (key === "ph") {
            if (value.endsWith("*")) {
              aff.REP.add(new RepPattern(value.slice(0, -2), stem.slice(0, -1)));
            } else if (value.includes("->")) {
              const [from, to] = value.split("->");
              aff.REP.add(new RepPattern(from, to));
            } else {
              aff.REP.add(new RepPattern(value, stem));
              this.altSpellings ??= /* @__PURE__ */ new Set();
              this.altSpellings.add(value);
            }
          }
        } else if (/^\d+$/.test(keyvalue) && aff.AM[parseInt(keyvalue) - 1]) {
          for (const str in aff.AM[parseInt(keyvalue) - 1]) {
            this.data ??= /* @__PURE__ */ new Map();
            const set = this.data.get(keyvalue) ?? /* @__PURE__ */ new Set();
            this.data.set(keyvalue, set.add(str));
          }
        }
      }
    }
    if (this.flags) {
      const prefixes = (0, import_iterare5.iterate)(this.flags).filter((flag) => aff.PFX.has(flag)).map((flag) => aff.PFX.get(flag)).flatten().filter((prefix) => prefix.relevant(this.stem)).toSet();
      const suffixes = (0, import_iterare5.iterate)(this.flags).filter((flag) => aff.SFX.has(flag)).map((flag) => aff.SFX.get(flag)).flatten().filter((suffix) => suffix.relevant(this.stem)).toSet();
      this.affixes = { prefixes, suffixes };
    }
  }
  /**
   * Determines if this word has the given flag.
   *
   * @param flag - The flag to check for. Can be undefined, which will return false.
   */
  has(flag) {
    if (flag === void 0)
      return false;
    return this.flags?.has(flag) ?? false;
  }
  /**
   * Returns the forms (permutations) of this {@link Word}, with all valid
   * suffixes and prefixes.
   *
   * @param similarTo - The string/word that the forms found should be similar to.
   */
  forms(similarTo) {
    const res = [this.stem];
    if (!this.affixes)
      return res;
    const suffixes = (0, import_iterare5.iterate)(this.affixes.suffixes).filter((suffix) => similarTo ? similarTo.endsWith(suffix.add) : true).toArray();
    const prefixes = (0, import_iterare5.iterate)(this.affixes.prefixes).filter((prefix) => similarTo ? similarTo.startsWith(prefix.add) : true).toArray();
    const cross = (0, import_iterare5.iterate)(prefixes).map((prefix) => (0, import_iterare5.iterate)(suffixes).filter((suffix) => suffix.crossproduct && prefix.crossproduct).map((suffix) => [prefix, suffix]).toArray()).flatten().toArray();
    for (const suffix of suffixes) {
      const root = suffix.strip ? this.stem.slice(0, -suffix.strip.length) : this.stem;
      res.push(root + suffix.add);
    }
    for (const [prefix, suffix] of cross) {
      const root = suffix.strip ? this.stem.slice(prefix.strip.length, -suffix.strip.length) : this.stem.slice(prefix.strip.length);
      res.push(prefix.add + root + suffix.add);
    }
    for (const prefix of prefixes) {
      const root = this.stem.slice(prefix.strip.length);
      res.push(prefix.add + root);
    }
    return res;
  }
  /**
   * Utility function for generating a {@link FlagSet} from an array of words.
   *
   * @param words - The words to generate the flag set from.
   */
  static flagSets(words) {
    return new Set(words.filter((word) => word.flags).map((word) => new Set(word.flags)));
  }
};

// node_modules/espells/lib/dic/index.js
var Dic = class {
  /** The full set of {@link Word} entries in the dictionary. */
  words = /* @__PURE__ */ new Set();
  /**
   * A mapping of stems to {@link Word} entries. A stem may map to multiple
   * words, so the actual mapped value may either be a set or a singular
   * {@link Word} instance. Most stems won't map to multiple words, so for
   * the sake of saving memory a set is only used when it's actually needed.
   */
  index = /* @__PURE__ */ new Map();
  /**
   * A mapping of stems that weren't lowercase to begin with to their
   * {@link Word} instances.
   */
  lowercaseIndex = /* @__PURE__ */ new Map();
  /**
   * @param reader - The {@link Reader} instance to use when parsing.
   * @param aff - The {@link Aff} data to use.
   */
  constructor(reader, aff) {
    this.aff = aff;
    this.addDictionary(reader);
  }
  /**
   * Utility for adding a stem + {@link Word} to a index.
   *
   * @param index - Index to add the stem to.
   * @param stem - The stem entrypoint.
   * @param word - The mapped {@link Word}.
   */
  addToIndex(index, stem, word) {
    const curr = index.get(stem);
    if (curr) {
      if (curr instanceof Set)
        curr.add(word);
      else
        index.set(stem, /* @__PURE__ */ new Set([curr, word]));
    } else {
      index.set(stem, word);
    }
  }
  /**
   * Utility for getting a {@link Word} set from an index.
   *
   * @param index - The index to retrieve the {@link Word} set from.
   * @param stem - The stem to search for.
   */
  getFromindex(index, stem) {
    if (!index.has(stem))
      return /* @__PURE__ */ new Set();
    const words = index.get(stem);
    return words instanceof Set ? /* @__PURE__ */ new Set([...words]) : /* @__PURE__ */ new Set([words]);
  }
  /**
   * Adds additional dictionary data.
   *
   * @param reader - The {@link Reader} to parse with.
   */
  addDictionary(reader) {
    do {
      if (reader.done)
        break;
      if (CONSTANTS.DIC_SKIP_REGEX.test(reader.line))
        continue;
      this.add(new Word(reader.line, this.aff));
    } while (reader.next());
  }
  /**
   * Adds a word to the dictionary. Can accept flags.
   *
   * @param word - The word to add.
   */
  add(word) {
    const stem = word.stem;
    this.words.add(word);
    this.addToIndex(this.index, stem, word);
    if (this.aff.casing.guess(stem) !== CapType.NO) {
      const lowers = this.aff.casing.lower(stem);
      lowers.forEach((lowered) => this.addToIndex(this.lowercaseIndex, lowered, word));
    }
  }
  /**
   * Removes a stem and any of its associated {@link Word} instances from
   * the dictionary.
   *
   * @param stem - The stem to remove.
   */
  remove(stem) {
    const words = this.homonyms(stem, true);
    if (!words)
      return;
    for (const word of words) {
      this.words.delete(word);
    }
    this.index.delete(stem);
    const lowers = this.aff.casing.lower(stem);
    lowers.forEach((lowered) => this.lowercaseIndex.delete(lowered));
  }
  /**
   * Retrieves all of the homonyms (all associated {@link Word} instances) for a stem.
   *
   * @param stem - The stem to retrieve with.
   * @param ignorecase - If true, the {@link Dic.lowercaseIndex} will be
   *   searched through as well.
   */
  homonyms(stem, ignorecase = false) {
    const words = this.getFromindex(this.index, stem);
    if (ignorecase) {
      const lowers = this.aff.casing.lower(stem);
      lowers.forEach((lowered) => (0, import_iterare6.iterate)(this.getFromindex(this.lowercaseIndex, lowered)).forEach((word) => words.add(word)));
    }
    return words;
  }
  /**
   * Determines if the given stem has a {@link Flag} associated with it or not.
   *
   * @param stem - The stem to check.
   * @param flag - The flag to check. Can actually be undefined - which
   *   will just cause the function to return false.
   * @param all - If true, every homonym of the stem must have the flag given.
   */
  hasFlag(stem, flag, all = false) {
    if (flag === void 0)
      return false;
    let flagged = false;
    for (const word of this.homonyms(stem)) {
      const has = word.has(flag);
      if (has)
        flagged = true;
      if (all && !has)
        return false;
      if (!all && has)
        return true;
    }
    return all && flagged;
  }
};

// node_modules/espells/lib/lookup/index.js
var import_iterare7 = __toESM(require_lib(), 1);

// node_modules/espells/lib/lookup/lk-word.js
var LKWord = class _LKWord {
  aff;
  dic;
  word;
  type;
  pos;
  constructor(aff, dic, word, type, pos) {
    this.aff = aff;
    this.dic = dic;
    this.word = word;
    this.type = type;
    this.pos = pos;
  }
  /**
   * Reuses this instance's metadata on a new word.
   *
   * @param word - The new word string to use.
   */
  to(word, captype = this.type) {
    return new _LKWord(this.aff, this.dic, word, captype, this.pos);
  }
  /**
   * Reuses this instance, but changes the compound position.
   *
   * @param pos - The new compound position.
   */
  shift(pos) {
    return new _LKWord(this.aff, this.dic, this.word, this.type, pos);
  }
  /**
   * Returns a new {@link LKWord} from a section of this word.
   *
   * @param from - The starting index of the section. Can be negative.
   * @param to - The ending index of the section.
   */
  slice(from, to) {
    return this.to(this.word.slice(from, to));
  }
  /**
   * Executes an ordinary text replacement operation on this word and
   * returns a new instance from the result.
   *
   * @param pat - The object that will search for matches in the word.
   * @param repl - The replacement string for the found match.
   */
  replace(pat, repl = "") {
    return this.to(this.word.replace(pat, repl));
  }
  /**
   * Executes an ordinary text replacement operation on this word and
   * returns a new instance from the result. Replaces all matches, rather
   * than just the first one found.
   *
   * @param pat - The global `RegExp` or string to match with.
   * @param repl - The replacement string for the found match.
   */
  replaceAll(pat, repl = "") {
    return this.to(this.word.replaceAll(pat, repl));
  }
  /**
   * Adds (concatenates) a string (or another {@link LKWord}) to this word
   * and returns a new instance from the result.
   *
   * @param str - The string or {@link LKWord} to add.
   */
  add(str) {
    if (str instanceof _LKWord)
      str = str.word;
    return this.to(this.word + str);
  }
  /**
   * Gets the character at the specified index. Accepts negative numbers.
   *
   * @param n - The index of the desired character. Can be negative.
   */
  at(n) {
    if (n < 0)
      return this.word[this.word.length + n];
    return this.word[n];
  }
  /** The length of the word. */
  get length() {
    return this.word.length;
  }
  [Symbol.toStringTag]() {
    return this.word;
  }
  *[Symbol.iterator]() {
    yield* this.word;
  }
  [Symbol.toPrimitive]() {
    return this.word;
  }
};

// node_modules/espells/lib/lookup/forms.js
var AffixForm = class _AffixForm {
  constructor(text, stem, { prefix, suffix, prefix2, suffix2, inDictionary } = {}) {
    if (text instanceof LKWord) {
      this.text = text.word;
      this.stem = stem ?? text.word;
    } else {
      this.text = text;
      this.stem = stem ?? text;
    }
    this.prefix = prefix;
    this.suffix = suffix;
    this.prefix2 = prefix2;
    this.suffix2 = suffix2;
    this.inDictionary = inDictionary;
  }
  /**
   * Returns a new {@link AffixForm}, cloned from this current instance, but
   * with any properties given replaced.
   */
  replace(opts) {
    return new _AffixForm(opts.text ?? this.text, opts.stem ?? this.stem, {
      prefix: opts.prefix ?? this.prefix,
      suffix: opts.suffix ?? this.suffix,
      prefix2: opts.prefix2 ?? this.prefix2,
      suffix2: opts.suffix2 ?? this.suffix2,
      inDictionary: opts.inDictionary ?? this.inDictionary
    });
  }
  /** True if the form has any affixes. */
  get hasAffixes() {
    return Boolean(this.suffix || this.prefix);
  }
  /** The complete set of flags this form has. */
  get flags() {
    let flags = this.inDictionary?.flags ?? /* @__PURE__ */ new Set();
    if (this.prefix)
      flags = concat(flags, this.prefix.flags);
    if (this.suffix)
      flags = concat(flags, this.suffix.flags);
    return flags;
  }
  /** Returns every {@link Prefix} and {@link Suffix} this form has. */
  affixes() {
    return [this.prefix2, this.prefix, this.suffix, this.suffix2].filter((affix) => Boolean(affix));
  }
  has(flag) {
    if (!this.hasAffixes)
      return false;
    return this.affixes().every((affix) => affix.has(flag));
  }
};

// node_modules/espells/lib/lookup/decompose.js
var AffixType;
(function(AffixType2) {
  AffixType2[AffixType2["PREFIX"] = 0] = "PREFIX";
  AffixType2[AffixType2["SUFFIX"] = 1] = "SUFFIX";
})(AffixType || (AffixType = {}));
function* breakWord(aff, text, depth = 0) {
  if (depth > 10)
    return;
  yield [text].filter(Boolean);
  for (const pattern of aff.BREAK) {
    for (const m of text.matchAll(pattern)) {
      const start = text.slice(0, m.index);
      const rest = text.slice(m.index + m[0].length);
      for (const breaking of breakWord(aff, rest, depth + 1)) {
        yield [start, ...breaking].filter(Boolean);
      }
    }
  }
}
function* decompose(word, flags) {
  yield new AffixForm(word);
  const suffixAllowed = word.pos === void 0 || word.pos === CompoundPos.END || flags.suffix.size;
  const prefixAllowed = word.pos === void 0 || word.pos === CompoundPos.BEGIN || flags.prefix.size;
  if (suffixAllowed) {
    yield* desuffix(word.aff, word.word, flags);
  }
  if (prefixAllowed) {
    for (const form of deprefix(word.aff, word.word, flags)) {
      yield form;
      if (suffixAllowed && form.prefix?.crossproduct) {
        for (const form2 of desuffix(word.aff, form.stem, flags, true)) {
          yield form2.replace({ text: form.text, prefix: form.prefix });
        }
      }
    }
  }
}
function* affixes(aff, type, word, flags, crossproduct) {
  const isSuffix = type === AffixType.SUFFIX;
  const segments = isSuffix ? aff.suffixesIndex.segments(reverse(word)) : aff.prefixesIndex.segments(word);
  if (segments) {
    const required = isSuffix ? flags.suffix : flags.prefix;
    for (const segment of segments) {
      for (const affix of segment) {
        if (isSuffix && !(!crossproduct || affix.crossproduct))
          continue;
        if (!affix.on(word))
          continue;
        if (!affix.compatible(required, flags.forbidden))
          continue;
        yield affix;
      }
    }
  }
}
function* desuffix(aff, word, flags, crossproduct, nested) {
  for (const suffix of affixes(aff, AffixType.SUFFIX, word, flags, crossproduct)) {
    const stem = suffix.apply(word);
    yield new AffixForm(word, stem, { suffix });
    if (!nested) {
      const newFlags = flags.replace({ suffix: concat(suffix.flags, flags.suffix) });
      for (const form2 of desuffix(aff, stem, newFlags, crossproduct, true)) {
        yield form2.replace({ text: word, suffix2: suffix });
      }
    }
  }
}
function* deprefix(aff, word, flags, nested) {
  for (const prefix of affixes(aff, AffixType.PREFIX, word, flags)) {
    const stem = prefix.apply(word);
    yield new AffixForm(word, stem, { prefix });
    if (!nested && aff.COMPLEXPREFIXES) {
      const newFlags = flags.replace({ prefix: concat(prefix.flags, flags.prefix) });
      for (const form2 of deprefix(aff, stem, newFlags, true)) {
        yield form2.replace({ text: word, prefix2: prefix });
      }
    }
  }
}

// node_modules/espells/lib/lookup/lk-flags.js
var LKFlags = class _LKFlags {
  constructor(flags = {}) {
    const { prefix = /* @__PURE__ */ new Set(), suffix = /* @__PURE__ */ new Set(), forbidden = /* @__PURE__ */ new Set() } = flags;
    this.prefix = prefix;
    this.suffix = suffix;
    this.forbidden = forbidden;
  }
  replace(flags) {
    const newFlags = {
      prefix: this.prefix,
      suffix: this.suffix,
      forbidden: this.forbidden,
      ...flags
    };
    return new _LKFlags(newFlags);
  }
  static from(prefix, suffix, forbidden) {
    return new _LKFlags({ prefix, suffix, forbidden });
  }
};

// node_modules/espells/lib/lookup/affixes.js
function* affixForms(word, allowNoSuggest = true, withForbidden = false, flags = new LKFlags()) {
  const aff = word.aff;
  const dic = word.dic;
  for (const form of decompose(word, flags)) {
    let found = false;
    const homonyms = dic.homonyms(form.stem);
    if (homonyms.size) {
      if (!withForbidden && hasForbidden(word, form, homonyms))
        return;
      found = yield* candidates(word, form, allowNoSuggest, homonyms);
    }
    if (word.pos === CompoundPos.BEGIN && aff.FORCEUCASE && word.type === CapType.INIT) {
      const homonyms2 = dic.homonyms(lowercase(form.stem), true);
      found = yield* candidates(word, form, allowNoSuggest, homonyms2);
    }
    if (found || word.pos !== void 0 || word.type !== CapType.ALL) {
      continue;
    }
    if (aff.casing.guess(word.word) === CapType.NO) {
      yield* candidates(word, form, allowNoSuggest, dic.homonyms(form.stem, true));
    }
  }
}
function hasForbidden(lkword, form, words) {
  if (!lkword.aff.FORBIDDENWORD)
    return false;
  if (lkword.pos === void 0 && !form.hasAffixes)
    return false;
  for (const word of words) {
    if (word.has(lkword.aff.FORBIDDENWORD))
      return true;
  }
  return false;
}
function* candidates(word, form, allowNoSuggest = true, homonyms) {
  let found = false;
  for (const homonym of homonyms) {
    const candidate = form.replace({ inDictionary: homonym });
    if (validForm(candidate, word, allowNoSuggest)) {
      found = true;
      yield candidate;
    }
  }
  return found;
}
function validForm(form, word, allowNoSuggest = true) {
  if (!form.inDictionary)
    return false;
  const aff = word.aff;
  const rootFlags = form.inDictionary.flags ?? /* @__PURE__ */ new Set();
  const allFlags = form.flags;
  if (!allowNoSuggest && includes(aff.NOSUGGEST, rootFlags))
    return false;
  if (word.type !== form.inDictionary.capType && includes(aff.KEEPCASE, rootFlags) && !aff.isSharps(form.inDictionary.stem)) {
    return false;
  }
  if (aff.NEEDAFFIX) {
    if (form.has(aff.NEEDAFFIX))
      return false;
    if (!form.hasAffixes && rootFlags.has(aff.NEEDAFFIX))
      return false;
  }
  if (form.prefix && !allFlags.has(form.prefix.flag))
    return false;
  if (form.suffix && !allFlags.has(form.suffix.flag))
    return false;
  if (aff.CIRCUMFIX) {
    const suffixHas = Boolean(form.suffix?.has(aff.CIRCUMFIX));
    const prefixHas = Boolean(form.prefix?.has(aff.CIRCUMFIX));
    if (suffixHas !== prefixHas)
      return false;
  }
  if (word.pos === void 0) {
    if (!includes(aff.ONLYINCOMPOUND, allFlags))
      return true;
    return false;
  }
  if (includes(aff.COMPOUNDFLAG, allFlags))
    return true;
  switch (word.pos) {
    case CompoundPos.BEGIN:
      return includes(aff.COMPOUNDBEGIN, allFlags);
    case CompoundPos.MIDDLE:
      return includes(aff.COMPOUNDMIDDLE, allFlags);
    case CompoundPos.END:
      return includes(aff.COMPOUNDEND, allFlags);
  }
}

// node_modules/espells/lib/permutations.js
function* replchars(word, reps) {
  if (word.length < 2 || !reps.size)
    return;
  for (const rep of reps) {
    for (const suggestion of rep.replace(word)) {
      yield suggestion;
      if (suggestion.includes(" "))
        yield suggestion.split(" ", 2);
    }
  }
}
function* mapchars(word, map) {
  if (word.length < 2 || !map.size)
    return;
  function* mapcharsInternal(word2, start = 0) {
    if (start >= word2.length)
      return;
    for (const options of map) {
      for (const option of options) {
        const pos = word2.indexOf(option, start);
        if (pos !== -1) {
          for (const other of options) {
            if (other === option)
              continue;
            const replaced = replaceRange(word2, pos, pos + option.length, other);
            yield replaced;
            for (const variant of mapcharsInternal(replaced, pos + 1)) {
              yield variant;
            }
          }
        }
      }
    }
  }
  yield* mapcharsInternal(word);
}
function* swapchar(word) {
  if (word.length < 2)
    return;
  for (let i = 0; i < word.length - 1; i++) {
    yield word.slice(0, i) + word[i + 1] + word[i] + word.slice(i + 2);
  }
  if (word.length === 4 || word.length === 5) {
    yield word[1] + word[0] + (word.length === 5 ? word[2] : "") + word.slice(-1) + word.slice(-2);
    if (word.length === 5) {
      yield word[0] + word[2] + word[1] + word.slice(-1) + word.slice(-2);
    }
  }
}
function* longswapchar(word) {
  for (let first = 0; first < word.length - 2; first++) {
    for (let second = first + 2; second < Math.min(first + CONSTANTS.MAX_CHAR_DISTANCE, word.length); second++) {
      yield word.slice(0, first) + word[second] + word.slice(first + 1, second) + word[first] + word.slice(second + 1);
    }
  }
}
function* badcharkey(word, layout) {
  for (let i = 0; i < word.length; i++) {
    const ch = word[i];
    const before = word.slice(0, i);
    const after = word.slice(i + 1);
    if (ch !== uppercase(ch)) {
      yield before + uppercase(ch) + after;
    }
    if (!layout)
      continue;
    let pos = layout.indexOf(ch);
    while (pos !== -1) {
      if (pos > 0 && layout[pos - 1] !== "|") {
        yield before + layout[pos - 1] + after;
      }
      if (pos + 1 < layout.length && layout[pos + 1] !== "|") {
        yield before + layout[pos - 1] + after;
      }
      pos = layout.indexOf(ch, pos + 1);
    }
  }
}
function* extrachar(word) {
  if (word.length < 2)
    return;
  for (let i = 0; i < word.length; i++) {
    yield word.slice(0, i) + word.slice(i + 1);
  }
}
function* forgotchar(word, trystring) {
  if (!trystring)
    return;
  for (const ch of trystring) {
    for (let i = 0; i < word.length + 1; i++) {
      yield word.slice(0, i) + ch + word.slice(i);
    }
  }
}
function* movechar(word) {
  if (word.length < 2)
    return;
  for (let frompos = 0; frompos < word.length; frompos++) {
    const ch = word[frompos];
    for (let topos = frompos + 3; topos < Math.min(word.length, frompos + CONSTANTS.MAX_CHAR_DISTANCE + 1); topos++) {
      yield word.slice(0, frompos) + word.slice(frompos + 1, topos) + ch + word.slice(topos);
    }
  }
  for (let frompos = word.length; frompos > 0; frompos--) {
    for (let topos = frompos - 1; topos > Math.max(0, frompos - CONSTANTS.MAX_CHAR_DISTANCE + 1); topos--) {
      yield word.slice(0, topos) + word[frompos] + word.slice(topos, frompos) + word.slice(frompos + 1);
    }
  }
}
function* badchar(word, trystring) {
  if (!trystring)
    return;
  for (const ch of trystring) {
    for (let i = word.length; i > 0; i--) {
      if (word[i] === ch)
        continue;
      yield word.slice(0, i) + ch + word.slice(i + 1);
    }
  }
}
function* doubletwochars(word) {
  if (word.length < 5)
    return;
  for (let i = 2; i < word.length; i++) {
    if (word[i - 2] === word[i] && word[i - 3] === word[i - 1]) {
      yield word.slice(0, i - 1) + word.slice(i + 1);
    }
  }
}
function* twowords(word) {
  for (let i = 1; i < word.length; i++) {
    yield [word.slice(0, i), word.slice(i)];
  }
}

// node_modules/espells/lib/lookup/compounds.js
function* compoundForms(word, allowNoSuggest = true) {
  const aff = word.aff;
  if (aff.FORBIDDENWORD) {
    for (const candidate of affixForms(word, true, true)) {
      if (candidate.flags.has(aff.FORBIDDENWORD))
        return;
    }
  }
  if (aff.COMPOUNDBEGIN || aff.COMPOUNDFLAG) {
    for (const compound of compoundsByFlags(word, allowNoSuggest)) {
      if (!isBadCompound(word, compound)) {
        yield compound;
      }
    }
  }
  if (aff.COMPOUNDRULE.size) {
    for (const compound of compoundsByRules(word)) {
      if (!isBadCompound(word, compound)) {
        yield compound;
      }
    }
  }
}
function* compoundsByFlags(word, allowNoSuggest = true, depth = 0) {
  const aff = word.aff;
  const forbiddenFlags = /* @__PURE__ */ new Set();
  const permitFlags = /* @__PURE__ */ new Set();
  if (aff.COMPOUNDFORBIDFLAG)
    forbiddenFlags.add(aff.COMPOUNDFORBIDFLAG);
  if (aff.COMPOUNDPERMITFLAG)
    permitFlags.add(aff.COMPOUNDPERMITFLAG);
  if (depth) {
    const forms = affixForms(word.shift(CompoundPos.END), allowNoSuggest, false, new LKFlags({ prefix: permitFlags, forbidden: forbiddenFlags }));
    for (const form of forms) {
      yield [form];
    }
  }
  if (word.length < aff.COMPOUNDMIN * 2)
    return;
  if (aff.COMPOUNDWORDMAX && depth > aff.COMPOUNDWORDMAX)
    return;
  const compoundpos = depth ? CompoundPos.MIDDLE : CompoundPos.BEGIN;
  const prefixFlags = compoundpos === CompoundPos.BEGIN ? /* @__PURE__ */ new Set() : permitFlags;
  for (let pos = aff.COMPOUNDMIN; pos < word.length - aff.COMPOUNDMIN + 1; pos++) {
    const beg = word.slice(0, pos);
    beg.pos = compoundpos;
    const rest = word.slice(pos);
    rest.pos = compoundpos;
    const flags = LKFlags.from(prefixFlags, permitFlags, forbiddenFlags);
    for (const form of affixForms(beg, allowNoSuggest, false, flags)) {
      for (const partial of compoundsByFlags(rest, allowNoSuggest, depth + 1)) {
        yield [form, ...partial];
      }
    }
    if (aff.SIMPLIFIEDTRIPLE && beg.at(-1) === rest.at(0)) {
      const forms = affixForms(beg.add(beg.at(-1)), allowNoSuggest, false, flags);
      for (const form of forms) {
        for (const partial of compoundsByFlags(rest, allowNoSuggest, depth + 1)) {
          yield [form.replace({ text: beg.word }), ...partial];
        }
      }
    }
  }
}
function* compoundsByRules(word, prev = [], rules) {
  const aff = word.aff;
  const dic = word.dic;
  if (!rules)
    rules = [...aff.COMPOUNDRULE];
  if (prev.length) {
    for (const homonym of dic.homonyms(word.word)) {
      const parts = [...prev, homonym];
      const flagSets = Word.flagSets(parts);
      if (rules.some((rule) => rule.match(flagSets))) {
        yield [new AffixForm(word)];
      }
    }
  }
  if (word.length < aff.COMPOUNDMIN * 2)
    return;
  if (aff.COMPOUNDWORDMAX && prev.length >= aff.COMPOUNDWORDMAX)
    return;
  for (let pos = aff.COMPOUNDMIN; pos < word.length - aff.COMPOUNDMIN + 1; pos++) {
    const beg = word.slice(0, pos);
    for (const homonynm of dic.homonyms(beg.word)) {
      const parts = [...prev, homonynm];
      const flagSets = Word.flagSets(parts);
      const compoundRules = rules.filter((rule) => rule.match(flagSets, true));
      if (compoundRules.length) {
        for (const rest of compoundsByRules(word.slice(pos), parts, compoundRules)) {
          yield [new AffixForm(beg), ...rest];
        }
      }
    }
  }
}
function isBadCompound(word, compound) {
  const aff = word.aff;
  const dic = word.dic;
  if (aff.FORCEUCASE && word.type !== CapType.ALL && word.type !== CapType.INIT) {
    if (dic.hasFlag(compound[compound.length - 1].text, aff.FORCEUCASE)) {
      return true;
    }
  }
  return compound.slice(0, -1).some((leftParadigm, idx) => {
    const left = leftParadigm.text;
    const rightParadigm = compound[idx + 1];
    const right = rightParadigm.text;
    if (dic.hasFlag(left, aff.COMPOUNDFORBIDFLAG)) {
      return true;
    }
    if (any(affixForms(word.to(`${left} ${right}`)))) {
      return true;
    }
    if (aff.CHECKCOMPOUNDREP) {
      for (const candidate of replchars(left + right, aff.REP)) {
        if (typeof candidate !== "string")
          continue;
        if (any(affixForms(word.to(candidate)))) {
          return true;
        }
      }
    }
    if (aff.CHECKCOMPOUNDTRIPLE) {
      if (isTriplet(`${left.slice(-2)}${right.slice(0, 1)}`) || isTriplet(`${left.slice(-1)}${right.slice(0, 2)}`)) {
        return true;
      }
    }
    if (aff.CHECKCOMPOUNDCASE) {
      const rightC = right[0];
      const leftC = left[left.length - 1];
      if ((isUppercased(rightC) || isUppercased(leftC)) && rightC !== "-" && leftC !== "-") {
        return true;
      }
    }
    if (aff.CHECKCOMPOUNDPATTERN.size) {
      for (const pattern of aff.CHECKCOMPOUNDPATTERN) {
        if (pattern.match(leftParadigm, rightParadigm)) {
          return true;
        }
      }
    }
    if (aff.CHECKCOMPOUNDDUP) {
      if (left === right && idx === compound.length - 2) {
        return true;
      }
    }
  });
}

// node_modules/espells/lib/lookup/index.js
var Lookup = class {
  /**
   * @param aff - The affix data to use.
   * @param dic - The dictionary data to use.
   */
  constructor(aff, dic) {
    this.aff = aff;
    this.dic = dic;
  }
  /**
   * Checks if a word is spelled correctly.
   *
   * @param word - The word to check.
   * @param caps - If true, checking will be case sensitive. Defaults to true.
   * @param allowNoSuggest - If false, words which are in the dictionary,
   *   but are flagged with the `NOSUGGEST` flag (if provided), will not be
   *   considered correct. Defaults to true.
   */
  check(word, caps = true, allowNoSuggest = true) {
    let forbidden = this.isForbidden(word);
    let warn = this.isWarn(word);
    if (forbidden)
      return { correct: false, forbidden, warn };
    if (this.aff.ICONV)
      word = this.aff.ICONV.match(word);
    word = this.aff.ignore(word);
    if (CONSTANTS.NUMBER_REGEX.test(word))
      return { correct: true, forbidden, warn };
    for (const words of breakWord(this.aff, word)) {
      if (words.every((word2) => this.correct(word2, { caps, allowNoSuggest }))) {
        return { correct: true, forbidden, warn };
      }
    }
    return { correct: false, forbidden, warn };
  }
  /**
   * Yields *correct* combinations of stems and affixes for a word,
   * specifically instances of {@link AffixForm} or {@link CompoundForm}. If
   * this function does actually yield a form, that means that it can be
   * considered as spelled correctly.
   *
   * @param word - The word to yield the forms of.
   * @see {@link LKC}
   */
  *forms(word, { caps = true, allowNoSuggest = true, affixForms: affixForms2 = true, compoundForms: compoundForms2 = true } = {}) {
    let captype, variants;
    if (caps) {
      ;
      [captype, ...variants] = this.aff.casing.variants(word);
    } else {
      captype = this.aff.casing.guess(word);
      variants = [word];
    }
    const lkword = new LKWord(this.aff, this.dic, word, captype);
    for (const variant of variants) {
      const word2 = lkword.to(variant);
      if (affixForms2) {
        for (const form of affixForms(word2, allowNoSuggest)) {
          if (form.inDictionary && captype === CapType.ALL && includes(this.aff.KEEPCASE, form.flags) && this.aff.isSharps(form.inDictionary.stem) && this.aff.isSharps(lkword.word)) {
            continue;
          }
          yield form;
        }
      }
      if (compoundForms2)
        yield* compoundForms(word2, allowNoSuggest);
    }
  }
  // -- UTILITY
  /**
   * Checks if a word is spelled correctly. Performs no processing on the
   * word, such as handling `aff.IGNORE` characters.
   *
   * @param word - The word to check.
   * @see {@link LKC}
   */
  correct(word, { caps, allowNoSuggest, affixForms: affixForms2, compoundForms: compoundForms2 } = {}) {
    return any(this.forms(word, { caps, allowNoSuggest, affixForms: affixForms2, compoundForms: compoundForms2 }));
  }
  /**
   * Yields the stems of a word. If no stems are returned, the word was incorrect.
   *
   * @param word - The word to yield the stems of.
   * @see {@link LKC}
   */
  *stems(word, { caps, allowNoSuggest, affixForms: affixForms2, compoundForms: compoundForms2 } = {}) {
    if (this.aff.ICONV)
      word = this.aff.ICONV.match(word);
    word = this.aff.ignore(word);
    const iter = this.forms(word, { caps, allowNoSuggest, affixForms: affixForms2, compoundForms: compoundForms2 });
    for (const form of iter) {
      if (Array.isArray(form))
        yield* (0, import_iterare7.iterate)(form).map((form2) => form2.stem);
      else
        yield form.stem;
    }
  }
  /**
   * Yields a list of a data maps associated with the homonyms of the given stem.
   *
   * @param stem - The stem to get the data of.
   * @param caps - If true, checking will be case sensitive. Defaults to true.
   */
  *data(stem, caps = true) {
    for (const homonym of this.dic.homonyms(stem, !caps)) {
      if (!homonym.data)
        continue;
      yield homonym.data;
    }
  }
  /**
   * Determines if a stem is marked with the `WARN` flag.
   *
   * @param stem - The stem to check.
   */
  isWarn(stem) {
    return this.dic.hasFlag(stem, this.aff.WARN, true);
  }
  /**
   * Determines if a stem is marked as forbidden, either through the
   * `FORBIDDENWORD` flag *or* the the combination of the stem having the
   * `WARN` flag and the `FORBIDWARN` directive being true.
   *
   * @param stem - The word to check.
   */
  isForbidden(stem) {
    return this.dic.hasFlag(stem, this.aff.FORBIDDENWORD, true) || this.aff.FORBIDWARN && this.dic.hasFlag(stem, this.aff.WARN, true);
  }
};

// node_modules/espells/lib/reader.js
var Reader = class {
  /** @param input - Document to read. */
  constructor(input) {
    if (typeof input !== "string")
      input = decoder.decode(input);
    input = input.replaceAll("\r\n", "\n");
    this.lines = input.split("\n");
    this.index = 0;
    this.line = this.lines[0];
  }
  /** True if the reader has reached the end of the document. */
  get done() {
    return this.index >= this.lines.length;
  }
  /** Advances the reader one line. */
  next() {
    if (this.done)
      return null;
    this.index++;
    this.line = this.lines[this.index];
    return true;
  }
  /**
   * Advances the reader a given number of steps, calling a callback
   * function for each line it steps through.
   *
   * @param steps - The number of lines to step through.
   * @param cb - The callback function to call. Return false to further advancing.
   */
  for(steps, cb) {
    if (!steps)
      return;
    const startIndex = this.index + 1;
    for (let idx = 0; idx < steps; idx++) {
      if (this.done)
        break;
      this.index = startIndex + idx;
      this.line = this.lines[this.index];
      if (cb(this.line) === false)
        break;
    }
  }
};

// node_modules/espells/lib/suggest/index.js
var import_iterare10 = __toESM(require_lib(), 1);

// node_modules/espells/lib/suggest/ngram.js
var import_iterare9 = __toESM(require_lib(), 1);

// node_modules/espells/lib/suggest/scores.js
var import_iterare8 = __toESM(require_lib(), 1);

// node_modules/espells/lib/plist.js
var PriorityList = class {
  /**
   * @param cmp - The comparator function that the list will be sorted
   *   with. Returning a negative value from this function indicates that
   *   `a` has a lower priority than `b`, while a positive value indicates
   *   that `a` has a higher priority than `b`.
   */
  constructor(cmp) {
    this.cmp = cmp;
    this.data = [];
  }
  /** Length of the list. */
  get length() {
    return this.data.length;
  }
  /** Returns the lowest priority in the list. */
  peek() {
    return this.data[0];
  }
  /**
   * Adds a new value to the list.
   *
   * @param val - The value to be added.
   */
  push(val) {
    this.data.push(val);
    let pos = this.data.length - 1;
    while (pos > 0) {
      const parent = pos - 1 >>> 1;
      if (this.cmp(this.data[pos], this.data[parent]) < 0) {
        const x = this.data[parent];
        this.data[parent] = this.data[pos];
        this.data[pos] = x;
        pos = parent;
      } else {
        break;
      }
    }
    return this.data.length;
  }
  /** Removes the lowest priority item in the list. */
  pop() {
    const lastValue = this.data.pop();
    let ret = this.data[0];
    if (this.data.length > 0) {
      this.data[0] = lastValue;
      let pos = 0;
      let last = this.data.length - 1;
      while (true) {
        const left = (pos << 1) + 1;
        const right = left + 1;
        let minIndex = pos;
        if (left <= last && this.cmp(this.data[left], this.data[minIndex]) < 0) {
          minIndex = left;
        }
        if (right <= last && this.cmp(this.data[right], this.data[minIndex]) < 0) {
          minIndex = right;
        }
        if (minIndex !== pos) {
          const x = this.data[minIndex];
          this.data[minIndex] = this.data[pos];
          this.data[pos] = x;
          pos = minIndex;
        } else {
          break;
        }
      }
    } else {
      ret = lastValue;
    }
    return ret;
  }
  /**
   * Completely sorts the list using a comparator function and returns the
   * actual internal array.
   *
   * @param cmp - The comparator function to use. Defaults to the one the
   *   list was instantiated with.
   */
  sort(cmp = this.cmp) {
    return this.data.sort(cmp);
  }
};

// node_modules/espells/lib/suggest/scores.js
var ScoresList = class _ScoresList {
  max;
  /** The comparator function that is used for the {@link PriorityList} instance. */
  static heapCmp = (a, b) => a[0] - b[0];
  /**
   * The comparator function that is used when finalizing the list, which
   * requires a sort of the list.
   */
  static finishCmp = (a, b) => b[0] - a[0];
  /** The internal list. */
  list = new PriorityList(_ScoresList.heapCmp);
  constructor(max) {
    this.max = max;
  }
  /**
   * Adds an entry to the list.
   *
   * @param score - The score of the entry being added.
   * @param args - The entry to add.
   */
  add(score, ...args) {
    const current = this.list.peek();
    if (!current || score >= current[0]) {
      this.list.push([score, ...args]);
      if (this.list.length > this.max)
        this.list.pop();
    }
  }
  // actual signature
  finish(map, keepScores) {
    if (keepScores) {
      return map ? (0, import_iterare8.iterate)(this.list.data).map(map).toArray().sort(_ScoresList.finishCmp) : [...this.list.data].sort(_ScoresList.finishCmp);
    } else {
      return map ? (0, import_iterare8.iterate)(this.list.data).map(map).toArray().sort(_ScoresList.finishCmp).map(([, ...out]) => out) : [...this.list.data].sort(_ScoresList.finishCmp).map(([, ...out]) => out);
    }
  }
};
function rootScore(misspelling, suggestion) {
  return ngram(3, misspelling, lowercase(suggestion), false, false, true) + leftCommonSubstring(misspelling, lowercase(suggestion));
}
function finalScore(misspelling, suggestion) {
  return 2 * lcslen(misspelling, suggestion) - Math.abs(misspelling.length - suggestion.length) + leftCommonSubstring(misspelling, suggestion);
}
function scoreThreshold(word) {
  let threshold = 0;
  for (let startPos = 1; startPos < 4; startPos++) {
    const mangled = [];
    for (let pos = startPos; pos < word.length; pos += 4) {
      mangled[pos] = "*";
    }
    const mangledWord = mangled.join("");
    threshold += ngram(word.length, word, mangledWord, false, true);
  }
  return Math.floor(threshold / (3 - 1));
}
function roughAffixScore(misspelling, suggestion) {
  return ngram(misspelling.length, misspelling, suggestion, false, true) + leftCommonSubstring(misspelling, suggestion);
}
function preciseAffixScore(misspelling, suggestion, diffFactor, base, hasPhonetic) {
  const lcs = lcslen(misspelling, suggestion);
  if (misspelling.length === suggestion.length && misspelling.length === lcs) {
    return base + 2e3;
  }
  let result;
  result = 2 * lcs - Math.abs(misspelling.length - suggestion.length);
  result += leftCommonSubstring(misspelling, suggestion);
  if (commonCharacters(misspelling, lowercase(suggestion)))
    result++;
  result += ngram(4, misspelling, suggestion, false, true);
  const bigrams = ngram(2, misspelling, suggestion, true, true) + ngram(2, suggestion, misspelling, true, true);
  result += bigrams;
  let questionableLimit;
  if (hasPhonetic) {
    questionableLimit = misspelling.length * diffFactor;
  } else {
    questionableLimit = (misspelling.length + suggestion.length) * diffFactor;
  }
  if (bigrams < questionableLimit)
    result -= 1e3;
  return result;
}

// node_modules/espells/lib/suggest/ngram.js
var NgramSuggestionBuilder = class {
  misspelling;
  known;
  maxDiff;
  onlyMaxDiff;
  hasPhonetic;
  constructor(misspelling, known, maxDiff, onlyMaxDiff = false, hasPhonetic = false) {
    this.misspelling = misspelling;
    this.known = known;
    this.maxDiff = maxDiff;
    this.onlyMaxDiff = onlyMaxDiff;
    this.hasPhonetic = hasPhonetic;
    this.misspelling = misspelling;
    this.known = known;
    this.maxDiff = maxDiff;
    this.onlyMaxDiff = onlyMaxDiff;
    this.hasPhonetic = hasPhonetic;
    this.roots = new ScoresList(CONSTANTS.NGRAM_MAX_ROOTS);
  }
  /**
   * Steps the builder forward by providing another {@link Word} to process.
   *
   * @param word - The {@link Word} to process.
   */
  step(word) {
    if (Math.abs(word.stem.length - this.misspelling.length) > 4)
      return;
    let score = rootScore(this.misspelling, word.stem);
    if (word.altSpellings?.size) {
      for (const variant of word.altSpellings) {
        score = Math.max(score, rootScore(this.misspelling, variant));
      }
    }
    this.roots.add(score, word);
  }
  /** Finishes the builder and yields the resulting suggestions (as strings). */
  *finish() {
    const threshold = scoreThreshold(this.misspelling);
    const guesses = new ScoresList(CONSTANTS.NGRAM_MAX_GUESSES);
    for (const [root] of this.roots.finish()) {
      if (root.altSpellings?.size) {
        for (const variant of root.altSpellings) {
          const lower = lowercase(variant);
          const score = roughAffixScore(this.misspelling, variant);
          if (score > threshold)
            guesses.add(score, lower, root.stem);
        }
      }
      for (const form of root.forms(this.misspelling)) {
        const lower = lowercase(form);
        const score = roughAffixScore(this.misspelling, form);
        if (score > threshold)
          guesses.add(score, lower, form);
      }
    }
    const fact = this.maxDiff >= 0 ? (10 - this.maxDiff) / 5 : 1;
    yield* this.filterGuesses(guesses.finish(([score, compared, real]) => [
      preciseAffixScore(this.misspelling, compared, fact, score, this.hasPhonetic),
      real
    ], true));
  }
  /**
   * Filters out terrible guesses based on their score or if they were already known.
   *
   * @param guesses - A list of tuples, containing a score and guess, in that order.
   */
  *filterGuesses(guesses) {
    let seen = false;
    let found = 0;
    for (const [score, value] of guesses) {
      if (seen && score <= 1e3)
        return;
      if (score > 1e3)
        seen = true;
      else if (score < -100) {
        if (found > 0 || this.onlyMaxDiff)
          return;
        seen = true;
      }
      if (!(0, import_iterare9.iterate)(this.known).some((word) => word.includes(value))) {
        found++;
        yield value;
      }
    }
  }
};

// node_modules/espells/lib/suggest/phonet.js
var PhonetSuggestionBuilder = class {
  /**
   * @param misspelling - The misspelling to build suggestions for.
   * @param table - The {@link PhonetTable} to use.
   */
  constructor(misspelling, table) {
    this.misspelling = misspelling;
    this.misspellingPH = table.metaphone(misspelling);
    this.table = table;
    this.scores = new ScoresList(CONSTANTS.PHONET_MAX_ROOTS);
  }
  /**
   * Steps the builder forward by providing another {@link Word} to process.
   *
   * @param word - The {@link Word} to process.
   */
  step(word) {
    if (Math.abs(word.stem.length - this.misspelling.length) > 3)
      return;
    let nscore = rootScore(this.misspelling, word.stem);
    if (word.altSpellings?.size) {
      for (const variant of word.altSpellings) {
        nscore = Math.max(nscore, rootScore(this.misspelling, variant));
      }
    }
    if (nscore <= 2)
      return;
    const score = 2 * ngram(3, this.misspellingPH, this.table.metaphone(word.stem), false, false, true);
    this.scores.add(score, word.stem);
  }
  /** Finishes the builder and yields the resulting suggestions (as strings). */
  *finish() {
    const guesses = this.scores.finish(([score, word]) => [score + finalScore(this.misspelling, lowercase(word)), word]);
    for (const [suggestion] of guesses) {
      yield suggestion;
    }
  }
};

// node_modules/espells/lib/suggest/suggestion.js
var Suggestion = class _Suggestion {
  text;
  kind;
  constructor(text, kind) {
    this.text = text;
    this.kind = kind;
  }
  /**
   * Returns a new {@link Suggestion}, cloned from this current instance,
   * but with any properties given replaced.
   */
  replace(text = this.text, kind = this.kind) {
    return new _Suggestion(text, kind);
  }
};
var MultiWordSuggestion = class {
  words;
  kind;
  allowDash;
  constructor(words, kind, allowDash = true) {
    this.words = words;
    this.kind = kind;
    this.allowDash = allowDash;
  }
  /**
   * Converts this multi-word suggestion into a normal {@link Suggestion} by
   * joining the words list together.
   *
   * @param seperator - The separator to use. Defaults to a space.
   */
  stringify(seperator = " ") {
    return new Suggestion(this.words.join(seperator), this.kind);
  }
};

// node_modules/espells/lib/suggest/index.js
var Suggest = class {
  /**
   * @param aff - {@link Aff} data to use.
   * @param dic - {@link Dic} data to use.
   * @param lookup - {@link Lookup} instance to use for filtering and
   *   verifying suggestions.
   */
  constructor(aff, dic, lookup) {
    this.aff = aff;
    this.dic = dic;
    this.lookup = lookup;
    const badFlags = (0, import_iterare10.iterate)([aff.FORBIDDENWORD, aff.NOSUGGEST, aff.ONLYINCOMPOUND]).filter((flag) => Boolean(flag)).toSet();
    this.ngramWords = (0, import_iterare10.iterate)(dic.words).filter((word) => !word.flags ? true : intersect(word.flags, badFlags).size === 0).toSet();
    this.dashes = aff.TRY.includes("-") || aff.TRY.includes("a");
  }
  /**
   * Yields {@link Suggestion} instances for the given word, even if it is
   * spelled correctly.
   *
   * @param word - The word to get the suggestions for.
   */
  *suggestions(word) {
    const handled = /* @__PURE__ */ new Set();
    const [captype, ...variants] = this.aff.casing.corrections(word);
    const handle = (suggestion, checkInclusion = false) => this.handle(word, captype, handled, suggestion, checkInclusion);
    if (this.aff.FORCEUCASE && captype === CapType.NO) {
      for (const capitalized of this.aff.casing.capitalize(word)) {
        if (this.correct(capitalized)) {
          const suggestion = handle(new Suggestion(capitalized, SuggestionKind.FORCEUCASE));
          if (suggestion)
            yield suggestion;
          return;
        }
      }
    }
    let goodEditsFound = false;
    for (let idx = 0; idx < variants.length; idx++) {
      const variant = variants[idx];
      if (idx > 0 && this.correct(variant)) {
        const suggestion = handle(new Suggestion(variant, SuggestionKind.CASE));
        if (suggestion)
          yield suggestion;
      }
      let noCompound = false;
      for (const suggestion of this.edits(variant, handle, CONSTANTS.MAX_SUGGESTIONS, false)) {
        yield suggestion;
        goodEditsFound ||= GOOD_EDITS.includes(suggestion.kind);
        switch (suggestion.kind) {
          case SuggestionKind.UPPERCASE:
          case SuggestionKind.REPLCHARS:
          case SuggestionKind.MAPCHARS: {
            noCompound = true;
            break;
          }
          case SuggestionKind.SPACEWORD:
            return;
        }
      }
      if (!noCompound) {
        for (const suggestion of this.edits(word, handle, this.aff.MAXCPDSUGS, true)) {
          yield suggestion;
          goodEditsFound ||= GOOD_EDITS.includes(suggestion.kind);
        }
      }
      if (goodEditsFound)
        return;
      if (word.includes("-") && !(0, import_iterare10.iterate)(handled).some((word2) => word2.includes("-"))) {
        const chunks = word.split("-");
        for (let idx2 = 0; idx2 < chunks.length; idx2++) {
          const chunk = chunks[idx2];
          if (!this.correct(chunk)) {
            for (const suggestion of this.suggestions(chunk)) {
              const candidate = [
                ...chunks.slice(0, idx2),
                suggestion.text,
                ...chunks.slice(idx2 + 1)
              ].join("-");
              if (this.lookup.check(candidate)) {
                yield new Suggestion(candidate, SuggestionKind.DASHES);
              }
            }
          }
        }
      }
      if (this.aff.MAXNGRAMSUGS || this.aff.PHONE) {
        const ngram2 = this.aff.MAXNGRAMSUGS ? this.ngramBuilder(word, handled) : null;
        const phonet = this.aff.PHONE ? this.phonetBuilder(word) : null;
        for (const word2 of this.ngramWords) {
          if (ngram2)
            ngram2.step(word2);
          if (phonet)
            phonet.step(word2);
        }
        if (ngram2) {
          yield* (0, import_iterare10.iterate)(ngram2.finish()).take(this.aff.MAXNGRAMSUGS).map((suggestion) => handle(new Suggestion(suggestion, SuggestionKind.NGRAM), true)).filter((suggestion) => suggestion !== void 0);
        }
        if (phonet) {
          yield* (0, import_iterare10.iterate)(phonet.finish()).take(CONSTANTS.MAX_PHONET_SUGGESTIONS).map((suggestion) => handle(new Suggestion(suggestion, SuggestionKind.PHONET))).filter((suggestion) => suggestion !== void 0);
        }
      }
    }
  }
  /**
   * Yields various correct {@link Suggestion} instances that were found by
   * transforming the given word using various simple "edit" functions.
   * e.g. this may involve breaking the word apart at various points,
   * shifting characters around, removing characters, etc.
   *
   * @param word - The word to apply the "edits" transformations to.
   * @param handle - The {@link Handler} instance to yield every {@link Suggestion} to.
   * @param limit - The maximum number of correct {@link Suggestion}
   *   instances to yield.
   * @param compounds - If provided, false will yield only suggestions
   *   found from {@link AffixForm}s, and true will yield only suggestions
   *   found from {@link CompoundForm}s.
   */
  *edits(word, handle, limit2, compounds) {
    yield* (0, import_iterare10.iterate)(this.filter(this.permutations(word), compounds)).map((suggestion) => handle(suggestion)).filter((suggestion) => suggestion !== void 0).take(limit2);
  }
  /**
   * Filters {@link Suggestion} and {@link MultiWordSuggestion} instances.
   * This process involves splitting out the {@link MultiWordSuggestion}
   * instances into a few forms, and making sure that every
   * {@link Suggestion} that will be yielded is correct.
   *
   * @param suggestions - The iterator that should have its resultant
   *   suggestions filtered.
   * @param compounds - If provided, false will yield only suggestions
   *   found from {@link AffixForm}s, and true will yield only suggestions
   *   found from {@link CompoundForm}s.
   */
  *filter(suggestions, compounds) {
    for (const suggestion of suggestions) {
      if (suggestion instanceof MultiWordSuggestion) {
        if (suggestion.words.every((word) => this.correct(word, compounds))) {
          yield suggestion.stringify();
          if (suggestion.allowDash)
            yield suggestion.stringify("-");
        }
      } else if (this.correct(suggestion.text, compounds)) {
        yield suggestion;
      }
    }
  }
  // -- MISC.
  /**
   * Base function that a {@link Handler} can be made from.
   *
   * @param word - The word to compare the given {@link Suggestion} to.
   * @param captype - The {@link CapType} of the word.
   * @param handled - The set of already handled words and stems.
   * @param suggestion - The {@link Suggestion} to handle.
   * @param checkInclusion - If true, the {@link Suggestion} text will be
   *   checked for if it can be found in its entirety inside of any the
   *   previously handled suggestions. Not just in the set, but if it can
   *   be found even as a substring. Defaults to false.
   */
  handle(word, captype, handled, suggestion, checkInclusion = false) {
    let text = suggestion.text;
    if (!this.dic.hasFlag(text, this.aff.KEEPCASE) || this.aff.isSharps(text)) {
      text = this.aff.casing.coerce(text, captype);
      if (text !== suggestion.text && this.lookup.isForbidden(text)) {
        text = suggestion.text;
      }
      if (captype === CapType.HUH || captype === CapType.HUHINIT) {
        const pos = text.indexOf(" ");
        if (pos !== -1) {
          if (text[pos + 1] !== word[pos] && uppercase(text[pos + 1]) === word[pos]) {
            text = text.slice(0, pos + 1) + word[pos] + word.slice(pos + 2);
          }
        }
      }
    }
    if (this.lookup.isForbidden(text))
      return;
    if (this.aff.OCONV)
      text = this.aff.OCONV.match(text);
    if (handled.has(text))
      return;
    if (checkInclusion && (0, import_iterare10.iterate)(handled).some((prev) => lowercase(text).includes(lowercase(prev)))) {
      return;
    }
    handled.add(text);
    return suggestion.replace(text);
  }
  /**
   * Yields every permutation (as {@link Suggestion} or
   * {@link MultiWordSuggestion} instances) of a word processed through
   * *many* different simple transformation functions.
   *
   * @param word - The word to yield the permutations of.
   */
  *permutations(word) {
    yield new Suggestion(this.aff.casing.upper(word), SuggestionKind.UPPERCASE);
    for (const suggestion of limit(replchars(word, this.aff.REP), CONSTANTS.MAX_PERMUTATIONS)) {
      if (Array.isArray(suggestion)) {
        yield new Suggestion(suggestion.join(" "), SuggestionKind.REPLCHARS);
        yield new MultiWordSuggestion(suggestion, SuggestionKind.REPLCHARS, false);
      } else {
        yield new Suggestion(suggestion, SuggestionKind.REPLCHARS);
      }
    }
    for (const words of limit(twowords(word), CONSTANTS.MAX_PERMUTATIONS)) {
      yield new Suggestion(words.join(" "), SuggestionKind.SPACEWORD);
      if (this.dashes)
        yield new Suggestion(words.join("-"), SuggestionKind.SPACEWORD);
    }
    {
      yield* this.pmtFrom(mapchars(word, this.aff.MAP), SuggestionKind.MAPCHARS);
      yield* this.pmtFrom(swapchar(word), SuggestionKind.SWAPCHAR);
      yield* this.pmtFrom(longswapchar(word), SuggestionKind.LONGSWAPCHAR);
      yield* this.pmtFrom(badcharkey(word, this.aff.KEY), SuggestionKind.BADCHARKEY);
      yield* this.pmtFrom(extrachar(word), SuggestionKind.EXTRACHAR);
      yield* this.pmtFrom(forgotchar(word, this.aff.TRY), SuggestionKind.FORGOTCHAR);
      yield* this.pmtFrom(movechar(word), SuggestionKind.MOVECHAR);
      yield* this.pmtFrom(badchar(word, this.aff.TRY), SuggestionKind.BADCHAR);
      yield* this.pmtFrom(doubletwochars(word), SuggestionKind.DOUBLETWOCHARS);
    }
    if (!this.aff.NOSPLITSUGS) {
      for (const suggestionPair of limit(twowords(word), CONSTANTS.MAX_PERMUTATIONS)) {
        yield new MultiWordSuggestion(suggestionPair, SuggestionKind.TWOWORDS, this.dashes);
      }
    }
  }
  // -- UTILITY
  /**
   * Helper for checking if a word is correct using some preconfigured
   * settings specific to the {@link Suggest} class.
   */
  correct(word, compounds) {
    if (compounds !== void 0) {
      return this.lookup.correct(word, {
        caps: false,
        allowNoSuggest: false,
        affixForms: !compounds,
        compoundForms: !!compounds
      });
    } else {
      return this.lookup.correct(word, { allowNoSuggest: false, caps: false });
    }
  }
  /**
   * Helper for yielding {@link Suggestion} instances from a iterator that
   * yields strings.
   */
  *pmtFrom(iter, kind) {
    for (const suggestion of limit(iter, CONSTANTS.MAX_PERMUTATIONS)) {
      yield new Suggestion(suggestion, kind);
    }
  }
  /** Returns a preconfigured {@link NgramSuggestionBuilder}. */
  ngramBuilder(word, handled) {
    return new NgramSuggestionBuilder(lowercase(word), (0, import_iterare10.iterate)(handled).map(lowercase).toSet(), this.aff.MAXDIFF, this.aff.ONLYMAXDIFF, Boolean(this.aff.PHONE));
  }
  /** Yields a preconfigured {@link PhonetSuggestionBuilder}. */
  phonetBuilder(word) {
    return new PhonetSuggestionBuilder(word, this.aff.PHONE);
  }
};

// node_modules/espells/lib/index.js
var Espells = class _Espells {
  constructor({ aff, dic, override }) {
    if (!Array.isArray(dic))
      dic = [dic];
    dic = dic.reduce((acc, cur) => acc + (typeof cur === "string" ? cur : decoder.decode(cur)), "");
    this.aff = new Aff(new Reader(aff), override);
    this.dic = new Dic(new Reader(dic), this.aff);
    this.lookuper = new Lookup(this.aff, this.dic);
    this.suggester = new Suggest(this.aff, this.dic, this.lookuper);
  }
  /**
   * Creates an {@link ESpells} instance from URL strings rather than raw
   * sources. Uses fetch, assumes the given URL can be decoded into a
   * string of text.
   */
  static async fromURL(opts) {
    const aff = await (await fetch(opts.aff)).text();
    const dicURLs = typeof opts.dic === "string" ? [opts.dic] : opts.dic;
    const dic = [];
    for (const url of dicURLs) {
      const data = await (await fetch(url)).text();
      dic.push(data);
    }
    return new _Espells({ ...opts, aff, dic });
  }
  /**
   * Adds a dictionary (or array of dictionaries) to the current instance.
   *
   * @param dic - The dictionary (or dictionaries) to add.
   */
  addDictionary(dic) {
    if (!Array.isArray(dic))
      dic = [dic];
    for (const input of dic) {
      this.dic.addDictionary(new Reader(input));
    }
  }
  /** Adds a word to the spellchecker's dictionary. */
  add(stem) {
    const word = new Word(stem, this.aff);
    this.dic.add(word);
  }
  /** Removes a word from the spellchecker's dictionary. */
  remove(stem) {
    this.dic.remove(stem);
  }
  /**
   * Determines if a word meets three different criteria:
   *
   * - If the word is spelled correctly
   * - If the word has been marked as forbidden
   * - If the word has been marked as `WARN`
   *
   * These are the `correct`, `forbidden`, and `warn` properties of the
   * returned object, respectively.
   *
   * @param word - The word to check.
   * @param caseSensitive - If true, the spellchecker will consider the
   *   capitalization of the word given. Defaults to true.
   */
  lookup(word, caseSensitive = true) {
    return this.lookuper.check(word, caseSensitive);
  }
  /**
   * Returns suggestions for a word, even if it isn't misspelled.
   *
   * @param word - The word to get the suggestions of.
   * @param max - The maximum number of suggestions to return. Defaults to 8.
   */
  suggest(word, max = 8) {
    return (0, import_iterare11.iterate)(this.suggester.suggestions(word)).take(max).map((suggestion) => suggestion.text).toArray();
  }
  /**
   * Returns the stems for a word, which are all of the potential "base
   * forms" of a word, which will have various suffixes or prefixes
   * attached to that base to make the given word.
   *
   * If the word given is misspelled, the array of stems returned will just be empty.
   *
   * @param word - The word to get the stems of.
   * @param caseSensitive - If true, the spellchecker will consider the
   *   capitalization of the word given. Defaults to true.
   */
  stems(word, caseSensitive = true) {
    if (!this.lookup(word).correct)
      return [];
    return (0, import_iterare11.iterate)(this.lookuper.stems(word, { caps: caseSensitive })).toArray();
  }
  /**
   * Returns the "morphological data" for a word. This data is basically
   * just a map of keys and values, representing some sort of metadata
   * attached to a stem. e.g. a potential key-value could be `is:gendered`
   * (for some languages), which could be checked like:
   *
   * ```ts
   * const gendered =
   *   espells.data("word").get("is")?.has("gendered") ?? false
   * ```
   *
   * The reason for there being a `Set` assigned to a key is because you
   * could have multiple values under the `"is"` key, like `is:x`, `is:y`, etc.
   *
   * It should also be noted that this function takes care to get every
   * stem of the word, and then merge the morphological data for every
   * stem, which is what is finally returned. If you want to take more care
   * than that, and get only the data attached to a specific stem, you
   * could use the {@link Espells.stems} function first, and use one of the
   * stems it returns.
   *
   * The last detail to mention is that if the word is misspelled, the map
   * returned will just be empty.
   *
   * @param word - The word to get the data of.
   * @param caseSensitive - If true, the spellchecker will consider the
   *   capitalization of the word given. Defaults to true.
   */
  data(word, caseSensitive = true) {
    if (!this.lookup(word).correct)
      return /* @__PURE__ */ new Map();
    return (0, import_iterare11.iterate)(this.lookuper.stems(word, { caps: caseSensitive })).map((stem) => this.lookuper.data(stem, caseSensitive)).reduce((acc, cur) => {
      (0, import_iterare11.iterate)(cur).flatten().forEach(([key, set]) => {
        acc.set(key, concat(acc.get(key) ?? /* @__PURE__ */ new Set(), set));
      });
      return acc;
    }, /* @__PURE__ */ new Map());
  }
};
export {
  Espells
};
