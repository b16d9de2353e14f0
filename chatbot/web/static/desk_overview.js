// The overview.
