------------------------------- MODULE Variants -----------------------------
(* Tagged values, as records [tag, value]. *)

\* The value that stands for "no value".
UNIT == "U_OF_UNIT"

Variant(__tagName, __value) == [tag |-> __tagName, value |-> __value]

VariantTag(__variant) == __variant.tag

\* The values of the variants in a set that have a tag.
VariantFilter(__tagName, __S) == {__d.value : __d \in {__e \in __S : __e.tag = __tagName}}

VariantGetUnsafe(__tagName, __variant) == __variant.value

VariantGetOrElse(__tagName, __variant, __defaultValue) ==
  IF __variant.tag = __tagName THEN __variant.value ELSE __defaultValue
=============================================================================
