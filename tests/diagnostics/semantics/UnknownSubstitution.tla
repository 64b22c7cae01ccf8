---- MODULE UnknownSubstitution ----
\* expect: UnknownSubstitution 3:53
I == INSTANCE SubstitutionMissingInner WITH T <- 1, TT <- 2
====
