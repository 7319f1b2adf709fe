import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useId } from "preact/hooks";
import { formatKubeletUserns } from "userns-sim";
import { RELEASES } from "userns-sim/kubelet";
import type { LessonLanguage } from "userns-sim/lessons";
import { happens, nextUid } from "../../../state/play/changes.ts";
import { EVENT_TYPES, LIMITS, type PlayEvent } from "../../../state/play/play.ts";
import type { PlayedPod } from "../../../state/play/shown.ts";
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
  const { pods } = play.shown.value;
  const id = useId();
  const type = useSignal<PlayEvent["type"]>("restart");
  const chosen = useSignal("");
  const release = useSignal("");
  /** What is typed into the file, until another pod is chosen. */
  const raw = useSignal<string | undefined>(undefined);
  const pod = pods.find(({ uid }) => uid === chosen.value) ?? pods[0];
  const offered = EVENT_TYPES.filter((each) => pod !== undefined || !isOfPod(each));
  const asked = offered.find((each) => each === type.value) ?? "restart";
  const written = raw.value ?? fileOf(pod);

  if (play.history.value.now.position >= LIMITS.events) return <p>{words.mostEvents(LIMITS.events)}</p>;
  return (
    <div class="event-form">
      <Choice
        id={`${id}t`}
        label={words.what}
        value={asked}
        options={offered.map((each) => [each, words.types[each]])}
        choose={(value) => {
          type.value = offered.find((each) => each === value) ?? "restart";
        }}
      />
      {pod !== undefined && isOfPod(asked) && (
        <Choice
          id={`${id}p`}
          label={asked === "create" ? words.like : words.whom}
          value={pod.uid}
          options={pods.map(({ uid, label, state }) => [
            uid,
            said(state === "runs" ? label : `${label} (${words.states[state]})`),
          ])}
          choose={(value) => {
            chosen.value = value;
            raw.value = undefined;
          }}
        />
      )}
      {asked === "write-file" && (
        <p>
          <label for={`${id}r`}>{words.raw}</label>
          <textarea
            id={`${id}r`}
            rows={4}
            maxLength={LIMITS.raw}
            autocapitalize="off"
            autocomplete="off"
            spellcheck={false}
            value={written}
            onInput={({ currentTarget }) => {
              raw.value = currentTarget.value;
            }}
          />
        </p>
      )}
      {asked === "restart" && (
        <Choice
          id={`${id}v`}
          label={words.asRelease}
          value={release.value}
          options={[["", words.sameRelease], ...RELEASES.map((each) => [each, each] as const)]}
          choose={(value) => {
            release.value = value;
          }}
        />
      )}
      <button
        type="button"
        onClick={() => {
          // What was typed before is part of what this comes after.
          play.settle();
          const event = eventOf(asked, pod?.uid ?? "", written, release.value, play.shown.peek().pods);
          play.change(happens(event));
        }}
      >
        {words.add}
      </button>
    </div>
  );
}

function Choice({
  id,
  label,
  value,
  options,
  choose,
}: {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly options: readonly (readonly [value: string, text: string])[];
  readonly choose: (value: string) => void;
}): JSX.Element {
  return (
    <p>
      <label for={id}>{label}</label>
      <select id={id} value={value} onChange={({ currentTarget }) => choose(currentTarget.value)}>
        {options.map(([name, text]) => (
          <option key={name} value={name}>
            {text}
          </option>
        ))}
      </select>
    </p>
  );
}

function isOfPod(type: PlayEvent["type"]): boolean {
  return type !== "restart" && type !== "cleanup" && type !== "crash" && type !== "remove-pods-directory";
}

/** What the kubelet has written of a pod, for a start. */
function fileOf(pod: PlayedPod | undefined): string {
  if (pod?.range === undefined || pod.range === null) return "";
  const { start, size } = pod.range;
  const mappings = [{ hostId: start, containerId: 0, length: size }];
  return formatKubeletUserns({ uidMappings: mappings, gidMappings: mappings });
}

function eventOf(
  type: PlayEvent["type"],
  pod: string,
  raw: string,
  release: string,
  pods: readonly PlayedPod[],
): PlayEvent {
  switch (type) {
    case "create":
      return { type, pod: nextUid(pod, { pods }), like: pod };
    case "write-file":
      return { type, pod, raw };
    case "restart": {
      const as = RELEASES.find((each) => each === release);
      return as === undefined ? { type } : { type, release: as };
    }
    case "cleanup":
    case "crash":
    case "remove-pods-directory":
      return { type };
    default:
      return { type, pod };
  }
}
