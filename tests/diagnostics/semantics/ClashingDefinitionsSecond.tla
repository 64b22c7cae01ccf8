---- MODULE ClashingDefinitionsSecond ----
Both == 2
====
