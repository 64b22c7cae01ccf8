// What this process has used so far, as the operating system counts it.

#ifndef CHECKER_EXPLORATION_PROCESS_USAGE_H_
#define CHECKER_EXPLORATION_PROCESS_USAGE_H_

#include <cstdint>

namespace checker::exploration {

uint64_t CurrentMemoryBytes();  // resident; COST: reads a file
uint64_t PeakMemoryBytes();
double CpuSeconds();

}  // namespace checker::exploration

#endif  // CHECKER_EXPLORATION_PROCESS_USAGE_H_
