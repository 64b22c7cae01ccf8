// Fuzz entry: any bytes as a configuration, by itself and inside a specification. What has no
// meaning has an error, and every error a place in the text.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "model/configuration/configuration.h"
#include "model/source/diagnostic.h"
#include "model/source/source.h"

namespace {

void Parse(const std::string& text) {
  model::source::SourceSet sources;
  model::source::Diagnostics diagnostics;
  const auto file = sources.Add(model::source::SourceFile("M.cfg", "M.cfg", text));
  const auto configuration = model::configuration::ParseConfiguration(sources, file, diagnostics);
  if (configuration.has_value() == diagnostics.has_errors()) __builtin_trap();
  const auto lines = static_cast<size_t>(std::count(text.begin(), text.end(), '\n')) + 1;
  for (const model::source::Diagnostic& diagnostic : diagnostics.all()) {
    if (diagnostic.range.begin_line < 1 || diagnostic.range.begin_line > lines) __builtin_trap();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  Parse(text);
  if (const auto embedded = model::configuration::EmbeddedConfiguration(text)) {
    if (embedded->size() > text.size()) __builtin_trap();
    Parse(*embedded);
  }
  return 0;
}
