import { dictionary } from "./said.ts";

/** What the view for a projector says, in English. */
export const presentEn = dictionary({
  back: "Back",
  show: "Show",
  next: "Next",
  end: "End",
  leave: "Leave",
  keys: "Keys",
  close: "Close",
  controls: "Presenting",
  keyList: [
    ["→ Space PageDown", "show the answer, then the next step"],
    ["← PageUp", "the step before"],
    ["↑ ↓", "scroll, where something does not fit"],
    ["?", "these keys"],
    ["Esc", "leave"],
  ],
});
