import { effect } from "@preact/signals";
import { render } from "preact";
import { Frame } from "./parts/frame.tsx";
import { createPage } from "./state/page.ts";
import { WORDS } from "./words/words.ts";

const page = createPage(window);

effect(() => {
  const { language } = page.at.value.route;
  document.documentElement.lang = language;
  document.title = WORDS[language].title;
});

const place = document.getElementById("page");
if (place !== null) render(<Frame page={page} />, place);
