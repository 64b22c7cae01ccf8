// Shell completion, made from the option table: `whodunnit --completion bash`, which the build
// calls.

#ifndef CHECKER_COMMAND_LINE_COMPLETION_H_
#define CHECKER_COMMAND_LINE_COMPLETION_H_

#include <optional>
#include <string>
#include <string_view>

namespace checker::command_line {

// For "bash", "zsh" or "fish"; none for another shell.
std::optional<std::string> CompletionText(std::string_view shell);

}  // namespace checker::command_line

#endif  // CHECKER_COMMAND_LINE_COMPLETION_H_
