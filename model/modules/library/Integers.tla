------------------------------ MODULE Integers ------------------------------
(* The integers: everything in Naturals, negation and the set Int. Evaluated by the checker. *)
EXTENDS Naturals

Int == {}

-. a == 0 - a
=============================================================================
