export const Turndown: any;
