#include "checker/reports/figures.h"

#include <cmath>

#include "absl/strings/str_format.h"
#include "checker/reports/concatenation.h"

namespace checker::reports {

std::string CountText(uint64_t count) {
  std::string digits = Concat(count);
  for (size_t end = digits.size(); end > 3;) {
    end -= 3;
    digits.insert(end, ",");
  }
  return digits;
}

std::string BytesText(uint64_t bytes) {
  if (bytes < 1024) return Concat(bytes, " B");
  static constexpr const char* kUnits[] = {"KiB", "MiB", "GiB", "TiB"};
  double amount = static_cast<double>(bytes) / 1024;
  size_t unit = 0;
  while (amount >= 1023.95 && unit + 1 < std::size(kUnits)) {
    amount /= 1024;
    ++unit;
  }
  const int decimals = amount < 99.95 ? 1 : 0;
  return absl::StrFormat("%.*f %s", decimals, amount, kUnits[unit]);
}

std::string DurationText(double seconds) {
  if (seconds < 0.0005) return "less than 1 ms";
  if (seconds < 0.9995) return Concat(std::llround(seconds * 1000), " ms");
  if (seconds < 9.995) return absl::StrFormat("%.2f s", seconds);
  if (seconds < 59.95) return absl::StrFormat("%.1f s", seconds);
  const auto whole = static_cast<uint64_t>(std::llround(seconds));
  if (whole < 3600) return absl::StrFormat("%d min %02d s", whole / 60, whole % 60);
  return absl::StrFormat("%d h %02d min", whole / 3600, whole / 60 % 60);
}

std::string RateText(uint64_t count, double seconds) {
  const double rate = static_cast<double>(count) / std::max(seconds, 1e-6);
  if (rate >= 1e6) return absl::StrFormat("%.1f million", rate / 1e6);
  return CountText(static_cast<uint64_t>(std::llround(rate)));
}

std::string ProbabilityText(double probability) {
  if (probability < 1e-9) return "less than 1e-9";
  return absl::StrFormat("%.1e", probability);
}

std::string Plural(uint64_t count, std::string_view noun) {
  return Concat(CountText(count), " ", noun, count == 1 ? "" : "s");
}

std::string Enumeration(const std::vector<std::string>& names) {
  std::string text;
  for (size_t i = 0; i < names.size(); ++i) {
    if (i > 0) text += i + 1 == names.size() ? " and " : ", ";
    text += names[i];
  }
  return text;
}

}  // namespace checker::reports
