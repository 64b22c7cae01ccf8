// The program: carries out a command line, prints what came of it and returns the exit status.

#ifndef CHECKER_COMMAND_LINE_PROGRAM_H_
#define CHECKER_COMMAND_LINE_PROGRAM_H_

#include "checker/command_line/command_line.h"

namespace checker::command_line {

// REQUIRES: a thread with a large stack.
int RunProgram(CommandLine line, const parallel::StopRequest* stop);

}  // namespace checker::command_line

#endif  // CHECKER_COMMAND_LINE_PROGRAM_H_
