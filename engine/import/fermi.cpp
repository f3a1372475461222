// fermi: a running product, one factor a line: `5M 12M # people`, `/ 48 52`, `beta 1 200`, `=: x`, `x`.
#include <map>
#include <sstream>

#include "import/draft.h"
#include "import/readers.h"
#include "text/number.h"

namespace botec {

namespace {

struct Running {
  std::string text;             // the formula so far
  bool sum = false;             // its last operation was + or -
};

struct Reader {
  ModelDraft draft;
  std::map<std::string, std::string> ours;
  Running total;

  void read(const std::string& line, std::size_t number);
  void apply(char sign, const std::string& operand);
};

void Reader::apply(char sign, const std::string& operand) {
  const bool product = sign == '*' || sign == '/';
  if (total.text.empty()) {
    total.text = sign == '/' ? "1 / " + operand : sign == '-' ? "0 - " + operand : operand;
  } else {
    total.text = (product && total.sum ? "(" + total.text + ")" : total.text) + " " + sign + " " + operand;
  }
  total.sum = !product;
}

std::optional<double> number_of(const std::string& word) {
  const bool negative = word.starts_with("-");
  const auto written = read_number(std::string_view(word).substr(negative ? 1 : 0));
  if (!written || written->length + (negative ? 1 : 0) != word.size() || written->overflow) return std::nullopt;
  return negative ? -written->value : written->value;
}

// The first words of a comment.
std::string name_from(const std::string& comment, std::size_t number) {
  std::istringstream words(comment);
  std::string name, word;
  for (int i = 0; i < 5 && words >> word; ++i) name += (i == 0 ? "" : "_") + word;
  return name.empty() ? "line_" + std::to_string(number) : name;
}

void Reader::read(const std::string& line, std::size_t number) {
  const std::size_t hash = line.find('#');
  const std::string comment = hash == std::string::npos ? "" : line.substr(line.find_first_not_of("# ", hash) == std::string::npos ? line.size() : line.find_first_not_of("# ", hash));
  std::istringstream stream(line.substr(0, hash));
  std::vector<std::string> words;
  for (std::string word; stream >> word;) words.push_back(word);
  if (words.empty()) return;
  const std::string shown = line.substr(0, hash);
  if (words[0] == "=:" || words[0] == "=.") {
    if (words.size() != 2 || total.text.empty()) return draft.leave_out(number, shown, "this assignment is not understood");
    const std::string name = draft.fresh_name(words[1]);
    draft.add_formula(name, total.text, comment);
    ours[words[1]] = name;
    total = words[0] == "=." ? Running{} : Running{name, false};
    return;
  }
  char sign = '*';
  if (words[0].size() == 1 && std::string_view("*/+-").find(words[0][0]) != std::string_view::npos) {
    sign = words[0][0];
    words.erase(words.begin());
  }
  std::vector<double> numbers;
  for (const std::string& word : words) {
    if (const auto value = number_of(word)) numbers.push_back(*value);
  }
  const bool beta = !words.empty() && words[0] == "beta" && words.size() == 3 && numbers.size() == 2;
  if (words.size() == 1 && ours.contains(words[0])) return apply(sign, ours[words[0]]);
  if (!beta && (numbers.size() != words.size() || words.empty() || words.size() > 2)) return draft.leave_out(number, shown, "this line is not understood");
  if (!beta && words.size() == 2 && !(numbers[0] > 0 && numbers[0] < numbers[1])) return draft.leave_out(number, shown, "a range goes from a smaller to a larger number above zero");
  const std::string name = draft.fresh_name(name_from(comment, number));
  const std::string low = number_text(numbers[0]), high = number_text(numbers.back());
  draft.add_input(name, beta ? "beta(alpha=" + low + ", beta=" + high + ")" : words.size() == 2 ? low + " to " + high : low, comment);
  apply(sign, name);
}

}  // namespace

ImportedModel read_fermi(std::string_view text, const std::string& file) {
  Reader reader;
  std::istringstream lines{std::string(text)};
  std::size_t number = 0;
  for (std::string line; std::getline(lines, line);) reader.read(line, ++number);
  if (!reader.total.text.empty()) {
    const std::string name = reader.draft.fresh_name("result");
    reader.draft.add_formula(name, reader.total.text);
  }
  return std::move(reader.draft).write("", "fermi, " + file);
}

}  // namespace botec
