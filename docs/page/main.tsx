import { effect } from "@preact/signals";
import { render } from "preact";
import { Frame } from "./parts/frame.tsx";
import { createPage } from "./state/page.ts";
import { titleOf } from "./views/title.ts";

const page = createPage(window);

effect(() => {
  const { route } = page.at.value;
  document.documentElement.lang = route.language;
  document.title = titleOf(route, page.lesson);
});

const place = document.getElementById("page");
if (place !== null) render(<Frame page={page} />, place);
