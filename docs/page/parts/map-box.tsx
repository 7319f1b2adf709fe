import type { JSX } from "preact";
import { useId } from "preact/hooks";
import type { LessonLanguage } from "userns-sim/lessons";
import type { Page } from "../state/page.ts";
import { edit, selectMap } from "../state/play/changes.ts";
import { LIMITS } from "../state/play/play.ts";
import type { MapBox as ReadBox } from "../state/play/shown.ts";
import { PLAY_WORDS, type PlayWords } from "../words/play.ts";
import { useLongText } from "./long-text.ts";
import { FormText } from "./map/form-text.tsx";
import { IdsInText } from "./map/ids-in-text.tsx";
import { MapReadings } from "./map/map-readings.tsx";
import { Reasons } from "./map/reasons.tsx";

/** Takes a map in any form, or any text with IDs, and says what it is. */
export function MapBox({ page }: { readonly page: Page }): JSX.Element {
  const { play } = page;
  const { language } = page.at.value.route;
  const words = PLAY_WORDS[language];
  const { map } = play.history.value.now;
  const id = useId();
  const { field, isTooLong } = useLongText(map, LIMITS.map, (text) => play.typed(edit({ map: text }), "map"));
  return (
    <div class="map-box">
      <label for={id}>{words.mapBox}</label>
      <textarea
        id={id}
        rows={4}
        autocapitalize="off"
        autocomplete="off"
        spellcheck={false}
        aria-invalid={isTooLong}
        aria-describedby={`${id}h`}
        {...field}
      />
      <p id={`${id}h`} class="soft">
        {words.mapHint}
      </p>
      {isTooLong && <p role="alert">✗ {words.tooLong(LIMITS.map)}</p>}
      <Read page={page} language={language} />
    </div>
  );
}

function Read({ page: { play }, language }: { readonly page: Page; readonly language: LessonLanguage }): JSX.Element {
  const words = PLAY_WORDS[language];
  const { map: box } = play.shown.value;
  return (
    <>
      <p role="status">
        <What box={box} words={words} />
      </p>
      {box.kind === "map" && (
        <>
          <MapReadings readings={box.readings} language={language} />
          <Reasons
            reasons={box.reasons}
            summary={box.readings.length > 0 ? words.otherReasons : words.reasons}
            folded
            language={language}
          />
          <button type="button" onClick={() => play.change(selectMap())}>
            {words.explain}
          </button>
        </>
      )}
      {box.kind === "text" && (
        <>
          <IdsInText play={play} ids={box.ids} more={box.more} language={language} />
          <Reasons reasons={box.reasons} summary={words.reasons} folded={box.ids.length > 0} language={language} />
        </>
      )}
    </>
  );
}

/** In one sentence what stands in the box. */
function What({ box, words }: { readonly box: ReadBox; readonly words: PlayWords }): JSX.Element | null {
  if (box.kind === "empty") return null;
  if (box.kind === "text") {
    const count = box.ids.length + box.more;
    return <>{count === 0 ? words.noIds : words.idsFound(count)}</>;
  }
  const [first, ...others] = box.readings;
  if (first === undefined) return <>{words.refusedMap}</>;
  if (others.length > 0) return <>{words.severalForms}</>;
  return (
    <>
      {words.isForm} <FormText form={first.form} />.
    </>
  );
}
