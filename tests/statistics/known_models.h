// Models whose answers are known in closed form, or by a root or an integral of one that is computed here: nothing of botec's takes part.
#pragma once

#include <functional>
#include <string>
#include <vector>

namespace known {

struct Answer {
  std::string figure;   // p5, p50, p95, mean; of a question: probability
  double value = 0;
};

struct Model {
  std::string name;      // of its output; its question, where there is one, is q_NAME
  std::string inputs;    // lines of yaml; names begin with the model's
  std::string formula;
  std::string question;  // about the output; empty: none
  std::vector<Answer> answers;
};

// All of them; each covers a different way in which a quantile or a mean comes about.
std::vector<Model> models();

// One file with all of these.
std::string yaml_of(const std::vector<Model>& models);

}  // namespace known
