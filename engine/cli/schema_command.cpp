// botec schema: what editors need to complete and check models.
#include "cli/answer.h"
#include "cli/commands.h"
#include "report/schema.h"

namespace botec {

int schema_command(const CommandLine& arguments) { return hand_over(schema_json(), arguments); }

}  // namespace botec
