// The kernels as plain loops, compiled for baseline; CMakeLists.txt sets the flags of this file.
#define BOTEC_KERNEL_ISA baseline
#include "kernels/body/table.h"
