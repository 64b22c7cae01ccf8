---- MODULE SubstitutedTwice ----
\* expect: SubstitutedTwice 3:53
I == INSTANCE SubstitutionMissingInner WITH T <- 1, T <- 2
====
