throw new RangeError("far too much");
