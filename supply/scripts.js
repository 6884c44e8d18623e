// Builds what pages run from the modules in overrides/assets/javascripts: a few classic scripts, which work from a folder
// too. Beside them sources.json says of which sources each was made; a test compares them (tests/test_bundles.py).

import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { build } from "esbuild";

const SOURCES = "overrides/assets/javascripts";
const TARGET = `${SOURCES}/bundles`;
const STEMMERS = `${SOURCES}/vendor/snowball`;

/** By the name of a bundle its module; what a part exports, the script that loads it gets (common/load.js). */
const PAGE = { guia: "guia.js", register: "register.js", spelling: "posts/spelling-worker.js" };
const PARTS = {
  search: "search/dialog.js",
  highlight: "search/highlight.js",
  assistant: "assistant/page.js",
  posts: "posts/page.js",
  ...Object.fromEntries(
    readdirSync(STEMMERS)
      .filter((name) => name.endsWith(".js") && name !== "base-stemmer.js")
      .map((name) => [`stemmer-${name.slice(0, -3)}`, `vendor/snowball/${name}`]),
  ),
};

/**
 * @param {string} name
 * @param {string} contents
 */
async function bundle(name, contents) {
  const { metafile, outputFiles } = await build({
    stdin: { contents, resolveDir: SOURCES, sourcefile: "(entry)" },
    bundle: true,
    minify: true,
    format: "iife",
    platform: "browser",
    target: "es2022",
    charset: "utf8",
    // They are beside the sources, and are published with them.
    legalComments: "none",
    metafile: true,
    write: false,
  });
  const used = Object.keys(metafile.inputs).filter((path) => !path.endsWith("(entry)"));
  const files = used.map((path) => path.slice(SOURCES.length + 1)).sort();
  const [made] = outputFiles;
  writeFileSync(`${TARGET}/${name}.js`, made.contents);
  return [name, { made: digest(made.contents), of: Object.fromEntries(files.map((path) => [path, digestOf(path)])) }];
}

/** @param {Uint8Array} bytes */
function digest(bytes) {
  return createHash("sha256").update(bytes).digest("hex").slice(0, 16);
}

/** @param {string} path */
function digestOf(path) {
  return digest(readFileSync(`${SOURCES}/${path}`));
}

mkdirSync(TARGET, { recursive: true });
for (const name of readdirSync(TARGET)) rmSync(`${TARGET}/${name}`);
const pages = Object.entries(PAGE).map(([name, path]) => bundle(name, `import "./${path}";`));
const parts = Object.entries(PARTS).map(([name, path]) =>
  bundle(name, `import * as made from "./${path}"; document.currentScript.made = made;`),
);
const all = Object.fromEntries(await Promise.all([...pages, ...parts]));
writeFileSync(`${TARGET}/sources.json`, `${JSON.stringify(all, null, 1)}\n`);
