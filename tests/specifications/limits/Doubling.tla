----------------------------- MODULE Doubling -----------------------------
\* Definitions that use the one before them twice. A constant is evaluated once, however it is used; operators are not inlined
\* without end.
EXTENDS Integers
VARIABLE x

D0 == 1
D1 == D0 + D0
D2 == D1 + D1
D3 == D2 + D2
D4 == D3 + D3
D5 == D4 + D4
D6 == D5 + D5
D7 == D6 + D6
D8 == D7 + D7
D9 == D8 + D8
D10 == D9 + D9
D11 == D10 + D10
D12 == D11 + D11
D13 == D12 + D12
D14 == D13 + D13
D15 == D14 + D14
D16 == D15 + D15
D17 == D16 + D16
D18 == D17 + D17
D19 == D18 + D18
D20 == D19 + D19
D21 == D20 + D20
D22 == D21 + D21
D23 == D22 + D22
D24 == D23 + D23
D25 == D24 + D24
D26 == D25 + D25
D27 == D26 + D26
D28 == D27 + D27
D29 == D28 + D28
D30 == D29 + D29
D31 == D30 + D30
D32 == D31 + D31
D33 == D32 + D32
D34 == D33 + D33
D35 == D34 + D34
D36 == D35 + D35
D37 == D36 + D36
D38 == D37 + D37
D39 == D38 + D38
D40 == D39 + D39
D41 == D40 + D40
D42 == D41 + D41
D43 == D42 + D42
D44 == D43 + D43
D45 == D44 + D44
D46 == D45 + D45
D47 == D46 + D46
D48 == D47 + D47
D49 == D48 + D48
D50 == D49 + D49

P0(y) == y
P1(y) == P0(y) + P0(y + 1)
P2(y) == P1(y) + P1(y + 1)
P3(y) == P2(y) + P2(y + 1)
P4(y) == P3(y) + P3(y + 1)
P5(y) == P4(y) + P4(y + 1)
P6(y) == P5(y) + P5(y + 1)
P7(y) == P6(y) + P6(y + 1)
P8(y) == P7(y) + P7(y + 1)
P9(y) == P8(y) + P8(y + 1)
P10(y) == P9(y) + P9(y + 1)
P11(y) == P10(y) + P10(y + 1)
P12(y) == P11(y) + P11(y + 1)
P13(y) == P12(y) + P12(y + 1)
P14(y) == P13(y) + P13(y + 1)
P15(y) == P14(y) + P14(y + 1)
P16(y) == P15(y) + P15(y + 1)
P17(y) == P16(y) + P16(y + 1)
P18(y) == P17(y) + P17(y + 1)
P19(y) == P18(y) + P18(y + 1)
P20(y) == P19(y) + P19(y + 1)

Init == x = D50
Next == UNCHANGED x
ConstantsAreShared == x = 2^50
OperatorsAreCalled == P20(x - x) = 10 * 2^20
=============================================================================
