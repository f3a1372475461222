// A model whose output or question is a forecast: run as far as its score needs.
// Place: inside the façade, for score(). Threads: one object, one thread.
#pragma once

#include <optional>
#include <string>

#include "model/forecasts.h"
#include "prepare.h"
#include "result/result.h"
#include "scoring/law_scores.h"

namespace botec {

class ModelForecast {
 public:
  // Errors of the model, and of names that it does not have, go to `diagnostics`.
  ModelForecast(const std::string& path, const ForecastForm& form, const RunOptions& options, Diagnostics& diagnostics);

  bool found() const { return question_ || output_ != nullptr; }
  bool is_question() const { return question_; }
  const Unit& unit() const { return output_->unit; }
  UnitSystem& units() const { return *prepared_.program->units; }
  std::uint64_t seed() const { return prepared_.settings.seed; }
  std::uint64_t samples() const;

  std::optional<Estimate> probability(Diagnostics& diagnostics) const;
  // `outcome` in unit(). Nothing after an error was added.
  std::optional<LawScores> score(double outcome, const Asked& asked, Diagnostics& diagnostics) const;

 private:
  const ForecastForm& form_;
  RunOptions options_;
  std::optional<ModelText> text_;
  Prepared prepared_;
  bool question_ = false;
  const ProgramOutput* output_ = nullptr;
};

}  // namespace botec
