// A direct-mapped index of pointers to records. A record is written before its pointer is, and its
// key never changes; so a reader that follows a pointer sees a whole record, and compares the whole
// key.
//
// The index grows by being copied. Readers may be looking at the old one, or entering something
// there that the copy hasn't; that record is lost, and made again when it is missed. Old indices,
// and all records, are kept until their generation ends: when it is full a new one begins, and each
// reader goes over to it at a time when it holds nothing (Trim). The last one to leave lets go of
// the old.

#include "model/interpreter/shared_records.h"

#include <algorithm>
#include <cstring>

#include "model/interpreter/state_fingerprint.h"
#include "model/values/own_lines.h"

namespace model::interpreter {
namespace {

constexpr size_t kFirstEntries = size_t{1} << 10;
constexpr size_t kGrowth = 4;
constexpr size_t kChunkBytes = size_t{1} << 15;

}  // namespace

// What follows in memory: the key, then what is known for it.
struct SharedRecords::Record {
  uint32_t key_size;
  uint32_t size;
  uint8_t* key() { return reinterpret_cast<uint8_t*>(this + 1); }
  bool Has(Bytes wanted) {
    return key_size == wanted.size() && std::memcmp(key(), wanted.data(), key_size) == 0;
  }
  Reader::Content content() { return {key() + key_size, size}; }
};

// The hash only spares looking at records in vain: where two are entered at a time, it may be that
// of the other.
struct SharedRecords::Entry {
  std::atomic<uint64_t> hash{0};
  std::atomic<Record*> record{nullptr};

  void Set(uint64_t new_hash, Record* new_record) {
    record.store(new_record, std::memory_order_release);
    hash.store(new_hash, std::memory_order_relaxed);
  }
  Record* Get(uint64_t wanted) const {
    if (hash.load(std::memory_order_relaxed) != wanted) return nullptr;
    return record.load(std::memory_order_acquire);
  }
};

struct SharedRecords::Index {
  explicit Index(size_t size) : mask(size - 1), entries(std::make_unique<Entry[]>(size)) {}
  Entry& At(uint64_t hash) const { return entries[hash & mask]; }
  const size_t mask;
  const std::unique_ptr<Entry[]> entries;
};

// Records that are forgotten together.
class SharedRecords::Generation {
 public:
  explicit Generation(size_t entries) { Grow(entries); }

  const Index* index() const { return index_.load(std::memory_order_acquire); }
  size_t entries() const { return index()->mask + 1; }
  size_t bytes() const { return bytes_.load(std::memory_order_relaxed); }

  // Room that a reader fills by itself.
  uint8_t* TakeChunk(size_t size) {
    const std::lock_guard lock(mutex_);
    if (chunks_used_ == chunks_.size() || chunks_[chunks_used_].size < size) {
      chunks_.insert(chunks_.begin() + static_cast<ptrdiff_t>(chunks_used_),
                     {std::make_unique_for_overwrite<uint8_t[]>(size), size});
    }
    bytes_.fetch_add(size, std::memory_order_relaxed);
    return chunks_[chunks_used_++].memory.get();
  }

  // One more record is about to be entered.
  void MakeRoom(size_t most_entries) {
    const size_t entered = 1 + entered_.fetch_add(1, std::memory_order_relaxed);
    const size_t size = entries();
    if (entered * 2 <= size || size >= most_entries) return;
    const std::lock_guard lock(mutex_);
    if (index()->mask + 1 == size) Grow(std::min(size * kGrowth, most_entries));
  }

  // REQUIRES: nobody reads it.
  void Clear() {
    indices_.erase(indices_.begin(), indices_.end() - 1);
    const Index& index = *indices_.back();
    for (size_t i = 0; i <= index.mask; ++i) index.entries[i].Set(0, nullptr);
    entered_.store(0, std::memory_order_relaxed);
    bytes_.store(0, std::memory_order_relaxed);
    chunks_used_ = 0;
  }

  uint32_t readers = 0;

 private:
  void Grow(size_t size) {
    auto larger = std::make_unique<const Index>(size);
    if (!indices_.empty()) {
      const Index& old = *indices_.back();
      for (size_t i = 0; i <= old.mask; ++i) {
        const uint64_t hash = old.entries[i].hash.load(std::memory_order_relaxed);
        if (Record* record = old.entries[i].Get(hash)) larger->At(hash).Set(hash, record);
      }
    }
    index_.store(larger.get(), std::memory_order_release);
    indices_.push_back(std::move(larger));
  }

