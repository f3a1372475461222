#include "architecture/layers.h"

#include <algorithm>
#include <functional>
#include <sstream>

namespace architecture {

namespace {

std::vector<std::string> words(const std::string& text) {
  std::istringstream stream(text);
  std::vector<std::string> list;
  for (std::string word; stream >> word;) list.push_back(word);
  return list;
}

std::set<std::string> word_set(const std::string& text) {
  const auto list = words(text);
  return {list.begin(), list.end()};
}

void read_line(const std::string& head, const std::string& tail, Layers& layers) {
  const auto keys = words(head);
  if (keys.size() == 2 && keys[0] == "fence") {
    const auto comma = tail.find(',');
    Fence fence{keys[1], word_set(tail.substr(0, comma)), 0};
    if (comma != std::string::npos) fence.max_files = std::stoi(tail.substr(comma + 1));
    layers.fences.push_back(fence);
  } else if (keys.size() >= 2 && keys[0] == "system") {
    for (std::size_t i = 1; i < keys.size(); ++i) layers.system[keys[i]] = word_set(tail);
  } else if (keys.size() == 2 && keys[0] == "limit") {
    layers.limits[keys[1]] = std::stoi(tail);
  } else if (keys.size() == 1) {
    const std::string& folder = keys[0];
    if (layers.allowed.contains(folder)) layers.errors.push_back("LAYERS lists " + folder + " twice");
    // Every name must stand further up: that alone rules out cycles between folders.
    for (const auto& name : words(tail)) {
      if (!layers.allowed.contains(name))
        layers.errors.push_back("LAYERS: " + folder + " names " + name + ", which does not stand above it");
    }
    layers.order.push_back(folder);
    layers.allowed[folder] = word_set(tail);
  } else {
    layers.errors.push_back("LAYERS: not understood: " + head);
  }
}

std::string place(const File& file, const Include& include) {
  return "engine/" + file.path + ":" + std::to_string(include.line);
}

const File* find(const std::vector<File>& files, const std::string& path) {
  const auto at = std::find_if(files.begin(), files.end(), [&](const File& file) { return file.path == path; });
  return at == files.end() ? nullptr : &*at;
}

const Fence* fence_of(const Layers& layers, const std::string& header) {
  for (const auto& fence : layers.fences) {
    if (header.starts_with(fence.prefix)) return &fence;
  }
  return nullptr;
}

// The C++ standard library's headers are the only ones with neither a folder nor an ending.
bool is_standard(const std::string& header) { return header.find_first_of("./") == std::string::npos; }

}  // namespace

Layers read_layers(const std::string& text) {
  Layers layers;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) {
    line = line.substr(0, line.find('#'));
    if (words(line).empty()) continue;
    const auto colon = line.find(':');
    if (colon == std::string::npos) {
      layers.errors.push_back("LAYERS: no colon: " + line);
      continue;
    }
    read_line(line.substr(0, colon), line.substr(colon + 1), layers);
  }
  return layers;
}

Complaints check_folders(const Layers& layers, const std::vector<File>& files) {
  Complaints complaints = layers.errors;
  for (const auto& file : files) {
    const auto allowed = layers.allowed.find(file.folder);
    if (allowed == layers.allowed.end()) {
      complaints.push_back("engine/" + file.path + ": the folder " + file.folder + " is not in LAYERS");
      continue;
    }
    for (const auto& include : file.includes) {
      if (!include.quoted) continue;
      const auto* target = find(files, include.header);
      if (!target) {
        complaints.push_back(place(file, include) + ": \"" + include.header + "\" is not a path below engine/");
      } else if (target->folder != file.folder && !allowed->second.contains(target->folder)) {
        complaints.push_back(place(file, include) + ": " + file.folder + " may not include " + target->folder + " (" +
                             include.header + ")");
      }
    }
  }
  return complaints;
}

