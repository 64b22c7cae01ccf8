// Open addressing with linear probing, where a key's home is monotone in the key: home = key *
// capacity / 2^64. Three things follow.
//
// - Threads that insert different ranges of keys work on different ranges of the table. Only at a
// border can probing lead one into
//   the range of its neighbour; there two inserters may race for one empty slot, so a slot is taken
//   by compare-and-swap, and the loser looks at the slot again. Equal keys never race, because they
//   lie in the same range and so come from the same thread.
//
// - The table grows in place. When the capacity becomes larger every home moves up, so stretching
// goes from the top end
//   downwards: lift a whole cluster (a maximal run of full slots) out of the table, put its keys to
//   their new places, go on below. All keys of a cluster that begins at s have their home at or
//   above s, so their new places lie at or above s too, where only keys that have moved already
//   live: the probing invariant (no gap between a key and its home) holds at every moment for those
//   that have moved. No second table, no copy: the peak is the new table alone.
//
// - Stretching runs in parallel. If the table grows from C to D slots, the keys in [b * C / D, b)
// move to b and beyond. So that
//   range, cut at gaps, can be lifted by several threads without any reading what another writes;
//   then the next range below it.
//
// There is no wrapping around: a few slots behind the last home take what probing pushes past it.
//
// A slot that holds 0 is empty. The key 0 lives in a slot of its own, number 0, which holds 1 if
// the key is there.
//
// Measured: inserts by one core go from 10 to 25 million a second with pages of 2 MiB and
// prefetched batches; and fall past a load of 70 %. The load swings between 62 % and 80 %: at the
// peak, right after growth, a state takes 13 bytes, and 4 in the parent log.

#include "checker/exploration/fingerprint_set.h"

#include <algorithm>
#include <stdexcept>
#include <vector>

