------------------------ MODULE DifferentialEquations ------------------------
(* The solution of an ordinary differential equation with initial values, as a definition: *)
(* nothing that a checker can evaluate. *)
LOCAL INSTANCE Reals
LOCAL INSTANCE Sequences

LOCAL Around(r, e) == {s \in Real : r - e < s /\ s < r + e}
LOCAL Positive == {r \in Real : 0 < r}

\* df is the derivative of f: the difference quotients come as near to it as one wants.
LOCAL IsDerivative(df, f) ==
  /\ df \in [DOMAIN f -> Real]
  /\ \A r \in DOMAIN f, e \in Positive :
       \E d \in Positive :
         \A s \in Around(r, d) \ {r} : (f[s] - f[r]) / (s - r) \in Around(df[r], e)

\* The values at b of f and its derivatives of order less than n, where f is the function that
\* fulfils D[t, f, f', .. f^(n)] = 0 and starts at a with the n values of InitVals.
Integrate(D, a, b, InitVals) ==
  LET n == Len(InitVals)
      g == CHOOSE h : \E e \in Positive :
             LET span == {s \in Real : a - e < s /\ s < b + e}
             IN  /\ h \in [0..n -> [span -> Real]]
                 /\ \A i \in 1..n : IsDerivative(h[i], h[i - 1]) /\ h[i - 1][a] = InitVals[i]
                 /\ \A r \in span : D[<<r>> \o [i \in 1..(n + 1) |-> h[i - 1][r]]] = 0
  IN  [i \in 1..n |-> g[i - 1][b]]
==============================================================================
