---- MODULE LevelTooHigh_ThroughInstance ----
\* expect: LevelTooHigh 5:8
VARIABLE x
I(z) == INSTANCE LevelTooHighInner WITH y <- z
Bad == I(x')!Stays
Fine == I(x)!Stays
====
