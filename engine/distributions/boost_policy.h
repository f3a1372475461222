// How Boost.Math is called here: nothing throws, nothing touches errno, loops are bounded, a result that cannot be had is
// NaN or infinite and is noticed by the caller. Doubles are not promoted to long double, whose width differs between
// machines while the drawn numbers may not. Threads: types only.
#pragma once

#include <boost/math/policies/policy.hpp>

namespace botec {

namespace boost_policy_detail {
using namespace boost::math::policies;
using Quiet = policy<domain_error<ignore_error>, pole_error<ignore_error>, overflow_error<ignore_error>,
                     underflow_error<ignore_error>, denorm_error<ignore_error>, rounding_error<ignore_error>,
                     evaluation_error<ignore_error>, indeterminate_result_error<ignore_error>, promote_float<false>,
                     promote_double<false>, max_series_iterations<100000>, max_root_iterations<200>>;
}  // namespace boost_policy_detail

using QuietPolicy = boost_policy_detail::Quiet;

}  // namespace botec
