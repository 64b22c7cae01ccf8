---- MODULE LevelTooHigh ----
\* expect: LevelTooHigh 4:6
VARIABLE x
A == ([]TRUE) = TRUE
====
