// The set of fingerprints of all states stored so far: what makes a search end.
//
// Eight bytes a slot (sixteen with 128-bit fingerprints; four more if the states' numbers are
// kept), at most 80 % full. It grows in place by two fifths between two rounds of a search.
// Memory-bound: prefetch the slots of a batch of keys, then ask for them.
//
// THREADS: rounds alternate between *looking* (Find, any number of threads), *inserting* (Insert,
// any number of threads; equal keys from one thread only, which PartitionOf arranges) and
// *maintenance* (everything else, one thread). A barrier separates them.

#ifndef CHECKER_EXPLORATION_FINGERPRINT_SET_H_
#define CHECKER_EXPLORATION_FINGERPRINT_SET_H_

#include <atomic>
#include <cstddef>
#include <cstdint>

#include "checker/exploration/reserved_memory.h"
#include "checker/parallel/worker_pool.h"
#include "model/transitions/transition_system.h"

namespace checker::exploration {

class FingerprintSet {
 public:
  struct Options {
    bool wide = false;      // 128 bits
    bool numbered = false;  // keep the number of each state
  };
  // A fingerprint, mixed once more (reversibly), so that a model's plain fingerprints do no harm.
  struct Key {
    uint64_t low = 0;
    uint64_t high = 0;
    friend bool operator==(const Key&, const Key&) = default;
  };
  // Where a key stands. Good until the set grows.
  enum class Slot : uint64_t {};
  static constexpr Slot kAbsent{~uint64_t{0}};
  struct Insertion {
    Slot slot;
    bool is_new;
  };

  explicit FingerprintSet(const Options& options);

  Key KeyOf(const model::transitions::Fingerprint& fingerprint) const {
    uint64_t low = fingerprint.low;
    low ^= low >> 32;
    low *= 0x9e3779b97f4a7c15;
    if (!options_.wide) return {low, 0};
    // Sparing the slot of the key 0 here costs one bit of certainty in 2^64 of 128.
    return {low == 0 ? 1 : low, fingerprint.high};
  }
  // In 0 .. partitions-1, and monotone in the place of the key in the table: threads that insert
  // different partitions rarely touch the same part of it.
  static uint32_t PartitionOf(const Key& key, uint32_t partitions) {
    return static_cast<uint32_t>(MultiplyHigh(key.low, partitions));
  }

  void Prefetch(const Key& key) const {
    __builtin_prefetch(keys_ + HomeOf(key.low), 0, 3);
    if (numbers_ != nullptr) __builtin_prefetch(numbers_ + HomeOf(key.low), 0, 3);
  }
  // StepBatch::AnnounceTo(&PrefetchAnnounced, set) prefetches each step's slot while the model
  // computes the next step.
  static void PrefetchAnnounced(const void* set,
                                const model::transitions::Fingerprint& fingerprint) {
    const auto* self = static_cast<const FingerprintSet*>(set);
    self->Prefetch(self->KeyOf(fingerprint));
  }

  Slot Find(const Key& key) const {
    if (key.low == 0) return keys_[kZeroSlot] != 0 ? Slot{kZeroSlot} : kAbsent;
    for (uint64_t position = HomeOf(key.low);; ++position) {
      const uint64_t found = Load(position);
      if (Holds(position, found, key)) return Slot{position};
      if (found == 0) return kAbsent;
    }
  }

  // REQUIRES: room was made by Reserve.
  Insertion Insert(const Key& key) { return InsertAt<Crowd::kTogether>(key); }
  // The same where no other thread inserts; counts the new key.
  Insertion InsertAlone(const Key& key) {
    const Insertion insertion = InsertAt<Crowd::kAlone>(key);
    size_ += insertion.is_new;
    return insertion;
  }
  // Counts keys that Insert found to be new.
  void CountInserted(uint64_t keys) { size_ += keys; }

  // Makes room for `more` keys. False: there is no memory for that. `pool` may be null.
  bool Reserve(uint64_t more, parallel::WorkerPool* pool) {
    return size_ + more <= limit_ || Grow(size_ + more, pool);
  }
  // The bytes that Reserve would add to those in use.
  uint64_t BytesToGrow(uint64_t more) const {
    return size_ + more <= limit_ ? 0 : (CapacityFor(size_ + more) - capacity_) * slot_bytes_;
  }

