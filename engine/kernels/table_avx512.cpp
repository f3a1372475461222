// The kernels as plain loops, compiled for avx512; CMakeLists.txt sets the flags of this file.
#define BOTEC_KERNEL_ISA avx512
#include "kernels/body/table.h"
