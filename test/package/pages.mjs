// The pages as somebody reads them who has the package alone.
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { leg, run, same } from "./legs.mjs";
import { project } from "./project.mjs";
import { tarball } from "./tarball.mjs";

export async function checkPages() {
  await leg("every relative link of a page leads to a file of the package", async () => {
    const installed = join(await project(), "node_modules/userns-sim");
    const { files } = await tarball();
    const links = files
      .filter((file) => file.endsWith(".md"))
      .flatMap((file) => linksIn(readFileSync(join(installed, file), "utf8")).map((link) => ({ file, link })));
    same(
      "dead links",
      links.filter(({ file, link }) => !existsSync(join(installed, dirname(file), link))),
      [],
    );
    return `${links.length} links`;
  });
  await leg("npx userns-sim place --example", async () => {
    const output = await run("npx", ["--no-install", "userns-sim", "place", "--example"], { cwd: await project() });
    const [placed] = output.match(/^\d+ pods placed, no two ranges overlap/m) ?? [];
    if (placed === undefined) throw new Error(`no pod was placed in ${JSON.stringify(output)}`);
    return placed;
  });
}

/** Where the links and pictures of a page lead to, but for those to other sites and within the page. */
function linksIn(page) {
  const prose = page.replace(/^(`{3,}).*?^\1/gms, "").replace(/`[^`\n]*`/g, "");
  return [...prose.matchAll(/\]\((?!\w+:|#)([^)#\s]+)[^)]*\)/g)].map(([, link]) => decodeURI(link));
}
