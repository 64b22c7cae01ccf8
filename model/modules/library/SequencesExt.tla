---------------------------- MODULE SequencesExt ----------------------------
(* More operators on sequences. Most are evaluated by the checker; the definitions say what they
   mean. *)
EXTENDS Sequences, Naturals, FiniteSets, FiniteSetsExt, Folds, Functions, Bags, TLC

-----------------------------------------------------------------------------
\* Between sets, bags and sequences.

ToSet(s) == {s[i] : i \in DOMAIN s}

ToBag(s) == [x \in Range(s) |-> Cardinality({i \in DOMAIN s : s[i] = x})]

\* The elements of S in some order, each once; all such sequences; in the order op; and all such
\* sequences of all subsets.
SetToSeq(S) == CHOOSE f \in [1..Cardinality(S) -> S] : IsInjective(f)
SetToSeqs(S) == {f \in [1..Cardinality(S) -> S] : IsInjective(f)}
SetToSortSeq(S, op(_, _)) == SortSeq(SetToSeq(S), op)
SetToAllKPermutations(S) == UNION {SetToSeqs(s) : s \in SUBSET S}

\* Sequences of n, and of at most n, elements of a set.
TupleOf(set, n) == [1..n -> set]
SeqOf(set, n) == UNION {[1..m -> set] : m \in 0..n}
BoundedSeq(S, n) == SeqOf(S, n)

-----------------------------------------------------------------------------
\* Looking at and changing elements.

Contains(s, e) == \E i \in 1..Len(s) : s[i] = e

\* Every element is related to all later ones.
IsSorted(s, op(_, _)) == \A i, j \in 1..Len(s) : i < j => op(s[i], s[j])

Reverse(s) == [i \in 1..Len(s) |-> s[Len(s) + 1 - i]]

