// Packs the package as `npm publish` would, and uses it as its users will. See CONTRIBUTING.md.
import { checkBrowser } from "./browser.mjs";
import { checkDeclarations } from "./declarations.mjs";
import { checkKit } from "./kit.mjs";
import { finish } from "./legs.mjs";
import { checkPages } from "./pages.mjs";
import { checkPublishing } from "./publishing.mjs";
import { checkRunners } from "./runners.mjs";
import { checkRuntimes } from "./runtimes.mjs";
import { checkSizes } from "./sizes.mjs";
import { checkTarball } from "./tarball.mjs";
import { checkTypes } from "./types.mjs";

await checkTarball();
await checkPages();
await checkPublishing();
await checkDeclarations();
await checkSizes();
await checkRuntimes();
await checkBrowser();
await checkTypes();
await checkKit();
await checkRunners();
finish();
