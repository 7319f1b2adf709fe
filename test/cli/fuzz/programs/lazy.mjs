/** Never gives the last free slot, which is another one each time. */
export const strategy = () => ({
  name: "lazy",
  initial: 0,
  propose: (_request, view, from) => {
    if (view.freeSlots === 1) return { refuse: "exhausted" };
    const slot = view.nextFree(from) ?? view.nextFree(0);
    return slot === undefined ? { refuse: "exhausted" } : { ranges: [view.slotRange(slot)], memory: slot + 1 };
  },
});