Remove(s, e) == SelectSeq(s, LAMBDA t : t # e)

ReplaceAll(s, old, new) == [i \in 1..Len(s) |-> IF s[i] = old THEN new ELSE s[i]]

\* The first or last index that passes the test, or 0; in a part of seq, counted from its start.
SelectInSeq(seq, Test(_)) ==
  LET I == {i \in 1..Len(seq) : Test(seq[i])} IN IF I = {} THEN 0 ELSE Min(I)
SelectInSubSeq(seq, from, to, Test(_)) == SelectInSeq(SubSeq(seq, from, to), Test)
SelectLastInSeq(seq, Test(_)) ==
  LET I == {i \in 1..Len(seq) : Test(seq[i])} IN IF I = {} THEN 0 ELSE Max(I)
SelectLastInSubSeq(seq, from, to, Test(_)) == SelectLastInSeq(SubSeq(seq, from, to), Test)

InsertAt(s, i, e) == SubSeq(s, 1, i - 1) \o <<e>> \o SubSeq(s, i, Len(s))
ReplaceAt(s, i, e) == [s EXCEPT ![i] = e]
RemoveAt(s, i) == SubSeq(s, 1, i - 1) \o SubSeq(s, i + 1, Len(s))

\* Without the first occurrence, or the first element that passes the test.
RemoveFirst(s, e) ==
  IF Contains(s, e) THEN RemoveAt(s, SelectInSeq(s, LAMBDA v : v = e)) ELSE s
RemoveFirstMatch(s, Test(_)) ==
  LET i == SelectInSeq(s, Test) IN IF i = 0 THEN s ELSE RemoveAt(s, i)

Cons(elt, seq) == <<elt>> \o seq
Snoc(elt, seq) == Append(seq, elt)
Front(s) == SubSeq(s, 1, Len(s) - 1)
Last(s) == s[Len(s)]

-----------------------------------------------------------------------------
\* Prefixes and suffixes.

IsPrefix(s, t) == Len(s) <= Len(t) /\ SubSeq(s, 1, Len(s)) = SubSeq(t, 1, Len(s))
IsStrictPrefix(s, t) == IsPrefix(s, t) /\ s # t
IsSuffix(s, t) == IsPrefix(Reverse(s), Reverse(t))
IsStrictSuffix(s, t) == IsSuffix(s, t) /\ s # t

Prefixes(s) == {SubSeq(s, 1, l) : l \in 0..Len(s)}
CommonPrefixes(S) ==
  {p \in UNION {Prefixes(seq) : seq \in S} : \A t \in S : IsPrefix(p, t)}
LongestCommonPrefix(S) ==
  LET common == CommonPrefixes(S)
  IN  CHOOSE p \in common : \A q \in common : Len(q) <= Len(p)
Suffixes(s) == {SubSeq(s, l, Len(s)) : l \in 1..Len(s)} \cup {<<>>}

\* a % b, but in 1..b.
SeqMod(a, b) == IF a % b = 0 THEN b ELSE a % b

-----------------------------------------------------------------------------
\* Folds. FoldSeq: in any order; FoldLeft: op(op(base, s[1]), s[2]); FoldRight: op(s[1], op(s[2], base)),
\* and both on the indices instead of the elements.

FoldSeq(op(_, _), base, seq) == FoldFunction(op, base, seq)
FoldLeft(op(_, _), base, seq) ==
  MapThenFoldSet(LAMBDA x, y : op(y, x), base, LAMBDA i : seq[i], LAMBDA S : Max(S), DOMAIN seq)
FoldRight(op(_, _), seq, base) ==
  MapThenFoldSet(op, base, LAMBDA i : seq[i], LAMBDA S : Min(S), DOMAIN seq)
FoldLeftDomain(op(_, _), base, seq) == FoldLeft(op, base, [i \in DOMAIN seq |-> i])
FoldRightDomain(op(_, _), seq, base) == FoldRight(op, [i \in DOMAIN seq |-> i], base)

-----------------------------------------------------------------------------
\* Sequences of sequences. Strings are fine for FlattenSeq and the Replace operators.

FlattenSeq(seqs) ==
  LET flat[i \in 0..Len(seqs)] ==
        CASE i = 0 -> <<>> [] i = 1 -> seqs[1] [] OTHER -> flat[i - 1] \o seqs[i]
  IN  flat[Len(seqs)]

\* Pairs of the elements at the same index, as long as both last.
Zip(s, t) ==
  [i \in 1..(IF Len(s) <= Len(t) THEN Len(s) ELSE Len(t)) |-> <<s[i], t[i]>>]

\* Alternating elements, each as a sequence of one; s and t must be of the same length.
Interleave(s, t) ==
  CASE Len(s) = Len(t) ->
         [i \in 1..(2 * Len(s)) |->
            IF i % 2 = 1 THEN <<s[(i + 1) \div 2]>> ELSE <<t[i \div 2]>>]

\* Contiguous parts, and all parts with elements left out.
SubSeqs(s) == {SubSeq(s, i + 1, j) : i, j \in 0..Len(s)}
AllSubSeqs(s) ==
  LET Pick[D \in SUBSET DOMAIN s] ==
        IF D = {} THEN <<>> ELSE Append(Pick[D \ {Max(D)}], s[Max(D)])
  IN  {Pick[D] : D \in SUBSET DOMAIN s}

\* Where s first begins in t.
IndexFirstSubSeq(s, t) ==
  Min({i \in 1..(Len(t) - Len(s) + 1) : SubSeq(t, i, i + Len(s) - 1) = s})

\* t with its part s at position i replaced by r; with the first s; with all, from the left.
ReplaceSubSeqAt(i, r, s, t) == SubSeq(t, 1, i - 1) \o r \o SubSeq(t, i + Len(s), Len(t))
ReplaceFirstSubSeq(r, s, t) ==
  IF s \in SubSeqs(t) THEN ReplaceSubSeqAt(IndexFirstSubSeq(s, t), r, s, t) ELSE t
RECURSIVE ReplaceAllSubSeqs(_, _, _)
ReplaceAllSubSeqs(r, s, t) ==
  CASE s = t -> r
    [] r = s -> t
    [] s # t /\ Len(s) = 0 -> FlattenSeq([i \in 1..Len(t) |-> r \o <<t[i]>>])
    [] s # t /\ Len(s) > 0 /\ s \in SubSeqs(t) ->
         LET i == IndexFirstSubSeq(s, t)
             rest == SubSeq(t, i + Len(s), Len(t))
         IN  SubSeq(t, 1, i - 1) \o r \o
               (IF Len(rest) = 0 THEN rest ELSE ReplaceAllSubSeqs(r, s, rest))
    [] OTHER -> t
=============================================================================
