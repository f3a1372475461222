#include "import/distribution_words.h"

#include <algorithm>

namespace botec {

namespace {

// Their name and positional arguments, our name and its arguments in the same order.
struct Row {
  const char* theirs;
  const char* ours;
  std::vector<std::string> arguments;
};

const std::vector<Row>& rows() {
  static const std::vector<Row> all{
      {"normal", "normal", {"mean", "sd"}},       {"lognormal", "lognormal", {"mu", "sigma"}},  {"uniform", "uniform", {"low", "high"}},
      {"beta", "beta", {"alpha", "beta"}},        {"gamma", "gamma", {"shape", "scale"}},       {"exponential", "exponential", {"rate"}},
      {"cauchy", "cauchy", {"location", "scale"}}, {"logistic", "logistic", {"location", "scale"}}, {"triangular", "triangular", {"low", "mode", "high"}},
      {"bernoulli", "bernoulli", {"p"}},          {"poisson", "poisson", {"mean"}},             {"binomial", "binomial", {"n", "p"}},
      {"norm", "normal", {"mean", "sd"}},
  };
  return all;
}

bool all_numbers(const std::vector<Translated>& values) {
  return std::all_of(values.begin(), values.end(), [](const Translated& v) { return v.kind == Translated::Kind::number; });
}

Translated law(std::string text) { return {Translated::Kind::distribution, 0, std::move(text), true}; }

std::string call_text(const std::string& family, const std::vector<std::pair<std::string, std::string>>& arguments) {
  std::string text = family + "(";
  for (std::size_t i = 0; i < arguments.size(); ++i) text += (i == 0 ? "" : ", ") + arguments[i].first + "=" + arguments[i].second;
  return text + ")";
}

bool is_quantile(const std::string& key) { return key.size() > 1 && key.front() == 'p' && key.find_first_not_of("0123456789.", 1) == std::string::npos; }

std::optional<Translated> by_name(const Row& row, const CallArguments& arguments, std::string& why) {
  std::vector<std::pair<std::string, std::string>> ours;
  for (const auto& [key, value] : arguments.named) {
    const bool known = is_quantile(key) || key == "mean" || key == "stdev" || key == "sd" || key == "mu" || key == "sigma";
    if (!known || value.kind != Translated::Kind::number) return why = "`" + key + "` of `" + row.theirs + "` is not translated", std::nullopt;
    ours.emplace_back(key == "stdev" ? "sd" : key, value.text);
  }
  return law(call_text(row.ours, ours));
}

std::string as_component(const Translated& value) { return value.text.starts_with("{") ? value.text : "\"" + value.text + "\""; }

std::optional<Translated> mixture(const CallArguments& arguments, std::string& why) {
  std::vector<Translated> components = arguments.values, weights;
  std::size_t list = 0;
  if (components.empty() && !arguments.lists.empty()) components = arguments.lists[list++];
  if (list < arguments.lists.size()) weights = arguments.lists[list++];
  const bool usable = !components.empty() && std::none_of(components.begin(), components.end(), [](const Translated& c) { return c.kind == Translated::Kind::formula; });
  if (!usable || list < arguments.lists.size()) return why = "a mixture of something that is no distribution by itself is not translated", std::nullopt;
  if (!all_numbers(weights) || (!weights.empty() && weights.size() != components.size())) return why = "the weights of a mixture are not as many numbers as components", std::nullopt;
  std::string text = "{distribution: mixture, components: [";
  for (std::size_t i = 0; i < components.size(); ++i) text += (i == 0 ? "" : ", ") + as_component(components[i]);
  text += "]";
  if (!weights.empty()) text += ", weights: [";
  for (std::size_t i = 0; i < weights.size(); ++i) text += (i == 0 ? "" : ", ") + weights[i].text;
  return law(text + (weights.empty() ? "}" : "]}"));
}

// A literal law with bounds: the mapping form of a range, else more arguments of the call.
std::optional<Translated> truncated(const Translated& base, const std::string& low, const std::string& high, std::string& why) {
  if (base.kind != Translated::Kind::distribution || base.text.starts_with("{")) return why = "a truncation of something that is no distribution by itself is not translated", std::nullopt;
  const std::string bounds = (low.empty() ? "" : ", min: " + low) + (high.empty() ? "" : ", max: " + high);
  if (base.text.find(" to ") != std::string::npos && base.text.find('(') == std::string::npos) return law("{range: " + base.text + bounds + "}");
  const std::size_t open = base.text.find('(');
  std::string map = "{distribution: " + base.text.substr(0, open);
  std::string inside = base.text.substr(open + 1, base.text.size() - open - 2);
  for (std::size_t at = 0; (at = inside.find('=', at)) != std::string::npos; at += 2) inside.replace(at, 1, ": ");
  return law(map + ", " + inside + bounds + "}");
}

}  // namespace

std::optional<Translated> distribution_of(const std::string& name, const CallArguments& arguments, std::string& why) {
  const auto& values = arguments.values;
  if (name == "mx" || name == "mixture") return mixture(arguments, why);
  if (name == "fromDist" || name == "pointMass") {
    if (values.size() == 1) return values.front();
    return why = "`" + name + "` with so many arguments is not translated", std::nullopt;
  }
  if (name == "truncateLeft" || name == "truncateRight" || name == "truncate") {
    const std::size_t bounds = name == "truncate" ? 2 : 1;
    if (values.size() != bounds + 1 || !all_numbers({values.begin() + 1, values.end()})) return why = "a truncation whose bounds are not numbers is not translated", std::nullopt;
    return truncated(values[0], name == "truncateRight" ? "" : values[1].text, name == "truncateLeft" ? "" : values.back().text, why);
  }
  if (name == "to" && values.size() == 2 && all_numbers(values)) return law(values[0].text + " to " + values[1].text);
  const auto row = std::find_if(rows().begin(), rows().end(), [&](const Row& r) { return name == r.theirs; });
  if (row == rows().end()) return std::nullopt;
  if (!arguments.named.empty() && values.empty()) return by_name(*row, arguments, why);
  if (values.size() != row->arguments.size() || !arguments.lists.empty()) return why = "`" + name + "()` with so many arguments is not translated", std::nullopt;
  if (!all_numbers(values)) return why = "a distribution whose parameters are uncertain themselves is not translated", std::nullopt;
  std::vector<std::pair<std::string, std::string>> ours;
  for (std::size_t i = 0; i < values.size(); ++i) ours.emplace_back(row->arguments[i], values[i].text);
  return law(call_text(row->ours, ours));
}

}  // namespace botec
