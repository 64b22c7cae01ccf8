---- MODULE LazyFunctionsOther ----
CONSTANTS F(_), argument
Result == F(argument)
====
