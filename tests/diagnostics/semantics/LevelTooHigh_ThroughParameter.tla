---- MODULE LevelTooHigh_ThroughParameter ----
\* expect: LevelTooHigh 5:11
VARIABLE x
Next(v) == v' = 1
A == Next(x')
====
