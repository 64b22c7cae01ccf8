---- MODULE LevelTooHigh_Substituted ----
\* expect: LevelTooHigh 10:1
---- MODULE Inner ----
CONSTANT K
VARIABLE v
Op == v = K
====
VARIABLE x
Right == INSTANCE Inner WITH K <- 1, v <- <<x, 1>>
Wrong == INSTANCE Inner WITH K <- x, v <- x
====
