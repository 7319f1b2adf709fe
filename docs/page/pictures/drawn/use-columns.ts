import { useLayoutEffect, useState } from "preact/hooks";

const NARROW = "(max-width: 26rem)";

/** How many cells lie in a row: fewer where the page is narrow. */
export function useColumns(): number {
  const [narrow, setNarrow] = useState(false);
  useLayoutEffect(() => {
    const query = window.matchMedia(NARROW);
    const follow = () => setNarrow(query.matches);
    follow();
    query.addEventListener("change", follow);
    return () => query.removeEventListener("change", follow);
  }, []);
  return narrow ? 12 : 16;
}
