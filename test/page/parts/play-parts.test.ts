import { type ComponentType, h } from "preact";
import { renderToString } from "preact-render-to-string";
import { DEFECT_NAMES } from "userns-sim/kubelet";
import { LANGUAGES } from "userns-sim/lessons";
import { describe, expect, it } from "vitest";
import { MapBox } from "../../../docs/page/parts/map-box.tsx";
import { Share } from "../../../docs/page/parts/share.tsx";
import type { Page } from "../../../docs/page/state/page.ts";
import { edit, goTo, happens, selectId } from "../../../docs/page/state/play/changes.ts";
import { EVENT_TYPES, LIMITS, type PlayEvent } from "../../../docs/page/state/play/play.ts";
import { EventForm } from "../../../docs/page/views/play/events/event-form.tsx";
import { Events } from "../../../docs/page/views/play/events.tsx";
import { MapsPane } from "../../../docs/page/views/play/maps-pane.tsx";
import { Settings } from "../../../docs/page/views/play/settings.tsx";
import { WhyPane } from "../../../docs/page/views/play/why-pane.tsx";
import { PLAY_WORDS } from "../../../docs/page/words/play.ts";
import { pageAt } from "../support/page-at.ts";
import { textOf } from "../support/text.ts";

const english = PLAY_WORDS.en;

function playPage(language = "en"): Page {
  return pageAt(`#/${language}/play`);
}

function textIn(part: ComponentType<{ readonly page: Page }>, page: Page): string {
  return textOf(renderToString(h(part, { page })));
}

function withEvents(...events: readonly PlayEvent[]): Page {
  const page = playPage();
  for (const event of events) page.play.change(happens(event));
  return page;
}

function optionsOf(html: string): readonly string[] {
  return Array.from(html.matchAll(/<option[^>]* value="([^"]*)"/g), ([, value = ""]) => value);
}

describe("the events", () => {
  it("say how far it has come, and what the chosen one came to", () => {
    const page = withEvents({ type: "release", pod: "default_a" }, { type: "release", pod: "nobody" });
    const { events } = page.play.shown.value.timeline;
    expect(textIn(Events, page)).toContain(`${english.position(2, 2)}nobody ends: ${english.outcomes.refused}`);
    expect(textIn(Events, page)).toContain(events[2]?.says[0]?.en);
    page.play.change(goTo(1));
    expect(textIn(Events, page)).toContain(`${english.position(1, 2)}a ends: ${english.outcomes.ok}`);
    expect(textIn(Events, page)).toContain(events[1]?.says[0]?.en);
  });

  it("offer every type of event, and without pods those that need none", () => {
    const page = playPage();
    expect(optionsOf(renderToString(h(Events, { page })))).toEqual(expect.arrayContaining([...EVENT_TYPES]));
    page.play.change(edit({ pods: "" }));
    const offered = optionsOf(renderToString(h(Events, { page }))).filter((each) =>
      EVENT_TYPES.some((type) => type === each),
    );
    expect(offered).toEqual(["restart", "cleanup", "crash", "remove-pods-directory"]);
  });

  it("offer no pod whose UID can name no directory", () => {
    const page = playPage();
    page.play.change((play) => ({ ...play, pods: play.pods.replace("name: a", 'name: a\n  uid: ".."') }));
    page.play.change(happens({ type: "release", pod: "default_b" }));
    const html = renderToString(h(EventForm, { play: page.play, language: "en" }));
    expect(html).not.toContain('value=".."');
    page.play.change(edit({ pods: page.play.history.value.now.pods.split("---")[0] ?? "" }));
    const alone = renderToString(h(EventForm, { play: page.play, language: "en" }));
    expect(optionsOf(alone).slice(0, 4)).toEqual(["restart", "cleanup", "crash", "remove-pods-directory"]);
  });

  it.each([
    ["kubelet", "the kubelet restarts", "Pods that have the range that they had: 2. When it starts, the kubelet reads"],
    ["first-fit", "what gives the ranges restarts", "they are in the allocator's snapshot"],
  ] as const)("say what restarts, and why pods keep their ranges: %s", (strategy, restarts, why) => {
    const page = playPage();
    page.play.change(edit({ strategy }));
    page.play.change(happens({ type: "restart" }));
    const html = renderToString(h(Events, { page }));
    expect(html).toMatch(new RegExp(`<option[^>]* value="restart"[^>]*>${restarts}</option>`));
    expect(textOf(html)).toContain(`${restarts}: ${english.outcomes.ok}`);
    expect(textOf(html)).toContain(why);
  });

  it("name the known defects that showed, until they are mended", () => {
    const page = playPage();
    page.play.change(edit({ pool: "65536:131072" }));
    const events = [
      { type: "remove-directory", pod: "default_a" },
      { type: "cleanup" },
      { type: "create", pod: "c", like: "default_b" },
    ] as const;
    for (const event of events) page.play.change(happens(event));
    expect(textIn(Events, page)).toContain("running-range-given-away: ");
    expect(textIn(Events, page)).toContain(english.defectAt("3"));
    page.play.change(edit({ fixes: DEFECT_NAMES }));
    expect(textIn(Events, page)).not.toContain(english.defects);
  });

  it("take no more than a play can have", () => {
    const page = playPage();
    const events = Array.from({ length: LIMITS.events }, (): PlayEvent => ({ type: "crash" }));
    page.play.change((play) => ({ ...play, events, position: events.length }));
    expect(textIn(Events, page)).toContain(english.mostEvents(LIMITS.events));
    expect(textIn(Events, page)).not.toContain(english.add);
  });
});

