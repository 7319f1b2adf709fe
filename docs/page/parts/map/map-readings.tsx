import type { JSX } from "preact";
import type { LessonLanguage, RulerPicture } from "userns-sim/lessons";
import { TableBehind } from "../../pictures/picture-table.tsx";
import { Ruler, tellRuler } from "../../pictures/ruler.tsx";
import type { MapReading } from "../../state/play/shown.ts";
import { PLAY_WORDS } from "../../words/play.ts";
import { FormText } from "./form-text.tsx";

interface Props {
  readonly readings: readonly MapReading[];
  readonly language: LessonLanguage;
}

/** The maps that were read, and whether the kernel takes them. */
export function MapReadings({ readings, language }: Props): JSX.Element {
  const words = PLAY_WORDS[language];
  return (
    <>
      {readings.map((reading) => (
        <div key={reading.form} class="map-reading">
          {readings.length > 1 && (
            <p>
              <b>{words.asForm}</b> <FormText form={reading.form} />
            </p>
          )}
          <Taken reading={reading} language={language} />
          {rulersOf(reading, language).map(({ heading, picture }) => (
            <figure key={heading} class="picture">
              {heading !== "" && <figcaption>{heading}</figcaption>}
              <Ruler picture={picture} language={language} heading={heading === "" ? undefined : heading} />
              <TableBehind
                told={tellRuler(picture, language, heading === "" ? undefined : heading)}
                language={language}
              />
            </figure>
          ))}
        </div>
      ))}
    </>
  );
}

function Taken({
  reading: { kernel },
  language,
}: {
  readonly reading: MapReading;
  readonly language: LessonLanguage;
}): JSX.Element {
  const words = PLAY_WORDS[language];
  const answers = kernel.map(({ column, allowed, errno }) => ({
    of: words.columns[column],
    says: allowed ? words.kernelTakes : words.kernelRefuses(errno ?? ""),
  }));
  const [first] = answers;
  if (answers.every(({ says }) => says === first?.says)) return <p>{first?.says}</p>;
  return (
    <ul>
      {answers.map(({ of, says }) => (
        <li key={of}>
          {of}: {says}
        </li>
      ))}
    </ul>
  );
}

/** Users and groups mostly have the same map, and then one picture shows both. */
function rulersOf(
  { uid, gid }: MapReading,
  language: LessonLanguage,
): readonly { readonly heading: string; readonly picture: RulerPicture }[] {
  const words = PLAY_WORDS[language];
  if (gid === null) return [{ heading: "", picture: uid }];
  if (JSON.stringify(uid) === JSON.stringify(gid)) return [{ heading: words.usersAndGroups, picture: uid }];
  return [
    { heading: words.users, picture: uid },
    { heading: words.groups, picture: gid },
  ];
}
