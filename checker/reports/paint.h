// Colours for a terminal, by what a piece of text is for; or none at all.
//
// Whoever prints decides (a terminal, NO_COLOR, --color); reports only name the role.

#ifndef CHECKER_REPORTS_PAINT_H_
#define CHECKER_REPORTS_PAINT_H_

#include <cstdint>
#include <string>
#include <string_view>

namespace checker::reports {

enum class Color : uint8_t { kNone, kAnsi };

enum class Role : uint8_t {
  kError,
  kWarning,
  kNote,
  kHelp,
  kGood,
  kHeading,  // state numbers, table heads
  kChanged,  // a variable that a step changed
  kFaint,    // what the eye may skip
};

class Paint {
 public:
  explicit Paint(Color color) : color_(color) {}
  std::string operator()(Role role, std::string_view text) const;

 private:
  Color color_;
};

}  // namespace checker::reports

#endif  // CHECKER_REPORTS_PAINT_H_
