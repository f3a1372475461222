// The answer in the form of another program: one output or question as Metaculus takes it, or the draws of all as a SIPmath library.
// Place: façade, beside engine.h. Threads: each call is independent of every other.
#pragma once

#include "engine.h"
#include "result/export_result.h"

namespace botec {

struct ExportOptions {
  RunOptions run;
  std::string of;                           // a formula or a question; empty where there is one output
  std::optional<std::string> lower, upper;  // of the question's scale: quantities, `1e21 FLOP`
  std::optional<std::string> zero_point;    // of a logarithmic one
  bool open_lower = false, open_upper = false;
  std::size_t bins = 200;
};

Answer<MetaculusExport> export_metaculus(const ModelText& model, const ExportOptions& options);
Answer<SipLibrary> export_sips(const ModelText& model, const ExportOptions& options);

}  // namespace botec
