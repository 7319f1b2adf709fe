import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useId } from "preact/hooks";
import { RELEASES } from "userns-sim/kubelet";
import type { LessonLanguage } from "userns-sim/lessons";
import { Choice } from "../../../parts/choice.tsx";
import { useLongText } from "../../../parts/long-text.ts";
import { happens } from "../../../state/play/changes.ts";
import { inBoth } from "../../../state/play/in-both.ts";
import { eventOf, isOfPod, podsOfEvents } from "../../../state/play/next-event.ts";
import { EVENT_TYPES, LIMITS, type PlayEvent } from "../../../state/play/play.ts";
import { usernsFile } from "../../../state/play/userns-file.ts";
import type { PlayState } from "../../../state/play-state.ts";
import { PLAY_WORDS } from "../../../words/play.ts";
import { said } from "../../../words/said.ts";

/** Lets something happen after what has happened so far. */
export function EventForm({
  play,
  language,
}: {
  readonly play: PlayState;
  readonly language: LessonLanguage;
}): JSX.Element {
  const words = PLAY_WORDS[language];
  const isKubelet = play.history.value.now.strategy === "kubelet";
  const restart = inBoth((model) => model.restart(isKubelet));
  const pods = podsOfEvents(play.shown.value);
  const id = useId();
  const type = useSignal<PlayEvent["type"]>("restart");
  const chosen = useSignal("");
  const release = useSignal("");
  /** What is typed into the file, until another pod is chosen. */
  const raw = useSignal<string | undefined>(undefined);
  const pod = pods.find(({ uid }) => uid === chosen.value) ?? pods[0];
  const offered = EVENT_TYPES.filter((each) => pod !== undefined || !isOfPod(each));
  const asked = offered.find((each) => each === type.value) ?? "restart";
  // At first it is what the kubelet has written of the pod.
  const written = raw.value ?? (pod?.range ? usernsFile(pod.range) : "");
  const { field, isTooLong } = useLongText(written, LIMITS.raw, (text) => {
    raw.value = text;
  });

  if (play.history.value.now.position >= LIMITS.events) return <p>{words.mostEvents(LIMITS.events)}</p>;
  return (
    <div class="event-form">
      <Choice
        label={words.what}
        of={offered}
        chosen={asked}
        tell={(each) => (each === "restart" ? restart[language] : words.types[each])}
        choose={(each) => {
          type.value = each;
        }}
      />
      {pod !== undefined && isOfPod(asked) && (
        <Choice
          label={asked === "create" ? words.like : words.whom}
          of={pods}
          chosen={pod}
          nameOf={({ uid }) => uid}
          tell={({ label, state }) => said(state === "runs" ? label : `${label} (${words.states[state]})`)}
          choose={({ uid }) => {
            chosen.value = uid;
            raw.value = undefined;
          }}
        />
      )}
      {asked === "write-file" && (
        <>
          <p>
            <label for={`${id}r`}>{words.raw}</label>
            <textarea
              id={`${id}r`}
              rows={4}
              autocapitalize="off"
              autocomplete="off"
              spellcheck={false}
              aria-invalid={isTooLong}
              {...field}
            />
          </p>
          {isTooLong && <p role="alert">✗ {words.tooLong(LIMITS.raw)}</p>}
        </>
      )}
      {asked === "restart" && (
        <Choice
          label={words.asRelease}
          of={["", ...RELEASES]}
          chosen={release.value}
          tell={(each) => (each === "" ? words.sameRelease : said(each))}
          choose={(each) => {
            release.value = each;
          }}
        />
      )}
      <button
        type="button"
        onClick={() => {
          // What was typed before is part of what this comes after.
          play.settle();
          const chosen = { type: asked, pod: pod?.uid ?? "", raw: written, release: release.value };
          play.change(happens(eventOf(chosen, play.shown.peek())));
        }}
      >
        {words.add}
      </button>
    </div>
  );
}
