#include "checker/reports/paint.h"

#include "checker/reports/concatenation.h"

namespace checker::reports {
namespace {

std::string_view EscapeOf(Role role) {
  switch (role) {
    case Role::kError: return "\x1b[1;31m";
    case Role::kWarning: return "\x1b[1;35m";
    case Role::kNote: return "\x1b[1;36m";
    case Role::kHelp: return "\x1b[1;32m";
    case Role::kGood: return "\x1b[1;32m";
    case Role::kHeading: return "\x1b[1m";
    case Role::kChanged: return "\x1b[33m";
    case Role::kFaint: return "\x1b[2m";
  }
  return "";
}

}  // namespace

std::string Paint::operator()(Role role, std::string_view text) const {
  if (color_ == Color::kNone || text.empty()) return std::string(text);
  return Concat(EscapeOf(role), text, "\x1b[0m");
}

}  // namespace checker::reports
