// Specifications given as text: written into a folder of their own, checked, and looked at.

#ifndef TESTS_MODEL_SEMANTICS_CHECKED_TEXT_H_
#define TESTS_MODEL_SEMANTICS_CHECKED_TEXT_H_

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "model/semantics/check.h"
#include "model/source/diagnostic.h"
#include "model/source/source.h"

namespace model::semantics {

// The first module is the root; each is a name and what stands between its first line and its last.
class CheckedText {
 public:
  using Module = std::pair<std::string, std::string>;

  explicit CheckedText(const std::vector<Module>& modules) {
    namespace fs = std::filesystem;
    static int count = 0;
    folder_ = fs::temp_directory_path() /
              ("whodunnit_semantics_" + std::to_string(getpid()) + "_" + std::to_string(count++));
    fs::create_directories(folder_);
    for (const auto& [name, text] : modules) {
      std::ofstream(folder_ / (name + ".tla")) << "---- MODULE " << name << " ----\n"
                                               << text << "\n====\n";
    }
    specification = CheckSpecification({(folder_ / (modules[0].first + ".tla")).string(), {}},
                                       sources, diagnostics);
  }
  explicit CheckedText(const std::string& text) : CheckedText({{"Root", text}}) {}
  ~CheckedText() { std::filesystem::remove_all(folder_); }

  // One line per diagnostic; empty if there is none.
  std::string Complaints() const {
    std::string text;
    for (const source::Diagnostic& diagnostic : diagnostics.all()) {
      text += std::string(NameOf(diagnostic.kind)) + ": " + diagnostic.message + "\n";
    }
    return text;
  }
  const Symbol& operator[](const std::string& name) const {
    return (*specification)[specification->Find(name)];
  }

  source::SourceSet sources;
  source::Diagnostics diagnostics;
  std::unique_ptr<Specification> specification;

 private:
  std::filesystem::path folder_;
};

}  // namespace model::semantics

#endif  // TESTS_MODEL_SEMANTICS_CHECKED_TEXT_H_
