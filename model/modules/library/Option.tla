-------------------------------- MODULE Option ------------------------------
(* Optional values on top of Variants. *)
EXTENDS Apalache, Variants

Some(__x) == Variant("Some", __x)
None == Variant("None", UNIT)
IsSome(__o) == VariantTag(__o) = "Some"
IsNone(__o) == VariantTag(__o) = "None"

OptionCase(__o, __caseSome(_), __caseNone(_)) ==
  IF IsSome(__o) THEN __caseSome(VariantGetUnsafe("Some", __o)) ELSE __caseNone(UNIT)
OptionMap(__f(_), __o) ==
  IF IsSome(__o) THEN Some(__f(VariantGetUnsafe("Some", __o))) ELSE None
OptionFlatMap(__f(_), __o) ==
  IF IsSome(__o) THEN __f(VariantGetUnsafe("Some", __o)) ELSE None
OptionGetOrElse(__o, __default) == VariantGetOrElse("Some", __o, __default)
OptionToSeq(__o) == IF IsSome(__o) THEN <<VariantGetUnsafe("Some", __o)>> ELSE <<>>
OptionToSet(__o) == IF IsSome(__o) THEN {VariantGetUnsafe("Some", __o)} ELSE {}
OptionGuess(__s) == IF __s = {} THEN None ELSE Some(Guess(__s))
OptionFunApp(__f, __o) == IF IsSome(__o) THEN Some(__f[VariantGetUnsafe("Some", __o)]) ELSE None
OptionPartialFun(__f, __undefined) ==
  [__x \in DOMAIN __f \cup __undefined |-> IF __x \in __undefined THEN None ELSE Some(__f[__x])]
=============================================================================
