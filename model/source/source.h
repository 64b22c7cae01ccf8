// Source text and places in it.
//
// A SourceFile owns the bytes of one .tla or .cfg file; a Range names a stretch of it by 1-based
// line and column, both ends inclusive, as TLC and SANY print them. Columns count characters
// (Unicode code points), a tab counts as one character; junction lists have their own notion of
// columns in the lexer.
//
// THREADS: immutable after construction, safe to share.

#ifndef MODEL_SOURCE_SOURCE_H_
#define MODEL_SOURCE_SOURCE_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace model::source {

// Index of a file within a SourceSet.
enum class FileId : uint32_t {};
inline constexpr FileId kNoFile{0xffffffffu};

struct Range {
  FileId file = kNoFile;
  uint32_t begin_line = 0;
  uint32_t begin_column = 0;
  uint32_t end_line = 0;
  uint32_t end_column = 0;  // inclusive

  bool valid() const { return file != kNoFile; }
  friend bool operator==(const Range&, const Range&) = default;
};

// The smallest range that covers both. REQUIRES: same file, or one of them invalid.
Range Cover(const Range& a, const Range& b);

class SourceFile {
 public:
  SourceFile(std::string path, std::string module_name, std::string text);

  const std::string& path() const { return path_; }           // as a person would type it
  const std::string& module_name() const { return module_; }  // file name without .tla
  std::string_view text() const { return text_; }
  uint32_t line_count() const { return static_cast<uint32_t>(line_starts_.size()); }
  // Line `number` (1-based) without its line end; empty when out of range.
  std::string_view Line(uint32_t number) const;

 private:
  std::string path_;
  std::string module_;
  std::string text_;
  std::vector<uint32_t> line_starts_;
};

// All files of one run, in the order in which they were read.
class SourceSet {
 public:
  FileId Add(SourceFile file);
  const SourceFile& Get(FileId id) const { return files_[static_cast<uint32_t>(id)]; }
  size_t size() const { return files_.size(); }
  // "line 7, col 9 to line 7, col 26 of module M", as TLC words it.
  std::string Describe(const Range& range) const;
  // "path/M.tla:7:9"
  std::string Locate(const Range& range) const;

 private:
  std::vector<SourceFile> files_;
};

}  // namespace model::source

#endif  // MODEL_SOURCE_SOURCE_H_
