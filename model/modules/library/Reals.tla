-------------------------------- MODULE Reals -------------------------------
(* The checker does not compute with real numbers: these are names for specifications that mention
   them without evaluating them. *)
EXTENDS Integers

Real == "Reals"

a / b == CHOOSE m \in Real : m * b = a

Infinity == CHOOSE i : i \notin Real
=============================================================================
