import type { presentEn } from "./present.en.ts";
import { dictionary } from "./said.ts";

/** What the view for a projector says, in German. */
export const presentDe: typeof presentEn = dictionary({
  back: "Zurück",
  show: "Zeigen",
  next: "Weiter",
  end: "Ende",
  leave: "Verlassen",
  keys: "Tasten",
  close: "Schließen",
  controls: "Vorführen",
  keyList: [
    ["→ Leertaste Bild-ab", "die Antwort zeigen, dann der nächste Schritt"],
    ["← Bild-auf", "der Schritt davor"],
    ["↑ ↓", "blättern, wo nicht alles hinpasst"],
    ["?", "diese Tasten"],
    ["Esc", "verlassen"],
  ],
});
