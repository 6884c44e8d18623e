import js from "@eslint/js";
import globals from "globals";

const SCRIPTS = "overrides/assets/javascripts";

export default [
  { ignores: [".venv/", "build/", "site*/", ".site*/", `${SCRIPTS}/{vendor,bundles}/`, "hooks/**/{codemirror,turndown}.js"] },
  js.configs.recommended,
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  { files: [`${SCRIPTS}/**/*.js`, "hooks/**/*.js"], languageOptions: { globals: globals.browser } },
  { files: ["tests/**/*.js", "supply/**/*.js"], languageOptions: { globals: globals.node } },
  {
    // The twins of Python modules: their figures stand there, and are read from index.json and posts.json.
    files: [`${SCRIPTS}/posts/{check,checks,count,telling,text}.js`, `${SCRIPTS}/search/{analysis,index,query}.js`],
    rules: {
      "no-restricted-syntax": [
        "error",
        {
          selector: "Literal[raw=/^(?![012]$)[0-9.]/]",
          message: "Hand the figure over from Python, where its twin has it (CONSTANTS, COUNTING).",
        },
      ],
    },
  },
];
