// Builds the page: `node docs/page/build.mjs [--pseudo] [--out FILE]`. One script and one style in one file, and a policy that
// names both by their hashes, so that nothing else runs. With --pseudo every text is put into brackets, which shows those
// that no dictionary has.
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { build } from "esbuild";
import { questions } from "../questions.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "../..");

/** The package by its own names, from its sources, so that the page never shows another state of them than the tests saw. */
const byItsOwnName = {
  name: "own-name",
  setup({ onResolve }) {
    onResolve({ filter: /^userns-sim(\/|$)/ }, ({ path }) => {
      const entry = path.replace(/^userns-sim\/?/, "").replaceAll("/", "-");
      return { path: join(root, "src", `${entry === "" ? "index" : entry}.ts`), sideEffects: false };
    });
  },
};

/** Builds the page and returns it as text. */
export async function page({ pseudo = false } = {}) {
  const { outputFiles, metafile } = await build({
    entryPoints: [join(here, "main.tsx"), join(here, "style.css")],
    outdir: here,
    absWorkingDir: root,
    bundle: true,
    write: false,
    metafile: true,
    minify: true,
    format: "iife",
    target: "es2022",
    jsx: "automatic",
    jsxImportSource: "preact",
    // The file says that it is UTF-8.
    charset: "utf8",
    define: {
      PSEUDO: String(pseudo),
      VERSION: JSON.stringify(read("package.json").version),
      QUESTIONS: JSON.stringify(questions().map(({ page, ...question }) => ({ ...question, page: titleOf(page) }))),
    },
    legalComments: "none",
    plugins: [byItsOwnName],
  });
  const [script, style] = [".js", ".css"].map((ending) => outputFiles.find(({ path }) => path.endsWith(ending)).text);
  for (const [text, end] of [
    [script, /<\/script|<!--/i],
    [style, /<\/style/i],
  ])
    if (end.test(text)) throw new Error(`the page would end at ${end.exec(text)[0]} within what it holds`);
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy(script, style)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="${icon}">
<title>userns-sim</title>
<style>${style}</style>
<body>
<div id="page"></div>
<script>${script}</script>
</body>
</html>
<!--
${licences(metafile)}-->
`;
}

const icon = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><path fill="#0072B2" d="M1 1h6v6H1zM9 9h6v6H9z"/><path fill="#E69F00" d="M9 1h6v6H9zM1 9h6v6H1z"/></svg>',
)}`;

function policy(script, style) {
  const [scriptHash, styleHash] = [script, style].map(
    (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`,
  );
  return [
    "default-src 'none'",
    `script-src ${scriptHash}`,
    `style-src ${styleHash}`,
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
}

/** The licences of the packages within, which ask to be kept with every copy. */
function licences({ outputs }) {
  const inputs = Object.values(outputs).flatMap((output) => Object.entries(output.inputs));
  const used = inputs.filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([path]) => path);
  const folders = new Set(used.flatMap((path) => path.match(/^.*node_modules\/(?:@[^/]+\/)?[^/]+/) ?? []));
  return [...folders]
    .sort()
    .map((folder) => {
      const { name, version, license } = read(`${folder}/package.json`);
      const file = readdirSync(join(root, folder)).find((entry) => /^licen[cs]e/i.test(entry));
      if (file === undefined) throw new Error(`the licence of ${name} is missing`);
      const text = readFileSync(join(root, folder, file), "utf8").trim();
      return `${name} ${version} (${license})\n\n${text.replaceAll("--", "- -")}\n`;
    })
    .join("\n");
}

/** What a page of the guide is called, which is how the reference names its file. */
function titleOf(page) {
  return /^# (.+)$/m.exec(readFileSync(join(root, "docs/guide", page), "utf8"))[1].replaceAll("`", "");
}

function read(path) {
  return JSON.parse(readFileSync(join(root, path), "utf8"));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({ options: { pseudo: { type: "boolean" }, out: { type: "string" } } });
  const out = values.out ?? join(root, "docs/site/index.html");
  mkdirSync(dirname(out), { recursive: true });
  writeFileSync(out, await page(values));
  console.log(relative(process.cwd(), out));
}