  struct Chunk {
    std::unique_ptr<uint8_t[]> memory;
    size_t size;
  };
  std::atomic<const Index*> index_{nullptr};
  std::vector<std::unique_ptr<const Index>> indices_;
  std::mutex mutex_;
  std::vector<Chunk> chunks_;
  size_t chunks_used_ = 0;
  std::atomic<size_t> bytes_{0};  // in use
  alignas(values::kCacheLineBytes) std::atomic<size_t> entered_{0};
};

SharedRecords::SharedRecords(size_t most_entries, size_t most_bytes)
    : most_entries_(most_entries), most_bytes_(most_bytes) {}

SharedRecords::~SharedRecords() = default;

uint64_t SharedRecords::HashOf(Bytes key) { return HashBytes(key.data(), key.size(), 64).low; }

// As large as the last one has become. REQUIRES: mutex_ is held.
void SharedRecords::Begin() {
  const size_t entries = generations_.empty() ? kFirstEntries : generations_.back()->entries();
  generations_.push_back(std::make_unique<Generation>(entries));
  newest_.store(generations_.back().get(), std::memory_order_relaxed);
}

SharedRecords::Generation* SharedRecords::Join() {
  const std::lock_guard lock(mutex_);
  if (newest_.load(std::memory_order_relaxed) == nullptr) Begin();
  ++generations_.back()->readers;
  return generations_.back().get();
}

void SharedRecords::Leave(Generation* generation) {
  const std::lock_guard lock(mutex_);
  if (--generation->readers > 0) return;
  if (generation == newest_.load(std::memory_order_relaxed)) {
    newest_.store(nullptr, std::memory_order_relaxed);
  }
  std::erase_if(generations_, [&](const auto& other) { return other.get() == generation; });
}

// Somebody who reads nothing now has found it full.
void SharedRecords::Outgrow(Generation* full) {
  const std::lock_guard lock(mutex_);
  if (full != newest_.load(std::memory_order_relaxed)) return;
  if (full->readers == 1) {
    full->Clear();
  } else {
    Begin();
  }
}

void SharedRecords::Reader::Leave() {
  if (generation_ != nullptr) records_->Leave(generation_);
  generation_ = nullptr;
  index_ = nullptr;
  next_ = end_ = nullptr;
}

void SharedRecords::Reader::Trim() {
  if (generation_ != nullptr && generation_->bytes() >= records_->most_bytes_) {
    records_->Outgrow(generation_);
    next_ = end_ = nullptr;
  }
  if (generation_ == nullptr || generation_ != records_->newest_.load(std::memory_order_relaxed)) {
    Leave();
    generation_ = records_->Join();
  }
  index_ = generation_->index();
}

void SharedRecords::Reader::Prefetch(uint64_t hash) const { __builtin_prefetch(&index_->At(hash)); }

void SharedRecords::Reader::PrefetchRecord(uint64_t hash) const {
  const Record* const record = index_->At(hash).Get(hash);
  if (record == nullptr) return;
  __builtin_prefetch(record);
  // Most take two lines; fetching what isn't there does no harm.
  __builtin_prefetch(reinterpret_cast<const uint8_t*>(record) + values::kCacheLineBytes);
}

std::optional<SharedRecords::Reader::Content> SharedRecords::Reader::Find(uint64_t hash,
                                                                          Bytes key) const {
  Record* const record = index_->At(hash).Get(hash);
  if (record == nullptr || !record->Has(key)) return std::nullopt;
  return record->content();
}

std::optional<SharedRecords::Reader::Content> SharedRecords::Reader::Add(uint64_t hash, Bytes key,
                                                                         Bytes content) {
  if (generation_->bytes() >= records_->most_bytes_) return std::nullopt;  // until Trim
  const size_t size = (sizeof(Record) + key.size() + content.size() + 7) / 8 * 8;
  if (size > static_cast<size_t>(end_ - next_)) {
    const size_t chunk = std::max(size, kChunkBytes);
    next_ = generation_->TakeChunk(chunk);
    end_ = next_ + chunk;
  }
  auto* const record = reinterpret_cast<Record*>(next_);
  next_ += size;
  *record = {static_cast<uint32_t>(key.size()), static_cast<uint32_t>(content.size())};
  std::copy(key.begin(), key.end(), record->key());
  std::copy(content.begin(), content.end(), record->content().begin());
  generation_->MakeRoom(records_->most_entries_);
  index_ = generation_->index();
  index_->At(hash).Set(hash, record);
  return record->content();
}

}  // namespace model::interpreter
