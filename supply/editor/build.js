// Builds what the editor has of others, one module each, and writes beside them of which packages they are made.

import { readFileSync, writeFileSync } from "node:fs";
import { build } from "esbuild";

const TARGET = "../../hooks/guiaviva/site/preview/editor";

const { metafile } = await build({
  entryPoints: ["codemirror.js", "turndown.js"],
  outdir: TARGET,
  bundle: true,
  minify: true,
  format: "esm",
  platform: "browser",
  target: "es2022",
  charset: "utf8",
  // They are in the file of licences.
  legalComments: "none",
  metafile: true,
});
const inputs = Object.values(metafile.outputs).flatMap(({ inputs }) => Object.entries(inputs));
const used = inputs.filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([path]) => path);
const names = used.flatMap((path) => /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? []);

/** The text of each licence, with the packages that have it. */
const texts = new Map();
for (const name of [...new Set(names)].sort()) {
  const { version, license } = JSON.parse(readFileSync(`node_modules/${name}/package.json`, "utf8"));
  const text = readFileSync(`node_modules/${name}/LICENSE`, "utf8").trim();
  texts.set(text, [...(texts.get(text) ?? []), `${name} ${version} (${license})`]);
}
const parts = [...texts].map(([text, packages]) => `${packages.join("\n")}\n\n${text}\n`);
writeFileSync(`${TARGET}/licences.txt`, parts.join(`\n${"-".repeat(72)}\n\n`));
