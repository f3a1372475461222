// Pieces of JSON that several answers have in common.
// Place: report, inside only (it includes nlohmann-json). Threads: pure functions.
#pragma once

#include <span>
#include <string>

#include "report/json_text.h"
#include "result/result.h"

namespace botec {

inline constexpr int json_schema = 1;

void put_text(Json& json, const char* key, const std::string& text);   // nothing where it is empty
Json diagnostics_json(std::span<const Diagnostic> diagnostics, Severity severity);
Json model_json(const ModelInfo& model);
Json run_json(const RunInfo& run);
Json pool_json(const PoolResult& pool);
Json posterior_json(const InputPosterior& posterior);

}  // namespace botec
