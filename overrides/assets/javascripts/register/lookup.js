// Which accounts of the register somebody means who types or pastes a name, an address or a sentence with one of them.

import { slipsBetween } from "../common/slips.js";
import { accountOf, nameOf, shapeOf } from "./names.js";

// A name of so many letters may have one wrong to be like another, one of as many as TWO_WRONG two.
const ONE_WRONG = 4;
const TWO_WRONG = 10;
// So long is a name that says whose account it is, with whatever stands before it or after it.
const TELLING = 6;
// Who impersonates us comes first, then what is ours, then what was.
const ORDER = ["fake", "active", "dormant", "closed"];
const INVISIBLE = /[\p{Cf}\p{Cc}\u2800\u3164]/gu;

/**
 * Return what is known of what somebody typed: `known` accounts; else `near` ones that it looks like; `unknown`; or
 * `no-name`, for an address that says no name. `whole` is whether it was a name and no address.
 *
 * @param {string} typed
 * @param {Guia.Register} register
 * @returns {{ state: "empty" | "known" | "near" | "unknown" | "no-name", accounts: Guia.RegisterAccount[], whole: boolean }}
 */
export function look(typed, { accounts, tables }) {
  // What only looks like a letter of ours stays what it is.
  const text = typed.replace(INVISIBLE, "").normalize("NFC").trim();
  /** @type {(state: any, accounts?: Guia.RegisterAccount[], whole?: boolean) => any} */
  const answer = (state, found = [], whole = false) => ({ state, accounts: found.sort(byOrder), whole });
  if (!text.replace(/@/g, "")) return answer("empty");
  const named = accounts.filter(({ handle }) => nameOf(handle) === nameOf(text));
  if (named.length) return answer("known", named, true);
  const { address, name } = meant(text, tables);
  if (address !== undefined) {
    const account = accountOf(address, tables);
    if (!account) return answer("no-name");
    const found = accounts.filter((one) => one.address === account);
    if (found.length) return answer("known", found);
    const last = account.slice(account.indexOf("/") + 1).split("/");
    return nearest(last[last.length - 1], accounts, answer);
  }
  const found = accounts.filter(({ handle }) => nameOf(handle) === name);
  return found.length ? answer("known", found, true) : nearest(name, accounts, answer);
}

/**
 * Return the address or the name in a text: that of an account on Mastodon, `@name@host`, is an address too.
 *
 * @param {string} text
 * @param {Guia.AddressTables} tables
 * @returns {{ address?: string, name: string }}
 */
function meant(text, tables) {
  const parts = text.split(/\s+/).map((part) => part.replace(/^[(<«“"']+|[)>»”"'.,;:!?]+$/g, ""));
  const url = parts.find((part) => /^https?:\/\//i.test(part)) ?? parts.find((part) => isAddress(part, tables));
  if (url) return { address: url, name: "" };
  const handle = parts.find((part) => /^@./.test(part)) ?? (parts.length === 1 ? parts[0] : text);
  const [, user, host] = /^(?:acct:)?@?([^@\s]+)@([^@\s]+\.[^@\s]+)$/i.exec(handle) ?? [];
  return host ? { address: `https://${host}/@${user}`, name: "" } : { name: nameOf(handle) };
}

/**
 * @param {string} part
 * @param {Guia.AddressTables} tables
 */
function isAddress(part, { hosts }) {
  const [host, path] = part.toLowerCase().split(/[/?#]/);
  const known = Object.keys(hosts).some((name) => host === name || host.endsWith(`.${name}`));
  return known || (path !== undefined && /^[^@\s]+\.\p{L}{2,}$/u.test(host));
}

/**
 * @param {string} name
 * @param {Guia.RegisterAccount[]} accounts
 * @param {(state: any, accounts?: Guia.RegisterAccount[]) => any} answer
 */
function nearest(name, accounts, answer) {
  const shape = shapeOf(name);
  const ours = accounts.filter(({ state }) => state === "active" || state === "dormant");
  const near = ours.filter(({ handle }) => isLike(shape, shapeOf(nameOf(handle).split("@")[0])));
  return answer(near.length ? "near" : "unknown", near);
}

/**
 * @param {string} shape
 * @param {string} own
 */
function isLike(shape, own) {
  const [one, other] = [Array.from(shape), Array.from(own)];
  const most = own === shape || other.length < ONE_WRONG ? 0 : other.length < TWO_WRONG ? 1 : 2;
  if (Math.abs(one.length - other.length) <= most && slipsBetween(one, other) <= most) return true;
  return other.length >= TELLING && shape.includes(own);
}

/**
 * @param {Guia.RegisterAccount} one
 * @param {Guia.RegisterAccount} other
 */
function byOrder(one, other) {
  return ORDER.indexOf(one.state) - ORDER.indexOf(other.state);
}