describe("the settings", () => {
  it("have what is wrong below its own field", () => {
    const page = playPage();
    const wrong = () =>
      Array.from(
        renderToString(h(Settings, { page })).matchAll(
          /<label[^>]*>([^<]*)<\/label><(?:input|select)[^>]*aria-invalid(?!="false)/g,
        ),
        ([, label]) => label,
      );
    expect(wrong()).toEqual([]);
    page.play.change(edit({ idsPerPod: 1 }));
    expect(wrong()).toEqual([english.idsPerPod]);
    page.play.change(edit({ idsPerPod: 65_536, gate: "off" }));
    expect(wrong()).toEqual([english.gate]);
    page.play.change(edit({ gate: "default", pool: "1" }));
    expect(wrong()).toEqual([english.pool]);
  });

  it("say what the strategy does", () => {
    const page = playPage("de");
    page.play.change(edit({ strategy: "buddy" }));
    expect(textIn(Settings, page)).toContain(PLAY_WORDS.de.strategies.buddy);
  });
});

describe("the map box", () => {
  const FILE = '{"uidMappings":[{"hostId":65536,"containerId":0,"length":65536}],"gidMappings":[]}';

  it.each([
    ["", [english.mapHint], [english.explain, english.ids]],
    [
      "0 100000 65536",
      [`${english.isForm} proc-map (uid_map text).`, english.kernelTakes, "100000", "165535", english.explain],
      [],
    ],
    ["0 100000 65536\n1 200000 1", [english.refusedMap, english.explain], [english.kernelTakes]],
    [FILE, [english.users, english.groups, `${english.columns.gid}: ✗`], [english.usersAndGroups]],
    [FILE.replace("[]", '[{"hostId":65536,"containerId":0,"length":65536}]'), [english.usersAndGroups], []],
    ["uid=66536 gid=5", [english.idsFound(2), english.nobody], [english.explain]],
    ["hello", [english.noIds], [english.ids, english.explain]],
  ])("tells what %j is", (map, has, lacks) => {
    const page = playPage();
    page.play.change(edit({ map }));
    const text = textIn(MapBox, page);
    for (const each of has) expect(text).toContain(each);
    for (const each of lacks) expect(text).not.toContain(each);
  });

  it("names the pods that have an ID", () => {
    const page = playPage();
    const [pod] = page.play.shown.value.pods;
    page.play.change(edit({ map: `uid=${(pod?.range?.start ?? 0) + 1_000}` }));
    expect(textIn(MapBox, page)).toContain(`${pod?.label} (1000)`);
  });

  it("shows which ID is looked up", () => {
    const page = playPage();
    page.play.change(edit({ map: "uid=66536 gid=5" }));
    page.play.change(selectId({ side: "host", id: 5 }));
    const pressed = Array.from(renderToString(h(MapBox, { page })).matchAll(/aria-pressed="(\w+)"/g), ([, is]) => is);
    expect(pressed).toEqual(["false", "true"]);
  });

  it("takes markup for text", () => {
    const page = playPage();
    page.play.change(edit({ map: "<i>uid=5</i> <script>" }));
    expect(renderToString(h(MapBox, { page }))).not.toMatch(/<i>|<script>/);
  });

  it("has rows for some of many IDs, and tells of the others", () => {
    const page = playPage();
    page.play.change(edit({ map: Array.from({ length: 300 }, (_, id) => `uid=${id}`).join("\n") }));
    const html = renderToString(h(MapBox, { page }));
    expect(html.match(/aria-pressed/g)).toHaveLength(20);
    expect(textOf(html)).toContain(english.moreIds(180));
    expect(textOf(html)).toContain(english.moreIds(100));
  });
});

describe("the pictures", () => {
  it("point at an ID of the host that is looked up, where it is inside", () => {
    const page = playPage();
    const start = page.play.shown.value.pods[0]?.range?.start ?? 0;
    page.play.change(selectId({ side: "host", id: start + 1_000 }));
    const html = renderToString(h(MapsPane, { page }));
    expect(html).toContain('aria-valuenow="1000"');
    expect(html).toMatch(/<input[^>]* value="1000"/);
  });

  it("have their tables behind them", () => {
    const page = playPage();
    expect(renderToString(h(MapsPane, { page })).match(/class="behind"/g)).toHaveLength(1);
    const decisions = page.play.shown.value.why.decisions.length;
    expect(decisions).toBeGreaterThan(0);
    expect(renderToString(h(WhyPane, { page })).match(/class="behind"/g)).toHaveLength(decisions);
  });
});

describe("sharing", () => {
  it.each(LANGUAGES)("makes nothing unless it is asked: %s", (language) => {
    const text = textIn(Share, playPage(language));
    const { link, save, svg, open, asCode, linkCopied } = PLAY_WORDS[language];
    for (const each of [link, save, svg, open, asCode]) expect(text).toContain(each);
    expect(text).not.toContain(linkCopied);
    expect(renderToString(h(Share, { page: playPage(language) }))).not.toContain("readonly");
  });

  it("offers no picture of slots where there are none", () => {
    const page = playPage();
    page.play.change(edit({ pool: "no pool" }));
    expect(textIn(Share, page)).not.toContain(english.svg);
  });

  it("tells what is wrong with a file", () => {
    const page = playPage();
    page.play.open({ ok: false, faults: [{ place: "events[3]", says: { en: "Not so.", de: "So nicht." } }] }, "file");
    expect(textIn(Share, page)).toContain("events[3] Not so.");
  });
});
