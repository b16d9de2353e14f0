// What every page of the desk has.
