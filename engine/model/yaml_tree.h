// YAML → a tree of our own, in which every scalar knows the place of each of its bytes.
// Place: bytes of a file → tree → sections of the model. The .cpp is the one file that includes yaml-cpp.
// Promise: any bytes end in a tree or in diagnostics, without deep recursion and in bounded memory; an alias is a
// shared node, never a copy, and the tree as walked is within the limits. Threads: a tree is immutable once read.
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "formula/parser.h"
#include "model/scalar_place.h"
#include "text/diagnostic.h"

namespace botec {

struct YamlLimits {
  std::size_t bytes = 16u << 20;
  std::size_t depth = 64;
  std::size_t nodes = 1'000'000;  // with every alias counted as what it stands for
};

struct YamlEntry;

struct YamlNode {
  enum class Kind { nothing, scalar, list, map };
  Kind kind = Kind::nothing;  // nothing: no value was written, or `null`, or `~`
  ScalarStyle style = ScalarStyle::plain;
  ScalarText text;                                     // scalar; for a written null as written
  std::vector<std::shared_ptr<const YamlNode>> items;  // list
  std::vector<YamlEntry> entries;                      // map, without repeated keys
  bool lossy = false;                                  // map: an entry was reported and left out
  Span span;  // where nothing was written: the key or the dash it was left out behind
};

using YamlPointer = std::shared_ptr<const YamlNode>;

struct YamlEntry {
  ScalarText key;
  YamlPointer value;  // never null
};

// The document in the file; a node of kind `nothing` for a file without one; null after an error that left no tree.
YamlPointer read_yaml(const SourcePointer& source, Diagnostics& diagnostics, const YamlLimits& limits = {});

}  // namespace botec
