// engine/LAYERS as data, and the rules that follow from it, each as a function from files to complaints.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "architecture/source_tree.h"

namespace architecture {

struct Fence {
  std::string prefix;
  std::set<std::string> folders;
  int max_files = 0;  // 0: any number
};

struct Layers {
  std::vector<std::string> order;                        // folders as listed
  std::map<std::string, std::set<std::string>> allowed;  // folder → folders it may include
  std::vector<Fence> fences;
  std::map<std::string, std::set<std::string>> system;  // header → folders
  std::map<std::string, int> limits;                    // "file" → 400
  std::vector<std::string> errors;                      // of the LAYERS file itself
};

Layers read_layers(const std::string& text);

using Complaints = std::vector<std::string>;

Complaints check_folders(const Layers& layers, const std::vector<File>& files);
Complaints check_third_party(const Layers& layers, const std::vector<File>& files);
Complaints check_facade(const Layers& layers, const std::vector<File>& files);
Complaints check_include_cycles(const std::vector<File>& files);
Complaints check_files(const Layers& layers, const std::vector<File>& files);
Complaints long_functions(const Layers& layers, const std::vector<File>& files);

}  // namespace architecture
