import type { RefObject, TargetedKeyboardEvent, TargetedMouseEvent } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { moved, type Shape } from "./keys.ts";

/** What makes the cells of a picture one tab stop, through which keys lead. */
export interface Roving<T extends Element> {
  /** What the whole has to have. */
  readonly whole: {
    readonly role: "grid" | "listbox";
    readonly "aria-label": string;
    readonly ref: RefObject<T | null>;
    readonly onKeyDown: (event: TargetedKeyboardEvent<T>) => void;
    readonly onClick: (event: TargetedMouseEvent<T>) => void;
  };
  /** What a cell has to have. */
  readonly cell: (at: number) => {
    readonly role: "gridcell" | "option";
    readonly "data-at": number;
    readonly tabindex: number;
    readonly "aria-selected": boolean;
  };
}

/**
 * Moves the focus with the selection. Cells are told by their positions, so that one handler serves them all.
 *
 * @param selected - the selected cell; without one, the first can be reached
 */
export function useRoving<T extends HTMLElement | SVGElement>(
  role: "grid" | "listbox",
  name: string,
  selected: number | undefined,
  shape: Shape,
  select: (at: number, key?: string) => void,
): Roving<T> {
  const ref = useRef<T>(null);
  const goal = useRef<number | undefined>(undefined);
  useLayoutEffect(() => {
    if (goal.current === undefined || goal.current !== selected) return;
    goal.current = undefined;
    ref.current?.querySelector<HTMLElement | SVGElement>(`[data-at="${selected}"]`)?.focus();
  });
  return {
    whole: {
      role,
      "aria-label": name,
      ref,
      onKeyDown: (event) => {
        const at = positionOf(event.target);
        if (at === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
        const next = moved(event.key, at, shape);
        if (next === undefined) return;
        event.preventDefault();
        goal.current = next;
        select(next, event.key);
      },
      onClick: (event) => {
        const at = positionOf(event.target);
        if (at === undefined) return;
        goal.current = at;
        select(at);
      },
    },
    cell: (at) => ({
      role: role === "grid" ? "gridcell" : "option",
      "data-at": at,
      tabindex: at === (selected ?? 0) ? 0 : -1,
      "aria-selected": at === selected,
    }),
  };
}

function positionOf(target: EventTarget | null): number | undefined {
  const cell = target instanceof Element ? target.closest("[data-at]") : null;
  return cell === null ? undefined : Number(cell.getAttribute("data-at"));
}
