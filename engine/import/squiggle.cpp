// Squiggle: assignments of arithmetic, `a to b`, mixtures and named distributions. Functions, blocks, conditions and plots are left out.
#include <algorithm>
#include <map>

#include "import/expression.h"
#include "import/readers.h"

namespace botec {

namespace {

struct Statement {
  std::size_t line = 1;
  std::string text, comment;
};

bool goes_on(const std::string& text) {
  const std::size_t last = text.find_last_not_of(" \t\r");
  return last != std::string::npos && std::string_view("+-*/=,^([{").find(text[last]) != std::string_view::npos;
}

bool is_continuation(std::string_view line) {
  const std::size_t first = line.find_first_not_of(" \t\r");
  if (first == std::string_view::npos) return false;
  return std::string_view("+*/^)]}|?:,").find(line[first]) != std::string_view::npos || line.substr(first, 2) == "->" || line.substr(first, 2) == "- " || line.substr(first, 3) == "to ";
}

// The text without comments; what stands behind `//` is kept.
class Splitter {
 public:
  explicit Splitter(std::string_view text) : text_(text) {}

  std::vector<Statement> all() {
    std::string_view rest = text_;
    for (std::size_t number = 1; !rest.empty(); ++number) {
      const std::size_t end = std::min(rest.find('\n'), rest.size());
      add_line(rest.substr(0, end), number);
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    finish();
    return std::move(statements_);
  }

 private:
  void add_line(std::string_view raw, std::size_t number) {
    std::string line, comment;
    bool quoted = false;
    for (std::size_t i = 0; i < raw.size(); ++i) {
      if (in_comment_) {
        in_comment_ = raw.substr(i, 2) != "*/";
        i += in_comment_ ? 0 : 1;
        continue;
      }
      quoted = quoted != (raw[i] == '"');
      if (!quoted && raw.substr(i, 2) == "/*") {
        in_comment_ = true;
        ++i;
        continue;
      }
      if (!quoted && raw.substr(i, 2) == "//") {
        comment = raw.substr(i + 2);
        break;
      }
      if (!quoted && (raw[i] == ';')) {
        line += '\n';
        continue;
      }
      line += raw[i];
    }
    const bool more = depth_ > 0 || goes_on(open_.text) || is_continuation(line);
    if (!more) finish();
    if (line.find_first_not_of(" \t\r\n") == std::string::npos) return;
    if (open_.text.empty()) open_.line = number;
    open_.text += (open_.text.empty() ? "" : " ") + line;
    if (!comment.empty()) open_.comment = comment.substr(std::min(comment.find_first_not_of(' '), comment.size()));
    for (const char c : line) depth_ += c == '(' || c == '[' || c == '{' ? 1 : c == ')' || c == ']' || c == '}' ? -1 : 0;
    depth_ = std::max(depth_, 0);
  }

  void finish() {
    if (open_.text.find_first_not_of(" \t\r\n") != std::string::npos) statements_.push_back(open_);
    open_ = {};
    depth_ = 0;
  }

  std::string_view text_;
  std::vector<Statement> statements_;
  Statement open_;
  int depth_ = 0;
  bool in_comment_ = false;
};

std::string trim(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  return std::string(text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1));
}

bool is_word(std::string_view text) {
  const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
  return !text.empty() && letter(text.front()) && std::all_of(text.begin(), text.end(), [&](char c) { return letter(c) || (c >= '0' && c <= '9'); });
}

struct Reader {
  ModelDraft draft;
  std::map<std::string, std::string> ours;      // of a name as it stands now
  std::map<std::string, std::string> laws;      // by our name

  void read(const Statement& statement);
};

void Reader::read(const Statement& statement) {
  std::string text = trim(statement.text);
  if (text.starts_with("export ")) text = trim(text.substr(7));
  if (text.empty()) return;
  if (text.front() == '@' || text.starts_with("import ")) return draft.leave_out(statement.line, text, text.front() == '@' ? "decorators are not translated" : "imports are not translated");
  const std::size_t equals = text.find('=');
  std::string left = equals == std::string::npos ? "" : trim(text.substr(0, equals)), right = equals == std::string::npos ? text : trim(text.substr(equals + 1));
  if (const auto colon = left.find(':'); colon != std::string::npos) left = trim(left.substr(0, colon));   // a type
  if (equals != std::string::npos && left.find('(') != std::string::npos) return draft.leave_out(statement.line, text, "functions are not translated");
  if (equals != std::string::npos && !is_word(left)) return draft.leave_out(statement.line, text, "this is not translated");
  const ExpressionContext context{draft, left.empty() ? "result" : left,
                                  [this](const std::string& name) -> std::optional<Translated> {
                                    const auto found = ours.find(name);
                                    if (found == ours.end()) return std::nullopt;
                                    return Translated{Translated::Kind::formula, 0, found->second, true};
                                  },
                                  [this](const std::string& name) -> std::optional<std::string> {
                                    const auto found = laws.find(name);
                                    return found == laws.end() ? std::nullopt : std::optional(found->second);
                                  }};
  std::string why;
  const std::size_t inputs_before = draft.inputs.size();
  const auto value = translate(right, context, why);
  if (!value) {
    draft.inputs.resize(inputs_before);
    ours.erase(left);
    return draft.leave_out(statement.line, text, why);
  }
  if (left.empty() && value->kind == Translated::Kind::formula && value->atomic && is_word(value->text)) return;   // the last line only names what is shown
  const std::string name = draft.fresh_name(left.empty() ? "result" : left);
  if (value->kind == Translated::Kind::formula) draft.add_formula(name, value->text, statement.comment);
  else draft.add_input(name, value->text, statement.comment);
  if (value->kind == Translated::Kind::distribution) laws[name] = value->text;
  if (!left.empty()) ours[left] = name;
}

}  // namespace

ImportedModel read_squiggle(std::string_view text, const std::string& file) {
  Reader reader;
  for (const Statement& statement : Splitter(text).all()) reader.read(statement);
  return std::move(reader.draft).write("", "Squiggle, " + file);
}

}  // namespace botec
