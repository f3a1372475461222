#include "model/yaml_tree.h"

#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <sstream>

#include "model/plain_text.h"
#include "model/yaml_builder.h"
#include "model/yaml_error.h"
#include "model/yaml_prescan.h"

namespace botec {
namespace {

struct Stop {};  // thrown through the parser once a diagnostic says why

std::size_t place(const YAML::Mark& mark) { return mark.pos < 0 ? 0 : static_cast<std::size_t>(mark.pos); }

void go_on(bool possible) {
  if (!possible) throw Stop{};
}

class Events final : public YAML::EventHandler {
 public:
  Events(const PlainText& text, YamlBuilder& builder, Diagnostics& diagnostics)
      : text_(text), builder_(builder), diagnostics_(diagnostics) {}

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (documents_++ == 0) return;
    report_second_document(place(mark));
    throw Stop{};
  }
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override { go_on(builder_.null(place(mark), anchor)); }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override { go_on(builder_.alias(place(mark), anchor)); }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    go_on(builder_.scalar(place(mark), anchor, tag, value));
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value style) override {
    go_on(builder_.begin(YamlNode::Kind::list, place(mark), anchor, tag, style == YAML::EmitterStyle::Flow));
  }
  void OnSequenceEnd() override { go_on(builder_.end()); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value style) override {
    go_on(builder_.begin(YamlNode::Kind::map, place(mark), anchor, tag, style == YAML::EmitterStyle::Flow));
  }
  void OnMapEnd() override { go_on(builder_.end()); }

 private:
  // The parser also starts a new document at a line that is indented less than the first one.
  void report_second_document(std::size_t mark) {
    const std::size_t separator = text_.text.rfind("\n---", mark);
    const bool separated = separator != std::string::npos || text_.text.rfind("\n...", mark) != std::string::npos;
    if (separated) {
      diagnostics_.error("yaml-syntax", text_.span(mark, mark + 1), "a second YAML document starts here",
                         "a model is one document: delete the line `---` before it");
    } else {
      diagnostics_.error("yaml-syntax", text_.span(mark, mark + 1),
                         "this line is indented less than the first line of the file",
                         "indent the keys of one map alike");
    }
  }

  const PlainText& text_;
  YamlBuilder& builder_;
  Diagnostics& diagnostics_;
  int documents_ = 0;
};

// What would make the parser run out of stack or memory, or misread the file, in place of an error of its own.
bool refuse(const PlainText& text, const Prescan& prescan, const YamlLimits& limits, Diagnostics& diagnostics) {
  const auto at = [&text](std::size_t place) { return text.span(place, place + 1); };
  if (prescan.too_deep) {
    diagnostics.error("too-deep", at(*prescan.too_deep),
                      fmt::format("lists and maps are nested more than {} deep here", limits.depth));
  } else if (prescan.too_many) {
    diagnostics.error("too-large", at(*prescan.too_many),
                      fmt::format("the lists in this file have more than {} entries", limits.nodes),
                      "keep large data in a CSV file and read it with `file:` and `column:`");
  } else if (prescan.tab) {
    diagnostics.error("tab", at(*prescan.tab), "this line is indented with a tab",
                      "YAML wants spaces: replace the tab by two spaces");
  } else {
    return false;
  }
  return true;
}

}  // namespace

YamlPointer read_yaml(const SourcePointer& source, Diagnostics& diagnostics, const YamlLimits& limits) {
  if (source->text().size() > limits.bytes) {
    diagnostics.error("too-large", {source, 0, 0},
                      fmt::format("the file has {} bytes; a model has at most {}", source->text().size(), limits.bytes),
                      "keep large data in a CSV file and read it with `file:` and `column:`");
    return nullptr;
  }
  const auto text = plain_text(source, diagnostics);
  if (!text) return nullptr;
  // The prescan may count a few levels that are none; the builder is exact.
  const Prescan prescan = prescan_yaml(text->text, 2 * limits.depth + 16, limits.nodes);
  if (refuse(*text, prescan, limits, diagnostics)) return nullptr;

  YamlBuilder builder(*text, limits, diagnostics);
  Events events(*text, builder, diagnostics);
  try {
    std::istringstream stream(text->text);
    YAML::Parser parser(stream);
    while (parser.HandleNextDocument(events)) {
    }
  } catch (const Stop&) {
    return nullptr;
  } catch (const YAML::Exception& error) {
    const Complaint complaint = yaml_complaint(error.msg, place(error.mark), text->text, prescan);
    diagnostics.error(complaint, text->span(complaint.begin, complaint.end));
    return nullptr;
  } catch (const std::exception&) {
    diagnostics.error("yaml-syntax", {source, 0, 0}, "this file could not be read as YAML");
    return nullptr;
  }
  return builder.root() ? builder.root() : std::make_shared<const YamlNode>();
}

}  // namespace botec
