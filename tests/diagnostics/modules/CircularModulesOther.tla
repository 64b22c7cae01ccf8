---- MODULE CircularModulesOther ----
EXTENDS CircularModules
====
