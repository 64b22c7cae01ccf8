// Modules Bitwise, Combinatorics and Statistics.

#include <cmath>
#include <cstdlib>
#include <string>

#include "model/interpreter/library/arguments.h"
#include "model/interpreter/library/native_functions.h"
#include "model/interpreter/library/text.h"

namespace model::interpreter::library {

using values::EvaluationError;

namespace {

int64_t NaturalArgument(NativeContext& context, std::string_view name, int position, Value value) {
  const int64_t number = IntegerArgument(context, name, position, value);
  if (number < 0) WrongArgument(context, name, position, "a natural number", value);
  return number;
}

}  // namespace

Value BitwiseAnd(NativeContext& context, std::span<const Value> arguments) {
  return values::MakeInteger(context.heap, NaturalArgument(context, "&", 1, arguments[0]) &
                                               NaturalArgument(context, "&", 2, arguments[1]));
}

Value BitwiseOr(NativeContext& context, std::span<const Value> arguments) {
  return values::MakeInteger(context.heap, NaturalArgument(context, "|", 1, arguments[0]) |
                                               NaturalArgument(context, "|", 2, arguments[1]));
}

Value BitwiseXor(NativeContext& context, std::span<const Value> arguments) {
  return values::MakeInteger(context.heap, NaturalArgument(context, "^^", 1, arguments[0]) ^
                                               NaturalArgument(context, "^^", 2, arguments[1]));
}

Value BitwiseNot(NativeContext& context, std::span<const Value> arguments) {
  const auto number = static_cast<uint64_t>(NaturalArgument(context, "Not", 0, arguments[0]));
  const uint64_t ones = (uint64_t{1} << std::bit_width(number)) - 1;
  return values::MakeInteger(context.heap, static_cast<int64_t>(ones & ~number));
}

Value BitwiseShiftRight(NativeContext& context, std::span<const Value> arguments) {
  const int64_t number = NaturalArgument(context, "shiftR", 1, arguments[0]);
  const int64_t places = NaturalArgument(context, "shiftR", 2, arguments[1]);
  return values::MakeInteger(context.heap, places > 62 ? 0 : number >> places);
}

// The product n (n - 1) .. (n - k + 1) / k!, divided as it grows: every partial quotient is a whole
// number.
Value CombinatoricsChoose(NativeContext& context, std::span<const Value> arguments) {
  const int64_t n = NaturalArgument(context, "choose", 1, arguments[0]);
  int64_t k = NaturalArgument(context, "choose", 2, arguments[1]);
  if (k > n) return Value::SmallInteger(0);
  k = std::min(k, n - k);
  __int128 result = 1;
  for (int64_t i = 1; i <= k; ++i) {
    result = result * (n - k + i) / i;
    if (result > INT64_MAX) {
      throw EvaluationError(Concat("Overflow when computing choose(", n, ", ", k, ")"));
    }
  }
  return values::MakeInteger(context.heap, static_cast<int64_t>(result));
}

namespace {

// The upper regularized incomplete gamma function Q(a, x), by the series for small x and the
// continued fraction (Lentz) for large x; see Press et al., Numerical Recipes, section 6.2.
double UpperGamma(double a, double x) {
  if (x <= 0) return 1;
  const double scale = std::exp(-x + a * std::log(x) - std::lgamma(a));
  if (x < a + 1) {
    double term = 1 / a;
    double sum = term;
    for (double n = a + 1; std::abs(term) > std::abs(sum) * 1e-15; ++n) sum += term *= x / n;
    return 1 - sum * scale;
  }
  constexpr double kTiny = 1e-300;
  double b = x + 1 - a;
  double c = 1 / kTiny;
  double d = 1 / b;
  double h = d;
  for (int i = 1; i < 10'000; ++i) {
    const double numerator = -i * (i - a);
    b += 2;
    d = numerator * d + b;
    if (std::abs(d) < kTiny) d = kTiny;
    c = b + numerator / c;
    if (std::abs(c) < kTiny) c = kTiny;
    d = 1 / d;
    h *= d * c;
    if (std::abs(d * c - 1) < 1e-15) break;
  }
  return scale * h;
}

}  // namespace

// Goodness of fit: TRUE unless counts as far off as these have a probability below alpha.
Value StatisticsChiSquare(NativeContext& context, std::span<const Value> arguments) {
  const FunctionTable expected = FunctionArgument(context, "ChiSquare", 1, arguments[0]);
  const FunctionTable actual = FunctionArgument(context, "ChiSquare", 2, arguments[1]);
  const double alpha =
      std::atof(std::string(StringArgument(context, "ChiSquare", 3, arguments[2])).c_str());
  if (expected.values.size() != actual.values.size() || expected.values.size() < 2) {
    WrongArgument(context, "ChiSquare", 2, "a function with the domain of the first", arguments[1]);
  }
  double expected_sum = 0;
  double actual_sum = 0;
  for (size_t i = 0; i < expected.values.size(); ++i) {
    expected_sum +=
        static_cast<double>(IntegerArgument(context, "ChiSquare", 1, expected.values[i]));
    actual_sum += static_cast<double>(IntegerArgument(context, "ChiSquare", 2, actual.values[i]));
  }
  double statistic = 0;
  for (size_t i = 0; i < expected.values.size(); ++i) {
    const double want =
        static_cast<double>(values::IntegerOf(expected.values[i])) * actual_sum / expected_sum;
    const double difference = static_cast<double>(values::IntegerOf(actual.values[i])) - want;
    statistic += difference * difference / want;
  }
  const double freedom = static_cast<double>(expected.values.size() - 1);
  return Value::Boolean(UpperGamma(freedom / 2, statistic / 2) >= alpha);
}

}  // namespace model::interpreter::library
