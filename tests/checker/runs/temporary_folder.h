// A folder for the specifications that a test writes; gone when the test is over.

#ifndef TESTS_CHECKER_RUNS_TEMPORARY_FOLDER_H_
#define TESTS_CHECKER_RUNS_TEMPORARY_FOLDER_H_

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

namespace checker::runs {

class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string pattern =
        (std::filesystem::temp_directory_path() / "whodunnit_runs_XXXXXX").string();
    path_ = mkdtemp(pattern.data());
  }
  ~TemporaryFolder() { std::filesystem::remove_all(path_); }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  // Returns the file's path.
  std::string Write(const std::string& name, const std::string& text) const {
    std::ofstream(path_ / name) << text;
    return (path_ / name).string();
  }

 private:
  std::filesystem::path path_;
};

}  // namespace checker::runs

#endif  // TESTS_CHECKER_RUNS_TEMPORARY_FOLDER_H_
