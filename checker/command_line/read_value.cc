#include "checker/command_line/read_value.h"

#include <cctype>
#include <charconv>
#include <cmath>
#include <string_view>

namespace checker::command_line {
namespace {

struct Unit {
  std::string_view suffix;  // lower case
  double factor;
};

std::string LowerCase(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return lower;
}

// A number, perhaps with a fraction, and one of the units; the unit "" too, if it is among them.
template <size_t N>
std::optional<uint64_t> ReadAmount(const std::string& text, const Unit (&units)[N]) {
  double number = 0;
  const char* const end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, number, std::chars_format::fixed);
  if (error != std::errc() || !(number >= 0)) return std::nullopt;
  const std::string suffix = LowerCase(std::string_view(rest, end - rest));
  for (const Unit& unit : units) {
    if (unit.suffix != suffix) continue;
    const double amount = std::round(number * unit.factor);
    if (amount >= 9e18) return std::nullopt;
    return static_cast<uint64_t>(amount);
  }
  return std::nullopt;
}

// Whole numbers are read exactly, others by way of their unit.
std::optional<uint64_t> ReadWholeOrAmount(const std::string& text) {
  uint64_t number = 0;
  const char* const end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, number);
  if (error == std::errc() && rest == end) return number;
  static constexpr Unit kUnits[] = {{"k", 1e3}, {"m", 1e6}, {"g", 1e9}};
  return ReadAmount(text, kUnits);
}

template <typename Value>
std::optional<Value> OrProblem(std::optional<Value> value, const char* expected,
                               std::string* problem) {
  if (!value) *problem = expected;
  return value;
}

}  // namespace

std::optional<std::string> ReadText(const std::string& text, std::string* problem) {
  if (!text.empty()) return text;
  *problem = "must not be empty";
  return std::nullopt;
}

std::optional<uint64_t> ReadCount(const std::string& text, std::string* problem) {
  return OrProblem(ReadWholeOrAmount(text), "expects a whole number, perhaps with K, M or G",
                   problem);
}

std::optional<uint64_t> ReadPositiveCount(const std::string& text, std::string* problem) {
  std::optional<uint64_t> count = ReadCount(text, problem);
  if (count == uint64_t{0}) {
    *problem = "must be at least 1";
    return std::nullopt;
  }
  return count;
}

std::optional<uint32_t> ReadWorkers(const std::string& text, std::string* problem) {
  if (text == "auto") return 0;
  const std::optional<uint64_t> count = ReadWholeOrAmount(text);
  if (count && *count >= 1 && *count <= 1024) return static_cast<uint32_t>(*count);
  *problem = "expects a number from 1 to 1024, or auto";
  return std::nullopt;
}

std::optional<uint32_t> ReadFingerprintBits(const std::string& text, std::string* problem) {
  if (text == "64") return 64;
  if (text == "128") return 128;
  *problem = "must be 64 or 128";
  return std::nullopt;
}

std::optional<uint64_t> ReadMilliseconds(const std::string& text, std::string* problem) {
  static constexpr Unit kUnits[] = {{"ms", 1},    {"", 1e3},    {"s", 1e3},   {"m", 6e4},
                                    {"min", 6e4}, {"h", 3.6e6}, {"d", 8.64e7}};
  const std::optional<uint64_t> amount = ReadAmount(text, kUnits);
  if (amount && *amount > 0) return amount;
  *problem = "expects a time such as 90, 90s, 15m or 2h";
  return std::nullopt;
}

std::optional<uint64_t> ReadBytes(const std::string& text, std::string* problem) {
  static constexpr double kKi = 1024;
  static constexpr Unit kUnits[] = {{"", 1},
                                    {"b", 1},
                                    {"k", kKi},
                                    {"kb", kKi},
                                    {"kib", kKi},
                                    {"m", kKi * kKi},
                                    {"mb", kKi * kKi},
                                    {"mib", kKi * kKi},
                                    {"g", kKi * kKi * kKi},
                                    {"gb", kKi * kKi * kKi},
                                    {"gib", kKi * kKi * kKi},
                                    {"t", kKi * kKi * kKi * kKi}};
  const std::optional<uint64_t> amount = ReadAmount(text, kUnits);
  if (amount && *amount > 0) return amount;
  *problem = "expects a size such as 800M or 4G";
  return std::nullopt;
}

std::optional<ProgressChoice> ReadProgress(const std::string& text, std::string* problem) {
  if (text == "auto") return ProgressChoice::kAuto;
  if (text == "always") return ProgressChoice::kAlways;
  if (text == "never") return ProgressChoice::kNever;
  *problem = "must be auto, always or never";
  return std::nullopt;
}

std::optional<std::string> ReadGraphPath(const std::string& text, std::string* problem) {
  if (text.ends_with(".dot") || text.ends_with(".json")) return text;
  *problem = "expects a file name that ends in .dot or .json";
  return std::nullopt;
}

}  // namespace checker::command_line
