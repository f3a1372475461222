// The tree as it grows: what a YAML parser reports, event by event, becomes nodes; duplicate keys, keys that are not
// text and aliases that would expand beyond the limits are reported here. Place: behind yaml_tree.cpp, which feeds it.
// Threads: one reading, one thread.
#pragma once

#include <string>
#include <vector>

#include "model/plain_text.h"
#include "model/yaml_tree.h"

namespace botec {

class YamlBuilder {
 public:
  YamlBuilder(const PlainText& text, const YamlLimits& limits, Diagnostics& diagnostics)
      : text_(text), limits_(limits), diagnostics_(diagnostics) {}

  // Each returns false where reading cannot go on; the reason is in the diagnostics. `mark` is a byte of the plain
  // text, `anchor` numbers the anchors from 1, 0 means none.
  bool null(std::size_t mark, std::size_t anchor);
  bool scalar(std::size_t mark, std::size_t anchor, const std::string& tag, const std::string& value);
  bool alias(std::size_t mark, std::size_t anchor);
  bool begin(YamlNode::Kind kind, std::size_t mark, std::size_t anchor, const std::string& tag, bool flow);
  bool end();

  YamlPointer root() const { return root_; }

 private:
  // A node with what it weighs when every alias in it is written out.
  struct Part {
    YamlPointer node;
    std::size_t weight = 1;
    std::size_t height = 1;  // levels of collections in it, itself included
  };
  struct Open {
    std::shared_ptr<YamlNode> node;
    std::size_t anchor = 0;
    bool flow = false;
    bool have_key = false;
    bool key_usable = false;
    ScalarText key;
    std::size_t weight = 1;
    std::size_t height = 1;
  };

  bool place(Part part);
  void take_key(Open& parent, const YamlNode& node);
  void remember(std::size_t anchor, const Part& part);
  bool check_tag(std::size_t mark, const std::string& tag);
  bool too_deep(std::size_t mark);
  void drop_repeated_keys(YamlNode& map);
  void repair_cut_values(YamlNode& node);
  Span place_of_nothing(std::size_t mark) const;
  ScalarText scalar_text(const PlacedScalar& placed, const std::string& value) const;

  const PlainText& text_;
  YamlLimits limits_;
  Diagnostics& diagnostics_;
  std::vector<Open> open_;
  std::vector<Part> anchors_;  // by number - 1; without a node while it is still open
  std::size_t weight_ = 0;     // of everything so far
  YamlPointer root_;
};

}  // namespace botec
