// The man page, made from the option table: `whodunnit --man-page`, which the build calls.

#ifndef CHECKER_COMMAND_LINE_MAN_PAGE_H_
#define CHECKER_COMMAND_LINE_MAN_PAGE_H_

#include <string>

namespace checker::command_line {

std::string ManPageText();  // in roff, section 1

}  // namespace checker::command_line

#endif  // CHECKER_COMMAND_LINE_MAN_PAGE_H_
