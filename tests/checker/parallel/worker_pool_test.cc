#include "checker/parallel/worker_pool.h"

#include <gtest/gtest.h>

#include <atomic>
#include <cstdint>
#include <stdexcept>
#include <vector>

namespace checker::parallel {
namespace {

TEST(WorkerPool, RunsEveryWorkerOnceAPhase) {
  for (const uint32_t workers : {1u, 2u, 5u}) {
    WorkerPool pool(workers);
    std::vector<uint32_t> runs(workers, 0);
    for (int phase = 0; phase < 1000; ++phase) {
      pool.Run([&](uint32_t worker) { ++runs[worker]; });
    }
    EXPECT_EQ(runs, std::vector<uint32_t>(workers, 1000));
  }
}

TEST(WorkerPool, ShowsEachPhaseWhatTheOneBeforeWrote) {
  WorkerPool pool(4);
  std::vector<uint64_t> values(4, 1);
  for (int phase = 0; phase < 20; ++phase) {
    std::vector<uint64_t> sums(4);
    pool.Run([&](uint32_t worker) {
      for (const uint64_t value : values) sums[worker] += value;
    });
    for (const uint64_t sum : sums) ASSERT_EQ(sum, uint64_t{1} << (2 * (phase + 1)));
    pool.Run([&](uint32_t worker) { values[worker] = sums[worker]; });
  }
}

TEST(WorkerPool, HandsOnAnException) {
  WorkerPool pool(3);
  const auto fail = [](uint32_t worker) {
    if (worker == 2) throw std::runtime_error("no");
  };
  EXPECT_THROW(pool.Run(fail), std::runtime_error);
  std::atomic<int> runs{0};
  pool.Run([&](uint32_t) { ++runs; });
  EXPECT_EQ(runs, 3);
}

}  // namespace
}  // namespace checker::parallel
