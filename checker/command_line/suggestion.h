// What somebody may have meant by a word that is no option or command.

#ifndef CHECKER_COMMAND_LINE_SUGGESTION_H_
#define CHECKER_COMMAND_LINE_SUGGESTION_H_

#include <string_view>
#include <vector>

namespace checker::command_line {

// The candidate that takes the fewest changed, added, dropped or swapped characters; "" when none
// is near (at most a third of the word). COST: O(candidates * length^2).
std::string_view NearestOf(std::string_view word, const std::vector<std::string_view>& candidates);

}  // namespace checker::command_line

#endif  // CHECKER_COMMAND_LINE_SUGGESTION_H_
