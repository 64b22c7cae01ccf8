// Integers of 64 bits; what doesn't fit is an error. The cases with small operands are inline in
// operations.h.

#include "absl/strings/str_cat.h"
#include "model/values/enumerated_set.h"
#include "model/values/operations.h"

namespace model::values {
namespace {

int64_t Argument(Heap& heap, const char* place, const char* operation, Value v) {
  if (IsInteger(v)) return IntegerOf(v);
  Fail(absl::StrCat("The ", place, " argument of ", operation,
                    " should be an integer, but instead it is:\n", Print(heap, v)));
}

struct Pair {
  int64_t a, b;
};

Pair Arguments(Heap& heap, const char* operation, Value a, Value b) {
  const int64_t first = Argument(heap, "first", operation, a);
  return {first, Argument(heap, "second", operation, b)};
}

[[noreturn]] void FailOverflow(int64_t a, const char* operation, int64_t b) {
  Fail(absl::StrCat("Overflow when computing ", a, operation, b));
}

}  // namespace

Value AddSlow(Heap& heap, Value a, Value b) {
  const auto [x, y] = Arguments(heap, "+", a, b);
  int64_t result;
  if (__builtin_add_overflow(x, y, &result)) FailOverflow(x, "+", y);
  return MakeInteger(heap, result);
}

Value SubtractSlow(Heap& heap, Value a, Value b) {
  const auto [x, y] = Arguments(heap, "-", a, b);
  int64_t result;
  if (__builtin_sub_overflow(x, y, &result)) FailOverflow(x, "-", y);
  return MakeInteger(heap, result);
}

Value Multiply(Heap& heap, Value a, Value b) {
  const auto [x, y] = Arguments(heap, "*", a, b);
  int64_t result;
  if (__builtin_mul_overflow(x, y, &result)) FailOverflow(x, "*", y);
  return MakeInteger(heap, result);
}

Value Divide(Heap& heap, Value a, Value b) {
  const auto [x, y] = Arguments(heap, "\\div", a, b);
  if (y == 0) Fail("The second argument of \\div is 0.");
  if (x == INT64_MIN && y == -1) FailOverflow(x, "\\div", y);
  const int64_t quotient = x / y;
  const bool round_down = x % y != 0 && (x < 0) != (y < 0);
  return MakeInteger(heap, quotient - (round_down ? 1 : 0));
}

Value Modulo(Heap& heap, Value a, Value b) {
  const auto [x, y] = Arguments(heap, "%", a, b);
  if (y <= 0) {
    Fail(absl::StrCat("The second argument of % should be a positive number, but instead it is:\n",
                      y));
  }
  const int64_t remainder = x % y;
  return MakeInteger(heap, remainder < 0 ? remainder + y : remainder);
}

Value Power(Heap& heap, Value a, Value b) {
  const auto [base, exponent] = Arguments(heap, "^", a, b);
  if (exponent < 0) {
    Fail(absl::StrCat("The second argument of ^ should be a natural number, but instead it is:\n",
                      exponent));
  }
  if (base == 0 && exponent == 0) Fail("0^0 is undefined.");
  // Powers of -1, 0 and 1 never overflow; any other base does within 63 steps.
  if (base == 0 || base == 1) return Value::SmallInteger(base);
  if (base == -1) return Value::SmallInteger(exponent % 2 == 0 ? 1 : -1);
  int64_t result = 1;
  for (int64_t i = 0; i < exponent; ++i) {
    if (__builtin_mul_overflow(result, base, &result)) FailOverflow(base, "^", exponent);
  }
  return MakeInteger(heap, result);
}

Value Negate(Heap& heap, Value a) {
  const int64_t x = Argument(heap, "first", "-", a);
  if (x == INT64_MIN) Fail(absl::StrCat("Overflow when computing -(", x, ")"));
  return MakeInteger(heap, -x);
}

bool LessSlow(Heap& heap, Value a, Value b) {
  const auto [x, y] = Arguments(heap, "<", a, b);
  return x < y;
}

bool LessEqualSlow(Heap& heap, Value a, Value b) {
  const auto [x, y] = Arguments(heap, "<=", a, b);
  return x <= y;
}

}  // namespace model::values
