---- MODULE ClashingDefinitionsFirst ----
Both == 1
====
