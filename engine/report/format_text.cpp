#include "report/format_text.h"

#include "report/format_keys.h"

namespace botec {
namespace {

constexpr std::size_t column = 14;

void append(std::string& text, const std::vector<std::string>& lines) {
  for (const auto& line : lines) text.append(line).append("\n");
}

std::string key_name(const FormatKey& key) { return key.name == "*" ? "NAME" : std::string(key.name); }

// The key, its meaning wrapped beside it, and where there is room for one an example.
void append_key(std::string& text, const FormatKey& key, bool example, const TextOptions& options) {
  std::string lead = "  " + paint(pad(key_name(key), column), Paint::bold, options) + "  ";
  std::string meaning(key.meaning);
  if (example && key.holds.starts_with("one of ")) meaning.append(" O").append(key.holds.substr(1)).append(".");
  if (!key.needs.empty()) meaning.append(" Needs `").append(key.needs).append("`.");
  auto lines = wrap(clean(meaning, options.ascii), options.width - column - 4);
  if (example) {
    for (const auto& line : wrap(clean(key_name(key) + ": " + std::string(key.example), options.ascii), options.width - column - 6, 2)) {
      lines.push_back("  " + line);
    }
  }
  for (const auto& line : lines) {
    text.append(lead).append(line).append("\n");
    lead.assign(column + 4, ' ');
  }
}

std::string part_text(const FormatForm& form, bool examples, const TextOptions& options) {
  const std::string_view root = form.file == FormatFile::model ? "A model" : "A file of forecasts";
  std::string text = paint(form.place.empty() ? std::string(root) : clean(form.place), Paint::bold, options) + "\n";
  append(text, wrap("  " + clean(form.meaning, options.ascii), options.width, 2));
  bool keys = false;
  for (const FormatKey& key : format_keys()) {
    if (key.form != form.name) continue;
    append_key(text, key, examples, options);
    keys = true;
  }
  if (!form.also.empty()) append(text, wrap("  Also the keys of " + std::string(form.also) + ".", options.width, 2));
  if (form.name == "input") append(text, wrap("  Beside `distribution`: its arguments, as `botec distributions NAME` lists them, or quantiles (`p5`, `p97.5`).", options.width, 2));
  if (form.name == "expectation") append(text, wrap("  Also any quantile: `p5`, `p97.5`.", options.width, 2));
  return keys || examples ? text : std::string();
}

}  // namespace

std::string format_text(const TextOptions& options) {
  std::string text;
  for (const FormatForm& form : format_forms()) {
    if (form.file != FormatFile::model) continue;
    const std::string part = part_text(form, false, options);
    if (!part.empty()) text.append(part).append("\n");
  }
  append(text, wrap("`botec help format PART` shows one part with examples, such as `botec help format inputs`, or the files of `botec score`: `botec help format forecasts`; docs/model_format.md is the reference.", options.width));
  return text;
}

std::optional<std::string> format_part_text(std::string_view name, const TextOptions& options) {
  std::string text;
  for (const FormatForm& form : format_forms()) {
    const bool meant = form.name == name || form.place.substr(0, form.place.find(':')) == name;
    if (meant) text.append(text.empty() ? "" : "\n").append(part_text(form, true, options));
  }
  for (const FormatKey& key : format_keys()) {
    if (text.empty() && key.form == "model" && key.name == name) append_key(text, key, true, options);
  }
  if (text.empty()) return std::nullopt;
  return text;
}

std::vector<std::string> format_part_names() {
  std::vector<std::string> names;
  for (const FormatForm& form : format_forms()) names.emplace_back(form.name);
  for (const FormatKey& key : format_keys()) {
    if (key.form == "model") names.emplace_back(key.name);
  }
  return names;
}

}  // namespace botec
