#include "model/source/source.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "model/source/concat.h"

namespace model::source {

Range Cover(const Range& a, const Range& b) {
  if (!a.valid()) return b;
  if (!b.valid()) return a;
  Range range = a;
  std::tie(range.begin_line, range.begin_column) =
      std::min(std::tie(a.begin_line, a.begin_column), std::tie(b.begin_line, b.begin_column));
  std::tie(range.end_line, range.end_column) =
      std::max(std::tie(a.end_line, a.end_column), std::tie(b.end_line, b.end_column));
  return range;
}

SourceFile::SourceFile(std::string path, std::string module_name, std::string text)
    : path_(std::move(path)), module_(std::move(module_name)), text_(std::move(text)) {
  line_starts_.push_back(0);
  for (size_t at = text_.find('\n'); at != std::string::npos; at = text_.find('\n', at + 1)) {
    line_starts_.push_back(static_cast<uint32_t>(at + 1));
  }
}

std::string_view SourceFile::Line(uint32_t number) const {
  if (number == 0 || number > line_starts_.size()) return {};
  const size_t begin = line_starts_[number - 1];
  const size_t end = number < line_starts_.size() ? line_starts_[number] - 1 : text_.size();
  std::string_view line = text();
  line = line.substr(begin, end - begin);
  if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
  return line;
}

FileId SourceSet::Add(SourceFile file) {
  files_.push_back(std::move(file));
  return FileId{static_cast<uint32_t>(files_.size() - 1)};
}

std::string SourceSet::Describe(const Range& range) const {
  if (!range.valid()) return "unknown location";
  return Concat("line ", range.begin_line, ", col ", range.begin_column, " to line ",
                range.end_line, ", col ", range.end_column, " of module ",
                Get(range.file).module_name());
}

std::string SourceSet::Locate(const Range& range) const {
  if (!range.valid()) return "unknown location";
  return Concat(Get(range.file).path(), ":", range.begin_line, ":", range.begin_column);
}

}  // namespace model::source
