// Crossings, compiled for avx512; CMakeLists.txt sets the flags of this file.
#define BOTEC_CROSSING_ISA avx512
#define BOTEC_CROSSING_BYTES 64
#include "summaries/crossing_body.h"
