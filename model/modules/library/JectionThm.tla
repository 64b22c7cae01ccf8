----------------------------- MODULE JectionThm -----------------------------
(* The old name of the facts about injections, surjections and bijections. *)
EXTENDS FunctionTheorems
=============================================================================
