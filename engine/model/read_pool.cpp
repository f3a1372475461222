// `pool:` of formulas. It becomes formulas that the rest of botec knows already: one for each source, and one of those: a choice by
// an input of its own (mixture), or a mean. What a pool of distributions can do beyond that needs a density, and is refused.
#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "model/quantity.h"
#include "model/sections.h"
#include "text/nearest_name.h"

namespace botec {
namespace {

constexpr std::string_view pool_help = "write pool: [first_way, second_way], or a map of names and formulas";
const std::vector<std::string> methods = {"mixture", "precision", "mean", "geometric_mean"};

// A formula tree made of parts. All of it has the place of the pool.
struct TreeMaker {
  Span place;
  FormulaTree tree;

  std::uint32_t add(FormulaNode node) {
    node.span = node.place = place;
    tree.nodes.push_back(std::move(node));
    return static_cast<std::uint32_t>(tree.nodes.size() - 1);
  }
  std::uint32_t number(double value) {
    FormulaNode node;
    node.number = value;
    return add(std::move(node));
  }
  std::uint32_t name(const std::string& text) {
    FormulaNode node;
    node.kind = FormulaNode::Kind::name;
    node.name = text;
    return add(std::move(node));
  }
  std::uint32_t call(std::string_view function, std::initializer_list<std::uint32_t> children) {
    FormulaNode node;
    node.kind = FormulaNode::Kind::call;
    node.function = find_function(function);
    node.first_child = static_cast<std::uint32_t>(tree.children.size());
    node.child_count = static_cast<std::uint32_t>(children.size());
    tree.children.insert(tree.children.end(), children);
    return add(std::move(node));
  }
};

// if(which == 1, first, if(which == 2, second, third))
FormulaTree choice(TreeMaker make, const std::string& which, const std::vector<std::string>& sources) {
  std::uint32_t last = make.name(sources.back());
  for (std::size_t i = sources.size() - 1; i-- > 0;) {
    const auto is = make.call("==", {make.name(which), make.number(static_cast<double>(i + 1))});
    last = make.call("if", {is, make.name(sources[i]), last});
  }
  return std::move(make.tree);
}

// Σ w s, or on the logarithm s1 · exp(Σ w log(s / s1)) over the others, in which no unit is raised to a power. `weight` makes the
// node of the i-th weight.
template <class Weight>
FormulaTree average(TreeMaker make, const std::vector<std::string>& sources, bool logarithmic, Weight weight) {
  std::optional<std::uint32_t> sum;
  for (std::size_t i = logarithmic ? 1 : 0; i < sources.size(); ++i) {
    const std::uint32_t share = weight(make, i);
    std::uint32_t term = make.name(sources[i]);
    if (logarithmic) term = make.call("log", {make.call("/", {term, make.name(sources[0])})});
    term = make.call("*", {share, term});
    sum = sum ? make.call("+", {*sum, term}) : term;
  }
  if (logarithmic) make.call("*", {make.name(sources[0]), make.call("exp", {*sum})});
  return std::move(make.tree);
}

struct PoolReader {
  const YamlNode& map;
  Formula& formula;
  Reading& reading;
  FormulaPool pool;
  std::vector<Formula> made;
  bool good = true;

