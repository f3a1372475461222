#include "distributions/families.h"
namespace botec {
const Family metalog_family = {.name="metalog",.summary={},.example={},.parameters={},.argument_sets={}};
const Family cdf_family = {.name="cdf",.summary={},.example={},.parameters={},.argument_sets={}};
const Family empirical_family = {.name="empirical",.summary={},.example={},.parameters={},.argument_sets={}};
}
