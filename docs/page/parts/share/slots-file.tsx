import { render } from "preact";
import type { LessonLanguage, SlotsPicture } from "userns-sim/lessons";
import { LINE, Lines, wrapped } from "../../pictures/drawn/text.tsx";
import { Slots } from "../../pictures/slots.tsx";

const SVG = "http://www.w3.org/2000/svg";
const MARGIN = 12;

/** The slots as a file of its own: the drawing, who is in the slots, and the page's own style of drawings. */
export function slotsFile(picture: SlotsPicture, language: LessonLanguage): string {
  const place = document.createElement("div");
  render(<Slots picture={picture} language={language} />, place);
  const drawing = place.querySelector("svg");
  if (drawing === null) return "";
  const { width, height } = drawing.viewBox.baseVal;
  const names = Array.from(place.querySelectorAll("li"), ({ textContent }) => wrapped(textContent, width));
  const lines = names.flat();
  const svg = drawing.cloneNode(true) as SVGSVGElement;
  render(null, place);

  const whole = { width: width + 2 * MARGIN, height: height + lines.length * LINE + 2 * MARGIN };
  svg.setAttribute("viewBox", `-${MARGIN} -${MARGIN} ${whole.width} ${whole.height}`);
  svg.setAttribute("width", String(whole.width));
  svg.setAttribute("height", String(whole.height));
  svg.setAttribute("lang", language);
  const below = document.createElementNS(SVG, "g");
  render(<Lines lines={lines} x={0} y={height + LINE} />, below as unknown as HTMLElement);
  const style = document.createElementNS(SVG, "style");
  style.textContent = `:root{background:var(--paper)}${rulesOfDrawings()}`;
  svg.prepend(style);
  svg.append(below);
  return `${new XMLSerializer().serializeToString(svg)}\n`;
}

function rulesOfDrawings(): string {
  return Array.from(document.styleSheets, ({ cssRules }) => rulesIn(cssRules)).join("");
}

/** The rules for what is in a drawing, and the colours that they name. */
function rulesIn(rules: CSSRuleList): string {
  return Array.from(rules, (rule) => {
    if (rule instanceof CSSMediaRule) {
      const within = rulesIn(rule.cssRules);
      return within === "" ? "" : `@media ${rule.conditionText}{${within}}`;
    }
    const isOurs = rule instanceof CSSStyleRule && /^(?::root$|\.drawing )/.test(rule.selectorText);
    return isOurs ? rule.cssText : "";
  }).join("");
}
