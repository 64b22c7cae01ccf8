// The number of a stored state: 0, 1, 2, ... in the order in which a sequential breadth-first
// search stores them. The same for every number of workers.

#ifndef CHECKER_EXPLORATION_STATE_INDEX_H_
#define CHECKER_EXPLORATION_STATE_INDEX_H_

#include <cstdint>

namespace checker::exploration {

enum class StateIndex : uint64_t {};
inline constexpr StateIndex kNoState{~uint64_t{0}};

inline constexpr uint64_t NumberOf(StateIndex index) { return static_cast<uint64_t>(index); }

}  // namespace checker::exploration

#endif  // CHECKER_EXPLORATION_STATE_INDEX_H_
