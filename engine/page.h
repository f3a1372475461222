// All of it, to be laid out as one page: the answer, its ranking, the scenarios beside it; or two estimates and why they differ.
// Place: the façade; result/page_result.h is what it gives, report/html_report.h the page. Threads: calls are independent.
#pragma once

#include "engine.h"
#include "result/page_result.h"

namespace botec {

Answer<PageResult> report(const ModelText& model, const RunOptions& options);
Answer<PageResult> report(const CompareSide& a, const CompareSide& b, const RunOptions& options);

}  // namespace botec
