import { explain as explainMain, type Refusal } from "userns-sim";
import { german } from "userns-sim/german";
import { explain as explainKubelet, type KubeletRefusal } from "userns-sim/kubelet";
import type { Words } from "userns-sim/lessons";
import { explain as explainNode, type NodeRefusal } from "userns-sim/node";
import { de } from "../../words/play-model.de.ts";
import { en, type PlayModelWords } from "../../words/play-model.en.ts";
import { said } from "../../words/said.ts";

/** Says something of the page's own in every language. */
export function inBoth(say: (words: PlayModelWords) => string): Words {
  return { en: say(en), de: say(de) };
}

export function sayMain(refusal: Refusal): Words {
  return both(explainMain(refusal), explainMain(refusal, german));
}

export function sayKubelet(refusal: KubeletRefusal): Words {
  return both(explainKubelet(refusal), explainKubelet(refusal, german));
}

export function sayNode(refusal: NodeRefusal | Parameters<typeof explainNode>[0]): Words {
  return both(explainNode(refusal), explainNode(refusal, german));
}

export function both(english: string, inGerman: string): Words {
  return { en: said(english), de: said(inGerman) };
}
