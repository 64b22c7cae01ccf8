--------------------------- MODULE DyadicRationals --------------------------
(* Fractions whose denominator is a power of two, as records [num, den] in lowest terms. *)
LOCAL INSTANCE Integers
LOCAL INSTANCE Sequences
LOCAL INSTANCE FiniteSets
LOCAL INSTANCE FiniteSetsExt
LOCAL INSTANCE TLC

LOCAL Rational(num, den) == [num |-> num, den |-> den]

LOCAL Divisors(n) == {d \in 1..n : n % d = 0}

LOCAL Reduce(p) ==
  LET gcd == Max({d \in Divisors(p.den) : p.num % d = 0})
  IN  Rational(p.num \div gcd, p.den \div gcd)

IsDyadicRational(r) == \E i \in 0..r.den : 2 ^ i = r.den

Zero == Rational(0, 1)
One == Rational(1, 1)

Add(p, q) ==
  LET den == Max({p.den, q.den})
  IN  Reduce(Rational(p.num * (den \div p.den) + q.num * (den \div q.den), den))

Half(p) == Reduce(Rational(p.num, p.den * 2))

PrettyPrint(p) ==
  IF p.den = 1 THEN ToString(p.num) ELSE ToString(p.num) \o "/" \o ToString(p.den)
=============================================================================
