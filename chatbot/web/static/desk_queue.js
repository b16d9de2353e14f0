// The queue and its cases.
