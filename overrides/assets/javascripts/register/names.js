// What an address or a handle says of whose account it is. `accountOf` and `nameOf` do what hooks/guiaviva/guide/handles.py
// does, with the tables that the page has from there; a test compares them.

const WITHOUT = ["www.", "m.", "mobile."];
// Letters and digits that look like another letter: Cyrillic and Greek ones, and what marks no letter by itself.
const LOOKALIKES = new Map(
  Object.entries({
    ...{ а: "a", в: "b", с: "c", ԁ: "d", е: "e", ɡ: "g", һ: "h", і: "l", ї: "l", ј: "j", к: "k", м: "m", п: "n", о: "o" },
    ...{ р: "p", ԛ: "q", ѕ: "s", т: "t", у: "y", ԝ: "w", х: "x", α: "a", β: "b", ε: "e", η: "n", ι: "l", κ: "k", ν: "v" },
    ...{ ο: "o", ρ: "p", τ: "t", υ: "u", χ: "x", ω: "w", ı: "l", ł: "l", ø: "o", đ: "d", ß: "b" },
    ...{ 0: "o", 1: "l", i: "l", "|": "l", "!": "l", 5: "s", $: "s" },
  }),
);

/**
 * Return the host and the name of the account that an address is of, as `x.com/name`; "" where it says no name.
 *
 * @param {string} address
 * @param {Guia.AddressTables} tables
 */
export function accountOf(address, { hosts, before, alike, none }) {
  const url = parsed(address.includes("://") ? address.trim() : `https://${address.trim()}`);
  if (!url) return "";
  let host = url.hostname.toLowerCase();
  const known = Object.keys(hosts).find((name) => host === name || host.endsWith(`.${name}`));
  if (known) host = hosts[known];
  else for (const start of WITHOUT) if (host.startsWith(start)) host = host.slice(start.length);
  let path = url.pathname.split("/").filter(Boolean).map(decoded);
  if (host === "facebook.com" && path.join() === "profile.php") path = [url.searchParams.get("id") ?? ""];
  const name = known ? ofNetwork(path, before[host] ?? {}, alike, none) : ofOther(path);
  const [user, elsewhere] = name.split("@");
  if (user && elsewhere && !known) return `${elsewhere}/${user}`;
  return name ? `${host}/${name}` : "";
}

/** @param {string} address */
function parsed(address) {
  try {
    return new URL(address);
  } catch {
    return null;
  }
}

/** @param {string} part */
function decoded(part) {
  try {
    return decodeURIComponent(part).toLowerCase();
  } catch {
    return part.toLowerCase();
  }
}

/**
 * @param {string[]} path
 * @param {Record<string, number>} before
 * @param {string[]} alike
 * @param {string[]} none
 */
function ofNetwork(path, before, alike, none) {
  const [first = ""] = path;
  const size = Object.hasOwn(before, first) ? before[first] : 1;
  if (path.length < size || (size === 1 && none.includes(first))) return "";
  return size === 1 || alike.includes(first) ? path[size - 1]?.replace(/^@+/, "") : path.slice(0, size).join("/");
}

/** @param {string[]} path */
function ofOther(path) {
  if (path[0] === "web" && path.length > 1) path = path.slice(1);
  if (path[0]?.startsWith("@")) return path[0].replace(/^@+/, "");
  return path[0] === "users" && path.length > 1 ? path[1] : path.join("/");
}

/**
 * Return a handle as it is compared.
 *
 * @param {string} handle
 */
export function nameOf(handle) {
  const plain = handle.toLowerCase().trim().split(/\s+/).join(" ");
  return plain.replace(/^acct:/, "").replace(/^@+/, "");
}

/**
 * Return what a name looks like: two names of which this is the same can hardly be told apart.
 *
 * @param {string} name
 */
export function shapeOf(name) {
  const plain = name.normalize("NFKD").toLowerCase().replace(/\p{M}/gu, "");
  const letters = Array.from(plain, (letter) => LOOKALIKES.get(letter) ?? letter).join("");
  return letters.replace(/rn/g, "m").replace(/vv/g, "w").replace(/cl/g, "d").replace(/[^\p{L}\p{N}@]/gu, "");
}
