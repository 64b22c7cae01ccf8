------------------------------ MODULE Statistics ----------------------------
(* A statistical test. Evaluated by the checker. *)
EXTENDS Naturals

\* Do the actual counts fit the expected ones, at the significance level alpha (a string)?
ChiSquare(expected, actual, alpha) == TRUE
=============================================================================