  // REQUIRES: numbered, and the number is below 2^32 - 1.
  void SetNumber(Slot slot, uint64_t number) {
    numbers_[static_cast<uint64_t>(slot)] = static_cast<uint32_t>(number);
  }
  uint64_t NumberAt(Slot slot) const { return numbers_[static_cast<uint64_t>(slot)]; }

  uint64_t size() const { return size_; }
  uint64_t capacity() const { return capacity_; }
  uint64_t memory_bytes() const { return end() * slot_bytes_; }

 private:
  static constexpr uint64_t kZeroSlot = 0;

  static uint64_t MultiplyHigh(uint64_t a, uint64_t b) {
    return static_cast<uint64_t>((static_cast<unsigned __int128>(a) * b) >> 64);
  }
  uint64_t HomeOf(uint64_t low) const { return 1 + MultiplyHigh(low, capacity_); }
  uint64_t Load(uint64_t position) const {
    return std::atomic_ref<uint64_t>(keys_[position]).load(std::memory_order_relaxed);
  }
  bool Holds(uint64_t position, uint64_t found, const Key& key) const {
    return found == key.low && (highs_ == nullptr || highs_[position] == key.high);
  }
  uint64_t end() const { return 1 + capacity_ + kOverflowSlots; }

  enum class Crowd : uint8_t { kAlone, kTogether };
  // Takes an empty slot. False: another thread was first.
  template <Crowd kCrowd>
  bool Take(uint64_t position, uint64_t low) {
    std::atomic_ref<uint64_t> slot(keys_[position]);
    if constexpr (kCrowd == Crowd::kAlone) {
      slot.store(low, std::memory_order_relaxed);
      return true;
    }
    uint64_t empty = 0;
    return slot.compare_exchange_strong(empty, low, std::memory_order_relaxed);
  }
  template <Crowd kCrowd>
  Insertion InsertAt(const Key& key);
  [[noreturn]] static void Overflow();
  bool Grow(uint64_t keys, parallel::WorkerPool* pool);
  uint64_t CapacityFor(uint64_t keys) const;
  void Stretch(uint64_t old_capacity, uint64_t old_end, parallel::WorkerPool* pool);
  uint64_t GapAtOrAfter(uint64_t position, uint64_t limit) const;
  template <Crowd kCrowd>
  void LiftRange(uint64_t begin, uint64_t end);

  // Room behind the last home for the keys that probing pushes past it. The longest run at 80 %
  // load is about 43 ln(n) slots.
  static constexpr uint64_t kOverflowSlots = 4096;

  const Options options_;
  const uint64_t slot_bytes_;
  ReservedMemory key_memory_, high_memory_, number_memory_;
  uint64_t* keys_ = nullptr;
  uint64_t* highs_ = nullptr;    // null unless wide
  uint32_t* numbers_ = nullptr;  // null unless numbered
  uint64_t capacity_ = 0;        // homes
  uint64_t limit_ = 0;           // keys
  uint64_t size_ = 0;
};

template <FingerprintSet::Crowd kCrowd>
FingerprintSet::Insertion FingerprintSet::InsertAt(const Key& key) {
  if (key.low == 0) {
    const bool is_new = keys_[kZeroSlot] == 0;
    keys_[kZeroSlot] = 1;
    return {Slot{kZeroSlot}, is_new};
  }
  for (uint64_t position = HomeOf(key.low);;) {
    const uint64_t found = Load(position);
    if (found == 0) {
      if (position == end() - 1) Overflow();  // the last slot stays empty: it ends every probe
      if (!Take<kCrowd>(position, key.low)) continue;  // look at what the other put there
      if (highs_ != nullptr) highs_[position] = key.high;
      return {Slot{position}, true};
    }
    if (Holds(position, found, key)) return {Slot{position}, false};
    ++position;
  }
}

}  // namespace checker::exploration

#endif  // CHECKER_EXPLORATION_FINGERPRINT_SET_H_
