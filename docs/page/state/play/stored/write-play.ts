import { DEFAULTS, type Play } from "../play.ts";

/** A play as JSON, with what is as it is by default left out. `readPlay` gives the play again. */
export function writePlay(play: Play): string {
  const { position, escape: question, selected, ...rest } = play;
  return JSON.stringify({
    ...changed(rest, DEFAULTS),
    ...(position === play.events.length ? {} : { position }),
    ...nested("escape", changed(question, DEFAULTS.escape)),
    ...nested("selected", changed(selected, DEFAULTS.selected)),
  });
}

function nested(name: string, value: object): object {
  return Object.keys(value).length === 0 ? {} : { [name]: value };
}

/** The fields that differ. */
function changed<Value extends object>(value: Value, defaults: Value): Partial<Value> {
  const isDefault = (name: string, field: unknown) =>
    JSON.stringify(field) === JSON.stringify(defaults[name as keyof Value]);
  return Object.fromEntries(Object.entries(value).filter(([name, field]) => !isDefault(name, field))) as Partial<Value>;
}
