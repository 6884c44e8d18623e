// The script of every page: what each part does, and what is without it, stands in its module.

import "./common/trusted.js";
import "./menu.js";
import "./language.js";
import "./place.js";
import "./palette.js";
import "./terms.js";
import "./search.js";
import "./changes.js";
import "./assistant.js";
import "./posts.js";
import "./kept-pages.js";
import "./register.js";
import "./unanswered.js";
