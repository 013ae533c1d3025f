package fulfil

// NamesWeekday is namesWeekday for the tests.
var NamesWeekday = namesWeekday

// Collects is collects, for tests.
var Collects = collects
