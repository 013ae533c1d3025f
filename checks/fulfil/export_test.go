package fulfil

// NamesWeekday is namesWeekday for the tests.
var NamesWeekday = namesWeekday
