/** Never gives the last slot. */
export const strategy = () => ({
  name: "lazy",
  initial: null,
  propose: (_request, view) => {
    const slot = view.nextFree(0);
    return slot === view.pool.slots - 1 ? { refuse: "exhausted" } : { ranges: [view.slotRange(slot)], memory: null };
  },
});
