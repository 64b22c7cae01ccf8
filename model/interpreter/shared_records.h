// What the workers of a search tell each other: bytes, found by bytes.
//
// A worker that has found something out about the contents of parts of a state adds a record of it,
// and every worker finds it from then on. Looking up takes no lock. A record may be displaced by
// another one, and all are forgotten together once they have become much. Whoever doesn't find what
// it looks for finds it out for itself; so when something is forgotten, or seen by another worker,
// changes nothing but the time.
//
// THREADS: any number, each with a Reader of its own.

#ifndef MODEL_INTERPRETER_SHARED_RECORDS_H_
#define MODEL_INTERPRETER_SHARED_RECORDS_H_

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <vector>

namespace model::interpreter {

class SharedRecords {
 public:
  using Bytes = std::span<const uint8_t>;
  class Reader;

  // Room for so many records, a power of two, that take hardly more than so many bytes together.
  SharedRecords(size_t most_entries, size_t most_bytes);
  ~SharedRecords();
  SharedRecords(const SharedRecords&) = delete;
  SharedRecords& operator=(const SharedRecords&) = delete;

  static uint64_t HashOf(Bytes key);

 private:
  struct Record;
  struct Entry;
  struct Index;
  class Generation;

  void Begin();
  Generation* Join();
  void Leave(Generation* generation);
  void Outgrow(Generation* full);

  const size_t most_entries_;
  const size_t most_bytes_;
  std::mutex mutex_;
  // The last is in use; readers may hold on to those before.
  std::vector<std::unique_ptr<Generation>> generations_;
  std::atomic<const Generation*> newest_{nullptr};
};

// THREADS: one at a time.
class SharedRecords::Reader {
 public:
  // `records` outlives it.
  explicit Reader(SharedRecords* records) : records_(records) {}
  ~Reader() { Leave(); }
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;

  // From time to time, and before the first look: forgets what others have forgotten, and
  // everything once it has become much. REQUIRES: nobody holds what was found.
  void Trim();

  // For those that are about to be looked for: fetch where they would be found, then what is found
  // there.
  void Prefetch(uint64_t hash) const;
  void PrefetchRecord(uint64_t hash) const;
  // What is known for a key, which HashOf(key) goes with. It stays where it is until Trim. Others
  // look at it at the same time: what is to be written there later, is written atomically.
  using Content = std::span<uint8_t>;
  std::optional<Content> Find(uint64_t hash, Bytes key) const;
  // Where it is kept; absent: there is too much already.
  std::optional<Content> Add(uint64_t hash, Bytes key, Bytes content);
  // It has no use for them any more; when nobody has, they are forgotten.
  void Leave();

 private:
  SharedRecords* const records_;
  Generation* generation_ = nullptr;
  const Index* index_ = nullptr;
  uint8_t* next_ = nullptr;  // of the chunk that it fills
  uint8_t* end_ = nullptr;
};

}  // namespace model::interpreter

#endif  // MODEL_INTERPRETER_SHARED_RECORDS_H_
