---- MODULE LevelTooHighInner ----
VARIABLE y
THEOREM Stays == y' = y
====
