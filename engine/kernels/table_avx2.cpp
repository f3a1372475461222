// The kernels as plain loops, compiled for avx2; CMakeLists.txt sets the flags of this file.
#define BOTEC_KERNEL_ISA avx2
#include "kernels/body/table.h"
