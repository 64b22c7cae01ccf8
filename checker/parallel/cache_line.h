// What one thread writes all the time must not share a cache line with what others read all the
// time: each write would take the line away from them.

#ifndef CHECKER_PARALLEL_CACHE_LINE_H_
#define CHECKER_PARALLEL_CACHE_LINE_H_

#include <cstddef>

namespace checker::parallel {

inline constexpr size_t kCacheLineBytes = 64;

}  // namespace checker::parallel

#endif  // CHECKER_PARALLEL_CACHE_LINE_H_