namespace checker::exploration {
namespace {

constexpr uint64_t kFirstCapacity = 4096;
constexpr uint64_t kLoadPercent = 80;
constexpr uint64_t kGrowthPercent = 130;
// Smaller tables double: memory is no matter there, and time is.
constexpr uint64_t kDoublingBelow = uint64_t{1} << 14;
// Pages of 2 MiB pay when the table no longer fits the second-level cache; zeroing them costs a
// small run more than it gains.
constexpr uint64_t kHugePagesFromBytes = uint64_t{8} << 20;
// A range this short is stretched by one thread.
constexpr uint64_t kShortRange = uint64_t{1} << 16;

// Slots lifted at a time, at most, but for long clusters: small enough for the first-level cache.
constexpr uint64_t kBlockSlots = 2048;

}  // namespace

FingerprintSet::FingerprintSet(const Options& options)
    : options_(options), slot_bytes_(8 + (options.wide ? 8 : 0) + (options.numbered ? 4 : 0)) {
  // More than the machine's memory can't be used; a slot of keys needs no more than half of what a
  // state does in all.
  const size_t bytes = PhysicalMemoryBytes();
  key_memory_ = ReservedMemory(bytes);
  keys_ = reinterpret_cast<uint64_t*>(key_memory_.data());
  if (options.wide) {
    high_memory_ = ReservedMemory(bytes);
    highs_ = reinterpret_cast<uint64_t*>(high_memory_.data());
  }
  if (options.numbered) {
    number_memory_ = ReservedMemory(bytes / 2);
    numbers_ = reinterpret_cast<uint32_t*>(number_memory_.data());
  }
  capacity_ = kFirstCapacity;
  limit_ = capacity_ * kLoadPercent / 100;
}

void FingerprintSet::Overflow() {
  throw std::runtime_error("the fingerprints of the model are all alike");
}

uint64_t FingerprintSet::CapacityFor(uint64_t keys) const {
  uint64_t capacity = capacity_;
  while (keys > capacity * kLoadPercent / 100) {
    capacity = capacity < kDoublingBelow ? capacity * 2 : capacity / 100 * kGrowthPercent;
  }
  return capacity;
}

bool FingerprintSet::Grow(uint64_t keys, parallel::WorkerPool* pool) {
  const uint64_t capacity = CapacityFor(keys);
  const uint64_t slots = 1 + capacity + kOverflowSlots;
  if (slots * 8 > key_memory_.bytes()) return false;
  if (options_.wide && slots * 8 > high_memory_.bytes()) return false;
  if (options_.numbered && slots * 4 > number_memory_.bytes()) return false;
  const uint64_t old_capacity = capacity_;
  const uint64_t old_end = end();
  capacity_ = capacity;
  limit_ = capacity * kLoadPercent / 100;
  if (slots * 8 >= kHugePagesFromBytes) {
    key_memory_.UseHugePages(slots * 8);
    if (options_.wide) high_memory_.UseHugePages(slots * 8);
    if (options_.numbered) number_memory_.UseHugePages(slots * 4);
  }
  key_memory_.Populate(old_end * 8, slots * 8);
  if (options_.wide) high_memory_.Populate(old_end * 8, slots * 8);
  if (options_.numbered) number_memory_.Populate(old_end * 4, slots * 4);
  Stretch(old_capacity, old_end, pool);
  return true;
}

// The first position from `position` up to `limit` whose lower neighbour is empty: a cluster may
// begin there, but none reaches across.
uint64_t FingerprintSet::GapAtOrAfter(uint64_t position, uint64_t limit) const {
  while (position < limit && position > 1 && keys_[position - 1] != 0) ++position;
  return position;
}

// Moves every key in [begin, end) to its new place, a block of clusters at a time. REQUIRES: no
// cluster reaches across the ends.
template <FingerprintSet::Crowd kCrowd>
void FingerprintSet::LiftRange(uint64_t begin, uint64_t end) {
  std::vector<uint64_t> lifted(kBlockSlots);
  std::vector<uint64_t> lifted_from(kBlockSlots);
  std::vector<uint64_t> highs;
  std::vector<uint32_t> numbers;
  while (end > begin) {
    uint64_t start = end - begin > kBlockSlots / 2 ? end - kBlockSlots / 2 : begin;
    while (start > begin && keys_[start - 1] != 0) --start;
    if (end - start > lifted.size()) {
      lifted.resize(end - start);
      lifted_from.resize(end - start);
    }
    // Without a branch, because whether a slot is full can't be foretold.
    size_t count = 0;
    for (uint64_t position = start; position < end; ++position) {
      lifted[count] = keys_[position];
      lifted_from[count] = position;
      count += keys_[position] != 0;
    }
    if (highs_ != nullptr) highs.assign(highs_ + start, highs_ + end);
    if (numbers_ != nullptr) numbers.assign(numbers_ + start, numbers_ + end);
    std::fill(keys_ + start, keys_ + end, 0);
    for (size_t i = 0; i < count; ++i) {
      uint64_t position = HomeOf(lifted[i]);
      while (Load(position) != 0 || !Take<kCrowd>(position, lifted[i])) ++position;
      if (highs_ != nullptr) highs_[position] = highs[lifted_from[i] - start];
      if (numbers_ != nullptr) numbers_[position] = numbers[lifted_from[i] - start];
    }
    end = start;
  }
}

void FingerprintSet::Stretch(uint64_t old_capacity, uint64_t old_end, parallel::WorkerPool* pool) {
  uint64_t top = old_end;
  const uint32_t parts = pool == nullptr ? 1 : pool->workers();
  while (parts > 1 && top > kShortRange) {
    const auto scaled = static_cast<unsigned __int128>(top - 1) * old_capacity / capacity_;
    const uint64_t bottom = GapAtOrAfter(2 + static_cast<uint64_t>(scaled), top);
    if (bottom >= top) break;
    std::vector<uint64_t> cuts(parts + 1, top);
    for (uint32_t part = 0; part < parts; ++part) {
      const uint64_t wish = bottom + (top - bottom) / parts * part;
      cuts[part] = GapAtOrAfter(std::max(wish, part == 0 ? bottom : cuts[part - 1]), top);
    }
    pool->Run([&](uint32_t part) { LiftRange<Crowd::kTogether>(cuts[part], cuts[part + 1]); });
    top = bottom;
  }
  LiftRange<Crowd::kAlone>(1, top);
}

}  // namespace checker::exploration
