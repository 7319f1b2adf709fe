// What the reference takes from elsewhere: the order and the titles of the guide, the names that modules are imported
// by, and as groups the folders of the sources, by the titles of their own pages.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { Application, Comment, CommentTag, Converter, JSX, PageEvent } from "typedoc";

const root = fileURLToPath(new URL("..", import.meta.url));

export function load(app) {
  app.on(Application.EVENT_BOOTSTRAP_END, () => {
    app.options.setValue("projectDocuments", guide());
    app.options.setValue("groupOrder", rooms().flatMap(titlesBelow));
    app.options.setValue("markdownItLoader", (parser) => parser.core.ruler.push("code-in-headings", codeInHeadings));
  });
  app.renderer.hooks.on("sidebar.begin", toThePage);
  app.converter.on(Converter.EVENT_CREATE_DOCUMENT, (_context, document) => {
    document.name = titleOf(textOf(document));
  });
  // TypeDoc knows the anchors of headings alone, and would call a link to another one dead.
  app.renderer.on(PageEvent.BEGIN, ({ model }) => {
    if (!model.isDocument()) return;
    for (const [, anchor] of textOf(model).matchAll(/^<a id="([\w-]+)"><\/a>$/gm))
      app.renderer.router.getSlugger(model).slug(anchor);
  });
  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, (context) => {
    // The start has its title from its frame.
    context.project.readme[0].text = context.project.readme[0].text.replace(/^# .+\n/, "");
    for (const entry of context.project.children ?? [])
      for (const exported of entry.children ?? []) group(context, exported);
  });
}

/** The way to the page of the lessons, which is built beside the reference. */
function toThePage(context) {
  const link = JSX.createElement("a", { href: context.relativeURL("../index.html") }, "Lessons, and your own pods");
  return JSX.createElement("nav", { class: "tsd-navigation to-the-page" }, link);
}

/** The contents of a page are made of the texts of its headings, and code is none to TypeDoc. */
function codeInHeadings({ tokens, Token }) {
  const token = (type, content) => Object.assign(new Token(type, "", 0), { content });
  const textOfCode = ({ content }) => [
    token("html_inline", "<code>"),
    token("text", content),
    token("html_inline", "</code>"),
  ];
  for (const [at, { type }] of tokens.entries())
    if (type === "heading_open")
      tokens[at + 1].children = tokens[at + 1].children.flatMap((child) =>
        child.type === "code_inline" ? textOfCode(child) : [child],
      );
}

/** The pages, in the order of the guide's own first page. */
function guide() {
  const pages = read("docs/guide/README.md").matchAll(/^\d+\. \[.*?\]\(((?:[\w-]+\/)?[\w-]+\.md)\)/gm);
  return ["README.md", ...Array.from(pages, ([, page]) => page)].map((page) => join(root, "docs/guide", page));
}

/** The rooms, in the order in which the architecture goes through them; what lies beside them comes last. */
function rooms() {
  const links = read("docs/architecture.md").matchAll(/\]\(\.\.\/(src\/[\w-]+(?:\/[\w-]+)?)\/README\.md\)/g);
  return Array.from(links, ([, room]) => room).filter((room) => room !== "src/core");
}

/** The titles of a folder's page and of those below it. */
function titlesBelow(folder) {
  const page = titleOf(read(`${folder}/README.md`));
  const below = readdirSync(join(root, folder)).filter((name) => existsSync(join(root, folder, name, "README.md")));
  return [page, ...below.flatMap((name) => titlesBelow(`${folder}/${name}`))];
}

/** Puts what is exported among the other things of its folder. */
function group(context, exported) {
  const target = exported.isReference() ? exported.getTargetReflectionDeep() : exported;
  const [declaration] = context.getSymbolFromReflection(target).declarations;
  const folder = relative(root, dirname(declaration.getSourceFile().fileName));
  const tag = new CommentTag("@group", [{ kind: "text", text: titleOf(read(`${folder}/README.md`)) }]);
  const [documented = exported] = exported.signatures ?? [];
  documented.comment ??= new Comment();
  documented.comment.blockTags.push(tag);
}

function textOf(document) {
  return document.content.map(({ text }) => text).join("");
}

function titleOf(page) {
  return /^# (.+)$/m.exec(page)[1].replaceAll("`", "");
}

function read(path) {
  return readFileSync(join(root, path), "utf8");
}
