// Names: which input or formula a name means, in a model and in those it imports.
// Threads: belongs to the one thread that compiles.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "model/model.h"

namespace botec {

// What a name stands for, as an index into Symbols.
struct Symbol {
  enum class Kind { input, formula };
  Kind kind;
  std::uint32_t index;
};

struct Scope;

struct InputSymbol {
  const Input* declared;       // where it is written first, for its name
  const InputForm* form;       // after scenario and --set
  std::string name;            // qualified: `hardware.v100_peak`
  const Scope* scope;
  bool overridden = false;
  bool step = false;           // one step of an input that is drawn anew at each
  bool added = false;          // by add_input()
};

struct FormulaSymbol {
  const Formula* formula;
  std::string name;
  const Scope* scope;
};

struct TrendSymbol {
  const Trend* trend;
  std::string name;
  const Scope* scope;
};

// One model file's names. The same file imported along two ways is one scope, so that its inputs are drawn once.
struct Scope {
  const Model* model = nullptr;
  std::string prefix;          // "" or "hardware."
  std::unordered_map<std::string, Symbol> names;
  std::map<std::string, std::uint32_t, std::less<>> trends;
  std::map<std::string, const Scope*, std::less<>> imports;
};

class Symbols {
 public:
  explicit Symbols(const Model& model);

  const Scope& root() const { return scopes_.front(); }
  const std::deque<Scope>& scopes() const { return scopes_; }
  std::vector<InputSymbol>& inputs() { return inputs_; }
  const std::vector<InputSymbol>& inputs() const { return inputs_; }
  const std::vector<FormulaSymbol>& formulas() const { return formulas_; }
  const std::vector<TrendSymbol>& trends() const { return trends_; }

  // Looks a name up, dotted or not; nothing when it does not exist.
  std::optional<Symbol> find(const Scope& scope, std::string_view name) const;
  std::optional<std::uint32_t> find_input(const Scope& scope, std::string_view name) const;
  std::optional<std::uint32_t> find_trend(const Scope& scope, std::string_view name) const;
  // An input that no file declares but the model needs all the same: one of the random parts of a trend.
  std::uint32_t add_input(const Scope& scope, std::string name, const Span& span);
  // All names usable in a scope, for hints.
  std::vector<std::string> candidates(const Scope& scope) const;

 private:
  const Scope* add(const Model& model, const std::string& prefix);

  std::deque<Scope> scopes_;   // a deque, because scopes point at each other
  std::unordered_map<const Model*, const Scope*> by_model_;
  std::vector<InputSymbol> inputs_;
  std::vector<FormulaSymbol> formulas_;
  std::vector<TrendSymbol> trends_;
  std::deque<Input> added_;
};

}  // namespace botec
