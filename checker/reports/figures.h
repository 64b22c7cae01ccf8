// Figures as a person reads them.

#ifndef CHECKER_REPORTS_FIGURES_H_
#define CHECKER_REPORTS_FIGURES_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace checker::reports {

std::string CountText(uint64_t count);     // "1,234,567"
std::string BytesText(uint64_t bytes);     // "812 B", "3.4 MiB"
std::string DurationText(double seconds);  // "0.04 s", "12.3 s", "3 min 05 s", "2 h 07 min"
std::string RateText(uint64_t count, double seconds);  // "4.8 million", "812", per second
std::string ProbabilityText(double probability);       // "less than 1e-9", "3.1e-05"

// "1 state", "2 states".
std::string Plural(uint64_t count, std::string_view noun);
// "a", "a and b", "a, b and c".
std::string Enumeration(const std::vector<std::string>& names);

}  // namespace checker::reports

#endif  // CHECKER_REPORTS_FIGURES_H_
