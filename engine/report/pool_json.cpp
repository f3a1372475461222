// Pools and posteriors as JSON.
#include "report/format_number.h"
#include "report/json_parts.h"

namespace botec {

Json pool_json(const PoolResult& pool) {
  Json json = {{"method", pool.method}, {"scale", pool.logarithmic ? "log" : "linear"}, {"sources", Json::array()}};
  if (pool.method == "mixture" || pool.method == "geometric") json.erase("scale");   // the same on either
  for (const PoolSource& source : pool.sources) {
    json["sources"].push_back({{"name", source.name},
                               {"weight", json_number(source.weight)},
                               {"median", json_number(source.median)},
                               {"low", json_number(source.low)},
                               {"high", json_number(source.high)}});
  }
  json["ratio_of_medians"] = json_number(pool.ratio);
  json["variance_between"] = json_number(pool.between);
  return json;
}

Json posterior_json(const InputPosterior& posterior) {
  Json json = {{"mean", json_number(posterior.mean)}, {"sd", json_number(posterior.sd)}, {"quantiles", Json::object()}};
  for (const auto& [p, value] : posterior.quantiles) json["quantiles"][shortest_number(p)] = json_number(value);
  return json;
}

}  // namespace botec
