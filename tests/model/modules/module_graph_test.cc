#include "model/modules/module_graph.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

namespace model::modules {
namespace {

namespace fs = std::filesystem;

class ModuleGraphTest : public testing::Test {
 protected:
  ModuleGraphTest() {
    folder_ = fs::temp_directory_path() / ("whodunnit_modules_" + std::to_string(getpid()));
    fs::create_directories(folder_ / "library");
  }
  ~ModuleGraphTest() override { fs::remove_all(folder_); }

  void Write(const std::string& path, const std::string& text) {
    std::string name = fs::path(path).stem().string();
    std::ofstream(folder_ / path) << "---- MODULE " << name << " ----\n" << text << "\n====\n";
  }
  std::optional<ModuleGraph> Load(bool with_library = false) {
    LoadOptions options{(folder_ / "Root.tla").string(), {}};
    if (with_library) options.libraries.push_back((folder_ / "library").string());
    return LoadModules(options, sources_, diagnostics_);
  }
  std::string Names(const ModuleGraph& graph, const std::vector<size_t>& order) {
    std::string text;
    for (size_t file : order) text += graph.files[file].name + " ";
    return text;
  }

  fs::path folder_;
  source::SourceSet sources_;
  source::Diagnostics diagnostics_;
};

TEST_F(ModuleGraphTest, ReadsEachModuleOnceAndOrdersThemByDependency) {
  Write("Root.tla", "EXTENDS A, B");
  Write("A.tla", "EXTENDS C");
  Write("B.tla", "EXTENDS C\nI == INSTANCE D");
  Write("C.tla", "");
  Write("D.tla", "");
  std::optional<ModuleGraph> graph = Load();
  ASSERT_TRUE(graph.has_value());
  EXPECT_EQ(graph->files.size(), 5u);
  EXPECT_EQ(Names(*graph, graph->dependencies_first), "C A D B Root ");
  EXPECT_EQ(Names(*graph, graph->breadth_first), "Root A B C D ");
}

TEST_F(ModuleGraphTest, PrefersTheRootsFolderToTheLibraryAndThatToTheStandardModules) {
  Write("Root.tla", "EXTENDS A, Functions, Naturals");
  Write("A.tla", "");
  Write("library/A.tla", "Wrong == 1");
  Write("library/Functions.tla", "Mine == 1");
  std::optional<ModuleGraph> graph = Load(true);
  ASSERT_TRUE(graph.has_value());
  auto path_of = [&](const std::string& name) {
    const ModuleFile& file = graph->files[graph->index_by_name.at(name)];
    return sources_.Get(file.tree->file).path();
  };
  EXPECT_EQ(path_of("A"), (folder_ / "A.tla").string());
  EXPECT_EQ(path_of("Functions"), (folder_ / "library/Functions.tla").string());
  EXPECT_EQ(path_of("Naturals"), "<standard>/Naturals.tla");
  EXPECT_TRUE(graph->files[graph->index_by_name.at("Naturals")].is_standard);
  EXPECT_FALSE(graph->files[graph->index_by_name.at("Functions")].is_standard);
}

TEST_F(ModuleGraphTest, TakesACopyOfACoreModuleForTheModule) {
  Write("Root.tla", "EXTENDS Sequences");
  Write("Sequences.tla", "Len(s) == CHOOSE n : TRUE");
  std::optional<ModuleGraph> graph = Load();
  ASSERT_TRUE(graph.has_value());
  EXPECT_TRUE(graph->files[graph->index_by_name.at("Sequences")].is_standard);
}

TEST_F(ModuleGraphTest, FindsModulesThatFollowTheRootInItsFile) {
  std::ofstream(folder_ / "Root.tla") << "---- MODULE Root ----\nEXTENDS Second\n====\n"
                                      << "---- MODULE Third ----\nt == 1\n====\n"
                                      << "---- MODULE Second ----\nEXTENDS Third\ns == t\n====\n";
  std::optional<ModuleGraph> graph = Load();
  ASSERT_TRUE(graph.has_value());
  EXPECT_EQ(graph->files.size(), 3u);
  const ModuleFile& second = graph->files[graph->index_by_name.at("Second")];
  EXPECT_EQ(sources_.Get(second.tree->file).Line(9), "s == t");
}

TEST_F(ModuleGraphTest, DoesNotLookForNestedModulesInFiles) {
  Write("Root.tla", "EXTENDS A\nI == INSTANCE Inner\nJ == INSTANCE Other");
  Write("A.tla", "---- MODULE Inner ----\n====\n---- MODULE Other ----\n====");
  EXPECT_TRUE(Load().has_value());
}

TEST_F(ModuleGraphTest, NamesThePlacesWhereAModuleWasLookedFor) {
  Write("Root.tla", "EXTENDS Sequnces");
  EXPECT_FALSE(Load(true).has_value());
  ASSERT_EQ(diagnostics_.all().size(), 1u);
  const source::Diagnostic& diagnostic = diagnostics_.all()[0];
  EXPECT_EQ(diagnostic.help, "did you mean Sequences?");
  ASSERT_EQ(diagnostic.notes.size(), 1u);
  EXPECT_NE(diagnostic.notes[0].message.find("/library/"), std::string::npos);
  EXPECT_EQ(diagnostics_.ExitStatus(), 150);
}

TEST_F(ModuleGraphTest, PointsAtTheNameOfAnInstancesModule) {
  Write("Root.tla", "M == INSTANCE Nowhere");
  EXPECT_FALSE(Load(true).has_value());
  ASSERT_EQ(diagnostics_.all().size(), 1u);
  EXPECT_EQ(diagnostics_.all()[0].range.begin_column, 15u);
}

TEST_F(ModuleGraphTest, SaysThatTheRootCannotBeRead) {
  EXPECT_FALSE(Load().has_value());
  EXPECT_EQ(diagnostics_.ExitStatus(), 255);
}

TEST_F(ModuleGraphTest, ReportsAnErrorInEachModuleThatDoesNotParse) {
  Write("Root.tla", "EXTENDS A, B");
  Write("A.tla", "x == ");
  Write("B.tla", "y == ");
  EXPECT_FALSE(Load().has_value());
  EXPECT_GE(diagnostics_.all().size(), 2u);
}

}  // namespace
}  // namespace model::modules
