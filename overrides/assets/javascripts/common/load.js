// Loads what a page needs later: parts of the program, and data. In a copy of the site that is opened from a folder a
// page may not fetch, but it may run a script, so there the data are in scripts (hooks/guiaviva/site/offline.py).

/** @typedef {HTMLScriptElement & { made?: any }} Script */

const HERE = /** @type {HTMLScriptElement | null} */ (document.currentScript)?.src ?? location.href;
/** The top of the site, from the folder of the scripts. */
export const TOP = new URL("../../../../", HERE);
const IN_FOLDER = location.protocol === "file:";
/** The status of what is not there. */
export const GONE = 404;
// What failed once is tried again.
const TRIES = 2;

/**
 * Run a script, and return what it made. In a folder what cannot be loaded is not there.
 *
 * @param {URL} address
 * @returns {Promise<any>}
 */
function run(address) {
  return new Promise((resolve, reject) => {
    const script = /** @type {Script} */ (document.createElement("script"));
    const end = (/** @type {() => void} */ then) => () => {
      script.remove();
      then();
    };
    script.addEventListener("load", end(() => resolve(script.made)));
    script.addEventListener("error", end(() => reject(new Error(String(address), { cause: IN_FOLDER ? GONE : 0 }))));
    script.src = address.href;
    document.head.append(script);
  });
}

/**
 * Load a part of the program by the name of its bundle, and return what its module exports.
 *
 * @param {string} name
 * @returns {Promise<any>}
 */
export async function part(name) {
  const address = new URL(`${name}.js`, HERE);
  for (let left = TRIES; left > 1; left--) {
    try {
      return await run(address);
    } catch {
      // Once more.
    }
  }
  return run(address);
}

/**
 * Load data.
 *
 * @param {URL} address of a file of JSON
 * @param {RequestCache} [cache] by default what changes under its address is asked for anew
 * @returns {Promise<any>}
 */
export async function data(address, cache = "no-cache") {
  if (IN_FOLDER) return run(new URL(`${address}.js`));
  const response = await fetch(address, { cache });
  if (!response.ok) throw new Error(`${response.status} ${address}`, { cause: response.status });
  return response.json();
}

/** @type {Map<string, Promise<Record<string, string>>>} */
const together = new Map();

/**
 * Load data of a folder, of which many are small. In a copy all of them are in one script.
 *
 * @param {URL} folder
 * @param {string} path in the folder
 * @param {RequestCache} cache
 * @returns {Promise<any>}
 */
export async function dataIn(folder, path, cache) {
  if (!IN_FOLDER) return data(new URL(path, folder), cache);
  const files = together.get(folder.href) ?? run(new URL("files.js", folder));
  together.set(folder.href, files);
  return JSON.parse((await files)[path]);
}

/**
 * Load a file as bytes.
 *
 * @param {string} path from the folder of all scripts
 * @returns {Promise<Uint8Array<ArrayBuffer>>}
 */
export async function bytes(path) {
  const address = new URL(`../${path}`, HERE);
  if (IN_FOLDER) return Uint8Array.from(atob(await run(new URL(`${address}.js`))), (letter) => letter.charCodeAt(0));
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${response.status} ${address}`, { cause: response.status });
  return new Uint8Array(await response.arrayBuffer());
}

/**
 * Start a worker by the name of its bundle. From a folder none starts, so there its text is loaded first.
 *
 * @param {string} name
 */
export async function worker(name) {
  const address = new URL(`${name}.js`, HERE);
  if (!IN_FOLDER) return new Worker(address);
  const text = new Blob([await run(new URL(`${address}.js`))], { type: "text/javascript" });
  return new Worker(URL.createObjectURL(text));
}

/**
 * Return the address of a page from that of the site's or of a language's top. In a folder nothing stands for a folder
 * but the page in it.
 *
 * @param {string} address
 * @param {URL} root
 */
export function pageAt(address, root) {
  const whole = new URL(address, root);
  if (IN_FOLDER && whole.protocol === "file:" && whole.pathname.endsWith("/")) whole.pathname += "index.html";
  return whole;
}
