// whodunnit's entry point.

#include <cstdlib>
#include <string>
#include <vector>

#include "checker/command_line/command_line.h"
#include "checker/command_line/program.h"
#include "checker/command_line/stop_on_signal.h"
#include "checker/parallel/big_stack_thread.h"

int main(int argument_count, char** arguments) {
  namespace command_line = checker::command_line;
  static checker::parallel::StopRequest stop;  // outlives every thread and handler
  command_line::StopOnSignal(&stop);
  const char* library = std::getenv("TLA_LIBRARY");
  command_line::CommandLine line = command_line::ParseCommandLine(
      {arguments + 1, arguments + argument_count}, library == nullptr ? "" : library);
  int status = 0;
  checker::parallel::RunOnBigStack([&] { status = RunProgram(std::move(line), &stop); });
  return status;
}
