import { counted } from "../../../src/core/text/counted.ts";
import type { PlayModelWords } from "./play-model.en.ts";
import { dictionary } from "./said.ts";

const range = (start: number, size: number) => `[${start}, ${start + size})`;

/** What the play view says of what happens, in German. */
export const de: PlayModelWords = dictionary({
  poolForm: (found: string) =>
    `Erwartet wird START:GRÖSSE oder eine Zeile aus /etc/subuid wie kubelet:65536:7208960. Da steht „${found}“.`,
  poolNumbers: (most: number) => `Erwartet werden Zahlen von 0 bis ${most}.`,
  idsPerPodWithoutPool: (least: number, most: number) =>
    `Ohne Vorrat bekommt ein Pod ${least} bis ${counted(most, "ID")}: Wähle so viele, oder gib einen Vorrat an.`,

  noObject: "Darin ist kein Objekt von Kubernetes und keine Liste davon.",
  notYaml: (flaw: string) => `Das ist kein YAML: \`${flaw}\``,
  givenTwice: (field: string) => `Das Feld \`${field}\` steht zweimal da.`,
  containsItself: (anchor: string) => `Der Anker \`${anchor}\` enthält sich selbst.`,
  tooManyAnchors: (limit: number) => `Mehr als ${limit} Anker und Verweise: Was folgt, wird nicht gelesen.`,
  repeatsTooMuch: (limit: number) => `Verweise wiederholen mehr als ${limit} Zeichen.`,
  nameIsNoText: "An der Stelle eines Feldnamens steht eine Liste oder ein Objekt.",
  tooDeep: (limit: number) => `Mehr als ${limit} Ebenen tief verschachtelt: Was folgt, wird nicht gelesen.`,
  tooManyTargets: (limit: number) => `Mehr als ${limit} Container und Mounts in allen Pods zusammen.`,
  otherKinds: (kinds: string) => `Übergangen, denn es sind keine Pods: ${kinds}.`,
  finished: (count: number) => `Übergangen, denn sie sind durchgelaufen: ${count}.`,
  suspended: (count: number) => `Übergangen, denn sie sind angehalten: ${count}.`,
  represented: (count: number) => `Übergangen, denn ihre Pods sind selbst da: ${count}.`,

  beginning: (pods: number) => (pods === 1 ? "1 Pod kommt auf den Knoten" : `${pods} Pods kommen auf den Knoten`),
  create: (pod: string) => `${pod} wird angelegt`,
  createLike: (pod: string, like: string) => `${pod} wird angelegt, so wie ${like}`,
  release: (pod: string) => `${pod} endet`,
  restart: (isKubelet, release) =>
    `${isKubelet ? "der Kubelet" : "was die ID-Bereiche vergibt,"} startet neu${release === undefined ? "" : ` als ${release}`}`,
  cleanup: "der Kubelet räumt auf",
  crash: "der Kubelet stürzt ab",
  "write-file": (pod: string) => `die Datei von ${pod} wird geschrieben`,
  "delete-file": (pod: string) => `die Datei von ${pod} geht verloren`,
  "make-directory": (pod: string) => `das Verzeichnis von ${pod} wird angelegt`,
  "remove-directory": (pod: string) => `das Verzeichnis von ${pod} geht verloren`,
  "file-becomes-directory": (pod: string) => `anstelle der Datei von ${pod} steht ein Verzeichnis`,
  "directory-becomes-file": (pod: string) => `anstelle des Verzeichnisses von ${pod} steht eine Datei`,
  "remove-pods-directory": "das Verzeichnis aller Pods geht verloren",

  gotRange: (pod: string, start: number, size: number) => `${pod} hat die Host-IDs ${range(start, size)}.`,
  gotSlot: (pod: string, slot: number, start: number, size: number) =>
    `${pod} hat Platz ${slot}, die Host-IDs ${range(start, size)}.`,
  onHost: (pod: string) => `${pod} läuft im User-Namespace des Hosts: Sein root ist root auf dem Host.`,
  ended: (pod: string) => `${pod} läuft nicht mehr, und sein ID-Bereich kann an einen anderen gehen.`,
  started: (slots: number, start: number, idsPerPod: number) =>
    `Der Kubelet läuft. Sein Vorrat hat ${slots} Plätze zu ${counted(idsPerPod, "ID")}, ab ${start}.`,
  startedWithout: "Der Kubelet läuft und gibt keinem Pod einen User-Namespace: Das Feature-Gate ist aus.",
  kept: (pods: number) =>
    `Pods mit demselben ID-Bereich wie vorher: ${pods}. Beim Start liest der Kubelet als Erstes von jedem Pod die Datei \`userns\`.`,
  restored: (pods: number) =>
    `Alle ${pods} Pods haben die ID-Bereiche, die sie hatten: Sie stehen im Snapshot des Allokators.`,
  cleaned: (pods: string) => `ID-Bereiche, die wieder frei sind: die von ${pods}.`,
  cleanedNothing: "Es gibt nichts freizugeben.",
  crashed: "Der Kubelet ist weg, bis er wieder startet. Die Pods laufen weiter.",
  onDisk: "Nur auf der Platte ändert sich etwas. Der Kubelet merkt es, wenn er das nächste Mal nachsieht.",
  noDisk: (strategy: string) => `Daraus folgt nichts: ${strategy} legt nichts in einem Verzeichnis der Pods ab.`,
  noSuchPod: (pod: string) => `Es gibt keinen Pod mit der UID ${pod}.`,
  tooManyPods: (limit: number) => `Mehr als ${limit} Pods.`,
  notYet: "Das ist noch nicht geschehen.",

  slot: (slot: number) => `Platz ${slot}`,
  slotIds: (start: number, size: number) => `Das sind die Host-IDs ${range(start, size)}.`,
  slotFree: "Er ist frei.",
  slotTaken: (pods: string) => `Ihn hat ${pods}.`,
  slotShared: (pods: string) => `Mehrere Pods sind darin, und jeder darf, was der andere darf: ${pods}.`,
  slotLeaked: "Für den Kubelet ist er belegt und gehört keinem Pod: Er ist verloren gegangen.",
  slotOutside: (slots: number) => `Diesen Platz gibt es nicht: Der Vorrat hat die von 0 bis ${slots - 1}.`,
  noPool: "Es gibt keinen Vorrat und darum keine Plätze.",
  nothingSelected: "Nichts ist ausgewählt.",
  noPod: "Kein Pod ist ausgewählt.",
  containerId: (id: number, pod: string) => `ID ${id} in ${pod}`,
  hostId: (id: number) => `ID ${id} auf dem Host`,
  mapped: (container: number, pod: string, host: number) => `${container} in ${pod} ist ${host} auf dem Host.`,
  unmapped: (id: number, pod: string) => `${id} hat in ${pod} keine Zuordnung: Kein Prozess dort kann sie haben.`,
  hostUnmapped: (id: number, pod: string, shown: number) =>
    `${id} hat in ${pod} keine Zuordnung: Was ihr gehört, wird dort als ${shown} angezeigt.`,
  place: (slot: number, offset: number) => `Sie liegt in Platz ${slot}, ${offset} hinter seiner ersten ID.`,
  outsideOfPool: "Sie liegt in keinem Platz des Vorrats.",
  owners: (pods: string) => `Pods, die sie haben: ${pods}.`,
  ownedByHost: "Kein Pod hat sie.",
  nothingRuns: "Kein Pod läuft, und darum kann keiner ausbrechen.",
  nothingBelow: (source: string) => `Unter ${source} liegt nichts, wonach gefragt wird: Es gibt keine Antwort.`,
  map: "Die Abbildung",
  mapEmpty: "Im Feld für die Abbildung steht nichts.",
  mapForm: (form: string) => `Gelesen als ${form}.`,
  mapForms: (forms: string) => `Lesbar als ${forms}, und jedes Mal als eine andere Abbildung: Sag, welche gemeint ist.`,
  mapTaken: (form: string) => `Als ${form}: Der Kernel nimmt sie an.`,
  mapRefused: (form: string, errno: string) => `Als ${form}: Der Kernel verweigert sie mit ${errno}.`,
  noMapping: "Darin ist keine Zuordnung.",
  noIds: "Darin ist keine Abbildung und keine ID.",
  idsFound: (certain: number, others: number) =>
    `Das ist keine Abbildung. IDs, die genannt werden: ${certain}; andere Zahlen, die welche sein könnten: ${others}.`,
  textForm: (form: string, says: string) => `${form}: ${says}`,
  defect: (what: string) => `Ein bekannter Fehler des Kubelets: ${what}`,

  expected: (what: string) => `Erwartet wird ${what}.`,
  object: "ein Objekt { … }",
  list: "eine Liste",
  text: (limit: number) => `ein Text von höchstens ${limit} Zeichen`,
  listOf: (limit: number) => `eine Liste von höchstens ${limit}`,
  integer: (least: number, most: number) => `eine ganze Zahl von ${least} bis ${most}`,
  oneOf: (names: string) => `eines von ${names}`,
  uid: "eine UID: ein Text, nach dem ein Verzeichnis heißen kann",
  unknownField: (names: string) => `Dieses Feld gibt es nicht; es gibt ${names}.`,

  linkForm: "Das ist kein Link zu eigenen Pods: Er beginnt mit „1.“, danach stehen Buchstaben, Ziffern, - und _.",
  linkNewer: (version: string) =>
    `Das hat eine neuere Fassung dieser Seite gemacht: Version ${version}. Öffne es mit dieser.`,
  linkTooLong: (limit: number) => `Der Link hat mehr als ${limit} Zeichen: In eine Datei passt mehr.`,
  linkBroken: "Der Link ist beschädigt: Ein Teil fehlt oder ist verändert. Kopiere ihn noch einmal, und zwar ganz.",
  linkBomb: (limit: number) => `Was darin steckt, hat mehr als ${limit} Bytes.`,
  fileForm: "Das ist keine Datei mit eigenen Pods: Sie hat die Felder „userns-sim“ und „play“.",
  fileUnreadable: "Der Browser kann die Datei nicht lesen. Gibt es sie noch?",
  notJson: "Das ist kein JSON.",
});