  void fail(const Span& span, std::string message, std::string help = {}) {
    reading.diagnostics.error("bad-pool", span, std::move(message), std::move(help));
    good = false;
  }
  void add_source(const YamlNode& node, const std::string& name);
  void read_sources(const YamlNode& node);
  void read_method();
  void read_weights();
  std::optional<std::string> own_name(const std::string& suffix);
  void add_input(const std::string& name, InputForm form);
  void make_tree();
};

// `NAME_suffix`, unless that is taken.
std::optional<std::string> PoolReader::own_name(const std::string& suffix) {
  const std::string name = formula.name + "_" + suffix;
  if (reading.names.emplace(name, pool.span).second) return name;
  fail(pool.span, fmt::format("this pool needs the name `{}`, which is taken", name), "name the sources in a map: pool: {this_way: …, that_way: …}");
  return std::nullopt;
}

void PoolReader::add_source(const YamlNode& node, const std::string& name) {
  if (!want_scalar(node, "a source of a pool", "a formula", reading.diagnostics, std::string(pool_help))) {
    good = false;
    return;
  }
  auto tree = parse_formula(node.text, reading.diagnostics);
  if (!tree) {
    good = false;
    return;
  }
  std::string shown = name, suffix = name;
  if (name.empty()) {
    const bool bare = tree->nodes.size() == 1 && tree->root().kind == FormulaNode::Kind::name;
    shown = bare ? tree->root().name : node.text.value;
    suffix = bare ? tree->root().name : std::to_string(pool.names.size() + 1);
    std::replace(suffix.begin(), suffix.end(), '.', '_');
  }
  const auto own = own_name(suffix);
  if (!own) return;
  Formula source;
  source.name = *own;
  source.name_span = source.span = node.span;
  source.text = node.text.value;
  source.tree = std::move(*tree);
  source.unit = formula.unit;
  source.made = true;
  pool.names.push_back(std::move(shown));
  pool.sources.push_back(*own);
  made.push_back(std::move(source));
}

void PoolReader::read_sources(const YamlNode& node) {
  if (node.kind == YamlNode::Kind::scalar || node.kind == YamlNode::Kind::nothing) {
    wrong_shape(node, "`pool`", "a list or a map of formulas", reading.diagnostics, std::string(pool_help));
    good = false;
    return;
  }
  for (const auto& item : node.items) add_source(*item, "");
  for (const auto& [key, value] : node.entries) {
    if (check_name(key, "a source of a pool", reading.diagnostics)) add_source(*value, key.value);
    else good = false;
  }
  if (good && pool.sources.size() < 2) fail(node.span, "a pool of formulas needs two sources or more", std::string(pool_help));
}

void PoolReader::read_method() {
  const auto text = [&](const char* key) {
    const YamlEntry* entry = find_entry(map, key);
    return entry == nullptr ? Text{} : read_text(*entry->value, fmt::format("`{}`", key), reading.diagnostics);
  };
  const Text method = text("method"), scale = text("scale");
  pool.method = method ? method.value : "mixture";
  pool.scale = scale ? scale.value : pool.method == "precision" || pool.method == "geometric_mean" ? "log" : "linear";
  if (pool.method == "geometric" || pool.method == "quantile") {
    fail(method.span, fmt::format("`method: {}` works on distributions, and those of formulas are not known before they are computed", pool.method),
         "write mixture, precision, mean or geometric_mean here, or make the sources inputs");
  } else if (std::find(methods.begin(), methods.end(), pool.method) == methods.end()) {
    const std::string nearest = did_you_mean(pool.method, methods);
    fail(method.span, fmt::format("there is no method `{}` of pooling formulas", pool.method), nearest.empty() ? "write mixture, precision, mean or geometric_mean" : nearest);
  } else if (scale && (pool.method != "precision" || (scale.value != "log" && scale.value != "linear"))) {
    fail(scale.span, "`scale` is `log` or `linear`, and stands beside `method: precision`");
  }
}

void PoolReader::read_weights() {
  const YamlEntry* entry = find_entry(map, "weights");
  pool.weights.assign(pool.sources.size(), 1.0);
  if (entry != nullptr) {
    if (!want_list(*entry->value, "`weights`", "a list of numbers", reading.diagnostics, "write weights: [2, 1]")) {
      good = false;
      return;
    }
    pool.weights.clear();
    for (const auto& item : entry->value->items) {
      const auto weight = read_pure_number(*item, "a weight", reading.diagnostics);
      good = good && weight;
      pool.weights.push_back(weight.value_or(1));
    }
  }
  if (!good) return;
  const Span span = entry == nullptr ? pool.span : entry->value->span;
  if (pool.weights.size() != pool.sources.size()) {
    fail(span, fmt::format("{} weights for {} sources", pool.weights.size(), pool.sources.size()), "give one weight for each source, or none for equal weights");
    return;
  }
  const bool negative = std::any_of(pool.weights.begin(), pool.weights.end(), [](double w) { return !(w >= 0); });
  const double sum = std::accumulate(pool.weights.begin(), pool.weights.end(), 0.0);
  if (negative || !(sum > 0)) return fail(span, "weights are 0 or more, and not all of them are 0");
  for (double& weight : pool.weights) weight /= sum;
}

void PoolReader::add_input(const std::string& name, InputForm form) {
  form.span = pool.span;
  reading.model.inputs.push_back({name, pool.span, std::move(form), true});
}

void PoolReader::make_tree() {
  TreeMaker make{pool.span, {}};
  if (pool.method == "mixture") {
    const auto which = own_name("source");
    if (!which) return;
    InputForm form;
    form.kind = InputForm::Kind::distribution;
    form.family = "categorical";
    for (std::size_t i = 0; i < pool.weights.size(); ++i) {
      Quantity value, weight;
      value.value = static_cast<double>(i + 1);
      weight.value = pool.weights[i];
      form.values.push_back(value);
      form.weights.push_back(weight);
    }
    // The point estimate is that of the source with the largest weight, the first of such.
    Quantity point;
    point.value = static_cast<double>(std::max_element(pool.weights.begin(), pool.weights.end()) - pool.weights.begin() + 1);
    form.point = point;
    form.description = {"Which source of " + formula.name + " a trial takes", {}};
    add_input(*which, std::move(form));
    formula.tree = choice(std::move(make), *which, pool.sources);
    return;
  }
  const bool logarithmic = pool.scale == "log";
  if (pool.method != "precision") {
    formula.tree = average(std::move(make), pool.sources, logarithmic, [&](TreeMaker& m, std::size_t i) { return m.number(pool.weights[i]); });
    return;
  }
  for (std::size_t i = 0; i < pool.sources.size(); ++i) {
    const auto weight = own_name("weight" + pool.sources[i].substr(formula.name.size()));
    if (!weight) return;
    InputForm form;
    form.constant.value = pool.weights[i];   // until a first sample says better
    add_input(*weight, std::move(form));
    pool.weight_inputs.push_back(*weight);
  }
  formula.tree = average(std::move(make), pool.sources, logarithmic, [&](TreeMaker& m, std::size_t i) { return m.name(pool.weight_inputs[i]); });
}

}  // namespace

bool read_formula_pool(const YamlNode& map, Formula& formula, Reading& reading) {
  const YamlEntry* entry = find_entry(map, "pool");
  if (entry == nullptr) {
    for (const char* key : {"method", "weights", "scale"}) {
      if (const YamlEntry* stray = find_entry(map, key)) {
        reading.diagnostics.error("missing-key", stray->key.span, fmt::format("`{}` needs `pool` beside it", key));
        return true;
      }
    }
    return false;
  }
  if (const YamlEntry* other = find_entry(map, "formula")) {
    reading.diagnostics.error("bad-pool", other->key.span, "`formula` and `pool` cannot stand together", "keep one of them");
    return true;
  }
  PoolReader reader{map, formula, reading, {}, {}};
  reader.pool.span = entry->key.span;
  formula.span = entry->value->span;
  formula.text = "pool of";
  reader.read_sources(*entry->value);
  reader.read_method();
  if (reader.good) reader.read_weights();
  if (reader.good) reader.make_tree();
  if (!reader.good) return true;
  for (std::size_t i = 0; i < reader.pool.names.size(); ++i) formula.text += (i == 0 ? " " : ", ") + reader.pool.names[i];
  formula.text += " (" + reader.pool.method + ")";
  for (Formula& source : reader.made) reading.model.formulas.push_back(std::move(source));
  formula.pool = std::move(reader.pool);
  return true;
}

}  // namespace botec
