// What makes Markdown of what a word processor has in the clipboard.
export { default as Turndown } from "turndown";
