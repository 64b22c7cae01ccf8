// SIGINT and SIGTERM ask the run to stop; another one, later, ends the process as if nothing had
// been installed.

#ifndef CHECKER_COMMAND_LINE_STOP_ON_SIGNAL_H_
#define CHECKER_COMMAND_LINE_STOP_ON_SIGNAL_H_

#include "checker/parallel/stop_request.h"

namespace checker::command_line {

// REQUIRES: `stop` lives as long as the process. THREADS: called once, before others start.
void StopOnSignal(parallel::StopRequest* stop);

}  // namespace checker::command_line

#endif  // CHECKER_COMMAND_LINE_STOP_ON_SIGNAL_H_
