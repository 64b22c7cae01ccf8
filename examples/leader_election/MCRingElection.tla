---------------------------- MODULE MCRingElection ----------------------------
(* RingElection with one numbering of the ring; configurations name it as a constant's value. *)
EXTENDS RingElection, Sequences

Numbering == <<3, 1, 4, 2>>
===============================================================================