Complaints check_third_party(const Layers& layers, const std::vector<File>& files) {
  Complaints complaints;
  std::map<std::string, std::set<std::string>> users;
  for (const auto& file : files) {
    for (const auto& include : file.includes) {
      if (include.quoted || is_standard(include.header)) continue;
      if (const auto system = layers.system.find(include.header); system != layers.system.end()) {
        if (!system->second.contains(file.folder))
          complaints.push_back(place(file, include) + ": " + include.header + " does not belong in " + file.folder);
      } else if (const auto* fence = fence_of(layers, include.header)) {
        users[fence->prefix].insert(file.path);
        if (!fence->folders.contains(file.folder))
          complaints.push_back(place(file, include) + ": " + include.header + " is fenced off from " + file.folder);
      } else {
        complaints.push_back(place(file, include) + ": <" + include.header + "> has no fence in LAYERS");
      }
    }
  }
  for (const auto& fence : layers.fences) {
    const auto& found = users[fence.prefix];
    if (fence.max_files == 0 || static_cast<int>(found.size()) <= fence.max_files) continue;
    std::string list;
    for (const auto& path : found) list += " " + path;
    complaints.push_back(fence.prefix + " is included by more than " + std::to_string(fence.max_files) +
                         " files:" + list);
  }
  return complaints;
}

Complaints check_facade(const Layers& layers, const std::vector<File>& files) {
  Complaints complaints;
  std::set<std::string> seen;
  std::vector<std::string> waiting{"engine.h"};
  while (!waiting.empty()) {
    const std::string path = waiting.back();
    waiting.pop_back();
    const auto* file = find(files, path);
    if (!file || !seen.insert(path).second) continue;
    for (const auto& include : file->includes) {
      if (include.quoted)
        waiting.push_back(include.header);
      else if (fence_of(layers, include.header))
        complaints.push_back(place(*file, include) + ": engine.h reaches <" + include.header + ">");
    }
  }
  return complaints;
}

Complaints check_include_cycles(const std::vector<File>& files) {
  Complaints complaints;
  enum class Mark { fresh, open, done };
  std::map<std::string, Mark> marks;
  std::vector<std::string> path;
  const std::function<void(const File&)> visit = [&](const File& file) {
    marks[file.path] = Mark::open;
    path.push_back(file.path);
    for (const auto& include : file.includes) {
      const auto* target = include.quoted ? find(files, include.header) : nullptr;
      if (!target || marks[target->path] == Mark::done) continue;
      if (marks[target->path] == Mark::fresh) {
        visit(*target);
        continue;
      }
      std::string cycle;
      for (auto at = std::find(path.begin(), path.end(), target->path); at != path.end(); ++at) cycle += *at + " → ";
      complaints.push_back("files include each other in a circle: " + cycle + target->path);
    }
    path.pop_back();
    marks[file.path] = Mark::done;
  };
  for (const auto& file : files) {
    if (marks[file.path] == Mark::fresh) visit(file);
  }
  return complaints;
}

Complaints check_files(const Layers& layers, const std::vector<File>& files) {
  Complaints complaints;
  const int limit = layers.limits.at("file");
  for (const auto& file : files) {
    const int length = static_cast<int>(file.lines.size());
    if (length > limit)
      complaints.push_back("engine/" + file.path + " has " + std::to_string(length) + " lines, more than " +
                           std::to_string(limit));
    if (file.is_header() && (file.lines.empty() || !file.lines[0].starts_with("//"))) {
      complaints.push_back("engine/" + file.path +
                           " does not open with a comment: its place, its promise, its thread rule");
    }
  }
  return complaints;
}

Complaints long_functions(const Layers& layers, const std::vector<File>& files) {
  Complaints complaints;
  const int limit = layers.limits.at("function");
  for (const auto& file : files) {
    for (const auto& function : functions(file)) {
      if (function.length <= limit) continue;
      complaints.push_back("engine/" + file.path + ":" + std::to_string(function.line) + ": " +
                           std::to_string(function.length) + " lines: " + function.first_line);
    }
  }
  return complaints;
}

}  // namespace architecture
