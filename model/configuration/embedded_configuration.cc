#include <algorithm>

#include "model/configuration/configuration.h"

namespace model::configuration {
namespace {

constexpr std::string_view kBlank = " \t\r";

std::string_view Trimmed(std::string_view text) {
  const size_t begin = text.find_first_not_of(kBlank);
  if (begin == std::string_view::npos) return "";
  return text.substr(begin, text.find_last_not_of(kBlank) - begin + 1);
}

bool IsRule(std::string_view text, char sign) {
  return text.size() >= 4 && text.find_first_not_of(sign) == std::string_view::npos;
}

// ---- CONFIG Name ----
bool OpensConfiguration(std::string_view line) {
  line = Trimmed(line);
  const size_t head = line.find_first_not_of('-');
  if (head == std::string_view::npos || head < 4) return false;
  const std::string_view rest = Trimmed(line.substr(head));
  if (!rest.starts_with("CONFIG")) return false;
  const std::string_view name = Trimmed(rest.substr(6));
  const size_t tail = name.find_last_not_of('-');
  return rest.size() > 6 && kBlank.find(rest[6]) != std::string_view::npos &&
         tail != std::string_view::npos && IsRule(name.substr(tail + 1), '-');
}

}  // namespace

std::optional<std::string> EmbeddedConfiguration(std::string_view specification) {
  std::string result;
  bool inside = false;
  while (!specification.empty()) {
    const size_t end = std::min(specification.find('\n'), specification.size());
    const std::string_view line = specification.substr(0, end);
    specification.remove_prefix(std::min(end + 1, specification.size()));
    if (inside && IsRule(Trimmed(line), '=')) return result;
    if (inside) result += line;
    result += '\n';
    inside = inside || OpensConfiguration(line);
  }
  return inside ? std::optional(std::move(result)) : std::nullopt;
}

}  // namespace model::configuration
